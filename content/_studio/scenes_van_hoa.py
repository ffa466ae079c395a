"""Văn hóa: the communal house, puppets, old books, silk, a print, music."""

# A picture is one long list of shapes, back to front.
# ruff: noqa: PLR0912, PLR0915

from __future__ import annotations

import math

import palette as p
import shapes as s
from canvas import Canvas, Point, scene, smooth
from people import WALK, Look, Pose, head, person


@scene("van-hoa", "dinh-lang")
def communal_house(c: Canvas) -> None:
    """A communal house with upswept roof ends, its court and lotus pond."""
    s.sky(c, "#f2b47a", "#f6d29a", "#f8e8c8", foot=560)
    c.circ(800, 250, 150, "#f8e3b0")
    s.cloud(c, 260, 140, 380, "#fbeed0", 0.9)
    s.cloud(c, 1370, 190, 420, "#fbeed0", 0.9)
    s.grove(c, 560, 90, "#8f9a62")
    s.grove(c, 590, 60, "#6d8450")
    for x, h in ((150, 380), (1460, 420)):
        s.palm(c, x, 600, h, "#4f7a4a", p.EARTH, 0.04)

    def hall() -> None:
        c.rect(330, 590, 940, 50, "#b9a184")
        c.rect(290, 626, 1020, 26, "#d3bd9c")
        c.rect(400, 440, 800, 156, "#5a2a24")
        c.glow(800, 520, 260, p.AMBER, 0.7)
        for k in range(9):
            x = 400 + k * 97
            c.rect(x, 436, 25, 160, "#8e2f2c")
            c.shade_rect(x, 436, 25, 160, p.INK, "right", 0.7)
            c.rect(x - 5, 584, 35, 16, "#a79d8d")
        for k in range(8):
            x = 432 + k * 97
            if k not in (3, 4):
                for j in range(5):
                    c.rect(x + j * 13, 452, 6, 132, "#a8603c")
                c.rect(x - 4, 540, 66, 10, "#a8603c")
        roof = (
            "M230 420Q250 450 330 446Q400 400 520 246H1080Q1200 400 1270 446Q1350 450 1370 "
            "420Q1372 470 1280 476H320Q228 470 230 420Z"
        )
        c.path(roof, "#a8432c")
        with c.group(clip=roof):
            for j in range(17):
                y = 250 + j * 14
                for k in range(60):
                    c.path(
                        f"M{220 + k * 20 + (j % 2) * 10} {y}q10 14 20 0Z", p.mix("#8f3424", "#c4603c", c.rnd(0, 1)), 0.7
                    )
            c.shade(roof, "#4a1a20", (800, 480), (800, 300), 0.7)
        c.path("M226 412Q216 380 190 372Q232 372 252 402Q280 446 330 446Q300 462 262 452Q232 444 226 412Z", "#d8bf94")
        c.path(
            "M1374 412Q1384 380 1410 372Q1368 372 1348 402Q1320 446 1270 446Q1300 462 1338 452Q1368 444 1374 412Z",
            "#d8bf94",
        )
        c.rect(506, 232, 588, 20, "#d8bf94")
        for d in (-1, 1):
            x = 800 + d * 286
            c.path(f"M{x} 240q{d * 26} -6 {d * 34} -40q{-d * 22} 6 {-d * 60} 34Z", "#d8bf94")
            c.stroke(f"M{800 + d * 40} 234Q{800 + d * 80} 196 {800 + d * 120} 222T{800 + d * 190} 226", "#c49a5e", 12)
        c.circ(800, 208, 26, "#e8a83f")
        for k in range(8):
            a = math.radians(-170 + k * 23)
            c.line(
                [(800 + 30 * math.cos(a), 208 + 30 * math.sin(a)), (800 + 44 * math.cos(a), 208 + 44 * math.sin(a))],
                "#c4662f",
                6,
            )

    with c.mirrored(690, 0.42, 0.62):
        hall()
    hall()
    c.rect(-10, 648, 1620, 50, "#d8b98a")
    c.rect(-10, 690, 1620, 14, "#8d6b4c")
    water = "M-10 704H1610V910H-10Z"
    c.path(water, c.grad("#c9a877", "#7d8f6b"), 0.72)
    for y, n in ((740, 9), (800, 10), (870, 9)):
        for _ in range(n):
            x = c.rnd(0, 1600)
            if 620 < x < 980 and y < 860:
                continue
            r = (y - 650) * 0.36 * c.rnd(0.7, 1.1)
            c.ell(x, y + c.rnd(-16, 16), r, r * 0.3, c.pick(["#4f7d4c", "#3f6c47", "#6d9458"]))
    for x, y, r in ((190, 730, 26), (380, 800, 34), (1210, 750, 30), (1440, 830, 40), (90, 850, 40), (1040, 860, 38)):
        c.line([(x, y), (x + 4, y + 90)], "#3f6c47", 5)
        for a in (-62, -30, 0, 30, 62):
            t = math.radians(a)
            tipx, tipy = x + math.sin(t) * r * 1.2, y - math.cos(t) * r * 1.3
            c.path(
                (
                    f"M{x} {y}Q{x + math.sin(t - 0.6) * r} {y - math.cos(t - 0.6) * r} {tipx} "
                    f"{tipy}Q{x + math.sin(t + 0.6) * r} {y - math.cos(t + 0.6) * r} {x} {y}Z"
                ),
                "#d9707a" if a % 60 else "#f0a8a0",
            )
    for x, h, top in ((560, 92, p.INDIGO), (610, 86, p.RED), (1020, 90, p.PAPER)):
        person(c, x, 690, h, WALK, Look(top=top, legs=p.PAPER, robe=top, do="bun"))


