"""Thể thao: the stadium, the striker, the boat race, the marathon, chess."""

# A picture is one long list of shapes, back to front.
# ruff: noqa: PLR0915

from __future__ import annotations

import math

import palette as p
import shapes as s
from canvas import Canvas, scene
from people import RUN, STRIDE, Look, Pose, head, person


@scene("the-thao", "san-bong")
def stadium(c: Canvas) -> None:
    """A floodlit football stadium from the upper stand."""
    s.sky(c, "#14244a", "#2f4a7a", "#7a6a92", foot=420)
    for x in (150, 520, 1080, 1450):
        c.line([(x, 330), (x, 110)], "#0f1a33", 12)
        c.rect(x - 62, 60, 124, 62, "#0f1a33", 6)
        for i in range(5):
            for j in range(2):
                c.circ(x - 46 + i * 23, 78 + j * 26, 9, "#fffbe2")
        c.glow(x, 90, 250, "#fdf3c4", 0.75)
    c.path("M-10 330Q400 230 800 230T1610 330V460H-10Z", "#20345c")
    c.path("M-10 270Q400 176 800 176T1610 270V300Q1200 220 800 220T-10 300Z", "#c9d3cf")
    c.shade("M-10 270Q400 176 800 176T1610 270V300Q1200 220 800 220T-10 300Z", p.SLATE, (800, 300), (800, 180), 0.6)
    c.rect(-10, 400, 1620, 220, "#16264a")
    tones = ["#d9482f", "#e9b04a", "#f6eddc", "#b93a2b", "#3f8570", "#4f6f9f", "#d9482f"]
    for row in range(8):
        y = 272 + row * 24
        for k in range(90):
            x = k * 18 + (row % 2) * 9 - 6
            yy = y + 84 * ((x - 800) / 800) ** 2
            c.circ(x + c.rnd(-3, 3), yy + c.rnd(-3, 3), 7.6, c.pick(tones) if c.rng.random() < 0.92 else "#16264a")
    c.path("M-10 560Q400 446 800 446T1610 560V606Q1200 484 800 484T-10 606Z", "#101c38")
    for k in range(16):
        x = k * 104 - 20
        y = 452 + 104 * ((x - 800) / 800) ** 2
        far = 452 + 104 * ((x - 704) / 800) ** 2
        board = [(x, y), (x + 96, far), (x + 96, far + 26), (x, y + 26)]
        c.poly(board, (p.RED, p.PAPER, p.OCHRE, p.JADE)[k % 4], 0.9)
    c.rect(-10, 520, 1620, 390, "#2f6a4a")
    c.path("M-10 600Q400 480 800 480T1610 600V910H-10Z", "#2f6a4a")
    with c.group(clip="M-10 596Q400 478 800 478T1610 596V910H-10Z"):
        for k in range(12):
            a0, a1 = 120 + k * 114, 120 + (k + 1) * 114
            b0, b1 = -420 + k * 204, -420 + (k + 1) * 204
            c.poly([(a0, 470), (a1, 470), (b1, 910), (b0, 910)], "#4f9a55" if k % 2 else "#3f8a4c")
    line = "#f1f4df"
    c.line([(270, 524), (1330, 524)], line, 4)
    c.line([(270, 524), (-70, 910)], line, 5)
    c.line([(1330, 524), (1670, 910)], line, 5)
    c.line([(800, 524), (800, 910)], line, 5)
    c.stroke("M610 680a190 74 0 1 0 380 0a190 74 0 1 0 -380 0", line, 5)
    c.circ(800, 680, 7, line)
    c.line([(220, 584), (380, 584), (280, 762), (64, 762)], line, 4)
    c.line([(1380, 584), (1220, 584), (1320, 762), (1536, 762)], line, 4)
    for x, d in ((150, 1), (1450, -1)):
        c.line([(x - 20 * d, 690), (x - 20 * d, 586), (x + 22 * d, 560), (x + 22 * d, 640)], line, 6)
        c.line([(x - 20 * d, 586), (x - 50 * d, 600), (x - 50 * d, 694)], line, 3)
    spots = (
        (420, 650),
        (560, 600),
        (600, 760),
        (700, 690),
        (860, 640),
        (930, 740),
        (1020, 620),
        (1130, 700),
        (1200, 640),
        (380, 740),
        (760, 580),
        (1080, 820),
        (500, 850),
    )
    for i, (x, y) in enumerate(spots):
        h = 40 + (y - 560) * 0.14
        top, low = ((p.RED, p.PAPER), (p.PAPER, p.INDIGO))[i % 2]
        c.ell(x, y, h * 0.3, h * 0.07, "#1d4a35", 0.6)
        person(c, x, y, h, (RUN, STRIDE)[i % 2], Look(top=top, legs=low, bare=True, shorts=True), 1 if i % 3 else -1)
    c.circ(742, 702, 6, p.PAPER)
    for i in range(15):
        x = 20 + i * 112 + c.rnd(-14, 14)
        y = 868 + c.rnd(-12, 14)
        c.path(f"M{x - 58} 930Q{x - 54} {y + 26} {x} {y + 22}Q{x + 54} {y + 26} {x + 58} 930Z", "#101c38")
        c.circ(x, y, 27, "#101c38")
        if i in (2, 6, 11, 13):
            c.limb((x - 44, y + 50), (x - 62, y - 40), 14, 10, "#101c38")
            c.limb((x + 44, y + 50), (x + 62, y - 40), 14, 10, "#101c38")
            c.rect(x - 84, y - 64, 168, 28, p.RED)
            for q in range(7):
                c.rect(x - 84 + q * 26, y - 64, 12, 28, p.PAPER)


