"""Thế giới: harbour lights, a round table, a solar desert, a snow village."""

# A picture is one long list of shapes, back to front.
# ruff: noqa: PLR0915

from __future__ import annotations

import math

import palette as p
import shapes as s
from canvas import Canvas, scene
from people import CARRY, POINT, WALK, Look, head, person


@scene("the-gioi", "thanh-pho-bien")
def harbour_city(c: Canvas) -> None:
    """An Asian harbour skyline at night with a junk and ferries."""
    s.sky(c, "#0f1a3c", "#233a6b", "#4d5f8f", foot=560)
    for _ in range(70):
        c.circ(c.rnd(0, 1600), c.rnd(0, 320), c.rnd(1, 2.6), "#f6eddc", c.rnd(0.3, 0.9))
    c.circ(300, 150, 54, "#f7e7bd")
    c.circ(322, 138, 46, "#15224a")
    s.ridge(c, 520, 230, "#1c2f5c", 5, 600)
    s.ridge(c, 540, 120, "#172650", 7, 600)

    def skyline() -> None:
        x = -10.0
        while x < 1620:
            w = c.rnd(44, 92)
            tall = c.rnd(90, 260) + 120 * math.exp(-(((x - 900) / 330) ** 2))
            s.tower(
                c,
                x,
                580,
                w,
                tall,
                p.mix("#2b4170", "#3f5a86", c.rnd(0, 1)),
                c.pick(["#f7cf73", "#f6e3a6", "#8fd0c4"]),
                0.42,
            )
            x += w + c.rnd(2, 14)
        for tx, tw, th, tone in ((700, 76, 420, "#3a5f80"), (960, 92, 500, "#2f5274"), (1210, 70, 390, "#46688a")):
            s.tower(c, tx, 580, tw, th, tone, "#f7cf73", 0.5)
            c.poly([(tx, 580 - th), (tx + tw / 2, 580 - th - 70), (tx + tw, 580 - th)], tone)
            c.line([(tx + tw / 2, 580 - th - 66), (tx + tw / 2, 580 - th - 130)], tone, 5)
            c.circ(tx + tw / 2, 580 - th - 130, 6, "#e2503c")
        c.stroke("M1350 470a80 80 0 1 0 160 0a80 80 0 1 0 -160 0", "#c85a8a", 6)
        for k in range(8):
            a = k * math.pi / 4
            c.line([(1430, 470), (1430 + 80 * math.cos(a), 470 + 80 * math.sin(a))], "#8a4a7a", 2.5)
            c.circ(1430 + 80 * math.cos(a), 470 + 80 * math.sin(a), 9, "#f0a8a0")
        c.line([(1430, 470), (1390, 580)], "#8a4a7a", 6)
        c.line([(1430, 470), (1470, 580)], "#8a4a7a", 6)

    skyline()
    c.rect(-10, 572, 1620, 14, "#0f1a3c")
    for x in range(10, 1620, 46):
        c.circ(x, 571, 3.5, "#fde7a8")
    c.rect(-10, 584, 1620, 330, c.grad("#233a6b", "#101a3c"))
    for _ in range(110):
        x, t = c.rnd(0, 1600), c.rng.random() ** 1.4
        w = c.rnd(10, 60)
        c.rect(x, 590 + 300 * t, w, 3 + 4 * t, c.pick(["#f7cf73", "#f7cf73", "#8fd0c4", "#e2735a"]), 2, c.rnd(0.3, 0.8))
    for x in (720, 1000, 1240, 1430):
        s.glitter(c, x, 590, 800, "#f7cf73" if x < 1400 else "#f0a8a0", 22)
    c.path("M300 770Q470 800 700 752Q680 836 640 842H380Q320 830 300 770Z", "#3a1d2a")
    c.stroke("M300 770Q470 800 700 752", "#b5653f", 7)
    for mx, top, w in ((400, 560, 110), (520, 450, 170), (640, 590, 90)):
        c.line([(mx, top - 24), (mx, 790)], "#22121e", 8)
        data = (
            f"M{mx + 6} {top}Q{mx + w} {top + 40} {mx + w * 0.95} {760 - 40}L{mx - w * 0.35} "
            f"752Q{mx - w * 0.5} {top + 120} {mx + 6} {top}Z"
        )
        c.path(data, p.RED)
        c.shade(data, "#5a1428", (mx - w * 0.4, 740), (mx + w * 0.6, top), 0.8)
        for k in range(1, 6):
            yy = top + (750 - top) * k / 6
            c.line([(mx - w * 0.4 * (k / 6) ** 0.6, yy), (mx + w * 0.93, yy - 14)], "#7d2430", 4)
    c.path("M1010 716H1330L1300 770H1040Z", "#e6d6b8")
    c.rect(1060, 668, 220, 50, "#f4e3b8")
    c.rect(1090, 640, 130, 30, "#2f6a78")
    for k in range(7):
        c.rect(1072 + k * 29, 680, 19, 20, "#f7cf73")
    c.rect(1020, 736, 290, 10, p.RED)
    s.glints(c, 780, 900, "#5f7cae", 24)