@scene("van-hoa", "mua-roi-nuoc")
def water_puppets(c: Canvas) -> None:
    """Water puppets: a fiery dragon, a fairy and a buffalo boy before the screen."""
    c.rect(0, 0, 1600, 900, c.grad("#3a1420", "#5a1d28"))
    c.path(
        (
            "M120 230Q200 260 300 230Q560 120 800 108Q1040 120 1300 230Q1400 260 1480 230Q1480 "
            "290 1390 300H210Q120 290 120 230Z"
        ),
        "#2c5a4c",
    )
    for k in range(42):
        c.path(f"M{210 + k * 28} 280q14 24 28 0Z", "#c4662f")
    c.rect(200, 296, 1200, 36, p.OCHRE)
    for x in (210, 560, 1000, 1350):
        c.rect(x, 300, 42, 330, p.RED)
        c.shade_rect(x, 300, 42, 330, p.INK, "right", 0.7)
        c.rect(x - 6, 330, 54, 16, p.OCHRE)
    c.rect(252, 336, 1098, 260, "#8d3a2c")
    for k in range(61):
        c.line([(254 + k * 18, 336), (254 + k * 18, 596)], "#a9553a" if k % 2 else "#6d2a24", 7)
    for x in (400, 800, 1200):
        s.lantern(c, x, 400, 40, p.RED)
    c.glow(800, 520, 640, p.AMBER, 0.5)
    c.rect(-10, 590, 1620, 320, c.grad("#2f7a66", "#14443f", "#0f2f33"))
    s.glints(c, 600, 900, "#8fd0a4", 60)
    c.glow(800, 640, 480, "#f7d98a", 0.5)
    for x, y in ((640, 786), (1080, 700), (250, 780), (1430, 730)):
        for k in range(3):
            c.stroke(
                f"M{x - 90 - k * 34} {y}a{90 + k * 34} {16 + k * 7} 0 0 0 {180 + k * 68} 0",
                "#a9dcb4",
                4,
                0.6 - k * 0.15,
            )
    with c.group("translate(90 0)"):
        spine: list[Point] = [
            (1460, 720),
            (1400, 600),
            (1310, 610),
            (1240, 720),
            (1150, 720),
            (1090, 590),
            (1000, 540),
            (930, 600),
        ]
        c.stroke(smooth(spine), "#b5431f", 92)
        c.stroke(smooth(spine), "#e8a83f", 74)
        c.stroke(smooth([(a + 4, b + 16) for a, b in spine]), "#f6d98a", 22)
        for i in range(len(spine) - 1):
            (ax, ay), (bx, by) = spine[i], spine[i + 1]
            for t in (0.1, 0.45, 0.8):
                x, y = ax + (bx - ax) * t, ay + (by - ay) * t
                n = math.atan2(by - ay, bx - ax) + math.pi / 2
                x0, y0 = x + math.cos(n) * 40, y + math.sin(n) * 40
                c.poly([(x0 - 20, y0), (x0 + math.cos(n) * 34, y0 + math.sin(n) * 34), (x0 + 20, y0 + 6)], p.RED)
                c.circ(x, y, 14, "#c4662f", 0.8)
        c.path("M990 560Q960 470 880 470Q800 470 770 530Q740 556 726 580Q760 600 800 590Q860 650 940 630Z", "#e8a83f")
        c.path("M726 580Q770 566 850 590Q800 626 760 616Q734 606 726 580Z", p.RED)
        c.path("M900 480Q940 400 1010 400Q970 440 960 500Z", p.RED)
        c.path("M860 476Q880 410 930 380Q910 430 910 486Z", p.AMBER)
        c.circ(852, 520, 24, p.PAPER)
        c.circ(846, 520, 12, p.INK)
        c.stroke("M760 550Q700 540 660 580", p.AMBER, 7)
        c.stroke("M772 600Q720 620 700 670", p.AMBER, 7)
        for a in (-34, -12, 10):
            t = math.radians(180 + a)
            c.path(
                (
                    f"M716 590Q{716 + 90 * math.cos(t)} {590 + 90 * math.sin(t) - 16} "
                    f"{716 + 190 * math.cos(t)} {590 + 190 * math.sin(t)}Q{716 + 80 * math.cos(t)} "
                    f"{590 + 80 * math.sin(t) + 18} 716 590Z"
                ),
                "#dff2e0",
                0.85,
            )
    with c.group("translate(-70 10)"):
        c.path("M170 770Q180 690 280 690H420Q500 700 500 776Z", "#4a3a38")
        c.path("M440 700Q520 650 560 690Q580 730 540 740Q490 750 440 740Z", "#5a4744")
        c.stroke("M520 670Q470 610 560 590", "#d8bf94", 13)
        c.stroke("M536 668Q620 640 600 586", "#d8bf94", 13)
        c.circ(530, 700, 7, p.PAPER)
        at = person(
            c,
            320,
            706,
            300,
            Pose(0, (60, 90), (70, 100), (60, 10), (50, 0)),
            Look(top=p.RED, legs=p.JADE, skin="#e2b187"),
            seat=True,
        )
        hx, hy = at["hand"]
        c.line([(hx - 40, hy + 8), (hx + 90, hy - 30)], p.SAND, 9)
    with c.group("translate(-20 6)"):
        c.path("M590 780Q600 700 640 640L690 640Q730 700 740 780Z", p.JADE)
        c.path("M620 780Q640 700 660 640L676 640Q700 700 712 780Z", p.PAPER)
        c.path("M636 650Q630 590 664 586Q700 590 694 650Z", p.ROSE)
        c.stroke("M640 606Q590 640 570 600", p.ROSE, 20)
        c.stroke("M690 606Q740 640 760 590", p.ROSE, 20)
        c.path("M560 612Q540 560 590 556Z", p.AMBER)
        c.path("M770 600Q800 560 744 552Z", p.AMBER)
        head(c, 665, 556, 30, Look(skin="#f2d2ae", do="bun"), -1)
        c.path("M636 536Q665 500 694 536L690 516L665 490L640 516Z", p.AMBER)
    c.rect(-10, 860, 1620, 60, "#0f2028")
    for i in range(13):
        x = 50 + i * 126
        c.path(f"M{x - 58} 910Q{x - 56} 860 {x} 856Q{x + 56} 860 {x + 58} 910Z", "#0b151d")
        c.circ(x, 836, 30, "#0b151d")