@scene("the-thao", "cau-thu")
def striker(c: Canvas) -> None:
    """A striker leaning into a volley, grass and net around her."""
    c.rect(0, 0, 1600, 900, c.grad("#e8a24a", "#f0c476"))
    for k in range(15):
        a = math.radians(k * 24 + 6)
        b = math.radians(k * 24 + 16)
        c.poly(
            [
                (930, 380),
                (930 + 1600 * math.cos(a), 380 + 1600 * math.sin(a)),
                (930 + 1600 * math.cos(b), 380 + 1600 * math.sin(b)),
            ],
            "#f6d694",
            0.5,
        )
    c.path("M-10 560Q400 500 800 520T1610 500V700H-10Z", "#a8542f")
    for row in range(4):
        for k in range(56):
            x = k * 30 + row * 11 - 10
            y = 560 + row * 26 - 40 * math.sin(k / 56 * math.pi)
            c.circ(x, y, 12, c.pick(["#c4662f", "#8e3a2c", "#d98a4a", "#7d3028"]))
    c.path("M-10 650Q800 610 1610 650V910H-10Z", "#3f8a55")
    c.path("M-10 720Q800 670 1610 720V790Q800 740 -10 790Z", "#4f9a5c")
    c.path("M-10 850Q800 800 1610 850V910H-10Z", "#2f7348")
    c.line([(90, 660), (90, 180), (420, 240), (420, 640)], p.PAPER, 14)
    for k in range(9):
        c.line([(90 + k * 40, 186 + k * 7), (40 + k * 44, 640)], p.PAPER, 2.5, 0.7)
        c.line([(90 - k * 5, 200 + k * 52), (420, 256 + k * 46)], p.PAPER, 2.5, 0.7)
    c.ell(760, 830, 210, 24, "#1d4a35", 0.7)
    kick = Pose(-24, (-66, -36), (72, 112), (88, 62), (-10, -22))
    at = person(
        c,
        720,
        826,
        740,
        kick,
        Look(top=p.RED, legs=p.PAPER, do="tail", bare=True, shorts=True, shoe=p.INDIGO, skin=p.SKIN[0], wide=0.1),
        1,
    )
    fx, fy = at["foot"]
    bx, by = fx + 190, fy - 66
    c.stroke(f"M{fx - 40} {fy + 70}Q{bx - 40} {fy + 60} {bx + 10} {by + 40}", p.PAPER, 10, 0.8)
    c.stroke(f"M{fx - 10} {fy + 100}Q{bx} {fy + 90} {bx + 50} {by + 50}", p.PAPER, 6, 0.7)
    c.circ(bx + 30, by, 62, p.PAPER)
    c.shade(f"M{bx - 32} {by}a62 62 0 1 0 124 0a62 62 0 1 0 -124 0", p.SLATE, (bx, by + 70), (bx + 40, by - 40), 0.8)
    c.poly(
        [(bx + 30 + 24 * math.cos(math.radians(a)), by + 24 * math.sin(math.radians(a))) for a in range(18, 378, 72)],
        p.INK,
    )
    for a in range(18, 378, 72):
        t = math.radians(a)
        c.line(
            [(bx + 30 + 24 * math.cos(t), by + 24 * math.sin(t)), (bx + 30 + 44 * math.cos(t), by + 44 * math.sin(t))],
            p.INK,
            4,
        )
        q = [
            (bx + 30 + r * math.cos(t + d), by + r * math.sin(t + d))
            for r, d in ((44, 0), (57, -0.26), (61, 0), (57, 0.26))
        ]
        c.poly(q, p.INK)
    for _ in range(60):
        x = c.rnd(-10, 1610)
        c.stroke(f"M{x} 910q{c.rnd(-6, 6)} -30 {c.rnd(-16, 16)} {-c.rnd(30, 70)}", c.pick(["#2a6040", "#4f9a5c"]), 6)
    for _ in range(16):
        c.path(s.blob(c, 700 + c.rnd(-120, 160), 822 - c.rnd(0, 60), c.rnd(4, 10), c.rnd(3, 7), 6), "#2a6040")


