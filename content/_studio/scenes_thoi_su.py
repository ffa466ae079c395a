"""Thời sự: the river, its bridge and dykes, the assembly, roads and rails."""

from __future__ import annotations

import math

import palette as p
import shapes as s
from canvas import Canvas, scene
from people import CARRY, POINT, STAND, WALK, Look, crowd, person


@scene("thoi-su", "cau-vuot-song")
def bridge_at_dawn(c: Canvas) -> None:
    """A cable-stayed bridge over the Red River at dawn."""
    s.sky(c, "#e7a07a", "#f0bd8b", "#f7ddb0", foot=560)
    s.sun(c, 1080, 440, 74, "#fbeed0", "#f9d58f")
    for x, y, w in ((260, 150, 420), (1330, 120, 360), (760, 240, 300)):
        s.cloud(c, x, y, w, "#f6cfa4", 0.75)
    s.ridge(c, 540, 90, "#c88a80", 8, 580)
    s.ridge(c, 556, 52, "#a4667a", 10, 580)
    for x in range(40, 620, 62):
        tall = c.rnd(40, 120)
        c.rect(x, 560 - tall, c.rnd(26, 44), tall, p.mix("#a4667a", "#7f4f74", c.rnd(0, 1)))
    s.grove(c, 566, 24, "#7d4a6b")
    s.water(c, 566, "#eab48a", "#a84e41", "#f8d9a8", 50)
    s.glitter(c, 1080, 568, 905, "#fdeccb", 58)

    def deck_and_towers() -> None:
        deck = 486
        for tx in (430, 1010):
            for k in range(1, 12):
                for d in (-1, 1):
                    c.line([(tx, 116 + k * 15), (tx + d * k * 25.5, deck)], "#f4dfc0", 2.6, 0.95)
            c.poly([(tx - 15, 610), (tx - 7, 90), (tx + 7, 90), (tx + 15, 610)], p.WINE)
            c.poly([(tx, 90), (tx + 7, 90), (tx + 15, 610), (tx, 610)], "#54203a")
            c.rect(tx - 30, 590, 60, 34, "#54203a", 4)
        c.rect(-10, deck, 1620, 17, p.RED)
        c.rect(-10, deck + 17, 1620, 9, "#54203a")
        for x in range(-20, 1620, 145):
            if abs(x - 430) > 60 and abs(x - 1010) > 60:
                c.rect(x, deck + 20, 16, 96, "#6b2a3c")

    with c.mirrored(604, 0.28, 0.55):
        deck_and_towers()
    deck_and_towers()
    for x in (130, 190, 300, 640, 700, 850, 1180, 1340, 1390, 1500):
        c.rect(x, 476, c.rnd(16, 40), 10, "#3d1a30", 3)
    s.birds(c, 720, 330, 15, 7, "#6b2a3c")
    s.sampan(c, 330, 748, 250, "#3d1a30", "#7a3a35")
    person(c, 425, 742, 120, POINT, Look(top="#54203a", legs="#3d1a30", hat="non"))
    c.line([(458, 640), (500, 790)], "#3d1a30", 5)
    c.path("M-10 910V800Q140 770 260 830T560 910Z", "#3a1a2e")
    for _ in range(60):
        x = c.rnd(-10, 420)
        y = 800 + x * 0.2
        c.stroke(f"M{x} {y + 40}q{c.rnd(-10, 14)} -50 {c.rnd(4, 40)} {-c.rnd(60, 120)}", "#4d2036", 4)