@scene("the-gioi", "hoi-nghi-quoc-te")
def round_table(c: Canvas) -> None:
    """A round table beneath flags of invented patterns."""
    c.rect(0, 0, 1600, 900, c.grad("#23405e", "#3a6078"))
    for i in range(8):
        c.rect(i * 205 - 10, 0, 120, 560, "#2b4a68", 0, 0.7)
    c.path("M300 -10Q800 190 1300 -10Z", "#f2dca6")
    c.glow(800, 30, 620, "#f6dc9a", 0.6)
    c.rect(-10, 540, 1620, 370, c.grad("#7a4a3a", "#4d2c2c"))
    c.shade_rect(0, 540, 1600, 120, p.INK, "top", 0.5)
    schemes = (
        (p.RED, p.PAPER, p.OCHRE),
        (p.JADE, p.AMBER, p.PAPER),
        (p.BLUE, p.PAPER, p.RED),
        (p.OCHRE, p.INDIGO, p.PAPER),
        (p.WINE, p.AMBER, p.JADE),
        (p.PAPER, p.JADE, p.INDIGO),
        (p.RUST, p.PAPER, p.PINE),
        (p.INDIGO, p.AMBER, p.RED),
        (p.MOSS, p.PAPER, p.RUST),
    )
    for i, (a, b, d) in enumerate(schemes):
        x = 120 + i * 162
        c.line([(x, 130), (x, 560)], p.AMBER, 7)
        c.circ(x, 126, 9, p.AMBER)
        cloth = f"M{x + 3} 150Q{x + 60} 130 {x + 104} 176Q{x + 96} 290 {x + 60} 380Q{x + 40} 330 {x + 3} 350Z"
        c.path(cloth, a)
        with c.group(clip=cloth):
            if i % 4 == 0:
                c.poly([(x, 150), (x + 60, 250), (x, 350)], b)
                c.circ(x + 22, 250, 18, d)
            elif i % 4 == 1:
                c.rect(x, 220, 130, 46, b)
                c.rect(x, 236, 130, 14, d)
            elif i % 4 == 2:
                c.stroke(f"M{x} 340Q{x + 60} 260 {x + 120} 150", b, 34)
                c.circ(x + 34, 200, 16, d)
            else:
                c.circ(x + 48, 244, 42, b)
                c.circ(x + 48, 244, 24, d)
            c.shade(cloth, p.INK, (x + 110, 260), (x + 30, 260), 0.7)
    seats = [(250, 520), (420, 470), (610, 440), (800, 430), (990, 440), (1180, 470), (1350, 520)]
    tops = (p.INDIGO, "#e0cda8", p.WINE, p.NIGHT, p.JADE, "#4a3a4a", p.RUST)
    for i, (x, y) in enumerate(seats):
        c.rect(x - 66, y - 64, 132, 190, "#3a2226", 30)
        c.path(
            f"M{x - 62} {y + 130}Q{x - 66} {y + 6} {x - 18} {y - 2}H{x + 18}Q{x + 66} {y + 6} {x + 62} {y + 130}Z",
            tops[i],
        )
        c.poly([(x - 16, y - 4), (x, y + 44), (x + 16, y - 4)], p.PAPER)
        c.line([(x, y + 4), (x, y + 42)], (p.RED, p.PINE)[i % 2], 6)
        c.rect(x - 12, y - 26, 24, 28, p.dark(p.SKIN[i % 3], 0.15))
        c.ell(x, y - 48, 29, 35, p.SKIN[i % 3])
        do = ("short", "bob")[i % 2]
        if do == "bob":
            c.path(
                (
                    f"M{x - 34} {y - 22}Q{x - 40} {y - 92} {x} {y - 92}Q{x + 40} {y - 92} {x + 34} "
                    f"{y - 22}L{x + 24} {y - 26}Q{x + 28} {y - 66} {x} {y - 70}Q{x - 28} {y - 66} "
                    f"{x - 24} {y - 26}Z"
                ),
                p.HAIR,
            )
        else:
            c.path(
                (
                    f"M{x - 31} {y - 46}Q{x - 34} {y - 90} {x} {y - 90}Q{x + 34} {y - 90} {x + 31} "
                    f"{y - 46}Q{x + 22} {y - 68} {x} {y - 68}Q{x - 22} {y - 68} {x - 31} {y - 46}Z"
                ),
                p.HAIR if i != 3 else p.STONE,
            )
    c.ell(800, 740, 760, 236, "#3a2020")
    c.ell(800, 704, 760, 226, "#b5753f")
    c.ell(800, 700, 700, 200, "#cf9152")
    c.ell(800, 706, 420, 112, "#7a4630")
    c.ell(800, 712, 400, 102, "#4f7d5c")
    for _ in range(80):
        a, r = c.rnd(0, math.tau), c.rng.random() ** 0.5
        x, y = 800 + math.cos(a) * 380 * r, 712 + math.sin(a) * 90 * r
        c.circ(x, y - 8, c.rnd(7, 13), c.pick([p.PAPER, p.ROSE, p.AMBER, "#6d9a63", "#3f6c4c"]))
    for k in range(12):
        a = math.pi * (1.06 + 0.88 * k / 11)
        x, y = 800 + math.cos(a) * 560, 700 + math.sin(a) * 158
        c.poly([(x - 26, y), (x + 26, y), (x + 32, y + 18), (x - 32, y + 18)], p.PAPER)
        c.line([(x + 40, y + 10), (x + 34, y - 26)], p.INK, 4)
        c.circ(x + 34, y - 28, 5, p.INK)
    for i, x in enumerate((180, 480, 800, 1120, 1420)):
        y = 850 + 40 * (1 - abs(i - 2) / 2)
        c.path(
            f"M{x - 120} 960Q{x - 116} {y - 30} {x - 34} {y - 44}H{x + 34}Q{x + 116} {y - 30} {x + 120} 960Z",
            (p.NIGHT, "#6b2a34", "#2d4650", "#e0cda8", p.NIGHT)[i],
        )
        head(c, x, y - 86, 46, Look(back=True, do=("short", "bob")[i % 2], skin=p.SKIN[i % 3]))


