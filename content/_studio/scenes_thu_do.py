"""Thủ đô: the lake, the old quarter, the metro, markets, gardens, coffee."""

# A picture is one long list of shapes, back to front.
# ruff: noqa: PLR0912

from __future__ import annotations

import palette as p
import shapes as s
from canvas import Canvas, scene
from people import CARRY, REACH, SIT, SQUAT, STAND, WALK, Look, bicycle, person, rider


@scene("thu-do", "ho-guom-suong")
def lake_in_mist(c: Canvas) -> None:
    """A small old tower on its islet in the morning mist."""
    s.sky(c, "#9fb7ad", "#d3dbc8", "#f1e6cb", foot=520)
    c.circ(1180, 190, 58, "#f7ecd2")
    for layer, (y, tone) in enumerate(((430, "#b3c6ba"), (462, "#94b0a5"), (490, "#769a90"))):
        s.grove(c, y, 66 - layer * 6, tone)
        c.fog(0, y - 30, 1600, 120, "#e9e7d3", 0.85, up=True)
    c.rect(-10, 500, 1620, 410, c.grad("#d5dccb", "#8fb0a6", "#5c877f"))

    def islet() -> None:
        c.ell(800, 540, 250, 34, "#4f7a5f")
        c.ell(800, 532, 220, 24, "#6d9163")
        for x, w in ((640, 90), (960, 110), (900, 70), (700, 60)):
            s.bush(c, x, 540, w, "#3f6c57")
        wall, shade = "#d9c9a8", "#a8987f"
        for w, top, low in ((170, 420, 530), (128, 326, 412), (86, 256, 320)):
            c.rect(800 - w / 2, top, w, low - top, wall)
            c.shade_rect(800, top, w / 2, low - top, "#6a5c50", "right", 0.8)
            n = 3 if w > 100 else 1
            for i in range(n):
                ax = 800 + (i - (n - 1) / 2) * w * 0.31
                aw = w * 0.1 if n > 1 else w * 0.17
                c.path(
                    f"M{ax - aw} {low - 8}V{top + 30}Q{ax - aw} {top + 12} {ax} {top + 10}"
                    f"Q{ax + aw} {top + 12} {ax + aw} {top + 30}V{low - 8}Z",
                    "#40524c",
                )
            c.rect(800 - w / 2 - 10, top - 12, w + 20, 14, shade)
        for y, w in ((408, 200), (316, 150)):
            c.path(
                (
                    f"M{800 - w / 2} {y + 4}Q{800 - w / 2 + 10} {y - 8} {800 - w / 2 + 18} "
                    f"{y - 14}H{800 + w / 2 - 18}Q{800 + w / 2 - 10} {y - 8} {800 + w / 2} {y + 4}Z"
                ),
                "#7a6a58",
            )
        c.path("M738 250Q752 236 764 214Q800 226 836 214Q848 236 862 250Z", "#7a6a58")
        c.rect(776, 196, 48, 24, wall)
        c.path("M764 200Q790 186 800 164Q810 186 836 200Z", "#6a5c50")

    with c.mirrored(548, 0.32, 0.75):
        islet()
    islet()
    c.fog(0, 470, 1600, 90, "#f1ecd8", 0.6, up=True)
    c.fog(0, 560, 1600, 70, "#f1ecd8", 0.45)
    s.glints(c, 580, 900, "#eef0dd", 34)
    c.path("M-10 910V700Q160 740 330 800T620 910Z", "#24483f")
    c.stroke("M60 910Q120 640 90 430T-40 120", "#2b3a33", 44)
    c.stroke("M100 520Q260 360 520 330", "#2b3a33", 15)
    c.stroke("M84 380Q200 240 330 190", "#2b3a33", 13)
    for _ in range(46):
        t = c.rng.random()
        if c.rng.random() < 0.5:
            x, y = 110 + 460 * t, 470 - 180 * t**0.6
        else:
            x, y = 60 + 330 * t, 300 - 180 * t
        c.path(s.blob(c, x, y - 10, c.rnd(22, 46), c.rnd(16, 28), 7), c.pick(["#2f5a4c", "#3b6a55", "#24483f"]), 0.95)
    for x in (180, 300, 420, 520):
        tall = c.rnd(90, 170)
        c.stroke(f"M{x} {400 - (x - 180) * 0.15}q6 {tall / 2} -4 {tall}", "#3b6a55", 5)
    c.rect(330, 812, 150, 12, "#5b4636", 4)
    c.rect(330, 776, 150, 10, "#5b4636", 4)
    person(c, 400, 818, 190, SIT, Look(top="#a8453a", legs="#2b3a4b", do="bun"), seat=True)