@scene("the-thao", "dua-thuyen")
def boat_race(c: Canvas) -> None:
    """Dragon boats racing on the river, oars in time."""
    s.sky(c, "#f2b866", "#f7dba0", foot=330)
    c.circ(330, 170, 70, "#f7efd6")
    c.glow(330, 170, 320, "#fbe3a4", 0.6)
    s.ridge(c, 290, 80, "#c9a06a", 7, 340)
    s.grove(c, 320, 40, "#7d8a52")
    for k in range(30):
        x = 10 + k * 55
        c.line([(x, 330), (x, 232 - (k % 3) * 10)], p.BARK, 4)
        c.path(
            f"M{x + 2} {234 - (k % 3) * 10}q26 -12 44 6v34q-20 -14 -44 -2Z",
            (p.RED, p.AMBER, p.JADE, p.INDIGO, p.PAPER)[k % 5],
        )
    for k in range(80):
        x = k * 20.5
        c.circ(x, 322 + c.rnd(-5, 5), 9, c.pick(["#5b2f22", "#b93a2b", "#e9dcc5", "#28406b", "#d99a34"]))
    s.water(c, 334, "#d98a5c", "#7d2f2c", "#f6cf9a", 70)
    for x0, y, k, tone, trim in (
        (700, 450, 0.62, p.JADE, p.AMBER),
        (860, 600, 0.86, p.INDIGO, p.PAPER),
        (720, 800, 1.2, p.RED, p.AMBER),
    ):
        with c.group(f"translate({x0} {y}) scale({k})"):
            c.ell(0, 34, 660, 24, "#5a1f24", 0.55)
            c.path("M-660 -20Q-600 40 -500 44H500Q600 40 650 -30Q560 -2 480 -4H-500Q-600 -4 -660 -20Z", tone)
            c.path("M-660 -20Q-600 -4 -500 -4H480Q560 -2 650 -30L640 -16Q560 14 480 12H-500Q-590 12 -654 -12Z", trim)
            for j in range(21):
                c.circ(-480 + j * 48, 28, 10, trim, 0.8)
            c.path(
                (
                    "M600 -14Q650 -60 640 -110Q650 -160 710 -156Q770 -150 800 -120L786 -108L806 -96Q760 "
                    "-84 726 -92Q716 -40 660 -6Z"
                ),
                tone,
            )
            c.path("M650 -140Q640 -190 610 -200Q660 -210 680 -156Z", trim)
            c.path("M690 -156Q700 -200 680 -220Q730 -206 722 -152Z", trim)
            c.circ(716, -130, 11, p.PAPER)
            c.circ(719, -130, 5, p.INK)
            c.path("M-650 -16Q-720 -60 -700 -140Q-660 -120 -670 -80Q-640 -60 -610 -14Z", trim)
            row = Pose(30, (58, 70), (66, 84), (84, -8), (78, 2))
            for j in range(9):
                x = -430 + j * 104
                at = person(
                    c,
                    x,
                    8,
                    200,
                    row,
                    Look(
                        top=trim if trim != p.AMBER else "#f0c45c", legs=p.INK, bare=True, skin=p.SKIN[j % 3], hat=tone
                    ),
                    1,
                    seat=True,
                )
                hx, hy = at["hand"]
                c.line([(hx - 8, hy - 44), (hx + 44, hy + 112)], "#5b2f22", 8)
                c.path(f"M{hx + 36} {hy + 84}l22 -6l14 60q-14 12 -26 4Z", trim)
                c.path(f"M{hx + 20} {hy + 122}q34 -26 74 0q-34 14 -74 0Z", "#fbe9c9", 0.9)
            at = person(
                c,
                528,
                0,
                190,
                Pose(-6, (70, 130), (50, 90), (86, 4), (80, 8)),
                Look(top=p.PAPER, legs=p.INK, hat=trim),
                -1,
                seat=True,
            )
            c.rect(440, -76, 52, 66, "#8e2f2c", 10)
            c.ell(466, -76, 28, 9, p.CREAM)
            person(
                c,
                -560,
                0,
                230,
                Pose(8, (40, 60), (30, 50), (12, 0), (-14, -10)),
                Look(top=p.PAPER, legs=p.INK, hat=trim),
                1,
            )
            c.line([(-500, -110), (-690, 70)], "#5b2f22", 9)
            for j in range(7):
                c.path(f"M{640 - j * 8} {14 + j * 6}q60 -{30 - j * 3} 110 8q-50 {14} -110 -8Z", "#fbe9c9", 0.35)
    s.glints(c, 850, 905, "#f6cf9a", 12)


