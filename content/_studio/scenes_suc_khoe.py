"""Sức khỏe: the ward, the family tray, joggers in the park, a vaccination."""

# A picture is one long list of shapes, back to front.
# ruff: noqa: PLR0912, PLR0915

from __future__ import annotations

import math

import palette as p
import shapes as s
from canvas import Canvas, scene
from people import RUN, STRIDE, WALK, Look, Pose, person


@scene("suc-khoe", "benh-vien")
def hospital(c: Canvas) -> None:
    """A doctor and a nurse in a bright hospital corridor."""
    c.rect(0, 0, 1600, 900, "#dfeae2")
    c.poly([(0, 0), (1600, 0), (1000, 220), (600, 220)], "#f3f4e8")
    c.poly([(0, 0), (600, 220), (600, 560), (0, 910)], c.grad("#bcd6cf", "#a3c4bd"))
    c.poly([(1600, 0), (1000, 220), (1000, 560), (1600, 910)], c.grad("#cfe0d6", "#b5cfc6"))
    c.rect(600, 220, 400, 340, "#eef2e4")
    c.rect(690, 290, 220, 270, "#7fb5ae")
    c.rect(798, 290, 4, 270, "#5d938e")
    for x in (730, 840):
        c.rect(x, 330, 34, 70, "#dff0e8")
    c.glow(800, 380, 420, "#fdf8e0", 0.8)
    c.poly([(600, 560), (1000, 560), (1640, 910), (-40, 910)], c.grad("#c9d8c8", "#e6e3cb"))
    c.poly([(770, 560), (830, 560), (1010, 910), (590, 910)], "#f2efdc")
    for k in range(4):
        t = (k + 0.4) / 4.6
        y = 220 - 220 * t
        w = 60 + 160 * t
        c.poly([(800 - w, y), (800 + w, y), (800 + w * 1.3, y - 30 * t), (800 - w * 1.3, y - 30 * t)], "#fffdf0")
    for t0, t1 in ((0.12, 0.4), (0.58, 0.82)):
        for side in (0, 1):
            xa, xb = 600 * t0, 600 * t1
            pts = [(xa, 170 + xa * 0.16), (xb, 190 + xb * 0.16), (xb, 905 - xb * 0.58), (xa, 905 - xa * 0.58)]
            pts = [(1600 - a, b) for a, b in pts] if side else pts
            c.poly(pts, "#5f9a95")
            pts2 = [(xa + 20, 250), (xa + (xb - xa) * 0.5, 256), (xa + (xb - xa) * 0.5, 450), (xa + 20, 460)]
            c.poly([(1600 - a, b) for a, b in pts2] if side else pts2, "#cfe9e0")
    c.poly([(0, 640), (600, 450), (600, 470), (0, 672)], p.AMBER)
    c.poly([(1600, 640), (1000, 450), (1000, 470), (1600, 672)], p.AMBER)
    c.rect(1000 - 260, 236, 120, 44, p.RED, 6)
    c.rect(790, 242, 20, 32, p.PAPER)
    c.rect(784, 250, 32, 16, p.PAPER)
    for x, h, top, do in ((700, 190, "#8fc0cc", "bun"), (900, 200, "#e9dcc5", "short")):
        person(c, x, 620, h, WALK, Look(top=top, legs="#5d838c", do=do), 1 if x < 800 else -1)
    at = person(
        c,
        600,
        880,
        640,
        Pose(2, (30, 100), (-16, -4), (20, 8), (-14, -30)),
        Look(top="#fbf8ee", legs="#2f5a7a", skin=p.SKIN[0], wide=0.115),
        1,
    )
    hx, hy = at["hip"]
    c.poly([(hx - 62, hy - 60), (hx + 60, hy - 60), (hx + 96, hy + 180), (hx - 84, hy + 170)], "#fbf8ee")
    c.shade(
        f"M{hx - 62} {hy - 60}L{hx + 60} {hy - 60}L{hx + 96} {hy + 180}L{hx - 84} {hy + 170}Z",
        p.SLATE,
        (hx - 90, hy + 180),
        (hx + 20, hy),
        0.5,
    )
    c.line([(hx + 18, hy - 140), (hx + 22, hy + 176)], "#c3cfc6", 4)
    nx, ny = at["neck"]
    c.stroke(f"M{nx - 24} {ny + 4}Q{nx + 6} {ny + 120} {nx + 40} {ny + 60}L{nx + 32} {ny + 4}", p.INK, 7)
    c.circ(nx + 4, ny + 96, 13, p.STONE)
    ax, ay = at["hand"]
    c.poly([(ax - 20, ay - 70), (ax + 62, ay - 86), (ax + 80, ay + 20), (ax - 4, ay + 32)], "#8a5638")
    c.poly([(ax - 12, ay - 62), (ax + 54, ay - 76), (ax + 70, ay + 14), (ax + 4, ay + 24)], p.PAPER)
    for k in range(4):
        c.line([(ax + 2 + k * 3, ay - 48 + k * 18), (ax + 50 + k * 3, ay - 58 + k * 18)], p.SLATE, 4)
    person(
        c,
        1000,
        880,
        590,
        Pose(0, (34, 92), (-12, 0), (-16, -28), (18, 8)),
        Look(top="#4f9a94", legs="#3f8580", do="bun", hat="#4f9a94", shoe=p.PAPER),
        -1,
    )
    c.rect(1180, 660, 250, 16, p.STONE, 6)
    c.rect(1190, 676, 10, 190, p.SLATE)
    c.rect(1410, 676, 10, 190, p.SLATE)
    c.rect(1190, 770, 230, 10, p.STONE)
    for x in (1196, 1414):
        c.circ(x, 872, 15, p.INK)
    for k, tone in enumerate((p.RED, p.PAPER, p.JADE, p.AMBER)):
        c.rect(1206 + k * 52, 612 + (k % 2) * 12, 36, 48 - (k % 2) * 12, tone, 6)
    c.rect(1230, 724, 130, 46, "#e9dcc5", 6)


