"""Pictures that look taken rather than printed: backlit silhouettes, blurred lights, grain and dark corners."""

from __future__ import annotations

import palette as p
import shapes as s
from canvas import Canvas, photo
from people import CARRY, FRONT, KICK, POINT, RUN, SIT, SQUAT, STAND, STRIDE, WALK, Look, crowd, person, rider

DARK = Look(top="#141017", legs="#0f0c12", skin="#1d151a", hair="#0d0a0e", shoe="#0b090c")
DUSK = Look(top="#2a2029", legs="#1d1720", skin="#5a3f36", hair="#120e13", shoe="#120e13")


def bokeh(c: Canvas, tones: list[str], n: int, y0: float, y1: float, r0: float = 14, r1: float = 46) -> None:
    """Lights out of focus between two heights."""
    for _ in range(n):
        x, y, r = c.rnd(0, 1600), c.rnd(y0, y1), c.rnd(r0, r1)
        c.circ(x, y, r, c.pick(tones), c.rnd(0.1, 0.4))
        c.glow(x, y, r * 1.6, c.pick(tones), 0.25, grain=False)


def ground(c: Canvas, y: float, top: str, low: str) -> None:
    """Dark ground from y down."""
    c.rect(-10, y, 1620, 920 - y, c.grad(top, low))


