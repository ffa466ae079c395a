"""Khoa học: a satellite, a laboratory, mangroves, sea wind, servers, a turtle."""

# A picture is one long list of shapes, back to front.
# ruff: noqa: PLR0915

from __future__ import annotations

import math

import palette as p
import shapes as s
from canvas import Canvas, scene, smooth
from people import STAND, WALK, Look, Pose, person


@scene("khoa-hoc", "ve-tinh")
def satellite(c: Canvas) -> None:
    """A small satellite over the curve of the earth."""
    c.rect(0, 0, 1600, 900, c.grad("#0d1430", "#1b2a55"))
    for _ in range(170):
        c.circ(c.rnd(0, 1600), c.rnd(0, 900), c.rnd(0.8, 3), "#f6eddc", c.rnd(0.3, 1))
    c.glow(250, 180, 420, "#b5547a", 0.3)
    c.circ(330, 170, 60, "#e9dcc0")
    for x, y, r in ((310, 156, 14), (348, 186, 18), (340, 140, 8), (305, 190, 8)):
        c.circ(x, y, r, "#cdbb98")
    c.glow(620, 1500, 1250, "#6fc0c4", 0.9)
    globe = "M-420 1500a1040 1040 0 1 0 2080 0a1040 1040 0 1 0 -2080 0"
    c.path(globe, c.grad("#3f8fa8", "#1d4a6f"))
    with c.group(clip=globe):
        lands = (
            [
                (300, 540),
                (430, 500),
                (560, 520),
                (640, 590),
                (600, 660),
                (690, 720),
                (720, 820),
                (640, 960),
                (560, 860),
                (500, 740),
                (380, 700),
                (280, 620),
            ],
            [(820, 640), (900, 600), (1010, 650), (1050, 740), (960, 800), (860, 740)],
            [(60, 720), (180, 690), (240, 790), (160, 910), (20, 900)],
            [(1140, 830), (1250, 800), (1320, 900), (1180, 930)],
        )
        for pts in lands:
            d = smooth([(float(a), float(b)) for a, b in pts], closed=True)
            c.path(d, "#6d9a63")
            c.shade(d, "#d9b070", (pts[0][0], pts[0][1] - 60), (pts[0][0] + 200, pts[0][1] + 260), 0.8)
        for _ in range(15):
            x, y = c.rnd(-100, 1400), c.rnd(520, 900)
            s.cloud(c, x, y, c.rnd(120, 300), "#f6f2e4", 0.75)
        c.shade(globe, "#0b1230", (1500, 900), (700, 700), 0.95)
    c.stroke("M-420 1500a1040 1040 0 0 1 2080 0", "#bfe9e4", 9, 0.9)
    c.stroke("M-160 520Q700 60 1760 420", "#f0cb7a", 3, 0.6)
    with c.group("translate(880 330) rotate(-16) scale(1.15)"):
        for d in (-1, 1):
            c.line([(d * 80, 0), (d * 130, 0)], p.STONE, 10)
            for k in range(3):
                x = d * (130 + k * 112) - (106 if d < 0 else 0)
                c.rect(x, -70, 106, 140, "#e6d6b8")
                c.rect(x + 6, -64, 94, 128, "#28508a")
                c.poly([(x + 20, -64), (x + 60, -64), (x + 20, 64), (x + 6, 64), (x + 6, -10)], "#4f83b5", 0.8)
                for q in range(1, 4):
                    c.line([(x + 6, -64 + q * 32), (x + 100, -64 + q * 32)], "#a9c8cb", 2)
                c.line([(x + 53, -64), (x + 53, 64)], "#a9c8cb", 2)
        c.rect(-80, -92, 160, 184, "#d99a34", 8)
        c.rect(-80, -92, 160, 184, c.grad("#f2c86b", "#b5772a", across=True), 8)
        for q in range(5):
            c.line([(-80, -60 + q * 34), (80, -72 + q * 34)], "#a8682a", 2.5, 0.7)
        c.rect(-52, -120, 104, 30, p.STONE, 4)
        c.rect(-56, -20, 60, 64, p.INDIGO, 6)
        c.circ(-26, 12, 22, "#6fa3a3")
        c.circ(-32, 6, 8, p.PAPER)
        c.rect(24, -50, 34, 12, p.RED)
        c.rect(24, -28, 34, 12, p.PAPER)
        c.line([(0, 92), (0, 140)], p.STONE, 9)
        c.path("M-86 150Q0 240 86 150Q0 190 -86 150Z", p.PAPER)
        c.path("M-86 150Q0 130 86 150Q0 196 -86 150Z", "#cfc2a4")
        c.line([(0, 160), (0, 222)], p.RED, 5)
        c.circ(0, 226, 8, p.RED)
        c.line([(40, -120), (70, -190)], p.PAPER, 4)
        c.circ(70, -192, 6, p.RED)
    for k in range(4):
        c.stroke(f"M{760 - k * 44} {560 + k * 34}q60 60 130 {46 + k * 6}", "#f6e3b0", 5, 0.7 - k * 0.14)