@scene("the-gioi", "sa-mac-mat-troi")
def solar_desert(c: Canvas) -> None:
    """Rows of solar panels crossing the dunes, with a camel caravan."""
    s.sky(c, "#e8a052", "#f2c477", "#f9e4b4", foot=470)
    s.sun(c, 1160, 210, 100, "#fdf3d6", "#fbe3a0")
    s.ridge(c, 420, 110, "#dba265", 4, 520)
    s.ridge(c, 460, 80, "#cc8449", 5, 560, "#8a4428")
    c.path("M-10 470Q360 420 760 480T1610 440V910H-10Z", "#e3b06c")
    c.path("M-10 470Q360 420 760 480Q560 520 400 620Q180 560 -10 640Z", "#c98a4e")
    for k in range(6):
        x = 220 + k * 78
        y = 452 - 8 * math.sin(k)
        w = 1.0
        c.ell(x, y - 34, 25 * w, 13, "#6b3a2a")
        c.circ(x - 4, y - 48, 11, "#6b3a2a")
        for d in (-16, -8, 10, 18):
            c.line([(x + d, y - 28), (x + d + 2, y)], "#6b3a2a", 4)
        c.stroke(f"M{x + 22} {y - 36}Q{x + 36} {y - 30} {x + 38} {y - 60}", "#6b3a2a", 7)
        c.ell(x + 44, y - 60, 10, 5, "#6b3a2a")
    for row in range(6):
        t = row / 5
        y = 520 + 330 * t**1.5
        h = 22 + 84 * t
        w = 70 + 190 * t
        x = -w * (0.3 + 0.4 * (row % 2))
        while x < 1640:
            lean = h * 0.42
            c.line([(x + w * 0.5, y - h * 0.2), (x + w * 0.5, y + h * 0.36)], "#5a3a30", 3 + 6 * t)
            c.poly(
                [
                    (x - 6, y + h * 0.36),
                    (x + w * 0.86, y + h * 0.36),
                    (x + w * 0.7, y + h * 0.5),
                    (x - 26, y + h * 0.5),
                ],
                "#a8683c",
                0.7,
            )
            quad = [(x + lean, y - h), (x + w * 0.92 + lean, y - h), (x + w * 0.92, y), (x, y)]
            c.poly(quad, "#26426f")
            c.poly(
                [(x + lean + w * 0.5, y - h), (x + lean + w * 0.72, y - h), (x + w * 0.3, y), (x + w * 0.08, y)],
                "#5f86a8",
                0.75,
            )
            for k in range(1, 5):
                u = w * 0.92 * k / 5
                c.line([(x + lean + u, y - h), (x + u, y)], "#a9c8cb", 1.2 + 1.4 * t)
            for k in (1, 2):
                c.line(
                    [
                        (x + lean * (1 - k / 3), y - h + h * k / 3),
                        (x + w * 0.92 + lean * (1 - k / 3), y - h + h * k / 3),
                    ],
                    "#a9c8cb",
                    1.2 + 1.4 * t,
                )
            c.line([(x + lean, y - h), (x + w * 0.92 + lean, y - h)], p.PAPER, 2 + 2 * t)
            x += w * 1.08
    c.path("M-10 880Q500 850 900 880T1610 870V910H-10Z", "#d99f5c")
    c.shade_rect(0, 800, 1600, 100, "#8a4428", "bottom", 0.5)
    c.ell(1216, 896, 130, 12, "#8a4428", 0.6)
    person(c, 1180, 894, 330, POINT, Look(top=p.RED, legs="#4a3a4a", hat=p.PAPER), -1)
    at = person(c, 1290, 896, 320, CARRY, Look(top=p.PAPER, legs=p.INDIGO, hat=p.AMBER, do="tail"), -1)
    hx, hy = at["hand"]
    c.poly([(hx - 44, hy - 24), (hx + 6, hy - 34), (hx + 14, hy + 6), (hx - 36, hy + 16)], p.INK)