@scene("thu-do", "pho-co", 1067)
def old_quarter(c: Canvas) -> None:
    """An old-quarter street: shophouse fronts, bicycles, a street vendor."""
    s.sky(c, "#86b0b4", "#e9dcb8", foot=700)
    s.cloud(c, 820, 150, 420, p.PAPER, 0.85)
    x = -30.0
    walls = ["#e0b054", "#d9c8a0", "#c97f4e", "#e8d5a5", "#8fb09c", "#d6a04a", "#d98d72", "#ecdcb8"]
    tall = [560, 470, 640, 520, 600, 450, 580, 500]
    wide = [210, 190, 230, 200, 180, 220, 215, 240]
    shut = [p.LEAF, p.BLUE, p.PINE, p.JADE, p.WINE, p.LEAF, p.BLUE, p.PINE]
    awn = [p.RED, "", p.JADE, p.OCHRE, p.RED, p.BLUE, "", p.RED]
    for i in range(8):
        s.shophouse(c, x, 830, wide[i], tall[i], walls[i], shut[i], awn[i])
        x += wide[i]
    for y, sag in ((330, 70), (352, 50), (374, 84)):
        c.stroke(f"M-10 {y}Q400 {y + sag} 800 {y - 10}T1610 {y + 6}", "#3a3a44", 3, 0.8)
    c.rect(790, 300, 16, 560, "#6b6259")
    c.rect(760, 340, 76, 10, "#6b6259")
    c.rect(-10, 826, 1620, 34, "#b9a78a")
    c.rect(-10, 858, 1620, 220, c.grad("#8f8275", "#6f6560"))
    c.shade_rect(0, 858, 1600, 60, p.INK, "top", 0.5)
    for k in range(5):
        c.rect(60 + k * 340, 990, 150, 9, "#cdbfa3", 3, 0.6)
    s.tree(c, 470, 850, 620, "#4f7f55", side=1)
    s.plant_pot(c, 160, 846, 66, p.LEAF)
    s.plant_pot(c, 1330, 846, 74, p.MOSS, p.BLUE)
    person(c, 640, 858, 210, STAND, Look(top=p.PAPER, legs=p.INDIGO))
    person(c, 905, 860, 205, WALK, Look(top=p.WINE, legs="#3a3a44", do="bun"), -1)
    rider(c, 330, 985, 270, Look(top="#e9dcc5", legs="#3a3a44", hat="non"), 1)
    for dx, dy, tone in ((0, 0, p.RED), (-26, 18, p.AMBER), (18, 20, p.ROSE), (-8, -24, p.AMBER), (-34, -8, p.ROSE)):
        c.circ(222 + dx, 860 + dy, 21, tone)
    at = person(c, 1130, 1010, 270, WALK, Look(top=p.JADE, legs=p.INK, hat="non"), -1)
    sx, sy = at["neck"]
    c.stroke(f"M{sx - 150} {sy + 6}Q{sx} {sy - 12} {sx + 150} {sy + 6}", p.BARK, 8)
    for d in (-150, 150):
        bx, by = sx + d, sy + 150
        c.line([(bx, sy + 6), (bx - 36, by)], p.BARK, 2.5)
        c.line([(bx, sy + 6), (bx + 36, by)], p.BARK, 2.5)
        for k in range(5):
            c.circ(bx - 32 + k * 16, by - 6 - (k % 2) * 10, 14, p.RUST if d < 0 else p.MOSS)
        c.path(
            (f"M{bx - 52} {by}H{bx + 52}Q{bx + 40} {by + 34} {bx} {by + 34}Q{bx - 40} {by + 34} {bx - 52} {by}Z"),
            p.SAND,
        )
    rider(c, 780, 1040, 290, Look(top=p.RED, legs=p.INDIGO, do="long", robe=""), -1)