@scene("suc-khoe", "bua-com")
def family_meal(c: Canvas) -> None:
    """A balanced Vietnamese meal on a round tray, seen from above."""
    c.rect(0, 0, 1600, 900, "#2f5a52")
    for i in range(41):
        c.rect(i * 40, 0, 20, 900, "#386a5f", 0, 0.7)
    for j in range(23):
        c.rect(0, j * 40, 1600, 3, "#28504a", 0, 0.7)
    c.ell(818, 476, 408, 408, p.INK, 0.35)
    c.circ(800, 450, 410, "#b98a3f")
    c.circ(800, 450, 392, "#d9ad5c")
    c.circ(800, 450, 366, "#cf9f4c")
    c.shade("M434 450a366 366 0 0 0 732 0a366 366 0 0 0 -732 0Z", "#7a5020", (1060, 720), (700, 330), 0.6)

    def bowl(x: float, y: float, r: float, rim: str, inside: str) -> None:
        c.circ(x + r * 0.08, y + r * 0.12, r * 1.02, "#5a3a1c", 0.45)
        c.circ(x, y, r, rim)
        c.circ(x, y, r * 0.9, p.BLUE)
        c.circ(x, y, r * 0.86, rim)
        c.circ(x, y, r * 0.78, inside)

    bowl(800, 440, 132, p.PAPER, "#d8c06a")
    for _ in range(34):
        a, d = c.rnd(0, math.tau), c.rng.random() ** 0.5 * 86
        x, y = 800 + math.cos(a) * d, 440 + math.sin(a) * d
        c.path(s.blob(c, x, y, c.rnd(12, 26), c.rnd(7, 13), 6), c.pick(["#4f8a3f", "#6da34c", "#3f7a3a"]))
    for a in (0.4, 2.1, 3.8, 5.2):
        c.circ(800 + 46 * math.cos(a), 440 + 46 * math.sin(a), 17, "#e2583c")
        c.circ(800 + 46 * math.cos(a), 440 + 46 * math.sin(a), 11, "#f08a5c")
    bowl(560, 330, 108, p.PAPER, "#e9dcc0")
    with c.group("translate(560 330) rotate(-24)"):
        c.path("M-96 0Q-40 -52 40 -26L92 -44Q80 0 92 44L40 26Q-40 52 -96 0Z", "#b5753f")
        c.path("M-86 0Q-40 -36 36 -14Q-30 0 -86 0Z", "#d9a05c")
        c.circ(-66, -6, 6, p.INK)
        for k in range(5):
            c.stroke(f"M{-30 + k * 16} -18q8 18 0 36", "#7a4420", 4)
        for _ in range(8):
            c.rect(c.rnd(-60, 40), c.rnd(-20, 16), 15, 5, "#4f8a3f", 2)
    bowl(1036, 316, 104, p.PAPER, "#e9d5a8")
    for k in range(13):
        a = k * 2.4
        d = 13 * k**0.5 * 1.3
        x, y = 1036 + math.cos(a) * d, 316 + math.sin(a) * d
        c.rect(x - 20, y - 15, 40, 30, "#b5562f", 9)
        c.rect(x - 16, y - 12, 24, 10, "#e08a52", 5)
    bowl(1046, 590, 106, "#e9dcc0", "#6da34c")
    for _ in range(40):
        a, d = c.rnd(0, math.tau), c.rng.random() ** 0.5 * 70
        x, y = 1046 + math.cos(a) * d, 590 + math.sin(a) * d
        t = c.rnd(0, math.tau)
        c.line(
            [(x, y), (x + 34 * math.cos(t), y + 34 * math.sin(t))],
            c.pick(["#3f7a3a", "#8fbf5c", "#5d9a4a", "#cfe09a"]),
            8,
        )
    for _ in range(6):
        c.circ(1046 + c.rnd(-50, 50), 590 + c.rnd(-50, 50), 8, p.PAPER)
    bowl(560, 580, 104, p.PAPER, "#f2d06a")
    for k in range(4):
        a = k * 1.571 + 0.5
        x, y = 560 + 38 * math.cos(a), 580 + 38 * math.sin(a)
        c.ell(x, y, 33, 36, "#fdf8ea")
        c.circ(x, y, 18, "#e98f2c")
    bowl(800, 690, 62, "#7a4630", "#a8481f")
    for _ in range(8):
        c.circ(800 + c.rnd(-34, 34), 690 + c.rnd(-34, 34), 6, c.pick([p.RED, "#f6e3b0", "#4f8a3f"]))
    bowl(800, 196, 58, p.PAPER, "#6b3a20")
    for x, y, r in ((210, 250, 112), (230, 680, 118), (1390, 240, 112), (1376, 690, 118)):
        bowl(x, y, r, "#f4efe2", "#e9e2cf")
        data = s.blob(c, x, y, r * 0.74, r * 0.72, 12, 0.06)
        c.path(data, "#fdfaf0")
        for _ in range(70):
            a, d = c.rnd(0, math.tau), c.rng.random() ** 0.5 * r * 0.66
            t = c.rnd(0, math.tau)
            px, py = x + math.cos(a) * d, y + math.sin(a) * d
            c.line(
                [(px, py), (px + 9 * math.cos(t), py + 9 * math.sin(t))], c.pick(["#ece4cd", "#ffffff", "#ddd2b5"]), 5
            )
        d = 1 if x < 800 else -1
        bx = x + d * r * 1.3 - (6 if d > 0 else 8)
        for k in (0, 20):
            c.line([(bx + k * d, y - 130), (bx + k * d + 8, y + 130)], "#5b2f22", 9)
            c.line([(bx + k * d, y - 130), (bx + k * d + 2.5, y - 60)], p.OCHRE, 9)
    for x, y, r in ((1560, 470, 76), (30, 470, 80)):
        c.circ(x + 8, y + 10, r, p.INK, 0.35)
        c.circ(x, y, r, "#e98f2c" if x > 800 else "#c8433a")
        c.circ(x - r * 0.25, y - r * 0.25, r * 0.4, "#f6b45c" if x > 800 else "#e2735a")
        c.path(f"M{x} {y}q20 -40 60 -40q-10 36 -60 40Z", "#4f8a3f")


