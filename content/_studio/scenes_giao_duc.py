"""Giáo dục: a classroom, a library, an examination, a highland school."""

# A picture is one long list of shapes, back to front.
# ruff: noqa: PLR0912

from __future__ import annotations

import math

import palette as p
import shapes as s
from canvas import Canvas, scene
from people import POINT, STAND, WALK, WAVE, Look, Pose, head, person


def seated_back(c: Canvas, x: float, y: float, k: float, look: Look) -> None:
    """A pupil at a desk seen from behind; ``k`` scales the whole."""
    c.path(
        f"M{x - 62 * k} {y + 150 * k}Q{x - 74 * k} {y + 20 * k} {x - 26 * k} {y + 4 * k}"
        f"H{x + 26 * k}Q{x + 74 * k} {y + 20 * k} {x + 62 * k} {y + 150 * k}Z",
        look.top,
    )
    c.shade_rect(x, y, 70 * k, 150 * k, p.SLATE, "right", 0.45)
    c.path(
        f"M{x - 30 * k} {y + 4 * k}L{x} {y + 34 * k}L{x + 30 * k} {y + 4 * k}"
        f"Q{x} {y - 12 * k} {x - 30 * k} {y + 4 * k}Z",
        p.RED,
    )
    c.rect(x - 12 * k, y - 20 * k, 24 * k, 28 * k, p.dark(look.skin, 0.15))
    head(c, x, y - 46 * k, 40 * k, look)


@scene("giao-duc", "lop-hoc")
def classroom(c: Canvas) -> None:
    """A class seen from behind; a raised hand before the green board."""
    c.rect(0, 0, 1600, 900, c.grad("#f0dca8", "#e6c98c"))
    c.rect(-10, 430, 1620, 480, "#8fb5a4")
    c.rect(-10, 424, 1620, 12, "#6d9484")
    c.rect(500, 110, 820, 330, "#8a5638", 6)
    c.rect(518, 128, 784, 294, "#2c5f52")
    c.shade_rect(518, 128, 784, 294, p.INK, "bottom", 0.4)
    c.stroke("M616 270a74 74 0 1 0 148 0a74 74 0 1 0 -148 0M690 270L742 218M690 270H764", "#e9e7d3", 5)
    c.stroke("M850 340L960 190L1070 340ZM960 190V340", "#e9e7d3", 5)
    c.stroke("M1120 330V180M1120 330H1270M1120 320Q1190 300 1260 196", "#f0cb55", 5)
    c.rect(518, 422, 784, 14, "#b98a54")
    for x in (40, 290):
        c.rect(x, 90, 190, 300, "#f6eddc")
        c.rect(x + 14, 104, 162, 272, "#a9d0cf")
        with c.group(clip=f"M{x + 14} 104h162v272h-162Z"):
            s.tree(c, x + 100, 460, 330, "#5d9162")
        c.rect(x + 88, 104, 12, 272, "#f6eddc")
        c.rect(x + 14, 220, 162, 10, "#f6eddc")
    c.poly([(54, 376), (230, 376), (520, 910), (120, 910)], "#fbeec2", 0.28)
    c.circ(1440, 180, 56, p.PAPER)
    c.stroke("M1384 180a56 56 0 1 0 112 0a56 56 0 1 0 -112 0", p.RED, 8)
    c.line([(1440, 180), (1440, 142)], p.INK, 6)
    c.line([(1440, 180), (1466, 194)], p.INK, 6)
    person(c, 1390, 600, 400, POINT, Look(top=p.ROSE, legs=p.PAPER, robe=p.ROSE, do="long"), -1)
    rows = ((520, 0.62, 5, 300, 235), (640, 0.9, 5, 170, 310), (800, 1.25, 4, 210, 400))
    for y, k, n, x0, step in rows:
        for i in range(n):
            x = x0 + i * step
            if y == 520 and i == 4:
                continue
            c.rect(x - 116 * k, y + 66 * k, 232 * k, 16 * k, "#b5753f", 4)
            c.poly(
                [
                    (x - 116 * k, y + 66 * k),
                    (x - 100 * k, y + 30 * k),
                    (x + 100 * k, y + 30 * k),
                    (x + 116 * k, y + 66 * k),
                ],
                "#d8a45c",
            )
            c.poly(
                [
                    (x + 40 * k, y + 54 * k),
                    (x + 50 * k, y + 34 * k),
                    (x + 92 * k, y + 34 * k),
                    (x + 98 * k, y + 54 * k),
                ],
                p.PAPER,
            )
            look = Look(
                top=p.PAPER, back=True, do=("tail", "short", "bob", "short")[(i + int(y)) % 4], skin=p.SKIN[i % 3]
            )
            if (y, i) in ((640, 2), (640, 4), (520, 1)):
                c.limb((x + 54 * k, y + 30 * k), (x + 84 * k, y - 60 * k), 17 * k, 13 * k, p.PAPER)
                c.limb((x + 84 * k, y - 60 * k), (x + 78 * k, y - 130 * k), 12 * k, 9 * k, look.skin)
                c.circ(x + 78 * k, y - 140 * k, 14 * k, look.skin)
            seated_back(c, x, y, k, look)
            c.rect(x - 70 * k, y + 110 * k, 140 * k, 14 * k, "#8a5638", 5)
            for d in (-60, 52):
                c.rect(x + d * k, y + 120 * k, 9 * k, 70 * k, "#6b4532")