@scene("thu-do", "metro-so-5")
def metro(c: Canvas) -> None:
    """A metro train on its viaduct between flame trees."""
    s.sky(c, "#79aab6", "#d7e0cc", foot=640)
    s.cloud(c, 1150, 120, 460, p.PAPER, 0.85)
    s.cloud(c, 330, 90, 340, p.PAPER, 0.7)
    x = -20.0
    while x < 1620:
        w = c.rnd(70, 140)
        s.tower(c, x, 680, w, c.rnd(170, 470), c.pick(["#b9c6bd", "#a9bcb9", "#cbc9b4", "#9fb3b5"]), "#e9eddd", 0.5)
        x += w + c.rnd(4, 30)
    s.grove(c, 690, 60, "#5d8b70")
    c.rect(-10, 690, 1620, 220, "#6d7f72")
    path = "M-10 430Q760 470 1610 300V392Q780 556 -10 500Z"
    for t in (0.1, 0.32, 0.55, 0.8):
        px = 1600 * t
        py = 470 + 50 * t - 170 * t * t
        w = 40 + 36 * t
        c.rect(px, py, w, 460, "#c8bfa9")
        c.shade_rect(px, py, w, 460, p.BARK, "right", 0.7)
        c.poly([(px - w, py), (px + 2 * w, py - 10), (px + w, py + 70), (px, py + 70)], "#b8ae98")
    body = "M-10 316Q700 344 1240 214Q1330 196 1352 236L1362 296Q1364 334 1290 350Q760 462 -10 432Z"
    c.path(body, p.PAPER)
    with c.group(clip=body):
        c.path("M-10 386Q740 420 1420 262V420H-10Z", p.JADE)
        c.path("M-10 376Q740 410 1420 250V262Q740 420 -10 388Z", p.AMBER)
        c.path("M-10 330Q700 354 1236 228L1252 286Q720 404 -10 372Z", "#274258")
        for i in range(14):
            t = i / 13
            x = 20 + t * 1190
            y = 348 + 30 * t - 118 * t * t
            door = i % 3 == 1
            c.rect(x, y - 24, 12 if not door else 26, 150, p.PAPER if door else "#dfe3d6")
        c.path("M1256 226Q1330 206 1342 240L1350 276L1270 290Z", "#16283c")
        c.shade(body, p.INK, (0, 470), (0, 350), 0.45)
    c.ell(1346, 310, 9, 12, "#fff1c2")
    c.path(path, "#d8cfb8")
    c.shade(path, p.BARK, (800, 560), (800, 440), 0.7)
    c.path("M-10 430Q760 470 1610 300V316Q770 488 -10 448Z", "#efe6cf")
    for tx, ty, th, leaf in (
        (140, 880, 440, p.LEAF),
        (520, 905, 360, "#3f7a5a"),
        (1130, 900, 520, p.LEAF),
        (1480, 930, 640, "#2a5a4a"),
    ):
        s.tree(c, tx, ty, th, leaf)
        for _ in range(16):
            fx, fy = tx + c.rnd(-0.26, 0.26) * th, ty - c.rnd(0.55, 0.94) * th
            c.path(s.blob(c, fx, fy, th * 0.035, th * 0.022, 6), p.RED)
    c.rect(-10, 856, 1620, 60, "#4d5f5a")
    rider(c, 330, 884, 150, Look(top=p.OCHRE, legs=p.INDIGO), 1)
    person(c, 760, 886, 150, WALK, Look(top=p.RED, legs=p.INDIGO, do="tail"))
    person(c, 850, 890, 158, WALK, Look(top=p.PAPER, legs=p.INK))
    s.vehicle(c, 1290, 894, 170, p.RED, -1)