@scene("suc-khoe", "chay-bo-cong-vien")
def joggers(c: Canvas) -> None:
    """Joggers on a lakeside path in early light."""
    s.sky(c, "#f0c39a", "#f7e0b4", "#eef0d4", foot=520)
    c.circ(1290, 300, 84, "#fdf3d4")
    c.glow(1290, 300, 380, "#fae0a0", 0.7)
    for x in range(20, 1620, 90):
        tall = c.rnd(60, 190)
        c.rect(x, 440 - tall, c.rnd(46, 80), tall + 20, p.mix("#d9bf9c", "#c3b59c", c.rnd(0, 1)), 0, 0.8)
    s.grove(c, 450, 56, "#a3b582")
    s.water(c, 452, "#e3dcae", "#8fb5a4", "#fbf1d0", 40, 640)
    c.path("M-10 600Q500 560 900 600T1610 580V910H-10Z", "#7da35c")
    c.path("M-10 690Q500 640 1000 690T1610 670V830Q1100 860 700 830T-10 850Z", "#d98f62")
    c.shade("M-10 690Q500 640 1000 690T1610 670V830Q1100 860 700 830T-10 850Z", "#7a3f2f", (800, 850), (800, 660), 0.5)
    c.stroke("M-10 764Q500 722 1000 764T1610 748", "#f4dcb8", 5, 0.9)
    s.tree(c, 170, 690, 560, "#4f8a5a")
    s.tree(c, 560, 620, 330, "#6d9a5a")
    s.tree(c, 1480, 680, 600, "#3f7a58")
    s.tree(c, 1130, 612, 280, "#7da35c")
    for x in (760, 1000):
        c.rect(x, 450, 8, 190, p.INK)
        c.circ(x + 4, 446, 18, "#fbe9b4")
    for x, w in ((380, 120), (880, 160), (1300, 130)):
        s.bush(c, x, 650, w, "#5d8a50")
    runners = (
        (330, 800, 330, RUN, p.RED, p.INDIGO, "tail"),
        (620, 800, 345, STRIDE, p.AMBER, p.INK, "short"),
        (910, 812, 352, RUN, "#4f9aa0", p.INDIGO, "bun"),
        (1230, 800, 340, STRIDE, p.PAPER, p.RED, "short"),
    )
    for x, y, h, pose, top, legs, do in runners:
        c.ell(x, y + 10, h * 0.24, 12, "#7a3f2f", 0.5)
        person(c, x, y, h, pose, Look(top=top, legs=legs, do=do, bare=True, shorts=True, shoe=p.PAPER), 1)
    c.path("M-10 870Q400 830 800 870T1610 860V910H-10Z", "#4f7a45")
    for _ in range(80):
        x = c.rnd(-10, 1610)
        c.stroke(
            f"M{x} 910q{c.rnd(-6, 6)} -30 {c.rnd(-16, 16)} {-c.rnd(30, 64)}",
            c.pick(["#3f6a3c", "#5d8a45", "#8fae5c"]),
            5,
        )