@scene("thoi-su", "hop-hoi-truong")
def assembly(c: Canvas) -> None:
    """An assembly hall seen from behind the rows of seats."""
    c.rect(0, 0, 1600, 900, c.grad("#5a1f2c", "#8c3030"))
    c.poly([(0, 0), (1600, 0), (1270, 130), (330, 130)], "#3f1825")
    for i in range(5):
        x = 480 + i * 160
        c.poly([(x - 46, 34), (x + 46, 34), (x + 30, 58), (x - 30, 58)], p.AMBER)
        c.glow(x, 70, 170, p.AMBER, 0.5)
    c.rect(330, 130, 940, 400, c.grad("#b4502f", "#8e2f2c"))
    for i in range(17):
        x = 330 + i * 58
        c.shade_rect(x, 130, 30, 330, "#4a1424", "left", 0.7)
    c.poly([(0, 0), (330, 130), (330, 540), (0, 700)], "#6d2a30")
    c.poly([(1600, 0), (1270, 130), (1270, 540), (1600, 700)], "#5a2230")
    for k in range(4):
        x = 30 + k * 76
        for side in (0, 1):
            a = 1600 - x if side else x
            b = 1600 - x - 30 if side else x + 30
            ya, yb = 80 + x * 0.38, 660 - x * 0.4
            c.poly([(a, ya + 40), (b, ya + 52), (b, yb - 60), (a, yb - 44)], "#c98a4a", 0.75)
    c.circ(800, 255, 74, p.OCHRE)
    c.circ(800, 255, 60, "#8e2f2c")
    c.stroke("M752 268Q776 236 800 262T848 256", p.AMBER, 9)
    c.stroke("M760 288Q780 262 800 284T842 278", p.AMBER, 6)
    c.poly([(250, 530), (1350, 530), (1460, 620), (140, 620)], "#c58d55")
    c.rect(140, 618, 1320, 30, "#7a4630")
    c.rect(430, 452, 470, 84, p.EARTH)
    c.rect(418, 440, 494, 16, p.SAND)
    for i in range(5):
        x = 480 + i * 92
        tone = (p.INDIGO, p.SLATE, p.PINE, "#e9dcc5", p.INDIGO)[i]
        c.path(f"M{x - 36} 442Q{x - 36} 396 {x} 392Q{x + 36} 396 {x + 36} 442Z", tone)
        c.circ(x, 372, 17, p.SKIN[i % 3])
        c.path(f"M{x - 18} 372Q{x - 18} 350 {x} 350Q{x + 18} 350 {x + 18} 372Q{x} 358 {x - 18} 372Z", p.HAIR)
        c.rect(x - 8, 428, 16, 12, p.PAPER)
    person(c, 1064, 532, 210, STAND, Look(top=p.INDIGO, legs=p.NIGHT), -1)
    c.poly([(1000, 420), (1096, 420), (1086, 536), (1010, 536)], "#8a552f")
    c.poly([(992, 412), (1104, 412), (1098, 426), (998, 426)], p.SAND)
    c.line([(1034, 412), (1042, 376)], p.INK, 4)
    for i in range(4):
        s.plant_pot(c, (190, 290, 1310, 1410)[i], 628, 56, p.MOSS, "#7a4630")
    rows = ((676, 27, 74, "#a13b33"), (742, 35, 98, "#8d2f30"), (826, 47, 134, "#74252e"))
    for y, size, step, seat in rows:
        crowd(c, -30 + step * 0.3, 1640, y, size * 1.35, ["#28406b", "#e4d3b5", "#3b4a55", "#1d4344", "#503038"], step)
        for i in range(int(1700 / step) + 1):
            x = -60 + i * step
            c.rect(x, y + size * 0.95, step * 0.86, 140, seat, size * 0.4)
            c.shade_rect(x, y + size * 1.4, step * 0.86, 90, p.INK, "bottom", 0.6)


