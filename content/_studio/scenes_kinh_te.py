"""Kinh tế: the port, the rice terraces, workshops, factories, markets, prices."""

# A picture is one long list of shapes, back to front.
# ruff: noqa: PLR0915

from __future__ import annotations

import math

import palette as p
import shapes as s
from canvas import Canvas, scene, smooth
from people import CARRY, POINT, REACH, STAND, WALK, Look, person


@scene("kinh-te", "cang-container")
def port(c: Canvas) -> None:
    """Gantry cranes loading a container ship."""
    s.sky(c, "#f0c98a", "#f4dcae", "#f7ead0", foot=560)
    c.circ(360, 240, 92, "#e8764a")
    c.glow(360, 240, 360, "#f29a5c", 0.5)
    s.cloud(c, 920, 130, 460, "#fbf1dc", 0.9)
    s.cloud(c, 180, 330, 360, "#fbf1dc", 0.7)
    s.ridge(c, 560, 90, "#c9a88c", 6, 640)
    s.water(c, 600, "#7ba7a4", "#2b5a6b", "#d9e3cf", 44)
    tones = (p.RED, p.OCHRE, p.JADE, p.BLUE, "#e6d6b8", p.RUST, p.INDIGO, p.WINE)
    for i in range(15):
        for j in range(c.rng.randint(2, 5)):
            x, y = 300 + i * 62, 560 - j * 34
            tone = c.pick(tones)
            c.rect(x, y, 60, 32, tone)
            for k in range(1, 6):
                c.line([(x + k * 10, y + 4), (x + k * 10, y + 28)], p.dark(tone, 0.25), 2)
    c.path(
        ("M180 574Q220 594 290 594H1270Q1330 586 1372 540L1306 730Q1296 744 1270 744H270Q210 690 180 574Z"), p.INDIGO
    )
    c.path("M240 694H1316L1306 730Q1296 744 1270 744H280Q256 722 240 694Z", p.RED)
    c.shade("M180 574L1372 540L1306 744H270Z", p.INK, (0, 740), (0, 600), 0.6)
    c.rect(214, 400, 78, 194, p.PAPER)
    c.shade_rect(214, 400, 78, 194, p.SLATE, "right", 0.5)
    for j in range(5):
        for i in range(3):
            c.rect(224 + i * 22, 430 + j * 30, 13, 13, p.INDIGO)
    c.rect(200, 404, 110, 20, "#2b4560")
    c.rect(238, 340, 30, 62, p.RED)
    c.rect(238, 356, 30, 12, p.PAPER)
    for i, x in enumerate((560, 880, 1200)):
        tone = ("#a8352c", "#8e2f2c", "#a8352c")[i]
        for lx in (x, x + 150):
            c.line([(lx, 250), (lx + (12 if lx > x else -12), 830)], tone, 17)
        c.line([(x - 4, 560), (x + 154, 560)], tone, 12)
        c.line([(x, 560), (x + 150, 300)], tone, 7)
        c.line([(x + 150, 560), (x, 300)], tone, 7)
        c.line([(x - 330, 252), (x + 250, 252)], tone, 20)
        c.line([(x + 75, 96), (x + 20, 246)], tone, 11)
        c.line([(x + 75, 96), (x + 130, 246)], tone, 11)
        c.line([(x + 75, 100), (x - 310, 248)], p.dark(tone, 0.2), 5)
        c.line([(x + 75, 100), (x + 240, 248)], p.dark(tone, 0.2), 5)
        bx = x - 200 + i * 40
        c.rect(bx - 24, 260, 48, 16, p.INK)
        drop = (90, 150, 60)[i]
        c.line([(bx - 18, 270), (bx - 18, 270 + drop)], p.INK, 3)
        c.line([(bx + 18, 270), (bx + 18, 270 + drop)], p.INK, 3)
        c.rect(bx - 36, 270 + drop, 72, 34, tones[i + 1])
    c.poly([(-10, 790), (1610, 766), (1610, 910), (-10, 910)], "#8b7f74")
    c.poly([(-10, 790), (1610, 766), (1610, 786), (-10, 812)], "#c9b997")
    for i in range(9):
        for j in range(1 + (i * 7) % 3):
            if i in (3, 4):
                continue
            x, y = -30 + i * 190, 850 - j * 62
            tone = tones[(i * 3 + j * 5) % 8]
            c.rect(x, y, 182, 60, tone)
            c.shade_rect(x, y, 182, 60, p.INK, "right", 0.35)
            for k in range(1, 14):
                c.line([(x + k * 13, y + 8), (x + k * 13, y + 52)], p.dark(tone, 0.25), 3)
    person(c, 660, 892, 120, POINT, Look(top=p.OCHRE, legs=p.INDIGO, hat=p.PAPER))
    person(c, 730, 894, 124, STAND, Look(top=p.RUST, legs=p.INDIGO, hat=p.AMBER), -1)