@scene("the-thao", "marathon", 1067)
def marathon(c: Canvas) -> None:
    """Runners coming towards us across a steel-truss bridge."""
    s.sky(c, "#5f9fb0", "#b9d8cc", "#f7e9c4", foot=560)
    s.sun(c, 800, 420, 62, "#fdf5dc", "#fbe0a0")
    s.cloud(c, 250, 200, 380, p.PAPER, 0.8)
    s.cloud(c, 1400, 260, 420, p.PAPER, 0.8)
    s.ridge(c, 520, 50, "#86ada4", 8, 600)
    c.rect(-10, 540, 1620, 560, c.grad("#d3a27e", "#a86248"))
    s.glints(c, 560, 1060, "#ecd2b2", 60)
    vx, vy = 800, 500
    c.poly([(vx - 18, vy + 20), (vx + 18, vy + 20), (1560, 1080), (40, 1080)], c.grad("#8d8a86", "#5d5f66"))
    c.shade(f"M{vx - 18} {vy + 20}H{vx + 18}L1560 1080H40Z", p.INK, (800, 1080), (800, 600), 0.4)
    for d in (-1, 1):
        c.poly(
            [(vx + d * 18, vy + 20), (vx + d * 30, vy + 18), (800 + d * 1030, 1080), (800 + d * 760, 1080)], "#d3c3a2"
        )
    for k in range(9):
        t0, t1 = (k / 9) ** 1.9, ((k + 0.5) / 9) ** 1.9
        c.poly(
            [
                (800 - 2 - 9 * t0, 522 + 558 * t0),
                (802 + 9 * t0, 522 + 558 * t0),
                (802 + 9 * t1, 522 + 558 * t1),
                (798 - 9 * t1, 522 + 558 * t1),
            ],
            "#f0e3c4",
        )
    steel = "#3f5360"
    for d in (-1, 1):
        prev: tuple[float, float, float, float] | None = None
        for k in range(8):
            t = (k / 7) ** 2.0
            x = vx + d * (26 + 900 * t)
            low = vy + 16 + 470 * t
            top = vy - 40 - 560 * t
            w = 4 + 30 * t
            c.line([(x, low), (x, top)], steel, w)
            if prev:
                px, plow, ptop, pw = prev
                c.line([(px, plow), (x, top)] if k % 2 else [(px, ptop), (x, low)], "#54707d", (w + pw) * 0.36)
                c.line([(px, ptop), (x, top)], steel, w)
                c.line([(px, plow), (x, low)], steel, w * 0.8)
                c.line([(px, plow - 20 - pw), (x, low - 20 - w * 2.4)], p.RED, w * 0.3)
            prev = (x, low, top, w)
    for k in range(1, 7):
        t = (k / 7) ** 2.0
        top = vy - 40 - 560 * t
        c.line([(vx - 26 - 900 * t, top), (vx + 26 + 900 * t, top)], steel, 4 + 24 * t)
    tops = (p.RED, p.AMBER, "#3f8fa0", p.PAPER, p.JADE, p.ROSE, p.OCHRE, p.INDIGO)

    def runner(x: float, y: float, h: float, i: int) -> None:
        """A runner seen from the front, knees and arms in counter-swing."""
        top, skin = tops[i % 8], p.SKIN[i % 3]
        d = 1 if i % 2 else -1
        hip, neck = y - h * 0.47, y - h * 0.8
        c.ell(x, y + h * 0.015, h * 0.16, h * 0.025, p.INK, 0.35)
        c.limb((x - d * h * 0.06, hip), (x - d * h * 0.07, y - h * 0.26), h * 0.056, h * 0.038, p.dark(p.NIGHT, 0.1))
        c.limb(
            (x - d * h * 0.07, y - h * 0.26), (x - d * h * 0.05, y - h * 0.16), h * 0.034, h * 0.03, p.dark(skin, 0.25)
        )
        c.ell(x - d * h * 0.05, y - h * 0.14, h * 0.035, h * 0.05, tops[(i + 3) % 8])
        c.limb((x + d * h * 0.06, hip), (x + d * h * 0.065, y - h * 0.25), h * 0.06, h * 0.042, p.NIGHT)
        c.limb((x + d * h * 0.065, y - h * 0.25), (x + d * h * 0.045, y - h * 0.03), h * 0.036, h * 0.024, skin)
        c.path(
            (
                f"M{x + d * h * 0.045 - h * 0.04} {y}q0 {-h * 0.06} {h * 0.04} {-h * 0.06}q{h * 0.04} "
                f"0 {h * 0.04} {h * 0.06}Z"
            ),
            tops[(i + 3) % 8],
        )
        for e in (-1, 1):
            sx = x + e * h * 0.115
            up = e == d
            ex, ey = x + e * h * 0.185, neck + h * (0.16 if up else 0.18)
            c.limb((sx, neck + h * 0.03), (ex, ey), h * 0.034, h * 0.026, skin)
            fx, fy = (x + e * h * 0.09, neck + h * 0.24) if not up else (x + e * h * 0.1, neck + h * 0.06)
            c.limb((ex, ey), (fx, fy), h * 0.025, h * 0.02, skin)
            c.circ(fx, fy, h * 0.028, skin)
        c.path(
            (
                f"M{x - h * 0.13} {neck + h * 0.02}Q{x} {neck - h * 0.03} {x + h * 0.13} "
                f"{neck + h * 0.02}L{x + h * 0.1} {hip + h * 0.03}H{x - h * 0.1}Z"
            ),
            top,
        )
        c.shade_rect(x, neck, h * 0.12, h * 0.34, p.dark(top, 0.5), "right", 0.5)
        c.rect(x - h * 0.06, neck + h * 0.12, h * 0.12, h * 0.085, "#fdf8ea")
        c.rect(x - h * 0.035, neck + h * 0.145, h * 0.07, h * 0.014, p.RED)
        c.rect(x - h * 0.035, neck + h * 0.17, h * 0.05, h * 0.012, p.SLATE)
        c.rect(x - h * 0.027, neck - h * 0.05, h * 0.054, h * 0.06, p.dark(skin, 0.15))
        c.ell(x, neck - h * 0.09, h * 0.058, h * 0.072, skin)
        c.path(
            (
                f"M{x - h * 0.062} {neck - h * 0.08}Q{x - h * 0.07} {neck - h * 0.18} {x} "
                f"{neck - h * 0.18}Q{x + h * 0.07} {neck - h * 0.18} {x + h * 0.062} "
                f"{neck - h * 0.08}Q{x + h * 0.04} {neck - h * 0.125} {x} "
                f"{neck - h * 0.12}Q{x - h * 0.04} {neck - h * 0.125} {x - h * 0.062} "
                f"{neck - h * 0.08}Z"
            ),
            p.HAIR,
        )
        if i % 4 == 1:
            c.rect(x - h * 0.064, neck - h * 0.135, h * 0.128, h * 0.02, p.RED)
        if i % 3 == 2:
            c.path(
                (
                    f"M{x + h * 0.05} {neck - h * 0.14}q{h * 0.09} {h * 0.01} {h * 0.07} "
                    f"{h * 0.13}q{-h * 0.03} {-h * 0.07} {-h * 0.08} {-h * 0.08}Z"
                ),
                p.HAIR,
            )

    field = []
    for k in range(19):
        t = (k / 18) ** 1.5
        y = 560 + 470 * t
        half = 30 + 560 * t
        field.append((800 + ((k * 7) % 5 - 2) / 2 * half * 0.82, y, 76 + 430 * t, k))
    for x, y, h, k in field:
        runner(x, y, h, k)