@scene("thoi-su", "de-song-hong", 1067)
def dyke_patrol(c: Canvas) -> None:
    """A dyke patrol with sandbags and lanterns under the rain."""
    s.sky(c, "#35506a", "#6d8791", "#a9b5a8", foot=560)
    for x, y, w in ((240, 110, 620), (900, 70, 760), (1400, 190, 560), (600, 230, 520)):
        s.cloud(c, x, y, w, "#3f5a70", 0.6)
    s.ridge(c, 500, 60, "#62808a", 9, 560)
    s.grove(c, 520, 30, "#47656c")
    s.water(c, 520, "#b07f62", "#8d4d3c", "#d6a987", 60, 1080)
    for x, y in ((980, 620), (1220, 590), (1380, 680)):
        s.palm(c, x, y + 60, 150, "#3d5a55", "#3d4a48")
        c.rect(x - 60, y + 58, 150, 8, "#c99a7c", 4, 0.7)
    c.path("M-10 650V560Q300 534 720 538Q900 544 1030 572Q800 584 560 650Z", "#4a6459")
    for x, y, h in ((690, 552, 62), (742, 556, 64), (838, 560, 66), (900, 566, 62)):
        person(c, x, y, h, STAND, Look(top="#22404f", legs="#1d3435", hat="#22404f"))
        c.glow(x + h * 0.24, y - h * 0.4, 74, "#fbdc8c", 0.85)
        c.circ(x + h * 0.24, y - h * 0.4, 5, "#fff0c4")
        c.rect(x + h * 0.16, y + 26, h * 0.2, 34, "#fbdc8c", 4, 0.35)
    bank = "M-10 1080V640Q260 560 560 640Q900 740 1180 900L1400 1080Z"
    c.path(bank, "#4d6345")
    c.shade(bank, "#1d3435", (1100, 1000), (500, 700), 0.9)
    c.path("M-10 700Q250 600 520 680Q860 790 1150 960L1260 1080H1050Q800 880 520 790Q240 710 -10 800Z", "#8d6b4c")
    for row in range(3):
        for i in range(9 - row):
            t = (i + row * 0.5) / 9
            x = 620 + t * 640
            y = 720 + t * 290 - row * 40
            data = s.blob(c, x, y, 58, 30, 8, 0.07)
            c.path(data, p.mix("#d8c39a", "#a99572", c.rnd(0, 1)))
            c.shade(data, p.BARK, (x, y + 34), (x, y - 20), 0.8)
    jackets = (p.OCHRE, p.RED, p.OCHRE, "#2f6a78")
    for i, (x, y, h) in enumerate(((250, 800, 330), (420, 770, 300), (560, 850, 350), (130, 760, 280))):
        look = Look(top=jackets[i], legs="#22343f", hat=jackets[i], shoe=p.INK, wide=0.125)
        pose = (WALK, POINT, CARRY, STAND)[i]
        at = person(c, x, y, h, pose, look)
        if pose is CARRY:
            hx, hy = at["hand"]
            c.path(s.blob(c, hx + 4, hy - 22, 62, 32, 8, 0.07), "#d8c39a")
        if pose is WALK:
            hx, hy = at["hand"]
            c.glow(hx, hy + 30, 190, "#fbdc8c", 0.9)
            c.rect(hx - 13, hy + 8, 26, 40, "#fbe7ae", 6)
            c.rect(hx - 16, hy + 2, 32, 8, p.INK, 3)
    s.rain(c, "#e4ebe4", 190, -0.3, 0.5)


@scene("thoi-su", "duong-vanh-dai")
def ring_road(c: Canvas) -> None:
    """An elevated ring road sweeping past the city at dusk."""
    s.sky(c, "#2b2f5e", "#7d4a72", "#d9806f", "#f0b26a", foot=560)
    c.glow(1120, 520, 420, "#fbd28a", 0.7)
    for x, y, w in ((350, 190, 560), (1180, 150, 420), (820, 290, 380)):
        s.cloud(c, x, y, w, "#a85a74", 0.7)
    for layer, tone in ((0, "#8d4c6b"), (1, "#5f3a62")):
        x = -20.0
        while x < 1620:
            w = c.rnd(50, 110)
            s.tower(c, x, 600, w, c.rnd(80, 250) - layer * 40, p.mix(tone, "#3f2f58", c.rnd(0, 0.4)), "#fbd28a", 0.2)
            x += w + c.rnd(0, 26)
    s.grove(c, 612, 40, "#3a3153")
    c.rect(0, 610, 1600, 300, c.grad("#332c4f", "#1d1f3c"))
    for x, y, w in ((1010, 470, 24), (1200, 430, 30), (1440, 400, 38)):
        c.rect(x, y, w, 420, "#4a3f5e")
        c.poly([(x - 40, y), (x + w + 40, y), (x + w, y + 44), (x, y + 44)], "#4a3f5e")
        c.shade_rect(x, y, w, 420, p.INK, "right", 0.8)
    c.path("M-10 520Q500 560 860 500T1610 300V390Q1240 500 900 566T-10 590Z", "#7b6a7d")
    c.path("M-10 590Q500 640 900 566T1610 390V420Q1240 540 900 604T-10 622Z", "#3a3352")
    c.stroke("M-10 514Q500 554 860 494T1610 292", "#d7b9a3", 5)
    for i in range(13):
        t = i / 12
        x = 60 + t * 1480
        y = 545 + 26 * math.sin(t * 2.6) - 260 * t**2.6
        c.line([(x, y - 20), (x, y - 92), (x + 26, y - 98)], "#2b2747", 4)
        c.glow(x + 26, y - 92, 46, "#fde1a2", 0.9)
        c.circ(x + 28, y - 94, 5, "#fff3d2")
    c.poly([(430, 910), (1610, 910), (1610, 640), (780, 620)], "#4b4361")
    c.poly([(-10, 910), (520, 910), (790, 620), (720, 620), (-10, 760)], "#3b3653")
    for k in range(7):
        t = 0.12 + k * 0.14
        x0, y0 = 770 + 640 * t * t, 624 + 286 * t
        c.poly(
            [
                (x0, y0),
                (x0 + 10 + 30 * t, y0),
                (x0 + 40 + 70 * t, y0 + 42 * t + 8),
                (x0 + 20 + 30 * t, y0 + 42 * t + 8),
            ],
            "#f3d8b0",
            0.8,
        )
    for k in range(16):
        t = k / 15
        c.ell(730 - 640 * t**1.5, 640 + 190 * t**1.3, 4 + 15 * t, 3 + 8 * t, "#fff0c4")
        c.ell(930 + 620 * t**1.4, 640 + 220 * t**1.3, 4 + 15 * t, 3 + 8 * t, "#e2503c")
        c.ell(830 + 420 * t**1.4, 644 + 240 * t**1.3, 4 + 13 * t, 3 + 7 * t, "#e2503c", 0.9)
        c.ell(762 - 420 * t**1.5, 644 + 230 * t**1.3, 4 + 13 * t, 3 + 7 * t, "#fff0c4", 0.9)
    for x, w, tone in (
        (260, 90, "#c9a089"),
        (470, 76, "#b93a2b"),
        (700, 84, "#e3cda8"),
        (980, 80, "#5e7f97"),
        (1230, 88, "#d99a34"),
    ):
        y = 548 + 20 * math.sin(x / 500) - 190 * max(0, x / 1600 - 0.35) ** 1.5
        s.vehicle(c, x, y, w, tone)