@scene("khoa-hoc", "phong-thi-nghiem")
def laboratory(c: Canvas) -> None:
    """A scientist at the microscope among glassware."""
    c.rect(0, 0, 1600, 900, c.grad("#24505a", "#2f6a6d"))
    c.glow(1120, 330, 760, "#bfe3c4", 0.4)
    for y in (170, 340):
        c.rect(60, y, 620, 14, "#173a44")
        x = 80.0
        while x < 640:
            kind = c.rng.randrange(3)
            tone = c.pick(["#e9b04a", "#d9606a", "#8fd0b0", "#6fa8d0", "#f6eddc", "#c85a8a"])
            if kind == 0:
                c.rect(x, y - 100, 46, 100, "#dcefe6", 6, 0.35)
                c.rect(x, y - 60, 46, 60, tone, 5, 0.9)
                c.rect(x + 8, y - 118, 30, 22, "#173a44", 4)
                x += 62
            elif kind == 1:
                c.path(f"M{x + 24} {y - 104}h20v36l34 68H{x - 10}l34 -68Z", "#dcefe6", 0.35)
                c.path(f"M{x + 8} {y - 38}H{x + 60}L{x + 78} {y}H{x - 10}Z", tone, 0.9)
                x += 92
            else:
                for k in range(3):
                    c.rect(x + k * 20, y - 84 + k * 10, 15, 84 - k * 10, tone, 3)
                x += 74
    c.rect(960, 90, 560, 380, "#173a44", 10)
    c.rect(976, 106, 528, 348, "#e6efdc", 4)
    pts = [(1000.0, 420.0), (1080, 400), (1150, 330), (1210, 350), (1290, 240), (1370, 260), (1480, 150)]
    c.stroke(smooth(pts), p.RED, 9)
    for k in range(8):
        c.rect(1006 + k * 60, 430 - 20 - k * 18, 30, 20 + k * 18, "#8fb5a4", 0, 0.6)
    for k in range(11):
        a = k * 0.75
        x0, x1 = 1060 + 50 * math.cos(a), 1060 - 50 * math.cos(a)
        y = 130 + k * 18
        c.line([(x0, y), (x1, y)], "#5d838c", 4)
        c.circ(x0, y, 9, p.JADE)
        c.circ(x1, y, 9, p.OCHRE)
    bend = Pose(26, (58, 78), (40, 86), (6, 0), (-6, -4))
    at = person(c, 560, 980, 760, bend, Look(top="#fbf8ee", legs=p.INDIGO, do="bun", skin="#e2b187", wide=0.11), 1)
    hx, hy = at["head"]
    c.stroke(f"M{hx + 8} {hy - 4}h28", p.INK, 6)
    c.circ(hx + 38, hy + 2, 15, "#cfe9e0", 0.8)
    c.rect(-10, 690, 1620, 36, "#e9e2cc")
    c.rect(-10, 726, 1620, 190, "#b9ae92")
    for x in (-320, 80, 480, 880, 1280):
        c.rect(x, 750, 388, 170, "#dcd2b6", 4)
        c.rect(x + 164, 786, 60, 12, p.SLATE, 6)
    c.shade_rect(0, 726, 1600, 110, "#5b4a3c", "top", 0.6)
    c.rect(780, 660, 220, 30, p.NIGHT, 8)
    c.path("M940 664Q1010 560 930 440L896 462Q950 560 890 664Z", p.NIGHT)
    c.rect(790, 596, 150, 18, p.NIGHT, 5)
    c.rect(800, 588, 90, 8, "#a9d0cf")
    with c.group("translate(872 470) rotate(-24)"):
        c.rect(-30, -90, 60, 150, "#f1ead6", 8)
        c.rect(-22, -128, 44, 42, p.NIGHT, 5)
        c.rect(-16, 58, 32, 40, p.STONE, 4)
        c.rect(-30, -20, 60, 14, p.RED)
    c.circ(952, 610, 22, p.STONE)
    for k in range(6):
        x = 1080 + k * 40
        tone = ("#d9606a", "#e9b04a", "#8fd0b0", "#6fa8d0", "#c85a8a", "#e98b3a")[k]
        c.rect(x, 580, 24, 110, "#dcefe6", 10, 0.5)
        c.rect(x, 620, 24, 70, tone, 10)
    c.rect(1064, 630, 270, 14, "#8a5638")
    c.rect(1064, 676, 270, 14, "#8a5638")
    c.path("M1420 520h50v60l80 110H1340l80 -110Z", "#dcefe6", 0.5)
    c.path("M1388 622H1502L1550 690H1340Z", "#4fae8a")
    for x, y, r in ((1430, 600, 9), (1455, 570, 7), (1440, 540, 6), (1470, 650, 10), (1410, 660, 8)):
        c.circ(x, y, r, "#dff5e4", 0.8)
    for x in (250, 330):
        c.rect(x, 610, 50, 80, "#dcefe6", 6, 0.5)
        c.rect(x, 644, 50, 46, p.ROSE if x == 250 else "#6fa8d0", 6)