@scene("kinh-te", "lua-chin", 1067)
def terraces(c: Canvas) -> None:
    """Ripe rice terraces stepping down a valley."""
    s.sky(c, "#7fb0b5", "#c8d9c4", "#f3e2b5", foot=430)
    s.cloud(c, 400, 120, 440, p.PAPER, 0.85)
    s.cloud(c, 1250, 90, 360, p.PAPER, 0.8)
    s.ridge(c, 360, 210, "#8db2a6", 5, 560)
    s.ridge(c, 400, 150, "#5d9080", 6, 560, "#2f6650")
    c.fog(0, 300, 1600, 150, "#f0ead0", 0.75, up=True)
    s.ridge(c, 450, 90, "#3f7560", 7, 620, "#1d4344")
    golds = ("#e9bd4f", "#d99a34", "#efcf74", "#c9a03e", "#e3ae45", "#b9a64a")
    y, i = 440.0, 0
    while y < 1080:
        gap = 20 + (y - 430) * 0.09
        pts = []
        for k in range(10):
            x = -120 + k * 205
            bend = math.sin(k * 0.85 + i * 0.16) * (26 + i * 4.5) + abs(k - 4.6) * (-9 - i * 1.2)
            pts.append((x, y + bend + 40))
        d = smooth(pts)
        c.path(f"{d}L1800 1100L-200 1100Z", golds[i % 6])
        lip = smooth([(a, b + gap * 0.68) for a, b in pts])
        c.path(f"{lip}L1800 1100L-200 1100Z", "#5d7a3d" if i % 2 else "#6d8a44")
        for _ in range(60 if i > 3 else 30):
            x = c.rnd(0, 1600)
            j = min(int((x + 120) // 205), 8)
            f = (x + 120) / 205 - j
            yy = pts[j][1] * (1 - f) + pts[j + 1][1] * f + gap * c.rnd(0.2, 0.66)
            c.line([(x, yy), (x + c.rnd(-3, 3), yy - gap * 0.3)], p.dark(golds[(i + 1) % 6], 0.12), 1.5 + i * 0.22, 0.8)
        y += gap
        i += 1
    for x, yy, w in ((330, 545, 84), (430, 560, 70), (1240, 520, 90)):
        s.house(c, x, yy, w, "#d9b884", "#6b4a38")
        s.tree(c, x - 30, yy + 6, 100, p.LEAF)
    s.palm(c, 1120, 590, 150, p.LEAF)
    for x, yy, h, pose, face, top in (
        (560, 780, 170, REACH, 1, p.INDIGO),
        (690, 800, 176, REACH, -1, p.RED),
        (980, 870, 210, CARRY, -1, p.WINE),
    ):
        at = person(c, x, yy, h, pose, Look(top=top, legs=p.INK, hat="non"), face)
        hx, hy = at["hand"]
        for _ in range(13):
            c.line([(hx, hy + 12), (hx + c.rnd(-30, 30), hy - c.rnd(20, 46))], c.pick(["#efcf74", "#d99a34"]), 4)
    for _ in range(150):
        x, b = c.rnd(-20, 1620), c.rnd(1010, 1090)
        lean, tall = c.rnd(-30, 50), c.rnd(70, 170)
        c.stroke(f"M{x} {b}q{lean * 0.2} {-tall * 0.7} {lean} {-tall}", c.pick(["#9a8a3a", "#7d8a3e", "#c9a03e"]), 4)
        for k in range(5):
            c.ell(x + lean + k * 5, b - tall + k * 9, 5, 8, c.pick(["#f2d47c", "#e9bd4f"]))


@scene("kinh-te", "lang-gom")
def pottery(c: Canvas) -> None:
    """A potter at the wheel in a workshop full of blue-and-white ware."""
    c.rect(0, 0, 1600, 900, c.grad("#a8623f", "#7d4430"))
    for j in range(15):
        for i in range(15):
            c.rect(-40 + i * 116 + (j % 2) * 58, j * 48, 112, 44, p.mix("#b56d45", "#8a4a32", c.rnd(0, 1)), 3, 0.55)
    c.rect(1080, 90, 380, 330, "#f4e3b8")
    c.glow(1270, 240, 520, "#fbe6b0", 0.65)
    with c.group(clip="M1080 90h382v330h-382Z"):
        s.tree(c, 1370, 450, 330, "#a9bf84", "#b0966a")
    for x in (1080, 1262, 1444):
        c.rect(x, 80, 18, 350, "#5b3526")
    for y in (80, 240, 414):
        c.rect(1070, y, 402, 16, "#5b3526")

    def pot(x: float, y: float, w: float, h: float, tone: str, kind: int) -> None:
        neck = w * (0.2, 0.34, 0.46)[kind]
        data = (
            f"M{x - neck} {y - h}Q{x - neck * 0.8} {y - h * 0.86} {x - w * 0.5} {y - h * 0.6}"
            f"Q{x - w * 0.56} {y - h * 0.3} {x - w * 0.28} {y}H{x + w * 0.28}"
            f"Q{x + w * 0.56} {y - h * 0.3} {x + w * 0.5} {y - h * 0.6}"
            f"Q{x + neck * 0.8} {y - h * 0.86} {x + neck} {y - h}Z"
        )
        c.path(data, tone)
        with c.group(clip=data):
            if tone in (p.PAPER, p.MIST):
                c.rect(x - w, y - h * 0.66, w * 2, h * 0.05, p.BLUE)
                c.rect(x - w, y - h * 0.26, w * 2, h * 0.05, p.BLUE)
                for k in range(5):
                    fx = x - w * 0.4 + k * w * 0.2
                    c.circ(fx, y - h * 0.44, w * 0.075, p.BLUE)
                    c.circ(fx, y - h * 0.44, w * 0.03, tone)
            else:
                c.rect(x - w, y - h * 0.55, w * 2, h * 0.04, p.dark(tone, 0.3))
            c.shade(data, p.BARK, (x - w * 0.5, y), (x + w * 0.2, y - h * 0.4), 0.75)
        c.ell(x, y - h, neck, neck * 0.22, p.dark(tone, 0.45))

    for y in (250, 410, 570):
        c.rect(50, y, 640, 18, "#5b3526")
        c.shade_rect(50, y + 18, 640, 26, p.INK, "top", 0.6)
        x = 110.0
        i = int(y)
        while x < 660:
            w = c.rnd(60, 100)
            tone = (p.PAPER, p.MIST, "#c98a5a", p.JADE, p.PAPER)[i % 5]
            pot(x, y, w, c.rnd(70, 118), tone, i % 3)
            x += w + 18
            i += 1
    for x in (56, 672):
        c.rect(x, 150, 16, 540, "#4a2a20")
    c.rect(-10, 730, 1620, 180, "#6b3f2e")
    c.shade_rect(0, 730, 1600, 170, p.INK, "bottom", 0.6)
    c.ell(1030, 850, 190, 36, "#45261e")
    c.rect(1000, 760, 60, 80, "#8a5a3c")
    c.ell(1030, 756, 128, 26, "#b07a50")
    c.ell(1030, 748, 128, 26, "#d0a074")
    pot(1030, 750, 150, 190, "#cf8f62", 1)
    for k in range(4):
        c.stroke(f"M{970 + k * 3} {610 + k * 32}Q1030 {622 + k * 32} {1090 - k * 3} {610 + k * 32}", "#b5754a", 3)
    c.rect(760, 770, 130, 90, "#4a2a20", 8)
    from people import Pose

    lean = Pose(22, (62, 82), (52, 74), (84, 6), (70, 2))
    person(c, 826, 776, 560, lean, Look(top=p.INDIGO, legs="#3a2a2a", do="bun", skin=p.SKIN[0]), 1, seat=True)
    c.path("M850 700Q930 690 975 716L962 790Q900 800 836 772Z", "#d8c39a")
    for x, w, h, k in ((1260, 130, 170, 0), (1390, 150, 210, 1), (1520, 120, 150, 2), (1320, 90, 90, 2)):
        pot(x, 870 if w != 90 else 890, w, h, p.PAPER if k != 1 else "#cf8f62", k)
    pot(120, 880, 150, 190, p.MIST, 0)
    pot(290, 890, 130, 130, "#b5653f", 1)
    pot(450, 880, 110, 150, p.PAPER, 2)


@scene("kinh-te", "nha-may-dien-tu")
def factory(c: Canvas) -> None:
    """An electronics line: workers in pale coats at a receding bench."""
    c.rect(0, 0, 1600, 900, c.grad("#c3d6d3", "#e6e6d6"))
    c.poly([(0, 0), (1600, 0), (980, 250), (620, 250)], "#a9c3c4")
    for k in range(6):
        t = 1 / (1 + k * 0.75)
        y = 250 - 250 * t
        for d in (-1, 1):
            x0, x1 = 800 + d * 620 * t, 800 + d * 250 * t
            c.poly([(x0, y), (x1, y), (x1 * 0.94 + 48, y + 32 * t), (x0 * 0.94 + 48, y + 32 * t)], "#fdf8e2")
    c.rect(620, 250, 360, 190, "#8fb0b3")
    c.rect(740, 290, 120, 150, "#5d838c")
    c.poly([(0, 0), (620, 250), (620, 440), (0, 640)], "#d6dfd3")
    c.poly([(1600, 0), (980, 250), (980, 440), (1600, 640)], "#c6d2c9")
    for k in range(4):
        t = k / 4
        x = 40 + 540 * (1 - (1 - t) ** 1.6)
        w = 150 * (1 - t) ** 1.4 + 16
        y0 = 150 + 130 * t
        for f in (0, 1):
            a, b = (x, x + w) if not f else (1600 - x, 1600 - x - w)
            c.poly([(a, y0), (b, y0 + w * 0.3), (b, 470 - t * 80), (a, 510 - t * 90)], "#9fc0c4")
    c.poly([(620, 440), (980, 440), (1720, 910), (-120, 910)], "#93aba6")
    c.poly([(620, 440), (640, 440), (40, 910), (-120, 910)], p.AMBER, 0.8)
    c.poly([(960, 440), (980, 440), (1720, 910), (1560, 910)], p.AMBER, 0.8)
    c.poly([(775, 440), (825, 440), (1010, 910), (590, 910)], "#3f5c66")
    c.poly([(783, 440), (817, 440), (970, 910), (630, 910)], "#27404c")
    for k in range(9):
        t = (k / 8) ** 2
        y, w = 452 + 420 * t, 20 + 190 * t
        c.poly(
            [
                (800 - w * 0.42, y),
                (800 + w * 0.42, y),
                (800 + w * 0.5, y + 8 + 56 * t),
                (800 - w * 0.5, y + 8 + 56 * t),
            ],
            "#3f8570",
        )
        for _ in range(9):
            u, v = c.rnd(-0.34, 0.34), c.rnd(0.15, 0.7)
            r = 2 + 13 * t
            c.rect(
                800 + u * w,
                y + v * (8 + 50 * t),
                r * c.rnd(0.8, 1.8),
                r * 0.5,
                c.pick([p.AMBER, p.INK, p.PAPER, p.RED]),
            )
    for k in range(5, -1, -1):
        t = (1 - k / 6) ** 1.9
        h = 96 + 460 * t
        for d in (-1, 1):
            x = 800 + d * (70 + 330 * t)
            y = 500 + 350 * t
            bx = x + d * 6
            top = ("#f3efe2", "#8fc0cc")[(k + (d > 0)) % 2]
            look = Look(top=top, legs="#dfe3dc", hat=top, do="bun" if k % 2 else "short", shoe="#dfe3dc", wide=0.115)
            at = person(c, bx, y + 40 * t, h, REACH, look, -d)
            hx, hy = at["head"]
            c.path(
                (
                    f"M{hx - d * h * 0.065} {hy}h{d * h * 0.075}v{h * 0.05}q{-d * h * 0.04} {h * 0.02} "
                    f"{-d * h * 0.07} 0Z"
                ),
                "#cfe3e6",
            )
            px = 800 + d * (22 + 150 * t)
            c.poly(
                [
                    (px - 3 - 14 * t, 430 + 130 * t),
                    (px + 3 + 14 * t, 430 + 130 * t),
                    (px + 6 + 24 * t, 452 + 190 * t),
                    (px - 6 - 24 * t, 452 + 190 * t),
                ],
                "#f6e3a6",
                0.0,
            )
    c.shade_rect(0, 640, 1600, 260, "#27404c", "bottom", 0.45)


@scene("kinh-te", "cho-dau-moi")
def wholesale(c: Canvas) -> None:
    """A wholesale vegetable market before sunrise: crates, carts, porters."""
    c.rect(0, 0, 1600, 900, c.grad("#1f3550", "#3f5d66"))
    for k in range(9):
        x = -200 + k * 250
        c.poly([(x, 0), (x + 30, 0), (830 + (x - 800) * 0.35, 300), (815 + (x - 800) * 0.35, 300)], "#14263c")
    c.poly([(-10, 150), (800, 40), (1610, 150), (1610, 180), (800, 72), (-10, 180)], "#14263c")
    for x in (90, 480, 800, 1120, 1500):
        c.rect(x - 11, 80, 22, 640, "#14263c")
    for x in (280, 640, 960, 1330):
        c.line([(x, 100), (x, 196)], "#14263c", 4)
        c.glow(x, 260, 420, "#fbd37a", 0.8)
        c.path(f"M{x - 44} 226Q{x} 180 {x + 44} 226Z", "#14263c")
        c.ell(x, 228, 26, 10, "#fff2c9")
    c.rect(-10, 640, 1620, 280, c.grad("#6a6a5c", "#3d4a4c"))
    goods = (
        ("#7fa650", "#5d8a44"),
        ("#d9482f", "#a8352c"),
        ("#e98b3a", "#c4662f"),
        ("#e9dcc0", "#c9b99a"),
        ("#8a3f6b", "#5f2b4f"),
        ("#f0cb55", "#d0a436"),
    )

    def crate(x: float, y: float, w: float, kind: int) -> None:
        h = w * 0.42
        a, b = goods[kind]
        r = w * 0.1
        for row in (1, 0):
            for i in range(6):
                px = x + w * (0.1 + i * 0.16)
                py = y - h - row * r * 0.8 + (i % 2) * r * 0.3
                c.circ(px, py, r * (1 if kind != 0 else 1.15), b)
                c.circ(px - r * 0.18, py - r * 0.2, r * 0.72, a)
                if kind == 0:
                    c.circ(px - r * 0.1, py - r * 0.1, r * 0.35, p.light(a, 0.35))
        c.rect(x, y - h, w, h, "#b98a54")
        for j in range(3):
            c.rect(x, y - h + j * h / 3 + h * 0.05, w, h * 0.22, "#d3a96c")
        c.rect(x, y - h, w * 0.07, h, "#8f6438")
        c.rect(x + w * 0.93, y - h, w * 0.07, h, "#8f6438")

    for i in range(13):
        for j in range(1 + (i * 5) % 3):
            crate(-20 + i * 128, 640 - j * 50, 120, (i + 2 * j) % 6)
    folk = (
        (200, REACH, 1, p.RED, "non"),
        (430, STAND, -1, p.JADE, ""),
        (700, REACH, 1, "#d9806f", "non"),
        (900, STAND, -1, p.INDIGO, ""),
        (1290, REACH, -1, p.OCHRE, "non"),
    )
    for x, pose, face, top, hat in folk:
        person(c, x, 740, 290, pose, Look(top=top, legs="#1c2a38", hat=hat, do="bun"), face)
    at = person(c, 1060, 830, 370, CARRY, Look(top="#e9dcc5", legs="#22343f"), -1)
    hx, hy = at["hand"]
    crate(hx - 96, hy + 14, 170, 1)
    at = person(c, 560, 850, 380, WALK, Look(top=p.WINE, legs="#22343f", hat="cap"), 1)
    hx, hy = at["hand"]
    c.line([(hx - 6, hy), (hx + 90, 800)], p.BARK, 10)
    c.rect(hx + 30, 800, 300, 14, p.BARK)
    for wx in (hx + 90, hx + 280):
        c.circ(wx, 838, 34, p.INK)
        c.circ(wx, 838, 14, p.STONE)
    for k, (dx, dy) in enumerate(((50, 0), (190, 0), (110, -62))):
        crate(hx + dx, 800 + dy, 135, (0, 2, 5)[k])
    for i in range(4):
        crate(-40 + i * 170, 905, 160, (4, 0, 3, 1)[i])
        crate(1190 + i * 165, 905 - (i % 2) * 72, 160, (2, 5, 0, 4)[i])


@scene("kinh-te", "bieu-do-gia")
def prices(c: Canvas) -> None:
    """Bars like terraces, a river-like price line and stacks of coins."""
    c.rect(0, 0, 1600, 900, c.grad("#1d3d4a", "#28566a"))
    for j in range(8):
        c.rect(0, 90 + j * 96, 1600, 2.5, "#4f7d88", 0, 0.55)
    for i in range(16):
        c.rect(i * 105 + 20, 0, 2.5, 900, "#4f7d88", 0, 0.3)
    c.glow(1240, 220, 520, "#f0c070", 0.5)
    c.circ(1240, 220, 120, "#f0c070")
    heights = (180, 240, 210, 300, 360, 320, 430, 400, 520, 580)
    for i, h in enumerate(heights):
        x = 60 + i * 150
        tone = p.mix(p.JADE, "#cfe0b8", i / 12)
        c.rect(x, 860 - h, 96, h + 60, tone)
        c.poly([(x + 96, 860 - h), (x + 124, 842 - h), (x + 124, 910), (x + 96, 910)], p.dark(tone, 0.4))
        c.poly([(x, 860 - h), (x + 28, 842 - h), (x + 124, 842 - h), (x + 96, 860 - h)], p.light(tone, 0.35))
        c.shade_rect(x, 860 - h, 96, h + 40, p.PINE, "bottom", 0.8)
    pts = [
        (-30.0, 640.0),
        (110, 560),
        (250, 600),
        (400, 500),
        (560, 380),
        (700, 440),
        (860, 310),
        (1010, 350),
        (1180, 210),
        (1330, 150),
        (1640, 40),
    ]
    c.stroke(smooth([(a + 6, b + 14) for a, b in pts]), p.INK, 22, 0.35)
    c.stroke(smooth(pts), p.RED, 22)
    c.stroke(smooth([(a, b - 5) for a, b in pts]), "#e2735a", 5)
    for a, b in pts[1:-1]:
        c.circ(a, b, 19, p.PAPER)
        c.circ(a, b, 10, p.RED)

    def coins(x: float, y: float, n: int, r: float) -> None:
        for k in range(n):
            cy = y - k * r * 0.36
            off = c.rnd(-0.05, 0.05) * r
            c.path(f"M{x - r + off} {cy}v{r * 0.3}a{r} {r * 0.32} 0 0 0 {2 * r} 0v{-r * 0.3}Z", "#b5772a")
            for q in range(-6, 7):
                qx = x + off + math.sin(q / 7 * 1.45) * r
                c.line(
                    [
                        (qx, cy + r * 0.32 * math.cos(q / 7 * 1.45) + 2),
                        (qx, cy + r * 0.24 + r * 0.32 * math.cos(q / 7 * 1.45)),
                    ],
                    "#8f5a20",
                    2.5,
                )
            c.ell(x + off, cy, r, r * 0.32, "#e0a83f")
            c.ell(x + off, cy, r * 0.78, r * 0.24, "#f2c96a")
            c.rect(x + off - r * 0.16, cy - r * 0.06, r * 0.32, r * 0.12, "#b5772a")

    coins(170, 840, 6, 110)
    coins(400, 870, 3, 110)
    coins(1380, 850, 9, 120)
    coins(1130, 872, 4, 112)
    coins(620, 884, 1, 100)