@scene("van-hoa", "sach-cu", 1067)
def old_books(c: Canvas) -> None:
    """A second-hand bookshop: towering shelves, a ladder, one warm lamp."""
    tones = [
        "#8e2f2c",
        "#b5653f",
        "#d8bf94",
        "#2f5a52",
        "#28406b",
        "#c9933f",
        "#6d4a3a",
        "#e6d6b8",
        "#5d6a73",
        "#7d3a4a",
    ]
    c.rect(0, 0, 1600, 1067, c.grad("#4a2f26", "#6b4532"))
    for k in range(7):
        y = 140 + k * 132
        for x0, w in ((30, 420), (1150, 420)):
            c.rect(x0, y - 126, w, 128, "#2b1a1a")
            s.books(c, x0 + 8, y, w - 16, 116, tones, 1.5)
            c.rect(x0 - 8, y, w + 16, 13, "#8a5a3a")
    for k in range(6):
        y = 220 + k * 104
        c.rect(520, y - 96, 560, 98, "#2b1a1a")
        s.books(c, 526, y, 548, 86, tones, 1.2)
        c.rect(512, y, 576, 10, "#7a4c32")
    for x in (16, 444, 1140, 1564):
        c.rect(x, 0, 20, 1000, "#8a5a3a")
    for x in (506, 1078):
        c.rect(x, 110, 16, 760, "#7a4c32")
    c.rect(0, 0, 450, 1000, "#1c1420", 0, 0.28)
    c.poly([(0, 1067), (0, 960), (450, 850), (1150, 850), (1600, 960), (1600, 1067)], "#8a5c3e")
    for k in range(-6, 7):
        c.line([(800 + k * 90, 850), (800 + k * 190, 1067)], "#6b4532", 4)
    c.shade("M0 1067V960L450 850H1150L1600 960V1067Z", p.INK, (800, 1067), (800, 850), 0.6)
    c.line([(800, 0), (800, 150)], p.INK, 5)
    c.glow(800, 230, 640, "#fbd68a", 0.75)
    c.path("M716 214Q730 140 800 140Q870 140 884 214Z", p.JADE)
    c.ell(800, 216, 62, 16, "#fff0c4")
    c.line([(1010, 240), (1130, 960)], "#b98a54", 14)
    c.line([(1076, 230), (1206, 950)], "#b98a54", 14)
    for k in range(9):
        t = 0.08 + k * 0.1
        c.line([(1010 + 120 * t, 240 + 720 * t), (1076 + 130 * t, 230 + 720 * t)], "#d3a96c", 10)
    reach = Pose(6, (128, 150), (50, 96), (40, -6), (4, -4))
    person(c, 1085, 800, 400, reach, Look(top=p.OCHRE, legs=p.INDIGO, do="tail"), -1)
    read = Pose(-2, (26, 116), (20, 108), (5, 0), (-5, -3))
    at = person(c, 640, 990, 490, read, Look(top="#e6d6b8", legs="#2f3a4b", skin=p.SKIN[1]), 1)
    hx, hy = at["hand"]
    c.poly([(hx - 8, hy + 6), (hx + 34, hy - 40), (hx + 78, hy - 22), (hx + 34, hy + 28)], p.RED)
    c.poly([(hx - 4, hy), (hx + 36, hy - 46), (hx + 74, hy - 28), (hx + 36, hy + 16)], p.PAPER)
    for x, y, n in ((300, 1010, 7), (470, 1040, 4), (1330, 1020, 9), (150, 1060, 5), (1500, 1060, 6), (880, 960, 4)):
        for k in range(n):
            w = c.rnd(120, 170)
            tone = c.pick(tones)
            bx, by = x - w / 2 + c.rnd(-12, 12), y - (k + 1) * 26
            c.rect(bx, by, w, 25, tone, 3)
            c.rect(bx + w * 0.78, by + 4, w * 0.22, 17, p.CREAM)
    c.ell(880, 848, 50, 14, "#2b1a1a")
    c.path("M836 846Q828 806 858 800Q860 780 876 790Q890 780 896 796Q940 800 930 846Q980 846 976 812", "#d99a34")