@scene("khoa-hoc", "rung-ngap-man", 1067)
def mangroves(c: Canvas) -> None:
    """Mangrove roots at low tide, egrets wading and flying."""
    s.sky(c, "#9fcfc0", "#d9e6c0", "#f9e9b4", foot=560)
    s.sun(c, 1060, 330, 80, "#fdf6da", "#fbe39a")
    for layer, tone in enumerate(("#8fb89a", "#6da088", "#4f8a74")):
        s.grove(c, 520 + layer * 26, 90 - layer * 10, tone)
        c.fog(0, 480 + layer * 24, 1600, 90, "#eff0cf", 0.5, up=True)
    c.rect(-10, 580, 1620, 500, c.grad("#cfdcae", "#6d9a88", "#2f5f5c"))
    s.glints(c, 590, 1060, "#f3f2d0", 70)
    s.glitter(c, 1060, 586, 900, "#fdf6da", 44)

    def mangrove(x: float, y: float, h: float, bark: str, leaf: str) -> None:
        for k in range(-5, 6):
            if k == 0:
                continue
            reach = k * h * 0.085
            top = y - h * (0.44 - abs(k) * 0.035)
            c.stroke(
                f"M{x} {top}Q{x + reach * 0.9} {top + h * 0.04} {x + reach * 1.15} {y + abs(k) * 3}",
                bark,
                h * (0.034 - abs(k) * 0.003),
            )
        c.limb((x, y - h * 0.28), (x + h * 0.02, y - h * 0.7), h * 0.04, h * 0.026, bark)
        for d in (-1, 1):
            c.stroke(
                f"M{x} {y - h * 0.5}Q{x + d * h * 0.12} {y - h * 0.62} {x + d * h * 0.24} {y - h * 0.72}",
                bark,
                h * 0.026,
            )
        for dx, dy, rx in (
            (-0.26, 0.74, 0.2),
            (0.26, 0.76, 0.2),
            (0, 0.86, 0.26),
            (-0.12, 0.68, 0.16),
            (0.14, 0.66, 0.16),
            (0.04, 0.98, 0.16),
        ):
            d2 = s.blob(c, x + dx * h, y - dy * h, rx * h, rx * h * 0.5, 11, 0.09)
            c.path(d2, leaf)
            c.shade(d2, p.PINE, (x + dx * h, y - (dy - 0.12) * h), (x + dx * h, y - (dy + 0.1) * h), 0.9)
        for _ in range(26):
            lx, ly = x + c.rnd(-0.4, 0.4) * h, y - c.rnd(0.62, 1.02) * h
            c.ell(lx, ly, h * 0.02, h * 0.008, p.light(leaf, 0.3))

    for x, y, h in ((1380, 700, 330), (720, 680, 260), (300, 690, 300)):
        with c.mirrored(y, 0.25, 0.6):
            mangrove(x, y, h, "#4f5a4a", "#4f8a64")
        mangrove(x, y, h, "#4f5a4a", "#4f8a64")
    mangrove(180, 960, 760, "#4a342c", "#2f6a50")
    mangrove(1480, 1000, 700, "#4a342c", "#2a6048")

    def egret(x: float, y: float, k: float, d: int) -> None:
        c.line([(x - 6 * k, y), (x - 4 * k, y - 60 * k)], p.INK, 4 * k)
        c.line([(x + 10 * k, y), (x + 8 * k, y - 60 * k)], p.INK, 4 * k)
        c.path(
            (
                f"M{x - d * 66 * k} {y - 52 * k}Q{x - d * 20 * k} {y - 110 * k} {x + d * 36 * k} "
                f"{y - 92 * k}Q{x + d * 30 * k} {y - 54 * k} {x - d * 10 * k} {y - 52 * k}Z"
            ),
            "#fdfaf0",
        )
        c.stroke(
            (
                f"M{x + d * 26 * k} {y - 86 * k}Q{x + d * 66 * k} {y - 110 * k} {x + d * 40 * k} "
                f"{y - 140 * k}Q{x + d * 26 * k} {y - 164 * k} {x + d * 48 * k} {y - 176 * k}"
            ),
            "#fdfaf0",
            13 * k,
        )
        c.circ(x + d * 52 * k, y - 176 * k, 11 * k, "#fdfaf0")
        c.path(
            (f"M{x + d * 58 * k} {y - 182 * k}L{x + d * 102 * k} {y - 168 * k}L{x + d * 58 * k} {y - 170 * k}Z"),
            p.OCHRE,
        )
        c.circ(x + d * 54 * k, y - 179 * k, 2.4 * k, p.INK)
        c.ell(x, y + 2, 40 * k, 5 * k, "#fdfaf0", 0.4)

    egret(640, 900, 1.35, 1)
    egret(880, 820, 1.0, -1)
    egret(1010, 960, 1.15, 1)
    for x, y, k in ((620, 200, 1.3), (800, 130, 1.0), (470, 130, 0.9), (920, 230, 0.75)):
        c.path(
            (
                f"M{x} {y}Q{x - 50 * k} {y - 60 * k} {x - 120 * k} {y - 40 * k}Q{x - 60 * k} "
                f"{y - 20 * k} {x - 20 * k} {y + 16 * k}Z"
            ),
            "#fdfaf0",
        )
        c.path(
            (
                f"M{x} {y}Q{x + 30 * k} {y - 76 * k} {x + 110 * k} {y - 84 * k}Q{x + 50 * k} "
                f"{y - 30 * k} {x + 24 * k} {y + 10 * k}Z"
            ),
            "#f0ead6",
        )
        c.path(
            (
                f"M{x - 50 * k} {y + 16 * k}Q{x} {y - 14 * k} {x + 60 * k} {y}L{x + 92 * k} "
                f"{y + 6 * k}L{x + 56 * k} {y + 10 * k}Q{x} {y + 26 * k} {x - 50 * k} {y + 16 * k}Z"
            ),
            "#fdfaf0",
        )
        c.line([(x - 50 * k, y + 16 * k), (x - 92 * k, y + 22 * k)], p.INK, 3 * k)
    for _ in range(46):
        x = c.rnd(300, 1300)
        y = c.rnd(960, 1060)
        c.limb((x, y), (x + c.rnd(-3, 3), y - c.rnd(24, 60)), 6, 2.5, "#4a342c")