@photo("thoi-su", "ke-dem")
def dyke_by_night(c: Canvas) -> None:
    """A line of people passes sandbags along a dyke at night."""
    s.sky(c, "#0b1322", "#1b2a3d", "#3c3a3f", foot=640)
    c.rect(-10, 470, 1620, 240, c.grad("#26343f", "#101a24"))
    for x in (330, 790, 1240):
        c.glow(x, 420, 420, "#ffcf87", 0.6, grain=False)
        c.circ(x, 395, 9, "#fff1cf")
        c.line([(x, 395), (x, 660)], "#0d0b10", 6)
    c.path("M-10 660Q400 590 800 640T1610 600V910H-10Z", "#0c0a0d")
    for i, x in enumerate(range(120, 1560, 160)):
        hand = person(c, x, 668 - (x % 320) / 20, 232, CARRY if i % 2 else POINT, DARK, 1 if i % 3 else -1)
        c.ell(hand["hand"][0] if "hand" in hand else x + 70, 545, 40, 21, "#2b231d")
    for i in range(26):
        c.ell(1000 + i % 9 * 66 + c.rnd(-9, 9), 830 - i // 9 * 42, 46, 24, p.mix("#2b231d", "#4a3a2c", c.rnd(0, 1)))
    s.rain(c, "#9fb3c4", 170, op=0.22)


@photo("suc-khoe", "den-hoc-khuya")
def late_desk(c: Canvas) -> None:
    """A desk under a lamp late at night, with books, a glass of milk and a banana."""
    c.rect(0, 0, 1600, 900, c.grad("#10141f", "#241d22"))
    c.rect(1080, 60, 380, 420, "#16233a")
    bokeh(c, ["#f3b65b", "#7fa9d6", "#f08a5d"], 16, 120, 430, 8, 22)
    c.rect(1262, 60, 12, 420, "#0c1018")
    c.glow(560, 520, 760, "#ffd79a", 0.75, grain=False)
    ground(c, 600, "#7a5233", "#2f1f18")
    c.path("M420 300L650 180L760 330Z", "#d8b06b")
    c.stroke("M700 250Q900 330 860 620", "#2a2a2e", 14)
    c.ell(860, 626, 110, 22, "#1b1a1d")
    c.poly([(330, 640), (700, 610), (760, 700), (360, 740)], "#f4e9d2")
    for i in range(7):
        c.line([(390 + i * 3, 655 + i * 10), (690 + i * 4, 632 + i * 9)], "#a89a86", 3, 0.6)
    for i, tone in enumerate(("#8e3b34", "#3d5d6e", "#c18a3a", "#4d6a4a")):
        c.rect(930 + i * 6, 600 - i * 34, 330 - i * 20, 34, tone, 4)
    c.rect(150, 560, 110, 170, "#e9e4da", 16, 0.9)
    c.rect(158, 600, 94, 124, "#fbf7ee", 12)
    c.stroke("M1010 760Q1120 850 1270 760", "#d9b545", 42)


@photo("suc-khoe", "khay-ban-tru")
def canteen(c: Canvas) -> None:
    """Steel trays with lunch, the hands and blurred lights of a school canteen."""
    c.rect(0, 0, 1600, 900, c.grad("#d8d2c2", "#b4a88f"))
    bokeh(c, ["#ffffff", "#f2d9a8", "#a9c7bd"], 22, 20, 300, 30, 80)
    ground(c, 380, "#c99f6c", "#7a5334")
    for x, y, k in ((180, 430, 0.62), (900, 410, 0.58), (480, 560, 1.0)):
        with c.group(f"translate({x} {y}) scale({k})"):
            c.rect(0, 0, 620, 300, "#8f9698", 40)
            c.rect(14, 12, 592, 272, c.grad("#e3e7e6", "#b9c0bf"), 32)
            for (cx, cy, rx, ry), tone in zip(
                ((150, 90, 110, 60), (400, 80, 120, 54), (120, 215, 86, 52), (310, 215, 84, 50), (500, 205, 84, 56)),
                ("#fbf8ef", "#b5562f", "#5d8a46", "#e0b34d", "#d97a35"),
                strict=True,
            ):
                c.ell(cx, cy + 6, rx + 8, ry + 6, "#98a09f")
                c.ell(cx, cy, rx, ry, tone)
                for _ in range(18):
                    c.circ(cx + c.rnd(-rx, rx) * 0.7, cy + c.rnd(-ry, ry) * 0.7, c.rnd(4, 11), p.light(tone, 0.3), 0.6)
    c.limb((1420, 900), (1190, 720), 70, 34, "#c98f62")
    c.line([(1200, 715), (1010, 690)], "#6f7678", 12)


@photo("thu-do", "khu-tap-the")
def old_block(c: Canvas) -> None:
    """The balconies of an old housing block in late light."""
    s.sky(c, "#7c8fa6", "#d9b08b", foot=900)
    c.rect(120, -10, 1360, 930, c.grad("#b79a6a", "#6d5238"))
    for row in range(6):
        for col in range(8):
            x, y = 140 + col * 168, 20 + row * 150
            lit = c.rnd(0, 1) > 0.66
            c.rect(x, y, 150, 118, "#f1c877" if lit else p.mix("#3b3230", "#57483c", c.rnd(0, 1)))
            for k in range(9):
                c.rect(x + k * 18, y + 50, 4, 68, "#241c1b")
            c.rect(x - 4, y + 46, 158, 7, "#2d2422")
            if c.rnd(0, 1) > 0.5:
                for k in range(4):
                    c.rect(
                        x + 14 + k * 32, y + 20, 24, c.rnd(26, 54), c.pick(["#b5483b", "#e3d7bd", "#3f6d83", "#7e8f4c"])
                    )
            if c.rnd(0, 1) > 0.6:
                s.bush(c, x + 74, y + 118, 90, "#33492f")
    c.fog(0, 0, 1600, 900, "#ffcf95", 0.35)
    for x in (60, 1540):
        s.tree(c, x, 920, 620, "#26301f", "#1a1512")
    c.rect(-10, 800, 1620, 110, "#191412")
    rider(c, 620, 872, 190, DARK)
    person(c, 980, 880, 170, WALK, DARK)


@photo("thu-do", "phong-dieu-hanh")
def control_room(c: Canvas) -> None:
    """Dispatchers before the screens of a control room."""
    c.rect(0, 0, 1600, 900, c.grad("#0a1018", "#16202c"))
    for i in range(4):
        x = 60 + i * 380
        c.rect(x, 90, 350, 300, "#0e2a3c", 8)
        c.glow(x + 175, 240, 330, "#4fb3d9", 0.28, grain=False)
        for k in range(5):
            y = 130 + k * 54
            c.line([(x + 24, y), (x + 326, y)], "#2f7f9e", 5)
            for _ in range(5):
                c.circ(x + c.rnd(30, 320), y, 8, c.pick(["#ffd166", "#7ae582", "#ef6f6c", "#7ae582"]))
    c.rect(-10, 520, 1620, 60, "#1b2733")
    for i in range(5):
        x = 110 + i * 310
        c.rect(x, 440, 200, 110, "#12384d", 6)
        c.glow(x + 100, 500, 160, "#8fd3f4", 0.35, grain=False)
    crowd(c, 120, 1560, 640, 150, ["#1a1f29", "#232b36", "#10151d"], 330)
    c.fog(0, 620, 1600, 280, "#05080c", 0.75, up=True)


@photo("thoi-su", "nuoc-vuot-bao-dong")
def gauge(c: Canvas) -> None:
    """A staff gauge in brown water under a lamp, the flood running past it."""
    s.sky(c, "#232b3a", "#5b5450", foot=400)
    c.rect(-10, 380, 1620, 530, c.grad("#6d533c", "#241a15"))
    for _ in range(70):
        y = c.rnd(400, 900)
        w = (y - 360) * c.rnd(0.2, 0.8)
        c.stroke(f"M{c.rnd(-50, 1550)} {y:.0f}q{w / 2:.0f} -{w / 14:.0f} {w:.0f} 0", "#c09a70", c.rnd(1.5, 5), 0.28)
    c.glow(1180, 170, 620, "#ffd79a", 0.6, grain=False)
    c.line([(1180, 170), (1180, 620)], "#131013", 16)
    c.rect(640, 60, 150, 660, "#f2ede2", 4)
    for k in range(13):
        y = 84 + k * 48
        c.rect(640, y, 60 if k % 2 else 104, 20, "#b3261e" if k < 5 else "#1c2b4a")
    c.path("M560 700Q700 650 880 706Q760 760 560 700Z", "#d9b98f", 0.5)
    c.rect(600, 716, 230, 200, "#33251c")
    s.rain(c, "#c9cfd6", 150, op=0.25)


@photo("thoi-su", "dung-lai-nha")
def rebuilding(c: Canvas) -> None:
    """The bare frame of a house going up again at sunset."""
    s.sky(c, "#4d6a8c", "#e9a468", "#f7d49a", foot=720)
    s.sun(c, 1120, 560, 60, "#fff0cd", "#ffcf87")
    s.grove(c, 690, 40, "#3d3a35")
    ground(c, 690, "#3a2b22", "#130e0c")
    for x in (420, 620, 820, 1020):
        c.rect(x, 380, 16, 330, "#171113")
    c.line([(360, 400), (730, 220), (1100, 400)], "#171113", 18)
    for k in range(6):
        c.line([(420 + k * 60, 372 - k * 28), (500 + k * 60, 372 - k * 26)], "#171113", 8)
    c.rect(400, 376, 660, 14, "#171113")
    c.rect(400, 560, 660, 10, "#171113")
    person(c, 700, 376, 150, SQUAT, DARK)
    person(c, 520, 708, 190, CARRY, DARK)
    person(c, 1180, 716, 200, STAND, DARK, -1)
    for i in range(18):
        c.rect(150 + i % 6 * 40, 690 - i // 6 * 22, 36, 18, p.mix("#6d3526", "#8f4a33", c.rnd(0, 1)))


@photo("thoi-su", "loa-canh-bao")
def siren(c: Canvas) -> None:
    """A mast with loudspeakers and a solar panel above the river at dawn."""
    s.sky(c, "#375a78", "#d99f86", "#f3d2a6", foot=640)
    s.ridge(c, 600, 40, "#7d7481", 9, 640)
    c.rect(-10, 620, 1620, 290, c.grad("#c89a7c", "#5b4a4d"))
    s.glitter(c, 380, 630, 890, "#ffe3b5", 70)
    c.path("M700 910Q980 700 1610 690V910Z", "#151214")
    c.rect(1080, 90, 18, 660, "#151214")
    for a, y in ((-1, 190), (1, 240), (-1, 300)):
        c.poly([(1089, y - 12), (1089 + a * 120, y - 54), (1089 + a * 120, y + 54), (1089, y + 12)], "#1a1719")
        c.ell(1089 + a * 120, y, 14, 54, "#2a2527")
    c.poly([(1010, 420), (1180, 380), (1200, 440), (1030, 484)], "#22324a")
    person(c, 1290, 748, 190, POINT, DARK, -1)
    s.birds(c, 460, 260, 14, 9, "#2b2a31")


@photo("the-thao", "san-lang")
def village_pitch(c: Canvas) -> None:
    """A dusty village pitch against the evening sun."""
    s.sky(c, "#e08b4f", "#f4b765", "#fbe0a6", foot=640)
    s.sun(c, 800, 520, 84, "#fff5d8", "#ffd583")
    s.grove(c, 610, 46, "#6b4a30")
    for x in (110, 240, 1410, 1520):
        s.palm(c, x, 640, 330, "#3c2a1e", "#2b1d16")
    ground(c, 620, "#a5733f", "#3d2718")
    for x in (520, 1060):
        c.rect(x, 470, 9, 170, "#2b1d16")
    c.rect(520, 466, 549, 9, "#2b1d16")
    for x, pose, face in ((430, RUN, 1), (700, KICK, 1), (930, STRIDE, -1), (1180, RUN, -1)):
        person(c, x, 780 + x % 60, 250, pose, DARK, face)
        c.path(f"M{x - 40} {785 + x % 60}q150 40 320 60", "#2b1d16", 0.35)
    c.circ(825, 700, 20, "#15100d")
    crowd(c, -20, 1640, 850, 90, ["#1b1310", "#2a1c15"], 74)


@photo("giao-duc", "xom-phao")
def floating_class(c: Canvas) -> None:
    """A houseboat with one lit window on a misty river, a child rowing to it."""
    s.sky(c, "#6f8ba0", "#c9c3b4", foot=480)
    s.ridge(c, 450, 50, "#8b99a3", 7, 500)
    c.rect(-10, 470, 1620, 440, c.grad("#a9b3b1", "#4e6168"))
    c.fog(0, 380, 1600, 200, "#e9e4d6", 0.8)
    c.rect(720, 360, 520, 170, "#3f3430")
    c.poly([(680, 366), (980, 270), (1290, 366)], "#5a4a42")
    c.rect(790, 404, 130, 86, "#ffd78d")
    c.glow(855, 446, 300, "#ffd78d", 0.6, grain=False)
    for k in range(3):
        crowd(c, 800 + k * 38, 830 + k * 38, 466, 22, ["#2a2029"], 40)
    c.rect(680, 528, 620, 26, "#2b2421")
    with c.mirrored(556, 0.35, 0.6):
        c.rect(720, 400, 520, 150, "#3f3430")
        c.rect(790, 450, 130, 70, "#ffd78d")
    s.sampan(c, 380, 720, 330, "#1f1a1b")
    person(c, 400, 708, 150, SIT, DUSK, seat=True)
    c.line([(430, 640), (540, 770)], "#1f1a1b", 8)


@photo("giao-duc", "ngu-gat")
def asleep(c: Canvas) -> None:
    """A pupil asleep on folded arms, the class blurred behind."""
    c.rect(0, 0, 1600, 900, c.grad("#c9d3c8", "#8fa196"))
    c.rect(980, 40, 520, 330, "#f6f1df")
    c.glow(1240, 200, 620, "#fff6dc", 0.8, grain=False)
    bokeh(c, ["#e9e2cf", "#7d8f86", "#5f7a75"], 20, 200, 560, 50, 110)
    ground(c, 620, "#b5804a", "#5c3a22")
    c.path("M360 640Q420 470 640 470Q900 470 960 640Z", "#f7f5ee")
    c.shade("M360 640Q420 470 640 470Q900 470 960 640Z", "#8b93a5", (360, 640), (760, 420), 0.5)
    c.ell(640, 470, 132, 116, "#1c171a")
    c.ell(610, 520, 96, 70, "#d9a273")
    c.path("M500 470Q600 350 760 440Q790 520 720 560Q660 470 500 470Z", "#1c171a")
    c.limb((420, 650), (820, 620), 52, 40, "#f7f5ee")
    c.limb((820, 620), (900, 640), 38, 34, "#d9a273")
    c.poly([(960, 650), (1300, 620), (1380, 730), (1010, 770)], "#fbf8ee")
    c.line([(1080, 640), (1210, 730)], "#31507a", 9)


@photo("giao-duc", "xuong-han")
def welding(c: Canvas) -> None:
    """Sparks from a welding torch in a dark workshop."""
    c.rect(0, 0, 1600, 900, c.grad("#0d1016", "#1c1a1c"))
    bokeh(c, ["#3c6c93", "#c4662f"], 10, 60, 300, 30, 70)
    for x in (90, 420, 1380):
        c.rect(x, 120, 16, 700, "#15171c")
    ground(c, 700, "#22262c", "#0a0b0e")
    c.rect(620, 620, 700, 44, "#343a40", 4)
    for x in (680, 1240):
        c.rect(x, 660, 34, 200, "#262a2f")
    c.glow(880, 600, 560, "#bfe6ff", 0.85, grain=False)
    c.glow(880, 600, 160, "#ffffff", 1, grain=False)
    for _ in range(170):
        a, b = c.rnd(-340, 340), c.rnd(-260, 220)
        c.line(
            [(880 + a * 0.3, 600 + b * 0.3), (880 + a, 600 + b + a * a / 900)],
            c.pick(["#ffd166", "#fff3c4", "#ff9f45"]),
            c.rnd(1, 4),
            c.rnd(0.3, 0.95),
        )
    person(c, 640, 860, 520, CARRY, Look(top="#1f2a38", legs="#161b24", skin="#3a2a25", hair="#0c0c10"))
    c.rect(585, 330, 120, 150, "#0b0d11", 26)
    c.rect(632, 372, 66, 34, "#3c8f6d", 6)


@photo("thu-do", "phao-do-nuoc")
def buoy(c: Canvas) -> None:
    """A small measuring buoy on a green lake among reflections of trees."""
    c.rect(0, 0, 1600, 900, c.grad("#3d5b45", "#7d9a63", "#31513f"))
    s.grove(c, 250, 120, "#24402f")
    c.rect(-10, 250, 1620, 660, c.grad("#4e7a55", "#1f4234"))
    for _ in range(60):
        y = c.rnd(270, 890)
        c.ell(c.rnd(0, 1600), y, c.rnd(30, 150), c.rnd(2, 7), c.pick(["#a9c99a", "#1a3529", "#d7e5b9"]), 0.25)
    for k in range(5):
        c.stroke(
            f"M{560 - k * 90} 650a{240 + k * 90} {44 + k * 16} 0 0 0 {480 + k * 180} 0", "#cfe0b4", 4, 0.4 - k * 0.07
        )
    c.ell(800, 650, 170, 52, "#c98d1f")
    c.path("M660 640Q690 520 800 516Q910 520 940 640Z", c.grad("#ffd75a", "#d89a24"))
    c.rect(790, 330, 18, 200, "#2c3236")
    c.poly([(700, 452), (800, 410), (900, 452), (800, 496)], "#22324a")
    c.circ(799, 322, 17, "#d8412f")
    c.glow(799, 322, 80, "#ff8a6b", 0.7, grain=False)


@photo("the-gioi", "lop-busan")
def sunday_class(c: Canvas) -> None:
    """Children at low tables by a window over a harbour with cranes."""
    c.rect(0, 0, 1600, 900, "#3a3130")
    c.rect(150, 60, 1300, 480, c.grad("#8fb5d4", "#f2dcc0"))
    s.ridge(c, 470, 60, "#6d86a0", 7, 545)
    for x in (360, 560, 1120, 1290):
        c.line([(x, 470), (x, 250), (x + 170, 210)], "#b3483a", 10)
        c.line([(x, 250), (x + 60, 470)], "#b3483a", 7)
    c.rect(150, 466, 1300, 76, "#5b87a8")
    for x in (470, 800, 1120):
        c.rect(x, 60, 16, 480, "#3a3130")
    c.fog(0, 0, 1600, 700, "#fff1d6", 0.35)
    ground(c, 600, "#8a5f3e", "#3b271c")
    for i, x in enumerate((330, 640, 950, 1260)):
        c.rect(x - 110, 720, 220, 26, "#c59a63", 6)
        person(
            c,
            x,
            720,
            300,
            SIT,
            Look(
                top=("#b5483b", "#e0b34d", "#3f7f78", "#6a5b93")[i],
                legs="#2a2a35",
                do=("bob", "short", "bob", "short")[i],
            ),
            1 if i < 2 else -1,
            seat=True,
        )
    for i in range(5):
        c.rect(300 + i * 210, 760, 90, 56, "#f7f1e1", 4)


@photo("kinh-te", "lo-gach")
def bricks(c: Canvas) -> None:
    """Rows of drying bricks run towards a kiln."""
    s.sky(c, "#9fb9c6", "#f0dcc0", foot=420)
    c.rect(1010, 190, 420, 240, "#7a4a38")
    c.poly([(980, 196), (1220, 120), (1460, 196)], "#5a3a30")
    c.rect(1330, 20, 46, 180, "#6b4034")
    ground(c, 410, "#b98a63", "#5d3a28")
    for row in range(9):
        y, size = 440 + row * row * 6.4, 16 + row * 6.5
        for k in range(-1, int(1700 / (size * 2.3))):
            x = k * size * 2.3 + (row % 2) * size
            c.rect(x, y, size * 2, size, p.mix("#b5583a", "#8d3d2c", c.rnd(0, 1)), 2)
            c.rect(x, y, size * 2, size * 0.25, "#d98a64", 2, 0.7)
    c.fog(0, 390, 1600, 180, "#f3dfc0", 0.7)
    person(c, 420, 640, 270, CARRY, Look(top="#3f6d83", legs="#2a2029", hat="non"))


@photo("khoa-hoc", "chim-nuoc")
def waders(c: Canvas) -> None:
    """Water birds over flooded mangroves at high tide."""
    s.sky(c, "#8aa7a8", "#e7d3ae", "#f4e6c6", foot=560)
    s.sun(c, 420, 400, 58, "#fffaf0", "#ffe9b8")
    s.grove(c, 540, 60, "#3e5c4a")
    c.rect(-10, 540, 1620, 370, c.grad("#cdbf9f", "#3c5a55"))
    s.glitter(c, 420, 550, 890, "#fff4d6", 64)
    for x in range(-20, 1640, 120):
        c.ell(x + c.rnd(-30, 30), 560, c.rnd(60, 110), c.rnd(24, 52), "#2f4b3c")
    for _ in range(26):
        x, y, k = c.rnd(500, 1560), c.rnd(90, 420), c.rnd(16, 46)
        c.stroke(
            f"M{x - k} {y - k * 0.4}q{k * 0.6} -{k * 0.3} {k} {k * 0.4}q{k * 0.4} -{k * 0.7} {k} -{k * 0.5}",
            "#22302d",
            k / 6,
        )
    for x in (980, 1130, 1290):
        c.ell(x, 720, 40, 20, "#f2eee2")
        c.stroke(f"M{x + 34} 712q26 -40 10 -66q18 -10 34 6", "#f2eee2", 9)
        c.line([(x - 6, 736), (x - 8, 800)], "#2a2522", 4)
        c.line([(x + 12, 736), (x + 12, 800)], "#2a2522", 4)


@photo("van-hoa", "mang-cham")
def carving(c: Canvas) -> None:
    """A carved panel of fish and lotus in raking light."""
    c.rect(0, 0, 1600, 900, c.grad("#8a5a34", "#4a2c1b", across=True))
    for _ in range(60):
        y = c.rnd(0, 900)
        c.stroke(f"M0 {y:.0f}q400 {c.rnd(-16, 16):.0f} 800 0t800 0", "#3a2114", c.rnd(1, 4), 0.3)
    c.rect(60, 60, 1480, 780, "#5e3a22", 18, 0.5)
    for dx, dy, tone in ((10, 14, "#2d180e"), (-5, -7, "#c99a63"), (0, 0, "#8d5c35")):
        with c.group(f"translate({dx} {dy})"):
            c.path("M380 520Q560 330 860 440Q980 370 1060 350Q1030 460 1060 560Q980 540 870 520Q600 690 380 520Z", tone)
            for x, y, r in ((1220, 300, 120), (300, 250, 90), (1260, 660, 80)):
                for a in range(-2, 3):
                    left, right, tip = x + a * r * 0.6 - r * 0.3, x + a * r * 0.6 + r * 0.3, x + a * r * 0.5
                    base, top = y + r * 0.5, y - r * 0.9
                    c.path(f"M{x} {base}Q{left} {y - r * 0.3} {tip} {top}Q{right} {y - r * 0.2} {x} {base}Z", tone)
            c.stroke("M120 760Q420 660 700 760T1480 740", tone, 26)
    for k in range(22):
        x, y = 520 + k % 11 * 32, 470 + k // 11 * 40
        c.stroke(f"M{x} {y}q16 18 0 34", "#3a2114", 5, 0.7)
    c.circ(470, 495, 13, "#24130b")
    c.glow(380, 120, 1100, "#ffdca6", 0.35, grain=False)


@photo("khoa-hoc", "tram-mat-dat")
def ground_station(c: Canvas) -> None:
    """A dish turned to the stars on a roof."""
    s.sky(c, "#060b1a", "#13294b", "#3b5b7d", foot=760)
    for _ in range(180):
        c.circ(c.rnd(0, 1600), c.rnd(0, 620), c.rnd(0.8, 2.6), "#eaf2ff", c.rnd(0.3, 1))
    c.stroke("M120 520Q700 60 1560 250", "#cfe6ff", 3, 0.6)
    c.circ(1080, 178, 6, "#ffffff")
    bokeh(c, ["#f3b65b", "#ef6f6c", "#9fd3e6"], 26, 640, 760, 6, 18)
    ground(c, 740, "#141821", "#07080c")
    c.poly([(640, 800), (760, 800), (730, 560), (670, 560)], "#1c222d")
    with c.group("rotate(-34 700 480)"):
        c.ell(700, 470, 250, 92, "#8fa3b5")
        c.ell(700, 456, 236, 78, "#ccd9e4")
        c.ell(700, 452, 190, 56, "#aebfce")
        c.line([(560, 440), (700, 300), (840, 440)], "#2a323e", 7)
        c.circ(700, 296, 18, "#2a323e")
    person(c, 1010, 806, 210, POINT, DARK, -1)


@photo("thu-do", "hoa-som")
def flower_bike(c: Canvas) -> None:
    """A bicycle loaded with flowers in a street at first light."""
    s.sky(c, "#8b9bb0", "#e8c9a8", foot=900)
    for i in range(7):
        x = i * 250 - 60
        c.rect(x, c.rnd(120, 230), 230, 700, p.mix("#b79a76", "#7d6c66", c.rnd(0, 1)))
        for k in range(3):
            c.rect(x + 40, 260 + k * 140, 60, 84, "#4c4140", 2, 0.7)
            c.rect(x + 130, 260 + k * 140, 60, 84, "#f1cf93" if c.rnd(0, 1) > 0.7 else "#4c4140", 2, 0.7)
    c.fog(0, 100, 1600, 700, "#f7e3c4", 0.55)
    c.rect(-10, 740, 1620, 170, c.grad("#8d7c72", "#3a302d"))
    rider(c, 800, 850, 380, Look(top="#6d3a3a", legs="#2a2430", hat="non"))
    for _ in range(150):
        c.circ(
            c.rnd(500, 730),
            c.rnd(520, 740),
            c.rnd(9, 24),
            c.pick(["#f0c23c", "#e06c5a", "#f6efe0", "#c8468a", "#5f7d3e"]),
        )


@photo("the-thao", "bong-to-dan-pho")
def street_football(c: Canvas) -> None:
    """Seven-a-side under floodlights, seen through the net."""
    c.rect(0, 0, 1600, 900, c.grad("#0e1a24", "#1c3a35"))
    for x in (220, 800, 1380):
        c.glow(x, 90, 420, "#f2fbff", 0.75, grain=False)
        c.circ(x, 90, 16, "#ffffff")
    crowd(c, -20, 1640, 380, 70, ["#23303a", "#36474c", "#50413d"], 56)
    c.rect(-10, 470, 1620, 440, c.grad("#3e7d4a", "#16402b"))
    c.stroke("M-10 600H1610", "#dfeee0", 6, 0.6)
    for i, (x, pose, face) in enumerate(((300, RUN, 1), (620, STRIDE, 1), (980, KICK, -1), (1290, RUN, -1))):
        person(
            c,
            x,
            780 - i % 2 * 60,
            290,
            pose,
            Look(top=("#d8412f", "#f2c14e")[i // 2], legs="#f4f1ea", shorts=True),
            face,
        )
    c.circ(820, 740, 24, "#f6f3ea")
    for k in range(-4, 24):
        c.line([(k * 80, 0), (k * 80 + 220, 900)], "#ffffff", 2, 0.16)
        c.line([(k * 80 + 220, 0), (k * 80, 900)], "#ffffff", 2, 0.16)


@photo("ban-doc", "anh-gui-ve")
def prints(c: Canvas) -> None:
    """Photographs sent by readers, spread over a table."""
    c.rect(0, 0, 1600, 900, c.grad("#6b4a33", "#38251a"))
    c.glow(500, 200, 900, "#ffd9a6", 0.5, grain=False)
    skies = (("#7fa6c4", "#f0d3a6", "#6a4b36"), ("#2c3e5c", "#d98a5a", "#20242e"), ("#b9c7c2", "#ece4cf", "#7b8a66"))
    for i in range(11):
        x, y = 120 + i % 4 * 350 + c.rnd(-40, 40), 70 + i // 4 * 270 + c.rnd(-30, 30)
        top, mid, low = skies[i % 3]
        with c.group(f"translate({x} {y}) rotate({c.rnd(-15, 15)} 160 110)"):
            c.rect(8, 10, 330, 236, "#1a100b", 2, 0.5)
            c.rect(0, 0, 330, 236, "#faf5ea", 2)
            c.rect(14, 14, 302, 208, c.grad(top, mid))
            c.rect(14, 140, 302, 82, low)
            c.poly([(60 + i * 9, 150), (110 + i * 9, 96), (160 + i * 9, 150)], p.dark(low, 0.4))
            c.ell(230, 176, 52, 9, "#1d1613")


@photo("ban-doc", "ho-so")
def forms(c: Canvas) -> None:
    """Forms, a pen and a red stamp on a ward office's desk."""
    c.rect(0, 0, 1600, 900, c.grad("#b98d5c", "#6d4a2d"))
    bokeh(c, ["#fff2d2", "#7fa3a0"], 12, 0, 220, 50, 110)
    for i, (x, y, a) in enumerate(((200, 240, -7), (620, 200, 4), (940, 280, 11))):
        with c.group(f"translate({x} {y}) rotate({a})"):
            c.rect(8, 10, 440, 590, "#2f1d10", 3, 0.35)
            c.rect(0, 0, 440, 590, "#fbf7ec", 3)
            c.rect(110, 40, 220, 14, "#3a3a42")
            for k in range(13):
                c.rect(40, 90 + k * 34, c.rnd(240, 360), 6, "#9a9aa2")
            c.stroke("M300 520a52 52 0 1 0 1 0Z", "#c1272d", 8, 0.75) if i == 1 else None
    c.limb((1300, 180), (1040, 560), 15, 9, "#1f3a68")
    c.rect(1260, 520, 120, 150, "#2a2124", 18)
    c.ell(1320, 520, 60, 26, "#7d2430")


@photo("kinh-te", "tap-hoa")
def grocer(c: Canvas) -> None:
    """The counter of a grocer's shop with a small receipt printer."""
    c.rect(0, 0, 1600, 900, c.grad("#3a2a26", "#1d1614"))
    for row in range(4):
        y = 60 + row * 130
        c.rect(0, y + 100, 1600, 14, "#6b4a33")
        x = 10.0
        while x < 1580:
            w, h = c.rnd(30, 64), c.rnd(50, 96)
            c.rect(
                x,
                y + 100 - h,
                w,
                h,
                c.pick(["#b5483b", "#d9a53f", "#3f7f78", "#e9dfc8", "#5b6f9a", "#8a4a6a", "#6d8a4a"]),
                5,
            )
            x += w + c.rnd(4, 12)
    c.glow(800, 120, 900, "#ffe3b0", 0.5, grain=False)
    c.rect(-10, 640, 1620, 270, c.grad("#a9794a", "#54351f"))
    person(c, 560, 760, 520, FRONT, Look(top="#7d4a52", legs="#2a2430", do="bob"))
    c.rect(-10, 690, 1620, 220, c.grad("#a9794a", "#54351f"))
    c.rect(880, 590, 210, 130, "#2c3036", 14)
    c.path("M920 596V430q64 -22 130 0V596Z", "#fbf8f0")
    for k in range(6):
        c.rect(944, 460 + k * 20, c.rnd(40, 84), 5, "#8d8d92")
    c.rect(1200, 610, 220, 110, "#e9dfc8", 8)


@photo("van-hoa", "van-khac")
def blocks(c: Canvas) -> None:
    """Old printing blocks under the green line of a scanner."""
    c.rect(0, 0, 1600, 900, c.grad("#14161a", "#2a2422"))
    for i in range(10):
        x, y = 60 + i % 5 * 308, 130 + i // 5 * 380
        c.rect(x + 8, y + 12, 280, 320, "#07080a", 8, 0.7)
        c.rect(x, y, 280, 320, c.grad("#6a4a34", "#3a2519"), 8)
        for k in range(7):
            for j in range(6):
                a, b = x + 26 + j * 40, y + 26 + k * 40
                c.stroke(f"M{a} {b}h{c.rnd(12, 26):.0f}m-{c.rnd(4, 14):.0f} -8v{c.rnd(14, 26):.0f}", "#1b110c", 5, 0.85)
    c.fog(0, 500, 1600, 70, "#58f0a0", 0.5)
    c.rect(0, 494, 1600, 6, "#b9ffd9")
    c.glow(800, 497, 900, "#58f0a0", 0.4, grain=False)
    c.fog(0, 640, 1600, 260, "#05060a", 0.7, up=True)


@photo("the-thao", "ve-ban-ket")
def tickets(c: Canvas) -> None:
    """People queue at a small window for tickets on a cold morning."""
    s.sky(c, "#6d86a0", "#d9cbb4", foot=900)
    c.rect(980, 120, 640, 640, c.grad("#b5483b", "#7d2430"))
    c.rect(1090, 300, 330, 230, "#ffdf9e")
    c.glow(1255, 410, 480, "#ffdf9e", 0.6, grain=False)
    c.rect(1070, 528, 370, 24, "#54203a")
    s.tree(c, 170, 780, 560, "#5b5548", "#3a302b")
    ground(c, 740, "#8b8378", "#3c3733")
    for i, x in enumerate(range(140, 1080, 118)):
        tone = ("#3f6d83", "#b98a3a", "#54203a", "#4d6a4a", "#6a5b93")[i % 5]
        person(
            c,
            x,
            800 + i % 3 * 14,
            330,
            (STAND, WALK, FRONT)[i % 3],
            Look(top=tone, legs="#2a2430", do=("short", "bob")[i % 2]),
        )
    c.fog(0, 560, 1600, 340, "#e9e2d3", 0.3, up=True)