@scene("giao-duc", "thu-vien", 1067)
def library(c: Canvas) -> None:
    """A two-storey reading room with an arched window and long tables."""
    tones = ["#b5653f", "#8e2f2c", "#d8bf94", "#3f8570", "#28406b", "#d99a34", "#5d6a73", "#e6d6b8"]
    c.rect(0, 0, 1600, 1067, c.grad("#e9d9b4", "#d8bf94"))
    c.path("M600 640V260Q600 60 800 60Q1000 60 1000 260V640Z", "#f8f0d8")
    c.path("M620 640V262Q620 80 800 80Q980 80 980 262V640Z", c.grad("#9cc9cb", "#e3ecd2"))
    with c.group(clip="M620 640V262Q620 80 800 80Q980 80 980 262V640Z"):
        s.grove(c, 600, 70, "#7da37a", 600, 1000)
        s.tree(c, 720, 680, 380, "#4f8a62")
    for x in (706, 794, 882):
        c.rect(x, 70, 10, 570, "#f8f0d8")
    for y in (250, 400, 540):
        c.rect(620, y, 360, 9, "#f8f0d8")
    c.glow(800, 340, 700, "#fdf6dc", 0.55)
    for side in (0, 1):
        x0 = 0 if side == 0 else 1050
        for k in range(3):
            y = 150 + k * 98
            c.rect(x0, y - 94, 550, 96, "#4a3028")
            s.books(c, x0 + 6, y, 538, 84, tones, 1.2)
            c.rect(x0, y, 550, 9, "#8a5c3e")
        c.rect(x0 - 10, 400, 570, 26, "#8a5c3e")
        for k in range(19):
            c.rect(x0 + 8 + k * 30, 318, 7, 84, "#5b3526")
        c.rect(x0 - 10, 306, 570, 14, "#a8703f")
        for k in range(3):
            y = 540 + k * 104
            c.rect(x0, y - 100, 550, 102, "#3a2522")
            s.books(c, x0 + 6, y, 538, 90, tones, 1.3)
            c.rect(x0, y, 550, 10, "#8a5c3e")
        for k in range(3):
            c.rect(x0 + k * 268 - 4, 50, 18, 710, "#7a4c32")
    c.rect(-10, 758, 1620, 320, c.grad("#b98a5c", "#8a5c3e"))
    person(
        c, 460, 800, 300, Pose(2, (110, 130), (-6, 4), (4, 0), (-5, -3)), Look(top=p.JADE, legs=p.INK, do="tail"), -1
    )
    for tx, ty, w in ((800, 780, 560), (800, 930, 1080)):
        k = w / 800
        for i in range(4 if w > 600 else 3):
            n = 4 if w > 600 else 3
            x = tx - w * 0.36 + i * w * 0.72 / (n - 1)
            look = Look(
                top=(p.RED, p.INDIGO, "#e9dcc5", p.OCHRE, p.JADE, p.WINE)[(i + n) % 6],
                do=("bun", "short", "long", "short")[i % 4],
                skin=p.SKIN[i % 3],
            )
            c.path(
                (
                    f"M{x - 66 * k} {ty + 10}Q{x - 66 * k} {ty - 96 * k} {x - 20 * k} "
                    f"{ty - 106 * k}H{x + 20 * k}Q{x + 66 * k} {ty - 96 * k} {x + 66 * k} {ty + 10}Z"
                ),
                look.top,
            )
            c.rect(x - 12 * k, ty - 126 * k, 24 * k, 26 * k, p.dark(look.skin, 0.15))
            head(c, x, ty - 150 * k, 38 * k, look, 1 if i % 2 else -1)
            c.limb((x - 54 * k, ty - 60 * k), (x - 30 * k, ty - 8 * k), 17 * k, 11 * k, p.dark(look.top, 0.12))
            c.limb((x + 54 * k, ty - 60 * k), (x + 30 * k, ty - 8 * k), 17 * k, 11 * k, p.dark(look.top, 0.12))
        c.poly(
            [
                (tx - w * 0.46, ty - 14),
                (tx + w * 0.46, ty - 14),
                (tx + w * 0.5, ty + 34 * k),
                (tx - w * 0.5, ty + 34 * k),
            ],
            "#a8623a",
        )
        c.rect(tx - w * 0.5, ty + 34 * k, w, 20 * k, "#7a4028")
        for d in (-0.46, 0.44):
            c.rect(tx + d * w, ty + 50 * k, 24 * k, 110 * k, "#5b2f22")
        for i in range(4 if w > 600 else 3):
            n = 4 if w > 600 else 3
            x = tx - w * 0.36 + i * w * 0.72 / (n - 1)
            c.poly([(x - 46 * k, ty + 14 * k), (x - 40 * k, ty - 10), (x, ty - 4), (x, ty + 22 * k)], p.PAPER)
            c.poly([(x + 46 * k, ty + 14 * k), (x + 40 * k, ty - 10), (x, ty - 4), (x, ty + 22 * k)], "#e6dabd")
        for i in range(2):
            x = tx + (i - 0.5) * w * 0.44
            c.glow(x, ty - 40 * k, 120 * k, "#fbe3a0", 0.8)
            c.rect(x - 4, ty - 74 * k, 8, 74 * k, p.OCHRE)
            c.path(
                (
                    f"M{x - 46 * k} {ty - 70 * k}Q{x - 40 * k} {ty - 106 * k} {x} "
                    f"{ty - 106 * k}Q{x + 40 * k} {ty - 106 * k} {x + 46 * k} {ty - 70 * k}Z"
                ),
                p.JADE,
            )