@scene("khoa-hoc", "dien-gio")
def offshore_wind(c: Canvas) -> None:
    """Wind turbines standing in a blue sea, a service boat below."""
    s.sky(c, "#3f86a8", "#8fc4c8", "#f4e9cc", foot=600)
    s.cloud(c, 280, 220, 520, p.PAPER, 0.9)
    s.cloud(c, 1080, 140, 380, p.PAPER, 0.85)
    s.cloud(c, 1420, 330, 460, p.PAPER, 0.8)
    s.water(c, 600, "#4f9aa8", "#1d4f75", "#bfe0d6", 60)

    def turbine(x: float, y: float, h: float, spin: float, tone: str) -> None:
        c.path(f"M{x - h * 0.022} {y}L{x - h * 0.011} {y - h}H{x + h * 0.011}L{x + h * 0.022} {y}Z", tone)
        c.path(f"M{x} {y}V{y - h}H{x + h * 0.011}L{x + h * 0.022} {y}Z", p.mix(tone, p.BLUE, 0.3))
        c.rect(x - h * 0.034, y - h * 0.05, h * 0.068, h * 0.08, p.AMBER)
        c.rect(x - h * 0.06, y - h * 0.055, h * 0.12, h * 0.014, p.OCHRE)
        for k in range(3):
            a = math.radians(spin + k * 120)
            ca, sa = math.cos(a), math.sin(a)
            r = h * 0.56

            def pt(u: float, v: float, ca: float = ca, sa: float = sa) -> str:
                return f"{x + ca * u - sa * v:.1f} {y - h + sa * u + ca * v:.1f}"

            c.path(
                (
                    f"M{pt(0, -h * 0.012)}Q{pt(r * 0.2, -h * 0.036)} {pt(r, 0)}Q{pt(r * 0.3, h * 0.018)} "
                    f"{pt(0, h * 0.012)}Z"
                ),
                tone,
            )
            c.path(f"M{pt(r * 0.82, -h * 0.0072)}L{pt(r, 0)}L{pt(r * 0.82, h * 0.006)}Z", p.RED)
        c.circ(x, y - h, h * 0.026, p.STONE)
        c.ell(x, y + h * 0.03, h * 0.1, h * 0.012, "#dff0e4", 0.7)

    for i, (x, h) in enumerate(
        ((90, 140), (230, 150), (360, 132), (560, 150), (880, 140), (1000, 150), (1300, 136), (1520, 146))
    ):
        turbine(x, 608, h, 20 + i * 31, "#c4dcd8")
    for x, y, h, spin in ((720, 650, 330, 50), (1180, 660, 360, 12), (160, 680, 350, 80)):
        turbine(x, y, h, spin, "#e6ebe0")
    turbine(450, 780, 640, 28, "#fbf7ea")
    turbine(1420, 830, 700, 66, "#fbf7ea")
    c.path("M860 760H1180L1140 820H910Q880 800 860 760Z", p.RED)
    c.path("M868 774H1172L1164 788H876Z", p.PAPER)
    c.rect(1010, 686, 110, 76, p.PAPER, 6)
    c.rect(1020, 700, 90, 26, p.NIGHT, 4)
    c.rect(1056, 640, 8, 50, p.SLATE)
    c.line([(880, 758), (880, 730), (1000, 730)], p.PAPER, 4)
    person(c, 920, 760, 76, STAND, Look(top=p.OCHRE, legs=p.NIGHT, hat=p.PAPER))
    person(c, 966, 760, 78, STAND, Look(top=p.OCHRE, legs=p.NIGHT, hat=p.PAPER), -1)
    c.path("M820 822Q1000 800 1200 826Q1000 842 820 822Z", "#e3f2e4", 0.8)
    s.glints(c, 830, 900, "#cfe9dc", 14)
    s.birds(c, 960, 420, 14, 6, p.PAPER)


