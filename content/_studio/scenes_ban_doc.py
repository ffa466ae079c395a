"""Bạn đọc: letters spilling from a mailbox, an old reader on a bench."""

# A picture is one long list of shapes, back to front.
# ruff: noqa: PLR0915

from __future__ import annotations

import palette as p
import shapes as s
from canvas import Canvas, scene
from people import Look, Pose, person


@scene("ban-doc", "hop-thu")
def mailbox(c: Canvas) -> None:
    """A red mailbox on a garden wall with letters drifting out."""
    c.rect(0, 0, 1600, 900, c.grad("#e8c98a", "#f0dcae"))
    for j in range(13):
        for i in range(13):
            x, y = -80 + i * 140 + (j % 2) * 70, j * 72
            if c.rng.random() < 0.55:
                c.rect(x, y, 134, 66, p.mix("#e3bd78", "#f2dfb4", c.rnd(0, 1)), 4)
    c.shade_rect(0, 0, 1600, 900, "#a8623a", "left", 0.4)
    for _ in range(26):
        x = c.rnd(900, 1640)
        y = c.rnd(-20, 240) * (x - 780) / 860
        c.path(s.blob(c, x, y, c.rnd(40, 90), c.rnd(26, 46), 9), c.pick(["#4f8a5a", "#3f7a50", "#6da363", "#2f6650"]))
    for _ in range(70):
        x = c.rnd(900, 1620)
        y = c.rnd(-10, 280) * (x - 780) / 860
        c.path(s.blob(c, x, y, 17, 13, 6, 0.25), c.pick(["#d9485f", "#e9708a", "#c83a5a"]))
    c.rect(-10, 800, 1620, 110, "#b08a5c")
    c.shade_rect(0, 800, 1600, 100, p.EARTH, "bottom", 0.6)
    c.rect(720, 640, 60, 190, "#5b3526")
    c.shade_rect(720, 640, 60, 190, p.INK, "right", 0.6)
    c.ell(750, 832, 200, 18, p.EARTH, 0.5)
    body = "M520 650V380Q520 230 670 230H900Q1010 230 1010 380V650Z"
    c.path(body, p.RED)
    c.path("M520 650V380Q520 230 650 230Q780 230 780 380V650Z", "#c94a38")
    c.shade(body, "#5a1428", (1010, 640), (760, 340), 0.8)
    c.path("M552 640V384Q552 262 650 262Q748 262 748 384V640Z", "#6b1a22")
    c.rect(500, 642, 530, 24, "#8e2a22", 6)
    c.path("M552 640L500 770Q600 800 720 770L748 640Z", "#d9604a")
    c.rect(880, 330, 14, 150, p.PAPER)
    c.path("M894 334H990L966 366L990 398H894Z", p.AMBER)

    def letter(x: float, y: float, w: float, turn: float, tone: str, seal: str) -> None:
        h = w * 0.64
        with c.group(f"translate({x} {y}) rotate({turn})"):
            c.rect(-w / 2 + 6, -h / 2 + 9, w, h, p.EARTH, 3, 0.35)
            c.rect(-w / 2, -h / 2, w, h, tone, 3)
            c.poly([(-w / 2, -h / 2), (0, h * 0.12), (w / 2, -h / 2)], p.dark(tone, 0.1))
            c.line([(-w / 2, -h / 2), (0, h * 0.12), (w / 2, -h / 2)], p.dark(tone, 0.3), 3)
            c.line([(-w / 2, h / 2), (-w * 0.1, h * 0.02)], p.dark(tone, 0.2), 2)
            c.line([(w / 2, h / 2), (w * 0.1, h * 0.02)], p.dark(tone, 0.2), 2)
            c.circ(0, h * 0.1, w * 0.08, seal)

    def card(x: float, y: float, w: float, turn: float) -> None:
        h = w * 0.64
        with c.group(f"translate({x} {y}) rotate({turn})"):
            c.rect(-w / 2 + 6, -h / 2 + 9, w, h, p.EARTH, 3, 0.35)
            c.rect(-w / 2, -h / 2, w, h, p.PAPER, 3)
            for k in range(16):
                c.rect(-w / 2 + k * w / 16, -h / 2, w / 32, h * 0.07, p.RED if k % 2 else p.INDIGO)
                c.rect(-w / 2 + k * w / 16, h / 2 - h * 0.07, w / 32, h * 0.07, p.INDIGO if k % 2 else p.RED)
            c.rect(w * 0.26, -h * 0.36, w * 0.17, h * 0.32, p.JADE)
            c.circ(w * 0.345, -h * 0.2, w * 0.05, p.AMBER)
            for k in range(3):
                c.rect(-w * 0.38, -h * 0.02 + k * h * 0.13, w * (0.5 - k * 0.1), h * 0.05, p.STONE)

    letter(640, 580, 180, -12, "#f4ead0", p.RED)
    card(670, 520, 170, 16)
    letter(600, 700, 200, 8, "#e9d3a4", p.JADE)
    card(350, 560, 240, -18)
    letter(250, 320, 210, 14, "#f6eddc", p.RED)
    card(430, 170, 170, -8)
    letter(130, 700, 220, -10, "#cfe0d0", p.INDIGO)
    letter(410, 840, 230, 6, "#f6eddc", p.OCHRE)
    card(900, 850, 230, -7)
    letter(1130, 830, 180, 10, "#e9b79c", p.WINE)
    for d in ("M540 470Q420 400 330 340", "M540 560Q460 520 470 560", "M560 400Q520 260 500 220"):
        c.stroke(d, p.PAPER, 5, 0.8)
    s.plant_pot(c, 1330, 850, 190, p.LEAF, "#7a4630")
    s.plant_pot(c, 1510, 860, 150, p.MOSS, p.BLUE)