@scene("van-hoa", "ao-dai-lua")
def silk_weaving(c: Canvas) -> None:
    """A weaver at her loom, with lengths of silk drying above."""
    c.rect(0, 0, 1600, 900, c.grad("#f0e2c4", "#dfc9a0"))
    c.rect(-10, 690, 1620, 220, "#a8764e")
    for k in range(9):
        c.line([(k * 200 - 100, 910), (400 + k * 100, 690)], "#8d5f3e", 4)
    c.rect(90, 110, 300, 420, "#c8d9c4")
    with c.group(clip="M90 110h300v400h-300Z"):
        s.grove(c, 470, 60, "#8fae86", 60, 430)
    c.rect(60, 500, 360, 60, "#dfc9a0")
    for x in (80, 232, 384):
        c.rect(x, 90, 18, 450, p.EARTH)
    for y in (90, 300, 524):
        c.rect(70, y, 340, 16, p.EARTH)
    c.rect(-10, 36, 1620, 18, p.EARTH)
    silks = ("#c8433a", "#e9b04a", "#3f8570", "#e8a6a0", "#2f4f86", "#b5547a")
    for i, tone in enumerate(silks):
        x = 470 + i * 190
        drop = 250 + (i * 83) % 190
        data = (
            f"M{x} 40C{x + 14} 160 {x - 16} 200 {x + 8} {drop}Q{x + 66} {drop + 44} {x + 140} "
            f"{drop + 6}C{x + 124} 220 {x + 156} 150 {x + 140} 40Z"
        )
        c.path(data, tone)
        with c.group(clip=data):
            for k in range(4):
                bx = x + 14 + k * 36
                c.path(
                    (
                        f"M{bx} 30C{bx + 18} 180 {bx - 16} 240 {bx + 6} 560H{bx + 20}C{bx + 6} 240 {bx + 30} "
                        f"170 {bx + 14} 30Z"
                    ),
                    p.dark(tone, 0.22),
                    0.7,
                )
            for k in range(5):
                c.circ(x + 30 + (k % 2) * 70, 90 + k * 80, 13, p.light(tone, 0.4), 0.9)
            c.shade(data, p.INK, (x, drop + 40), (x, 120), 0.4)
    wood, deep = "#8a5638", "#5f3726"
    c.poly([(760, 610), (1440, 610), (1440, 636), (760, 636)], deep)
    for i in range(46):
        y0 = 566 + i * 0.9
        c.line([(800, y0), (1430, 590 + i * 0.6)], "#f4e6cc" if i % 3 else "#e8a6a0", 1.6)
    c.poly([(700, 600), (1010, 566), (1010, 606), (700, 650)], "#c8433a")
    for k in range(7):
        c.poly(
            [
                (712 + k * 42, 600 - k * 4.6),
                (726 + k * 42, 598 - k * 4.6),
                (726 + k * 42, 642 - k * 6),
                (712 + k * 42, 645 - k * 6),
            ],
            "#f4e6cc",
        )
    for x in (1020, 1070):
        c.rect(x, 420, 16, 240, wood)
        for k in range(15):
            c.line([(x + 2, 440 + k * 14), (x + 14, 440 + k * 14)], p.SAND, 2)
    for x in (780, 1180, 1430):
        c.rect(x, 330, 30, 500, wood)
        c.shade_rect(x, 330, 30, 500, p.INK, "right", 0.6)
    c.rect(740, 330, 760, 30, wood)
    c.rect(760, 770, 720, 26, deep)
    c.circ(1445, 590, 64, deep)
    c.circ(1445, 590, 52, "#f4e6cc")
    c.circ(1445, 590, 16, deep)
    c.ell(700, 626, 40, 42, deep)
    c.rect(520, 680, 190, 22, wood)
    for x in (540, 680):
        c.rect(x, 700, 16, 140, deep)
    sit = Pose(12, (64, 84), (52, 76), (86, 20), (78, 30))
    person(
        c,
        600,
        690,
        580,
        sit,
        Look(top=p.JADE, legs=p.PAPER, do="long", robe="", skin="#e2b187", shoe=p.WINE),
        1,
        seat=True,
    )
    c.path("M552 610Q540 720 470 830Q520 850 590 830Q640 740 632 630Z", p.JADE)
    c.shade("M552 610Q540 720 470 830Q520 850 590 830Q640 740 632 630Z", p.PINE, (520, 840), (600, 660), 0.8)
    c.ell(300, 840, 150, 34, "#8d5f3e")
    c.path("M170 800H430L400 860H200Z", p.SAND)
    for k in range(9):
        tone = silks[k % 6]
        c.ell(200 + k * 25, 792 - (k % 3) * 14, 30, 19, tone)
        c.ell(200 + k * 25, 792 - (k % 3) * 14, 9, 19, p.light(tone, 0.4))