@scene("khoa-hoc", "may-chu")
def data_centre(c: Canvas) -> None:
    """An aisle of servers with a technician, lights receding."""
    c.rect(0, 0, 1600, 900, "#131d3a")
    vx = 800
    c.poly([(0, 0), (1600, 0), (900, 330), (700, 330)], "#1a2850")
    c.poly([(700, 520), (900, 520), (1700, 910), (-100, 910)], c.grad("#20375f", "#3a5a80"))
    c.glow(vx, 420, 520, "#7fd0d8", 0.7)
    c.rect(700, 330, 200, 190, "#2f5a80")
    c.rect(740, 370, 120, 150, "#8fd6d8")
    for k in range(5):
        t = (k + 1) / 5
        y = 330 - 330 * t
        w = 26 + 90 * t
        c.poly(
            [(800 - w, y), (800 + w, y), (800 + w * 0.8, y + 16 + 40 * t), (800 - w * 0.8, y + 16 + 40 * t)], "#dff5ee"
        )
    for k in range(9):
        t = (k / 8) ** 1.8
        y = 524 + 380 * t
        c.line([(700 - 800 * t, y), (900 + 800 * t, y)], "#16284c", 2 + 4 * t)
    for k in range(-4, 5):
        c.line([(800 + k * 24, 520), (800 + k * 210, 910)], "#16284c", 3)
    for d in (-1, 1):
        edges = [100 + 800 * (k / 6) ** 1.75 for k in range(7)]
        for k in range(5, -1, -1):
            near, far = edges[k + 1], edges[k]

            def yy(e: float, up: float) -> float:
                f = (e - 100) / 800
                return (
                    (330 - 380 * f)
                    if up == 0
                    else (520 + 420 * f)
                    if up == 1
                    else (330 - 380 * f) * (1 - up) + (520 + 420 * f) * up
                )

            gap = (near - far) * 0.04
            quad = [
                (vx + d * (far + gap), yy(far, 0)),
                (vx + d * near, yy(near, 0)),
                (vx + d * near, yy(near, 1)),
                (vx + d * (far + gap), yy(far, 1)),
            ]
            c.poly(quad, "#22304f" if k % 2 else "#283a60")
            edge = [
                (vx + d * near, yy(near, 0)),
                (vx + d * (near + gap * 3), yy(near, 0)),
                (vx + d * (near + gap * 3), yy(near, 1)),
                (vx + d * near, yy(near, 1)),
            ]
            c.poly(edge, "#0d1530")
            rows = 13
            for r in range(rows):
                u0, u1 = 0.05 + r * 0.07, 0.05 + r * 0.07 + 0.05
                a, b = far + (near - far) * 0.12, far + (near - far) * 0.92
                c.poly(
                    [
                        (vx + d * a, yy(a, u0)),
                        (vx + d * b, yy(b, u0)),
                        (vx + d * b, yy(b, u1)),
                        (vx + d * a, yy(a, u1)),
                    ],
                    "#111a35",
                )
                for q in range(4):
                    m = a + (b - a) * (0.14 + q * 0.17)
                    size = (near - far) * 0.035 + 1
                    if c.rng.random() < 0.8:
                        tone = c.pick(["#7fe0c0", "#7fe0c0", "#f2c14e", "#7fc0f0", "#e2583c"])
                        c.rect(vx + d * m - size / 2, yy(m, (u0 + u1) / 2) - size / 2, size, size, tone, 1)
                m = a + (b - a) * 0.86
                c.line(
                    [
                        (vx + d * (a + (b - a) * 0.74), yy(a + (b - a) * 0.74, (u0 + u1) / 2)),
                        (vx + d * m, yy(m, (u0 + u1) / 2)),
                    ],
                    "#3a5580",
                    1 + (near - far) * 0.02,
                )
            c.shade(
                "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in quad) + "Z",
                "#0a1024",
                (vx + d * near, 450),
                (vx + d * far, 450),
                0.6,
            )
    for d in (-1, 1):
        c.stroke(f"M{800 + d * 100} 330L{800 + d * 900} -50", "#7fd0d8", 5, 0.8)
        c.stroke(f"M{800 + d * 100} 520L{800 + d * 900} 940", "#7fd0d8", 5, 0.8)
    c.ell(700, 862, 120, 14, "#0d1530", 0.7)
    at = person(
        c,
        690,
        860,
        450,
        Pose(0, (40, 96), (-10, 2), (5, 0), (-6, -4)),
        Look(top=p.OCHRE, legs=p.NIGHT, do="short", skin=p.SKIN[0]),
        -1,
    )
    hx, hy = at["hand"]
    c.poly([(hx - 70, hy - 50), (hx - 16, hy - 60), (hx + 4, hy + 6), (hx - 54, hy + 16)], p.INK)
    c.poly([(hx - 64, hy - 45), (hx - 18, hy - 54), (hx - 2, hy + 2), (hx - 50, hy + 11)], "#a9efe4")
    c.glow(hx - 40, hy - 20, 130, "#a9efe4", 0.5)
    person(c, 850, 600, 150, WALK, Look(top=p.PAPER, legs=p.NIGHT), 1)