@scene("giao-duc", "thi-cu")
def examination(c: Canvas) -> None:
    """Candidates bent over papers at spaced desks; a clock above."""
    c.rect(0, 0, 1600, 900, c.grad("#d6e0d2", "#c2d3c8"))
    c.poly([(-10, 420), (1610, 420), (1610, 910), (-10, 910)], "#d9b98a")
    for i in range(-10, 11):
        c.line([(800 + i * 80, 420), (800 + i * 260, 910)], "#c4a274", 3)
    for y in (450, 500, 570, 670, 800):
        c.line([(-10, y), (1610, y)], "#c4a274", 3)
    for x in (60, 330, 1070, 1340):
        c.rect(x, 90, 200, 250, "#f4efdf")
        c.rect(x + 12, 102, 176, 226, "#f7dfa0")
        c.poly([(x + 12, 328), (x + 120, 102), (x + 188, 102), (x + 80, 328)], "#fdf1cc")
        c.rect(x + 94, 102, 12, 226, "#f4efdf")
        c.poly([(x + 40, 420), (x + 220, 420), (x + 340, 910), (x + 60, 910)], "#f6dfa8", 0.4)
    c.circ(800, 200, 108, p.INDIGO)
    c.circ(800, 200, 92, p.PAPER)
    for k in range(12):
        a = math.radians(k * 30)
        r = 66 if k % 3 == 0 else 74
        c.line(
            [(800 + math.sin(a) * r, 200 - math.cos(a) * r), (800 + math.sin(a) * 82, 200 - math.cos(a) * 82)],
            p.INDIGO,
            7,
        )
    c.line([(800, 200), (800, 136)], p.INK, 9)
    c.line([(800, 200), (756, 222)], p.INK, 11)
    c.circ(800, 200, 10, p.RED)
    person(c, 640, 520, 300, STAND, Look(top=p.INDIGO, legs="#3a4450"))
    rows = ((470, 0.5, 5, 330), (570, 0.72, 5, 390), (720, 1.05, 4, 470))
    for row, (y, k, n, step) in enumerate(rows):
        for i in range(n):
            x = 800 + (i - (n - 1) / 2) * step
            look = Look(
                top=(p.PAPER, p.PAPER, "#e9e0cf")[i % 3],
                do=("short", "bun", "short", "tail")[(i + row) % 4],
                skin=p.SKIN[(i + row) % 3],
            )
            c.ell(x, y + 196 * k, 130 * k, 20 * k, "#a9855a", 0.6)
            c.path(
                (
                    f"M{x - 66 * k} {y + 110 * k}Q{x - 78 * k} {y + 4 * k} {x - 20 * k} "
                    f"{y - 8 * k}H{x + 20 * k}Q{x + 78 * k} {y + 4 * k} {x + 66 * k} {y + 110 * k}Z"
                ),
                look.top,
            )
            c.shade_rect(x - 70 * k, y, 140 * k, 110 * k, p.SLATE, "bottom", 0.5)
            c.ell(x, y - 14 * k, 37 * k, 44 * k, look.skin)
            c.path(
                (
                    f"M{x - 40 * k} {y - 2 * k}Q{x - 52 * k} {y - 72 * k} {x} {y - 72 * k}Q{x + 52 * k} "
                    f"{y - 72 * k} {x + 40 * k} {y - 2 * k}Q{x + 20 * k} {y - 34 * k} {x} "
                    f"{y - 30 * k}Q{x - 20 * k} {y - 34 * k} {x - 40 * k} {y - 2 * k}Z"
                ),
                p.HAIR,
            )
            if look.do == "bun":
                c.circ(x, y - 76 * k, 22 * k, p.HAIR)
            if look.do == "tail":
                c.path(
                    (
                        f"M{x + 30 * k} {y - 60 * k}Q{x + 76 * k} {y - 40 * k} {x + 60 * k} "
                        f"{y + 50 * k}Q{x + 44 * k} {y + 6 * k} {x + 34 * k} {y - 10 * k}Z"
                    ),
                    p.HAIR,
                )
            c.poly(
                [
                    (x - 104 * k, y + 62 * k),
                    (x + 104 * k, y + 62 * k),
                    (x + 126 * k, y + 108 * k),
                    (x - 126 * k, y + 108 * k),
                ],
                "#c98f55",
            )
            c.poly(
                [
                    (x - 48 * k, y + 68 * k),
                    (x + 30 * k, y + 68 * k),
                    (x + 38 * k, y + 102 * k),
                    (x - 50 * k, y + 102 * k),
                ],
                "#fdf8ea",
            )
            for j in range(3):
                c.line(
                    [(x - 38 * k, y + (76 + j * 8) * k), (x + (6 + j * 8) * k, y + (76 + j * 8) * k)], p.SLATE, 2.4 * k
                )
            c.limb((x + 62 * k, y + 30 * k), (x + 74 * k, y + 76 * k), 17 * k, 13 * k, p.dark(look.top, 0.1))
            c.limb((x + 74 * k, y + 76 * k), (x + 26 * k, y + 84 * k), 13 * k, 10 * k, look.skin)
            c.line([(x + 20 * k, y + 90 * k), (x + 36 * k, y + 54 * k)], p.RED, 5 * k)
            c.limb((x - 62 * k, y + 30 * k), (x - 70 * k, y + 84 * k), 17 * k, 13 * k, p.dark(look.top, 0.1))
            c.limb((x - 70 * k, y + 84 * k), (x - 44 * k, y + 90 * k), 12 * k, 10 * k, look.skin)
            c.rect(x - 126 * k, y + 108 * k, 252 * k, 16 * k, "#9c6238")
            for d in (-112, 98):
                c.rect(x + d * k, y + 120 * k, 14 * k, 80 * k, "#7a4a2c")