@scene("van-hoa", "tranh-dan-gian", 1067)
def folk_print(c: Canvas) -> None:
    """A woodblock-like print of carp, lotus and moon, of our own design."""
    c.rect(0, 0, 1600, 1067, "#efdcae")
    for _ in range(70):
        x, y = c.rnd(0, 1600), c.rnd(0, 1067)
        c.line([(x, y), (x + c.rnd(-30, 30), y + c.rnd(-8, 8))], "#d9bf87", 2, 0.6)
    c.stroke("M50 50H1550V1017H50Z", "#1f2a30", 9, 1, "butt")
    c.stroke("M76 76H1524V991H76Z", "#b93a2b", 5, 1, "butt")
    key = "#1f2a30"
    c.circ(1230, 270, 118, "#e8a83f")
    c.circ(1230, 270, 92, "#f2c86b")
    for y, sh in ((800, 0), (860, 60), (920, 0), (970, 60)):
        for k in range(-1, 14):
            x = 76 + k * 120 + sh
            if x > 1430 or x < 70:
                continue
            for r, tone in ((60, "#2f6f73"), (44, "#efdcae"), (30, "#6fa39a"), (15, "#efdcae")):
                c.path(
                    f"M{x} {y + 50}a{r} {r} 0 0 1 {2 * r} 0Z"
                    if r == 60
                    else f"M{x + 60 - r} {y + 50}a{r} {r} 0 0 1 {2 * r} 0Z",
                    tone,
                )

    def fish(cx: float, cy: float, k: float, turn: float, tone: str, belly: str) -> None:
        with c.group(f"translate({cx} {cy}) rotate({turn}) scale({k})"):
            c.path("M250 20Q330 -60 420 -110Q390 -30 396 10Q430 60 440 130Q350 90 262 60Z", tone)
            for q in range(5):
                c.stroke(f"M280 {22 + q * 6}Q350 {-30 + q * 32} 404 {-84 + q * 46}", key, 4)
            c.path("M-90 -96Q10 -190 130 -120Q100 -96 60 -92Z", p.dark(tone, 0.12))
            c.path("M-20 100Q20 180 90 178Q70 130 80 92Z", p.dark(tone, 0.12))
            body = "M-300 10Q-250 -110 -80 -116Q110 -120 290 26Q140 126 -60 114Q-240 106 -300 10Z"
            c.path(body, tone)
            with c.group(clip=body):
                c.path("M-320 30Q-100 70 300 30L200 160H-320Z", belly)
                for i in range(13):
                    for j in range(8):
                        x, y = -120 + i * 32 + (j % 2) * 16, -118 + j * 30
                        c.stroke(f"M{x} {y}q18 15 0 30", key, 4, 0.85)
                c.path("M-310 -130H-130Q-90 0 -140 130H-310Z", p.light(tone, 0.1))
            c.stroke("M-140 -108Q-96 0 -146 104", key, 7)
            c.stroke(body, key, 8)
            c.circ(-206, -26, 27, "#f6eddc")
            c.circ(-210, -26, 14, key)
            c.stroke("M-296 20Q-256 34 -236 52", key, 6)
            c.stroke("M-290 30Q-330 60 -350 40", key, 5)
            c.path("M-110 40Q-30 60 -20 130Q-90 130 -126 80Z", p.dark(tone, 0.15))
            c.stroke("M-110 40Q-30 60 -20 130Q-90 130 -126 80Z", key, 6)

    for x0, y0, x1, y1 in ((330, 960, 300, 420), (1250, 960, 1290, 560), (180, 960, 170, 640)):
        c.stroke(f"M{x0} {y0}Q{x0 + 40} {(y0 + y1) / 2} {x1} {y1}", "#4f7d4c", 14)
    for x, y, w in ((390, 250, 190), (1380, 640, 150), (170, 640, 120)):
        data = (
            f"M{x - w} {y}Q{x - w * 0.5} {y - w * 0.5} {x} {y - w * 0.34}Q{x + w * 0.6} "
            f"{y - w * 0.5} {x + w} {y}Q{x + w * 0.4} {y + w * 0.42} {x} "
            f"{y + w * 0.3}Q{x - w * 0.5} {y + w * 0.42} {x - w} {y}Z"
        )
        c.path(data, "#4f7d4c")
        for a in range(-3, 4):
            c.stroke(f"M{x} {y}Q{x + a * w * 0.14} {y - w * 0.1} {x + a * w * 0.28} {y - w * 0.3 + abs(a) * 8}", key, 4)
        c.stroke(data, key, 7)
    for x, y, r in ((300, 430, 120), (1290, 560, 92)):
        for a in (-80, 80, -52, 52, -26, 26, 0):
            t = math.radians(a)
            ex, ey = x + math.sin(t) * r * 1.25, y - math.cos(t) * r * 1.35
            lx, ly = x + math.sin(t - 0.5) * r * 0.9, y - math.cos(t - 0.5) * r * 0.9
            rx, ry = x + math.sin(t + 0.5) * r * 0.9, y - math.cos(t + 0.5) * r * 0.9
            data = f"M{x} {y}Q{lx} {ly} {ex} {ey}Q{rx} {ry} {x} {y}Z"
            c.path(data, "#d9606a" if a else "#e98f8a")
            c.stroke(data, key, 6)
        c.ell(x, y + 4, r * 0.3, r * 0.14, "#e8a83f")
    fish(790, 430, 1.12, -14, "#c8433a", "#efc27a")
    fish(900, 740, 0.7, 168, "#e0953a", "#f6e3b0")
    c.rect(1420, 860, 86, 108, p.RED, 6)
    c.stroke("M1440 900q20 -20 40 0t24 0M1440 930q20 -20 40 0t24 0", "#efdcae", 7)