@scene("khoa-hoc", "rua-bien")
def sea_turtle(c: Canvas) -> None:
    """A sea turtle gliding over coral in shafts of light."""
    c.rect(0, 0, 1600, 900, c.grad("#7fd0c4", "#2f8fa0", "#1a4f7a", "#14305c"))
    for x, w in ((260, 120), (560, 200), (900, 140), (1180, 230), (1460, 110)):
        c.path(
            f"M{x} -10H{x + w}L{x + w * 1.5 - 260} 910H{x - w * 0.6 - 260}Z",
            c.fade("#f3f7d4", 0.42, (x, 0), (x - 200, 760)),
        )
    c.glow(900, -40, 700, "#fbf6d0", 0.7)
    c.path("M-10 640Q200 560 420 660T860 690T1240 620T1610 680V910H-10Z", "#1f4a78", 0.9)
    c.path("M-10 760Q240 690 520 780T1060 770T1610 740V910H-10Z", "#173a66")

    def coral(x: float, y: float, h: float, tone: str, depth: int = 3) -> None:
        def branch(x0: float, y0: float, a: float, r: float, w: float, n: int) -> None:
            t = math.radians(a)
            x1, y1 = x0 + math.sin(t) * r, y0 - math.cos(t) * r
            c.limb((x0, y0), (x1, y1), w, w * 0.75, tone)
            if n:
                for d in (-30, 4, 34):
                    branch(x1, y1, a + d + c.rnd(-10, 10), r * c.rnd(0.6, 0.78), w * 0.72, n - 1)

        branch(x, y, c.rnd(-6, 6), h * 0.34, h * 0.05, depth)

    for x, y, h, tone in (
        (150, 880, 320, "#d9606a"),
        (420, 900, 220, "#e9a04a"),
        (1460, 890, 360, "#c85a8a"),
        (1200, 905, 210, "#e98b5a"),
        (1330, 900, 170, "#d9606a"),
        (40, 905, 190, "#8f5aa0"),
    ):
        coral(x, y, h, tone)
    for x, y, r, tone in ((660, 900, 120, "#e0a878"), (930, 910, 150, "#5fa890"), (300, 915, 90, "#5fa890")):
        c.circ(x, y, r, tone)
        c.shade(f"M{x - r} {y}a{r} {r} 0 0 1 {2 * r} 0Z", p.NIGHT, (x + r, y), (x - r * 0.3, y - r), 0.7)
        for k in range(9):
            c.stroke(
                f"M{x - r * 0.8 + k * r * 0.2} {y - r * 0.2}q{r * 0.06} {-r * 0.16} {r * 0.12} 0", p.dark(tone, 0.3), 4
            )
    for x in (560, 590, 780, 1080, 1110):
        h = c.rnd(160, 280)
        c.stroke(f"M{x} 910q40 {-h * 0.3} 0 {-h * 0.55}t10 {-h * 0.45}", "#2f8a78", 13)
    with c.group("translate(780 400) rotate(-14) scale(1.18)"):
        skin, spot = "#8fae6a", "#5d7a48"
        for d2, tone in (
            ("M-150 -40Q-260 -120 -330 -90Q-300 -40 -170 20Z", p.dark(skin, 0.2)),
            ("M-150 70Q-250 120 -300 190Q-220 190 -110 110Z", skin),
            ("M110 -70Q120 -230 240 -300Q280 -200 200 -60Z", p.dark(skin, 0.2)),
            ("M120 80Q110 250 -60 330Q-90 300 -20 120Z", skin),
        ):
            c.path(d2, tone)
            c.shade(d2, p.PINE, (0, 320), (0, 60), 0.6)
        for x, y, r in (
            (180, -190, 17),
            (206, -240, 12),
            (156, -140, 18),
            (40, 190, 20),
            (10, 240, 16),
            (-30, 284, 12),
            (76, 150, 18),
            (-230, 140, 12),
            (-190, 120, 13),
            (-260, -80, 12),
        ):
            c.path(s.blob(c, x, y, r, r * 0.8, 7), spot, 0.8)
        c.path("M180 -30Q270 -70 320 -30Q346 0 310 34Q250 60 180 50Z", skin)
        c.path("M262 -52Q320 -50 330 -8Q290 -20 250 -22Z", spot, 0.8)
        c.circ(292, -6, 11, p.INK)
        c.circ(295, -9, 4, p.PAPER)
        c.stroke("M324 18Q300 26 286 20", p.PINE, 4)
        shell = "M-200 10Q-160 -120 20 -126Q190 -118 216 10Q190 116 20 126Q-150 128 -200 10Z"
        c.path("M-210 24Q-150 150 20 146Q210 130 226 20Q190 110 20 122Q-150 122 -210 24Z", "#e3cf94")
        c.path(shell, "#7a5230")
        with c.group(clip=shell):
            for i in range(4):
                x = -130 + i * 88
                c.poly([(x - 40, 0), (x - 22, -44), (x + 22, -44), (x + 40, 0), (x + 22, 44), (x - 22, 44)], "#b5813f")
                c.poly([(x - 24, 0), (x - 14, -26), (x + 14, -26), (x + 24, 0), (x + 14, 26), (x - 14, 26)], "#d9a95c")
            for i in range(5):
                x = -176 + i * 90
                for d in (-1, 1):
                    c.poly([(x - 34, d * 52), (x + 34, d * 52), (x + 50, d * 130), (x - 50, d * 130)], "#9c6b38")
                    c.poly([(x - 20, d * 62), (x + 20, d * 62), (x + 30, d * 104), (x - 30, d * 104)], "#bf8f4c")
            c.shade(shell, "#2a1d24", (40, 140), (0, -40), 0.8)
    for x, y, d, tone in (
        (260, 300, 1, "#f2c14e"),
        (330, 340, 1, "#f2c14e"),
        (210, 380, 1, "#f2c14e"),
        (300, 420, 1, "#e98b3a"),
        (1290, 560, -1, "#f0a8a0"),
        (1370, 530, -1, "#f0a8a0"),
        (1400, 600, -1, "#f0a8a0"),
        (1180, 180, -1, "#dff0e4"),
        (1250, 150, -1, "#dff0e4"),
        (1310, 200, -1, "#dff0e4"),
    ):
        c.path(
            (
                f"M{x + d * 34} {y}Q{x} {y - 24} {x - d * 30} {y}L{x - d * 52} {y - 18}L{x - d * 46} "
                f"{y}L{x - d * 52} {y + 18}L{x - d * 30} {y}Q{x} {y + 24} {x + d * 34} {y}Z"
            ),
            tone,
        )
        c.circ(x + d * 20, y - 3, 3.5, p.INK)
    for _ in range(34):
        c.circ(c.rnd(1060, 1200), c.rnd(40, 420), c.rnd(3, 11), "#e3f5ea", c.rnd(0.3, 0.7))