@scene("thoi-su", "tau-cao-toc")
def fast_train(c: Canvas) -> None:
    """A high-speed train crossing green fields."""
    s.sky(c, "#8fbcc0", "#cfdcc4", "#f4e6c4", foot=520)
    s.cloud(c, 340, 150, 460, p.PAPER, 0.9)
    s.cloud(c, 1240, 210, 560, p.PAPER, 0.8)
    s.cloud(c, 840, 100, 260, p.PAPER, 0.7)
    s.ridge(c, 430, 170, "#8fb0a8", 5, 520)
    s.ridge(c, 450, 110, "#5f9284", 7, 520, "#2f6650")
    s.ridge(c, 470, 50, "#3f7867", 9, 520)
    c.rect(0, 468, 1600, 440, "#b6b45a")
    bands = ("#c9bd62", "#8fa653", "#d6c46e", "#7d9a4c", "#b9b659", "#638b4a")
    for i, tone in enumerate(bands):
        y0, y1 = 470 + i * i * 13, 470 + (i + 1) ** 2 * 13
        c.poly([(-10, y0), (1610, y0 + i * 3), (1610, y1 + i * 5), (-10, y1)], tone)
    for x in range(-400, 2000, 210):
        c.line([(800 + (x - 800) * 0.4, 470), (x, 910)], "#5f7d3e", 4, 0.55)
    for x, y, w in ((180, 520, 90), (300, 516, 74), (1330, 524, 96)):
        s.house(c, x, y, w, p.CREAM, p.RED)
        s.tree(c, x - 40, y + 4, 90, p.LEAF)
    for i in range(9):
        x = 40 + i * 196
        c.rect(x, 640, 34, 150, "#b8aa95")
        c.shade_rect(x, 640, 34, 150, p.BARK, "right", 0.7)
        c.poly([(x - 30, 640), (x + 64, 640), (x + 34, 672), (x, 672)], "#cdbfa8")
    c.rect(-10, 612, 1620, 30, "#dccfb6")
    c.rect(-10, 638, 1620, 10, "#8d8274")
    for i in range(9):
        x = 90 + i * 196
        c.line([(x, 612), (x, 430), (x + 70, 424)], "#54615f", 5)
    c.line([(-10, 436), (1610, 436)], "#54615f", 2.5)
    body = "M-10 480H1040Q1230 482 1380 590Q1392 606 1360 608H-10Z"
    c.path(body, p.PAPER)
    c.path("M-10 560H1318Q1368 582 1386 600Q1384 608 1360 608H-10Z", p.RED)
    c.path("M-10 548H1296L1318 560H-10Z", p.OCHRE)
    c.shade(body, "#8f7f74", (0, 612), (0, 520), 0.5)
    c.path("M1120 497Q1210 512 1274 546H1150Q1122 530 1120 497Z", p.NIGHT)
    for i in range(15):
        c.rect(20 + i * 70, 504, 46, 32, "#2b4560", 8)
        c.poly([(24 + i * 70, 532), (44 + i * 70, 506), (54 + i * 70, 506), (34 + i * 70, 532)], "#6f93a5")
    for x in (350, 780):
        c.rect(x, 480, 4, 128, "#a79d8d")
    c.rect(-10, 480, 1050, 7, p.light(p.PAPER, 0.8))
    for y, x, w in ((528, 1400, 180), (560, 1420, 140), (590, 1410, 200)):
        c.rect(x, y, w, 4, p.PAPER, 2, 0.7)
    person(c, 250, 850, 150, WALK, Look(top=p.INDIGO, legs=p.PINE, hat="non"))
    person(c, 360, 862, 150, CARRY, Look(top=p.ROSE, legs=p.INK, hat="non"), -1)
    for _ in range(90):
        x = c.rnd(-10, 1610)
        y = c.rnd(850, 910)
        c.stroke(
            f"M{x} {y + 30}q{c.rnd(-8, 8)} -30 {c.rnd(-16, 16)} {-c.rnd(40, 70)}",
            c.pick(["#4d7a3e", "#7d9a4c", "#d6c46e"]),
            5,
        )