@scene("the-gioi", "tuyet-nui")
def snow_village(c: Canvas) -> None:
    """A mountain village with lit windows in deep snow."""
    s.sky(c, "#5c7ca6", "#a3b9cf", "#eed3c2", foot=560)
    s.peaks(c, 560, [(260, 400, 380), (820, 500, 470), (1350, 420, 400)], "#7f95b5", "#f4efe6")
    s.peaks(c, 590, [(560, 260, 320), (1110, 290, 340), (60, 240, 260), (1580, 270, 270)], "#5d769c", "#e6e9ea")
    c.path("M-10 560Q300 480 700 560T1610 520V910H-10Z", "#dfe5e8")
    c.shade("M-10 560Q300 480 700 560T1610 520V910H-10Z", "#7f95b5", (0, 900), (0, 560), 0.6)

    def pine(x: float, y: float, h: float) -> None:
        c.rect(x - h * 0.03, y - h * 0.14, h * 0.06, h * 0.16, p.BARK)
        for k in range(4):
            w = h * (0.3 - k * 0.06)
            yy = y - h * (0.12 + k * 0.21)
            c.poly([(x - w, yy), (x, yy - h * 0.34), (x + w, yy)], "#24504f")
            c.poly(
                [
                    (x - w * 0.6, yy - h * 0.136),
                    (x, yy - h * 0.34),
                    (x + w * 0.45, yy - h * 0.19),
                    (x + w * 0.1, yy - h * 0.15),
                    (x - w * 0.15, yy - h * 0.19),
                ],
                "#f4f1ea",
            )

    for _ in range(36):
        x = c.rnd(0, 1600)
        pine(x, 566 + c.rnd(-20, 20), c.rnd(50, 96))
    for x, y, w in (
        (300, 650, 150),
        (520, 620, 130),
        (700, 690, 190),
        (960, 640, 150),
        (1130, 700, 210),
    ):
        h, g = w * 0.46, w * 0.4
        c.rect(x, y - h, w, h, "#8a4f38")
        c.poly([(x, y - h), (x + w / 2, y - h - g), (x + w, y - h)], "#7a4230")
        for k in range(5):
            c.line([(x, y - h * k / 5), (x + w, y - h * k / 5)], "#6b3828", 2)
        c.path(
            (
                f"M{x - 18} {y - h + 12}L{x + w / 2} {y - h - g - 10}L{x + w + 18} "
                f"{y - h + 12}L{x + w + 10} {y - h + 24}L{x + w / 2} {y - h - g + 24}L{x - 10} "
                f"{y - h + 24}Z"
            ),
            "#faf6ee",
        )
        c.rect(x + w * 0.68, y - h - g * 0.95, w * 0.1, g * 0.6, "#6b3828")
        for k in (0.14, 0.44, 0.7):
            c.glow(x + w * (k + 0.08), y - h * 0.5, w * 0.3, "#fbc868", 0.8)
            c.rect(x + w * k, y - h * 0.66, w * 0.16, h * 0.38, "#fbd98a")
            c.line([(x + w * (k + 0.08), y - h * 0.66), (x + w * (k + 0.08), y - h * 0.28)], "#7a4230", 3)
        c.rect(x + w * 0.42, y - h - g * 0.42, w * 0.16, g * 0.3, "#fbd98a")
        c.ell(x + w / 2, y + 4, w * 0.66, w * 0.07, "#eef0ee")
    c.stroke("M730 470Q700 430 730 400T720 330", p.PAPER, 10, 0.5)
    c.path("M-10 740Q260 660 560 740T1140 770T1610 700V910H-10Z", "#eef0ec")
    c.shade("M-10 740Q260 660 560 740T1140 770T1610 700V910H-10Z", "#8fa5c0", (0, 910), (0, 740), 0.6)
    c.path("M820 700Q760 760 900 800T820 910H980Q1020 850 960 800T880 700Z", "#c3d0d9")
    for x, y, h in ((110, 830, 300), (230, 880, 240), (1450, 830, 330), (1340, 880, 230), (1560, 900, 300)):
        pine(x, y, h)
    person(c, 880, 850, 130, WALK, Look(top=p.RED, legs=p.NIGHT, hat=p.OCHRE, back=False), -1)
    person(c, 940, 858, 104, WALK, Look(top=p.OCHRE, legs=p.NIGHT, hat=p.RED), -1)
    for _ in range(150):
        c.circ(c.rnd(0, 1600), c.rnd(0, 900), c.rnd(1.5, 4.5), "#fffaf0", c.rnd(0.5, 1))