@scene("the-thao", "co-vua")
def chess(c: Canvas) -> None:
    """A low view across the board: a knight's move about to land."""
    c.rect(0, 0, 1600, 900, c.grad("#1f3b3a", "#2f5a52"))
    c.glow(1080, 240, 720, "#e9c27a", 0.6)
    c.path("M1010 910Q980 420 1120 330H1400Q1560 360 1620 520V910Z", "#7d2f2c")
    head(c, 1220, 210, 108, Look(do="short", skin=p.SKIN[1]), -1)
    c.rect(1180, 290, 90, 70, p.dark(p.SKIN[1], 0.2))
    c.path("M1150 336L1216 420L1300 336L1276 318L1216 380L1176 318Z", p.PAPER)
    board = [(330, 520), (1270, 520), (1660, 860), (-60, 860)]
    c.poly([(-60, 860), (1660, 860), (1660, 930), (-60, 930)], "#4a2a20")
    c.poly(board, "#5b3526")

    def at(u: float, v: float) -> tuple[float, float]:
        t = (v / 8) ** 1.25
        y = 530 + 318 * t
        half = 452 + 370 * t
        return 800 + (u / 4 - 1) * half, y

    for i in range(8):
        for j in range(8):
            if (i + j) % 2 == 0:
                c.poly([at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)], "#e6cf9e")
            else:
                c.poly([at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)], "#8a5a3c")

    def piece(u: float, v: float, kind: str, pale: bool) -> None:
        x, y = at(u + 0.5, v + 0.62)
        k = 0.5 + 0.5 * (v / 8)
        tone = "#f1e2bd" if pale else "#2a1d24"
        deep = p.dark(tone, 0.35) if pale else "#120c12"
        c.ell(x + 26 * k, y + 8 * k, 70 * k, 16 * k, p.INK, 0.4)
        c.ell(x, y, 58 * k, 17 * k, deep)
        c.rect(x - 58 * k, y - 20 * k, 116 * k, 20 * k, deep)
        c.ell(x, y - 20 * k, 58 * k, 17 * k, tone)
        tall = {"pawn": 120, "rook": 150, "bishop": 190, "queen": 230, "king": 240, "knight": 80}[kind] * k
        body = (
            f"M{x - 44 * k} {y - 24 * k}Q{x - 20 * k} {y - tall * 0.5} {x - 20 * k} "
            f"{y - tall}H{x + 20 * k}Q{x + 20 * k} {y - tall * 0.5} {x + 44 * k} {y - 24 * k}Z"
        )
        c.path(body, tone)
        c.shade(body, p.INK, (x + 44 * k, y), (x - 16 * k, y), 0.6)
        c.ell(x, y - tall, 32 * k, 9 * k, deep)
        ty = y - tall
        if kind == "pawn":
            c.circ(x, ty - 26 * k, 30 * k, tone)
        elif kind == "rook":
            c.rect(x - 36 * k, ty - 54 * k, 72 * k, 54 * k, tone)
            for d in (-36, -11, 14):
                c.rect(x + d * k, ty - 72 * k, 22 * k, 24 * k, tone)
        elif kind == "bishop":
            c.path(
                (
                    f"M{x} {ty - 84 * k}Q{x + 46 * k} {ty - 30 * k} {x + 22 * k} "
                    f"{ty}H{x - 22 * k}Q{x - 46 * k} {ty - 30 * k} {x} {ty - 84 * k}Z"
                ),
                tone,
            )
            c.line([(x + 4 * k, ty - 30 * k), (x + 22 * k, ty - 60 * k)], deep, 6 * k)
        elif kind == "queen":
            c.path(
                (
                    f"M{x - 24 * k} {ty}L{x - 46 * k} {ty - 70 * k}L{x - 20 * k} {ty - 44 * k}L{x} "
                    f"{ty - 84 * k}L{x + 20 * k} {ty - 44 * k}L{x + 46 * k} {ty - 70 * k}L{x + 24 * k} "
                    f"{ty}Z"
                ),
                tone,
            )
            c.circ(x, ty - 92 * k, 11 * k, tone)
        elif kind == "king":
            c.path(f"M{x - 22 * k} {ty}L{x - 36 * k} {ty - 62 * k}H{x + 36 * k}L{x + 22 * k} {ty}Z", tone)
            c.line([(x, ty - 62 * k), (x, ty - 108 * k)], tone, 12 * k)
            c.line([(x - 20 * k, ty - 86 * k), (x + 20 * k, ty - 86 * k)], tone, 12 * k)

    for j, kind in enumerate(("rook", "bishop", "queen", "king", "bishop", "rook")):
        piece((0, 2, 3, 4, 5, 7)[j], 0, kind, False)
    for u, v in ((0, 1), (1, 1), (2, 2), (4, 3), (6, 1), (7, 1)):
        piece(u, v, "pawn", False)
    for u, v in ((3, 4), (5, 5), (1, 5), (0, 6), (6, 6)):
        piece(u, v, "pawn", True)
    piece(2, 7, "king", True)
    piece(7, 6.6, "rook", True)
    piece(0.2, 7, "queen", True)

    def horse(x: float, y: float, k: float, tone: str) -> None:
        with c.group(f"translate({x} {y}) scale({k})"):
            data = (
                "M-70 60Q-60 -10 -20 -50Q-70 -30 -104 -6Q-128 -4 -130 -34Q-110 -80 -70 -120L-66 "
                "-164L-30 -136Q70 -120 78 60Z"
            )
            c.path(data, tone)
            c.shade(data, p.BARK, (90, 40), (-60, -60), 0.8)
            c.stroke("M-20 -132Q58 -90 62 50", p.dark(tone, 0.35), 11)
            c.circ(-62, -92, 8, p.INK)
            c.circ(-114, -32, 5, p.INK)
            c.rect(-88, 60, 176, 26, tone, 12)
            c.rect(-100, 84, 200, 34, p.dark(tone, 0.25), 14)

    horse(800, 390, 1.05, "#f1e2bd")
    sk = "#d9a273"
    c.limb((300, 60), (560, 190), 66, 44, p.INDIGO)
    c.limb((-40, -60), (300, 60), 90, 66, p.INDIGO)
    c.limb((570, 194), (690, 232), 38, 34, sk)
    c.limb((690, 222), (778, 262), 24, 17, sk)
    c.limb((690, 244), (752, 306), 22, 16, p.dark(sk, 0.12))
    c.limb((680, 254), (720, 322), 20, 14, p.dark(sk, 0.2))
    c.limb((700, 206), (806, 214), 22, 16, p.light(sk, 0.1))
    c.rect(548, 158, 22, 74, p.PAPER, 4)