@scene("ban-doc", "ghe-da")
def stone_bench(c: Canvas) -> None:
    """An elderly reader with a newspaper on a stone bench in autumn light."""
    c.rect(0, 0, 1600, 900, c.grad("#f0cf8a", "#f7e6b8"))
    c.glow(1180, 260, 700, "#fdf3cc", 0.8)
    for x, w, tone in (
        (140, 60, "#d9b070"),
        (480, 44, "#e0bd82"),
        (900, 40, "#e0bd82"),
        (1230, 66, "#d3a865"),
        (1500, 54, "#d9b070"),
    ):
        c.rect(x, 0, w, 620, tone)
    s.grove(c, 590, 70, "#c4b06a")
    s.grove(c, 620, 46, "#a39a58")
    c.rect(-10, 620, 1620, 290, c.grad("#b9ad68", "#8a8a4c"))
    c.path("M-10 740Q700 690 1610 750V860Q800 810 -10 850Z", "#e3c694")
    c.path("M230 910Q290 520 250 -10H420Q400 420 480 910Z", "#5b3a2a")
    c.shade("M230 910Q290 520 250 -10H420Q400 420 480 910Z", p.INK, (230, 400), (400, 400), 0.8)
    c.stroke("M390 260Q620 140 900 130", "#5b3a2a", 34)
    c.stroke("M300 180Q140 90 -10 80", "#5b3a2a", 30)
    c.stroke("M700 150Q900 200 1080 190", "#5b3a2a", 15)
    for _ in range(110):
        x = c.rnd(-20, 1250)
        y = c.rnd(-30, 190) + abs(x - 560) * 0.04
        c.path(
            s.blob(c, x, y, c.rnd(30, 76), c.rnd(20, 40), 8),
            c.pick(["#d98a34", "#c4662f", "#e9b04a", "#b5542f", "#a87a34"]),
        )
    c.ell(840, 832, 420, 26, "#7a6a3c", 0.6)
    for x in (560, 1060):
        c.path(f"M{x} 680H{x + 80}Q{x + 66} 740 {x + 84} 830H{x - 4}Q{x + 14} 740 {x} 680Z", "#a39a90")
        c.shade(
            f"M{x} 680H{x + 80}Q{x + 66} 740 {x + 84} 830H{x - 4}Q{x + 14} 740 {x} 680Z",
            p.INK,
            (x + 84, 800),
            (x, 720),
            0.6,
        )
    c.rect(500, 640, 700, 46, "#cfc5b4", 8)
    c.shade_rect(500, 640, 700, 46, p.SLATE, "bottom", 0.7)
    read = Pose(-6, (34, 104), (26, 98), (86, 6), (80, 14))
    look = Look(top="#6d7f6a", legs="#4a4438", hair="#e9e4d8", skin="#d9a77c", shoe="#3a2a22", wide=0.115)
    at = person(c, 770, 646, 640, read, look, 1, seat=True)
    hx, hy = at["hand"]
    c.poly([(hx - 30, hy - 150), (hx + 92, hy - 190), (hx + 116, hy + 40), (hx - 2, hy + 84)], "#f8f2e0")
    c.poly([(hx + 92, hy - 190), (hx + 176, hy - 150), (hx + 196, hy + 70), (hx + 116, hy + 40)], "#e3d8bd")
    c.poly([(hx - 18, hy - 136), (hx + 82, hy - 168), (hx + 86, hy - 142), (hx - 14, hy - 108)], p.RED)
    for k in range(6):
        c.line([(hx - 12 + k * 2.6, hy - 86 + k * 26), (hx + 36 + k * 2.6, hy - 102 + k * 26)], p.STONE, 5)
    c.poly([(hx + 48, hy - 96), (hx + 92, hy - 110), (hx + 102, hy - 20), (hx + 56, hy - 4)], "#8fb5a4")
    c.circ(hx + 2, hy + 4, 17, "#d9a77c")
    gx, gy = at["head"]
    c.stroke(f"M{gx + 26} {gy - 2}m-13 0a13 13 0 1 0 26 0a13 13 0 1 0 -26 0M{gx + 12} {gy - 4}H{gx - 22}", p.INK, 4)
    c.path(
        (
            f"M{gx - 46} {gy - 26}Q{gx - 40} {gy - 74} {gx + 10} {gy - 70}Q{gx + 50} {gy - 60} "
            f"{gx + 66} {gy - 30}Q{gx + 10} {gy - 36} {gx - 46} {gy - 26}Z"
        ),
        "#7d4a30",
    )
    c.stroke("M1120 830Q1096 700 1100 560Q1104 510 1140 520", "#6b4532", 12)
    c.rect(560, 560, 96, 80, "#8e3a2c", 12)
    c.stroke("M580 562Q606 500 636 562", "#6b2a22", 8)
    for x, y, d in ((1290, 820, -1), (1370, 846, 1), (1450, 814, -1)):
        c.path(
            (
                f"M{x - d * 44} {y - 6}Q{x - d * 10} {y - 46} {x + d * 26} {y - 36}Q{x + d * 22} "
                f"{y - 56} {x + d * 38} {y - 56}L{x + d * 56} {y - 48}L{x + d * 44} "
                f"{y - 42}Q{x + d * 40} {y - 10} {x + d * 6} {y - 6}Z"
            ),
            "#6d7a86",
        )
        c.line([(x, y - 8), (x, y + 8)], p.RUST, 4)
        c.line([(x + d * 12, y - 8), (x + d * 12, y + 8)], p.RUST, 4)
    for _ in range(60):
        x, y = c.rnd(0, 1600), c.rnd(640, 900)
        with c.group(f"translate({x:.0f} {y:.0f}) rotate({c.rnd(0, 180):.0f})"):
            c.path("M-14 0Q0 -9 14 0Q0 9 -14 0Z", c.pick(["#d98a34", "#c4662f", "#b5542f", "#e9b04a"]))
    for x, y in ((980, 330), (1120, 450), (620, 400), (1300, 380), (1420, 560)):
        with c.group(f"translate({x} {y}) rotate({c.rnd(0, 180):.0f})"):
            c.path("M-18 0Q0 -12 18 0Q0 12 -18 0Z", c.pick(["#d98a34", "#c4662f"]))