@scene("thu-do", "cho-hoa-dem")
def night_flowers(c: Canvas) -> None:
    """The night flower market under bulbs and awnings."""
    s.sky(c, "#141a3a", "#2c2a55", "#4a3160", foot=600)
    x = -20.0
    while x < 1620:
        w = c.rnd(90, 150)
        s.tower(c, x, 560, w, c.rnd(160, 360), "#231f46", "#f0b45a", 0.12)
        x += w
    c.rect(-10, 540, 1620, 370, c.grad("#3a2850", "#1c1735"))
    for i, x in enumerate((40, 430, 830, 1220)):
        c.rect(x + 6, 300, 8, 330, "#150f2a")
        c.rect(x + 326, 300, 8, 330, "#150f2a")
        tone = (p.WINE, p.PINE, p.WINE, "#2b4170")[i]
        c.poly([(x - 20, 330), (x + 50, 250), (x + 300, 250), (x + 360, 330)], tone)
        for k in range(8):
            a = x - 20 + k * 47.5
            c.path(f"M{a} 330h47.5v16q-24 22 -47.5 0Z", p.light(tone, 0.35 if k % 2 else 0.05))
        c.glow(x + 170, 400, 300, "#f9c765", 0.85)
        c.line([(x + 170, 330), (x + 170, 378)], "#150f2a", 3)
        c.circ(x + 170, 390, 13, "#fff3cf")
    tops = (p.RED, p.JADE, "#d9806f", p.OCHRE, p.BLUE, "#e9dcc5")
    for i, (x, pose, face) in enumerate(
        (
            (150, STAND, 1),
            (330, REACH, -1),
            (560, REACH, 1),
            (740, STAND, -1),
            (960, STAND, 1),
            (1290, REACH, 1),
            (1460, STAND, -1),
        )
    ):
        person(
            c,
            x,
            650,
            260,
            pose,
            Look(top=tops[i % 6], legs="#1c1735", do=("bun", "short", "long")[i % 3], hat="non" if i in (1, 5) else ""),
            face,
        )
    blooms = ("#e2503c", "#f2c14e", "#f0a8a0", "#f6eddc", "#c85a8a", "#e98b3a")

    def bed(y: float, r: float, step: float, shift: float) -> None:
        bx, i = shift, 0
        while bx < 1650:
            tone = blooms[(i + int(y)) % 6]
            c.path(
                f"M{bx - step * 0.36} {y}H{bx + step * 0.36}L{bx + step * 0.26} {y + r * 4.6}H{bx - step * 0.26}Z",
                "#5d4a66",
            )
            c.shade_rect(bx - step * 0.3, y, step * 0.6, r * 4.4, p.INK, "bottom", 0.8)
            for _ in range(7):
                c.path(s.blob(c, bx + c.rnd(-0.45, 0.45) * step, y - c.rnd(0, 1.6) * r, r * 0.9, r * 0.4, 6), "#2f6650")
            for _ in range(13):
                fx, fy = bx + c.rnd(-0.42, 0.42) * step, y - c.rnd(0.2, 2.9) * r
                c.circ(fx, fy, r * 0.62, p.dark(tone, 0.2))
                c.circ(fx - r * 0.12, fy - r * 0.15, r * 0.44, tone)
                c.circ(fx - r * 0.12, fy - r * 0.15, r * 0.16, p.dark(tone, 0.4))
            bx += step
            i += 1

    bed(640, 18, 120, 20)
    person(c, 1110, 860, 420, WALK, Look(top="#e9dcc5", legs=p.INDIGO, do="tail"), -1)
    for dx, dy in ((0, 0), (-30, -18), (26, -22), (-6, -44), (-46, 6), (40, 8)):
        c.circ(1040 + dx, 600 + dy, 27, "#c85a8a")
        c.circ(1036 + dx, 596 + dy, 17, "#f0a8a0")
    c.path("M1000 616L1080 616L1056 716H1034Z", p.PAPER)
    with c.group("translate(0 0)"):
        bicycle(c, 380, 830, 380, "#120e24")
    for _ in range(44):
        fx, fy = 240 + c.rnd(-110, 110), 660 + c.rnd(-90, 50)
        tone = c.pick(["#f2c14e", "#f6eddc", "#e98b3a"])
        c.circ(fx, fy, 21, p.dark(tone, 0.25))
        c.circ(fx - 3, fy - 4, 14, tone)
    bed(850, 27, 178, 60)