@scene("thoi-su", "hop-nuoc-lu")
def flooded_village(c: Canvas) -> None:
    """A riverside village standing in flood water, with boats between houses."""
    s.sky(c, "#7f9aa0", "#b8c2b4", "#e6d3b0", foot=430)
    s.cloud(c, 380, 120, 620, "#8fa6a8", 0.8)
    s.cloud(c, 1220, 90, 700, "#93a9a9", 0.8)
    s.ridge(c, 390, 80, "#8ba39c", 7, 440)
    s.grove(c, 410, 36, "#5f8074")
    s.water(c, 410, "#d0a07c", "#9c5540", "#e9c9a2", 70)
    village = ((90, 500, 210, 1), (420, 470, 160, -1), (640, 520, 240, 1), (1010, 480, 180, -1), (1260, 540, 270, -1))
    for x, y, w, side in village:
        with c.mirrored(y, 0.3, 0.7):
            s.house(c, x, y, w, p.CREAM, p.RED, side=side)
    for i, (x, y, w, side) in enumerate(village):
        s.palm(c, x + w * 0.5 + (60 if i % 2 else -70), y, w * 1.25, p.LEAF, p.EARTH, 0.05 if i % 2 else -0.05)
        s.house(
            c,
            x,
            y,
            w,
            (p.CREAM, "#e3c28c", "#c9d3c0", "#e9b79c", p.CREAM)[i],
            (p.RED, p.RUST, "#a33b2f", p.RUST, "#a8352c")[i],
            side=side,
        )
        c.path(
            f"M{x - 30} {y + w * 0.14}Q{x - 34} {y - w * 0.1} {x + w * 0.2} {y - w * 0.11}"
            f"T{x + w * 0.6} {y - w * 0.1}T{x + w + 30} {y - w * 0.06}V{y + w * 0.14}Z",
            "#c48e6c",
        )
        s.glints(c, y - w * 0.08, y + w * 0.12, "#ecd2b0", 9, x - 20, x + w + 20)
    s.bamboo(c, 950, 500, 220, p.MOSS)
    for x, y, w, roof, face in ((520, 640, 260, "", 1), (1080, 690, 330, p.SAND, -1), (250, 790, 420, "", 1)):
        c.ell(x, y + w * 0.1, w * 0.5, w * 0.05, "#7d3f33", 0.5)
        s.sampan(c, x, y, w, p.BARK if w != 330 else p.PINE, roof, face)
    person(c, 470, 640, 150, STAND, Look(top=p.JADE, legs=p.INK, hat="non"))
    c.line([(505, 540), (590, 720)], p.BARK, 6)
    person(c, 560, 634, 120, STAND, Look(top=p.ROSE, legs=p.INK, do="bun"))
    person(c, 1190, 688, 180, POINT, Look(top=p.INDIGO, legs=p.INK, hat="non"), -1)
    c.line([(1130, 560), (1060, 800)], p.BARK, 7)
    person(c, 150, 786, 220, STAND, Look(top=p.OCHRE, legs=p.PINE, hat=p.OCHRE, wide=0.12))
    person(c, 350, 784, 190, CARRY, Look(top=p.WINE, legs=p.INK, do="bun"), -1)
    c.rect(230, 722, 70, 56, "#d8c39a", 6)
    c.rect(262, 700, 56, 40, "#c9a36b", 6)
    s.glints(c, 760, 900, "#f0d6b2", 16)