@scene("van-hoa", "nhac-cu")
def instruments(c: Canvas) -> None:
    """A moon lute and a sixteen-string zither on a woven mat."""
    c.rect(0, 0, 1600, 900, c.grad("#2a3f4a", "#1f2f3c"))
    for i in range(34):
        for j in range(12):
            if (i + j) % 2:
                c.poly(
                    [
                        (i * 50 - 20, j * 80),
                        (i * 50 + 5, j * 80 - 40),
                        (i * 50 + 30, j * 80),
                        (i * 50 + 5, j * 80 + 40),
                    ],
                    "#30495a",
                    0.6,
                )
    c.path("M-10 640L1610 560V910H-10Z", "#c49a5e")
    for k in range(26):
        y = 644 + k * 12
        c.line([(-10, y), (1610, y - 80)], "#b08648" if k % 2 else "#d6b072", 5, 0.8)
    c.glow(420, 260, 620, "#f7d08a", 0.55)
    with c.group("translate(860 640) rotate(-9)"):
        c.path(
            ("M-560 110L-540 -10Q0 -100 620 -50L700 60Q720 130 660 150Q40 90 -530 170Q-566 170 -560 110Z"), "#3a1f1c"
        )
        top = "M-540 -10Q0 -100 620 -50L690 52Q60 -10 -556 96Z"
        c.path(top, "#b5753f")
        c.shade(top, "#5a2a20", (0, 90), (0, -80), 0.8)
        for k in range(16):
            t = k / 15
            c.line([(-510 + 6 * t, 2 + 80 * t), (640 + 40 * t, -38 + 78 * t)], "#f6e3b0", 2.4)
        for k in range(16):
            t = k / 15
            x = -360 + k * 58
            y = 0 + 62 * t - 40 * math.sin(t * 1.8)
            c.poly([(x - 13, y + 15), (x, y - 23), (x + 13, y + 15)], "#f0dcb0")
            c.poly([(x, y - 23), (x + 13, y + 15), (x, y + 15)], "#c9a36b")
        for k in range(4):
            c.circ(-470 + k * 34, 126 - k * 6, 12, "#e8c98f")
            c.circ(600 - k * 34, 100 - k * 4, 12, "#e8c98f")
    with c.group("translate(410 560) rotate(27) scale(.86)"):
        c.rect(-27, -600, 54, 480, "#5f3222", 12)
        c.path("M-30 -590Q-50 -690 0 -720Q50 -690 30 -590Z", "#7a3f28")
        for k, y in enumerate((-650, -600)):
            c.line([(-86, y), (86, y + 8)], "#e8d3a4", 12)
            c.circ(-90, y, 13, "#3a1f1c")
            c.circ(90, y + 8, 13, "#3a1f1c")
            _ = k
        for k in range(9):
            c.rect(-30, -520 + k * 46, 60, 16, "#e8d3a4", 3)
        c.circ(14, 22, 226, "#2a1518", 0.5)
        c.circ(0, 0, 224, "#6b3624")
        c.circ(0, 0, 202, "#d8a45c")
        c.shade("M-202 0A202 202 0 0 0 202 0A202 202 0 0 0 -202 0Z", "#7a4020", (120, 190), (-60, -80), 0.8)
        for r in (120, 150):
            c.stroke(f"M{-r} 0a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0", "#b5813f", 3, 0.7)
        c.rect(-70, 84, 140, 26, "#3a1f1c", 8)
        for k in (-9, 9):
            c.line([(k, -650), (k * 1.6, 96)], "#fbf1d8", 3.5)
    for x, y in ((1230, 180), (1400, 300), (1080, 120), (1310, 90), (1480, 150)):
        c.path(
            (f"M{x} {y}q-30 -30 -50 -6q-20 30 26 46q10 24 40 6q40 10 40 -22q-4 -36 -40 -24q-10 -20 -16 0Z"), "#e98f8a"
        )
        c.circ(x - 2, y + 18, 9, p.AMBER)
    c.stroke("M1610 60Q1400 200 1060 110M1500 150Q1440 260 1390 320", "#4a3028", 10)