@scene("giao-duc", "truong-vung-cao")
def highland_school(c: Canvas) -> None:
    """Children climbing the path to a small school in the mountains."""
    s.sky(c, "#7fb2bd", "#cfe0cf", "#f7e6c0", foot=520)
    s.sun(c, 1250, 160, 54, "#fdf3d8", "#f9dc95")
    s.cloud(c, 360, 140, 460, p.PAPER, 0.9)
    far = [(120, 300, 190), (420, 390, 210), (700, 270, 180), (980, 360, 200), (1420, 400, 230)]
    s.karst(c, 560, far, "#9cbfba")
    near = [(-10, 270, 170), (270, 250, 190), (590, 300, 190), (860, 210, 170), (1200, 260, 180), (1570, 290, 200)]
    s.karst(c, 580, near, "#74a09c")
    c.fog(0, 330, 1600, 220, "#eef0dc", 0.85, up=True)
    s.ridge(c, 520, 150, "#5a9080", 5, 640, p.PINE)
    s.ridge(c, 580, 110, "#467f66", 4, 720, p.PINE)
    c.path("M-10 640Q300 500 760 530T1610 590V910H-10Z", "#6d9a55")
    for k in range(5):
        c.stroke(f"M-10 {690 + k * 50}Q400 {570 + k * 54} 800 {600 + k * 56}T1610 {650 + k * 52}", "#5a8549", 8, 0.6)
    c.path(
        (
            "M1030 560Q900 600 980 650Q1080 700 860 750Q640 800 560 910H900Q900 830 1030 "
            "780Q1240 700 1110 640Q1030 600 1080 560Z"
        ),
        "#e0bd86",
    )
    c.shade(
        (
            "M1030 560Q900 600 980 650Q1080 700 860 750Q640 800 560 910H900Q900 830 1030 "
            "780Q1240 700 1110 640Q1030 600 1080 560Z"
        ),
        p.EARTH,
        (700, 910),
        (950, 620),
        0.5,
    )
    c.rect(900, 420, 420, 150, "#f0d48a")
    c.shade_rect(900, 420, 420, 150, p.RUST, "right", 0.4)
    c.poly([(870, 424), (930, 330), (1290, 330), (1350, 424)], p.RED)
    for k in range(17):
        c.line([(930 + k * 22.5, 332), (874 + k * 29.6, 422)], "#8e2a22", 3)
    c.rect(900, 548, 420, 22, "#8fb5a4")
    for k in range(6):
        x = 922 + k * 66
        if k == 2:
            c.rect(x, 462, 50, 108, "#2f5a7a")
        else:
            c.rect(x, 456, 46, 60, "#f8f0d8")
            c.rect(x + 5, 461, 36, 50, "#2f5a7a")
    c.rect(834, 300, 8, 270, p.SLATE)
    c.path("M842 306Q880 290 930 312V366Q880 346 842 360Z", p.PAPER)
    c.path("M842 306Q880 290 930 312V338Q880 318 842 332Z", p.JADE)
    for x, y, h in ((1420, 600, 260), (790, 570, 150), (1530, 640, 300)):
        s.tree(c, x, y, h, "#3f7a5a")
    for x, y, h in ((150, 640, 280), (60, 690, 340)):
        s.tree(c, x, y, h, "#4f8a5a", side=1)
        for _ in range(26):
            c.circ(x + c.rnd(-0.26, 0.26) * h, y - c.rnd(0.5, 0.95) * h, h * 0.022, "#f6e3e0")
    kids = (
        (1000, 640, 92, p.RED, -1),
        (1060, 676, 104, p.INDIGO, -1),
        (950, 760, 150, "#c85a8a", 1),
        (830, 800, 190, p.INDIGO, 1),
        (690, 860, 250, p.WINE, 1),
    )
    for i, (x, y, h, top, face) in enumerate(kids):
        at = person(
            c,
            x,
            y,
            h,
            WAVE if i == 4 else WALK,
            Look(
                top=top, legs=p.NIGHT, skirt=p.NIGHT if i % 2 == 0 else "", do=("tail", "short")[i % 2], skin=p.SKIN[1]
            ),
            face,
        )
        nx, ny = at["neck"]
        c.rect(
            nx - face * h * 0.17 - h * 0.06,
            ny + h * 0.02,
            h * 0.14,
            h * 0.22,
            (p.OCHRE, p.JADE, p.AMBER, p.ROSE, p.OCHRE)[i],
            h * 0.04,
        )
        if i % 2 == 0:
            hx, hy = at["hip"]
            for j, tone in enumerate((p.AMBER, p.ROSE, p.JADE)):
                c.rect(hx - h * 0.1, hy + h * (0.11 + j * 0.035), h * 0.2, h * 0.018, tone)
    for _ in range(120):
        x, y = c.rnd(-10, 1610), c.rnd(850, 910)
        if 520 < x < 930:
            continue
        c.line([(x, y + 30), (x + c.rnd(-8, 8), y - 14)], "#4f7a3e", 4)
        c.circ(x + c.rnd(-8, 8), y - 18, c.rnd(7, 13), c.pick(["#e9a0b0", "#c85a8a", "#f6e3e0"]))