@scene("thu-do", "vuon-hoa-bai-giua")
def island_garden(c: Canvas) -> None:
    """A garden of yellow mustard and banana on the river island."""
    s.sky(c, "#8fbfc4", "#dbe3cb", "#f6e7c0", foot=420)
    s.sun(c, 340, 170, 52, "#fdf3d8", "#f9dc95")
    s.cloud(c, 1080, 120, 430, p.PAPER, 0.8)
    c.rect(-10, 330, 1620, 90, "#c79b7c")
    s.glints(c, 340, 420, "#ecd2b2", 16)
    for x in range(0, 1620, 44):
        tall = c.rnd(20, 90)
        c.rect(x, 332 - tall, c.rnd(22, 40), tall, "#9db4b0")
    c.rect(-10, 322, 1620, 14, "#86a596")
    for x in range(40, 1600, 210):
        c.line([(x, 258), (x, 372)], "#5d6a73", 10)
        c.line([(x - 105, 262), (x, 206), (x + 105, 262)], "#5d6a73", 6)
        for k in (-70, -35, 35, 70):
            c.line([(x + k, 262), (x + k, 262 - (105 - abs(k)) * 0.53)], "#5d6a73", 3)
    c.rect(-10, 258, 1620, 12, "#4b5963")
    s.grove(c, 428, 34, "#4f8062")
    c.rect(-10, 420, 1620, 490, "#8fa653")
    for i in range(9):
        y0 = 430 + i * i * 5.4
        tone = ("#e8b93a", "#6d9150", "#f0cb55", "#7ea052")[i % 4]
        c.poly([(-10, y0 + 8), (1610, y0), (1610, y0 + 14 + i * 10), (-10, y0 + 20 + i * 10)], tone)
    c.poly([(770, 420), (812, 420), (1080, 910), (640, 910)], "#d8b98a")
    c.shade("M770 420L812 420L1080 910L640 910Z", p.EARTH, (700, 910), (900, 500), 0.5)
    for _ in range(420):
        t = c.rng.random() ** 0.6
        y = 470 + 430 * t
        x = c.rnd(-10, 1610)
        if 770 - 130 * t < x < 820 + 270 * t:
            continue
        r = 3 + 11 * t
        c.line([(x, y), (x + c.rnd(-4, 4), y + r * 3)], "#4f7a42", 1.5 + 2.5 * t)
        tone = (
            c.pick(["#f5d468", "#f0c33e", "#f5d468", "#fbeab0"])
            if x < 800
            else c.pick(["#d9806f", "#f0a8a0", "#b93a2b", "#f6eddc"])
        )
        c.circ(x, y, r, tone)
        c.circ(x, y, r * 0.35, p.RUST)
    s.banana(c, 1330, 620, 360, "#5f9a58")
    s.banana(c, 1480, 680, 420, "#4d8a52")
    s.banana(c, 110, 600, 300, "#5f9a58")
    person(c, 800, 640, 190, WALK, Look(top=p.RED, legs=p.PAPER, robe=p.RED, do="long", hat="non"))
    person(c, 930, 760, 250, STAND, Look(top=p.INDIGO, legs="#5b4636"), -1)
    person(c, 420, 660, 190, REACH, Look(top=p.WINE, legs=p.INK, hat="non"), -1)