@scene("suc-khoe", "tiem-chung")
def vaccination(c: Canvas) -> None:
    """A nurse vaccinates a child on a mother's lap."""
    c.rect(0, 0, 1600, 900, c.grad("#f3dcae", "#efcf98"))
    c.rect(-10, 640, 1620, 270, "#7fae9e")
    c.rect(-10, 634, 1620, 14, "#5d8f80")
    c.rect(980, 90, 460, 330, p.PAPER)
    c.rect(1000, 110, 420, 290, "#a9d0cf")
    with c.group(clip="M1000 110h420v290h-420Z"):
        s.cloud(c, 1180, 170, 200, p.PAPER)
        s.grove(c, 390, 60, "#6d9a63", 1000, 1420)
        s.palm(c, 1340, 420, 240, "#3f7a5a")
    c.rect(1204, 110, 12, 290, p.PAPER)
    c.rect(100, 130, 290, 220, "#8a5638")
    c.rect(112, 142, 266, 196, "#fbf3dc")
    c.path("M245 300Q160 240 180 196Q204 160 245 200Q286 160 310 196Q330 240 245 300Z", p.RED)
    c.rect(236, 206, 18, 62, p.PAPER)
    c.rect(214, 228, 62, 18, p.PAPER)
    c.rect(90, 560, 300, 20, p.PAPER, 6)
    for x in (104, 362):
        c.rect(x, 580, 14, 290, p.STONE)
    c.rect(104, 700, 272, 12, p.STONE)
    c.rect(130, 470, 110, 90, "#2f6a78", 8)
    c.rect(126, 460, 118, 22, p.PAPER, 6)
    for k in range(4):
        c.rect(262 + k * 27, 516, 18, 44, (p.AMBER, p.ROSE, p.AMBER, p.JADE)[k], 4)
        c.rect(264 + k * 27, 506, 14, 12, p.STONE)
    c.rect(1050, 640, 270, 26, "#8a5638", 8)
    for x in (1070, 1284):
        c.rect(x, 660, 18, 220, "#6b4532")
    c.rect(1290, 420, 24, 240, "#8a5638", 8)
    mother = Pose(-4, (44, 92), (36, 84), (88, 4), (80, 10))
    person(c, 1180, 650, 680, mother, Look(top="#c8433a", legs="#2f3f63", do="long", skin="#e2b187"), -1, seat=True)
    child = Pose(2, (8, 40), (28, 76), (84, 10), (76, 16))
    person(
        c,
        1040,
        608,
        430,
        child,
        Look(top=p.AMBER, legs=p.JADE, skin="#e2b187", bare=True, shorts=True, shoe=p.RED),
        -1,
        seat=True,
    )
    c.limb((1150, 470), (1010, 520), 30, 22, "#a83328")
    c.circ(1000, 522, 22, "#e2b187")
    nurse = Pose(20, (52, 70), (38, 84), (10, 0), (-12, -10))
    at = person(c, 690, 870, 680, nurse, Look(top="#f6f2e6", legs="#f0eadb", do="bun", hat="#f6f2e6", shoe=p.INK), 1)
    hx, hy = at["head"]
    c.path(f"M{hx + 4} {hy + 4}H{hx + 46}V{hy + 34}Q{hx + 24} {hy + 50} {hx + 4} {hy + 32}Z", "#8fc0cc")
    c.rect(hx - 9, hy - 66, 18, 6, p.RED)
    c.rect(hx - 3, hy - 72, 6, 18, p.RED)
    ax, ay = at["hand"]
    with c.group(f"translate({ax} {ay}) rotate(4) scale(.9)"):
        c.rect(-10, -9, 84, 18, "#e3f0ee", 4)
        c.rect(-10, -9, 50, 18, p.JADE, 4)
        c.line([(74, 0), (124, 0)], p.SLATE, 4)
        c.rect(-44, -4, 36, 8, p.STONE)
        c.rect(-50, -14, 8, 28, p.STONE)
    s.plant_pot(c, 1510, 880, 170, p.LEAF)
    for x, y, tone in ((1440, 250, p.RED), (1510, 180, p.AMBER), (1560, 280, p.JADE)):
        c.stroke(f"M{x} {y + 54}Q{x + 10} {y + 260} 1512 760", p.SLATE, 2.5)
        c.ell(x, y, 44, 52, tone)
        c.ell(x - 12, y - 16, 12, 16, p.light(tone, 0.45))