@scene("thu-do", "via-he-ca-phe")
def pavement_cafe(c: Canvas) -> None:
    """Low stools and iced coffee on the pavement, old wall and fig tree."""
    c.rect(0, 0, 1600, 700, c.grad("#e3b24f", "#d39a3c"))
    c.shade_rect(0, 0, 1600, 700, "#8a4e24", "left", 0.5)
    for _ in range(9):
        c.path(s.blob(c, c.rnd(60, 1540), c.rnd(40, 600), c.rnd(40, 120), c.rnd(14, 34), 8), "#ecc672", 0.6)
    c.rect(-10, 610, 1620, 90, "#9c5b2e")
    c.rect(120, 110, 300, 590, "#e9cf93")
    c.rect(146, 136, 248, 564, "#2d4a44")
    for k in range(2):
        c.rect(150 + k * 124, 140, 116, 560, "#3f7a68")
        for j in range(16):
            c.rect(164 + k * 124, 160 + j * 24, 88, 9, "#2d5a4e")
    c.rect(990, 120, 420, 360, "#e9cf93")
    c.rect(1014, 144, 372, 336, "#3a2a2a")
    c.glow(1200, 300, 300, p.AMBER, 0.8)
    for j in range(2):
        c.rect(1030, 270 + j * 100, 340, 9, "#8a5a34")
        for i in range(11):
            h = c.rnd(30, 62)
            c.rect(1040 + i * 30, 270 + j * 100 - h, 20, h, c.pick([p.JADE, p.RED, p.CREAM, p.OCHRE, "#7d4a30"]), 5)
    n = 9
    for j in range(n):
        a0 = 960 + j * 54
        c.path(
            f"M{a0} 110h54l-8 74q-20 20 -44 0Z" if j else f"M{a0} 110h54l-8 74q-24 20 -50 0Z",
            p.RED if j % 2 else p.PAPER,
        )
    c.rect(-10, 690, 1620, 220, "#b6a48c")
    for y in (700, 742, 796, 860):
        c.rect(-10, y, 1620, 3, "#968470")
    for i in range(-8, 30):
        c.line([(400 + (i * 90 - 300), 690), (i * 150 - 900, 910)], "#968470", 2.5)
    c.path("M640 720Q670 420 640 0H780Q760 420 800 720Z", "#6b4a38")
    c.shade("M640 720Q670 420 640 0H780Q760 420 800 720Z", p.INK, (800, 300), (690, 300), 0.8)
    for a, b, d in ((700, 560, 120), (710, 900, 90), (700, 480, 40)):
        c.stroke(f"M{a} 260Q{(a + b) / 2} 150 {b} {d}", "#6b4a38", 24)
    for _ in range(60):
        c.path(
            s.blob(c, c.rnd(380, 1010), c.rnd(-30, 120), c.rnd(30, 66), c.rnd(20, 38), 7),
            c.pick(["#3f7a5a", "#2f6650", "#5d9162", "#4d8a5a"]),
        )
    c.path("M-10 910V886H1610V910Z", "#7d6e5e")
    group = (
        (300, SQUAT, 1, p.INDIGO, "short", ""),
        (560, SQUAT, -1, "#b5483a", "long", ""),
        (980, SQUAT, 1, "#e9dcc5", "short", ""),
        (1230, SQUAT, -1, p.JADE, "bun", ""),
    )
    for x, pose, face, top, do, hat in group:
        c.poly([(x - 40, 762), (x + 40, 762), (x + 52, 846), (x - 52, 846)], p.RED if top != "#b5483a" else p.BLUE)
        c.rect(x - 46, 750, 92, 18, "#8f2a20" if top != "#b5483a" else p.INDIGO, 6)
        person(c, x, 770, 430, pose, Look(top=top, legs="#3a3440", do=do, hat=hat), face, seat=True)
    for x in (430, 1105):
        c.line([(x - 52, 760), (x - 62, 850)], "#5b3c2a", 9)
        c.line([(x + 52, 760), (x + 62, 850)], "#5b3c2a", 9)
        c.rect(x - 78, 744, 156, 18, "#a8703f", 5)
        for gx in (x - 34, x + 30):
            c.poly([(gx - 19, 690), (gx + 19, 690), (gx + 14, 744), (gx - 14, 744)], "#e6dcc8", 0.9)
            c.poly([(gx - 18, 706), (gx + 18, 706), (gx + 14, 742), (gx - 14, 742)], "#4a2a1c")
            c.line([(gx + 4, 730), (gx + 16, 668)], p.RED, 4)
    s.plant_pot(c, 900, 716, 110, p.LEAF, p.BLUE)
    s.plant_pot(c, 60, 730, 120, p.MOSS)
    person(c, 1480, 850, 440, CARRY, Look(top="#7d2430", legs=p.INK, do="bun"), -1)
    c.rect(1344, 660, 110, 10, p.STONE, 4)
    c.poly([(1380, 612), (1410, 612), (1406, 660), (1384, 660)], "#4a2a1c")
