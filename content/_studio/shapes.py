"""The world's furniture: skies, hills, water, trees, houses, boats, weather."""

from __future__ import annotations

import math

import palette as p
from canvas import Canvas, Point, smooth


def sky(c: Canvas, *stops: str, foot: float | None = None) -> None:
    """A graded sky down to ``foot`` (the whole picture by default)."""
    c.rect(-10, -10, c.w + 20, (foot or c.h) + 20, c.grad(*stops))


def sun(c: Canvas, x: float, y: float, r: float, colour: str, halo: str) -> None:
    """A flat sun disc in a stippled halo."""
    c.glow(x, y, r * 4.5, halo, 0.75)
    c.circ(x, y, r, colour)


def cloud(c: Canvas, x: float, y: float, w: float, colour: str, op: float = 1) -> None:
    """A printed cloud: three long pills stacked off-centre."""
    t = w * 0.09
    with c.group(op=op):
        c.rect(x - w * 0.5, y, w, t, colour, t / 2)
        c.rect(x - w * 0.28, y - t * 0.8, w * 0.62, t, colour, t / 2)
        c.rect(x - w * 0.12, y - t * 1.55, w * 0.3, t, colour, t / 2)


def ridge(
    c: Canvas,
    y: float,
    rise: float,
    colour: str,
    steps: int = 7,
    foot: float | None = None,
    shadow: str = "",
) -> list[Point]:
    """A rolling skyline of hills filled down to ``foot``; returns its crest."""
    gap = (c.w + 240) / steps
    crest = [
        (-120 + i * gap, y - (rise * c.rnd(0.35, 1) if i % 2 else rise * c.rnd(0, 0.45))) for i in range(steps + 1)
    ]
    base = foot or c.h + 10
    data = f"{smooth(crest)}L{c.w + 120} {base}L-120 {base}Z"
    c.path(data, colour)
    if shadow:
        c.shade(data, shadow, (0, y - rise), (0, y + rise * 0.6), 0.6)
    return crest


def peaks(c: Canvas, y: float, tops: list[tuple[float, float, float]], colour: str, snow: str = "") -> None:
    """Sharp mountains: (x, height, half-width) each, with a shadowed flank."""
    for x, tall, half in tops:
        knee = (x + half * 0.1, y - tall * 0.45)
        c.poly([(x - half, y), (x, y - tall), (x + half, y)], colour)
        flank = [(x, y - tall), (x + half, y), (x + half * 0.18, y), knee]
        c.poly(flank, p.dark(colour, 0.2))
        if snow:
            s = 0.38
            c.poly(
                [
                    (x - half * s, y - tall * (1 - s)),
                    (x, y - tall),
                    (x + half * s, y - tall * (1 - s)),
                    (x + half * s * 0.55, y - tall * (1 - s * 0.8)),
                    (x + half * s * 0.2, y - tall * (1 - s * 1.15)),
                    (x - half * s * 0.2, y - tall * (1 - s * 0.82)),
                    (x - half * s * 0.55, y - tall * (1 - s * 1.1)),
                ],
                snow,
            )
            c.poly(
                [
                    (x, y - tall),
                    (x + half * s, y - tall * (1 - s)),
                    (x + half * s * 0.55, y - tall * (1 - s * 0.8)),
                    (x + half * s * 0.2, y - tall * (1 - s * 1.15)),
                    (x + half * 0.04, y - tall * 0.7),
                ],
                p.mix(snow, p.BLUE, 0.35),
            )


def karst(c: Canvas, y: float, towers: list[tuple[float, float, float]], colour: str) -> None:
    """Steep round-headed limestone hills: (x, height, half-width) each."""
    for x, tall, half in towers:
        data = (
            f"M{x - half} {y}Q{x - half * 0.82} {y - tall * 0.72} {x - half * 0.34} {y - tall * 0.94}"
            f"Q{x - half * 0.06} {y - tall * 1.06} {x + half * 0.2} {y - tall * 0.88}"
            f"Q{x + half * 0.42} {y - tall * 0.62} {x + half * 0.6} {y - tall * 0.56}"
            f"Q{x + half * 0.86} {y - tall * 0.42} {x + half} {y}Z"
        )
        c.path(data, colour)
        c.shade(data, p.dark(colour, 0.5), (x + half * 0.9, y - tall * 0.3), (x - half * 0.3, y - tall * 0.8), 0.7)


def blob(c: Canvas, x: float, y: float, rx: float, ry: float, n: int = 9, rough: float = 0.14) -> str:
    """Path data of an uneven rounded mass, such as a crown of leaves."""
    pts = []
    for i in range(n):
        a = math.tau * i / n
        k = 1 + c.rnd(-rough, rough)
        pts.append((x + math.cos(a) * rx * k, y + math.sin(a) * ry * k))
    return smooth(pts, closed=True)


def tree(c: Canvas, x: float, y: float, h: float, leaf: str, trunk: str = p.BARK, side: int = 1) -> None:
    """A broad-leaved tree standing at x, y; light comes from ``-side``."""
    c.path(
        f"M{x - h * 0.035} {y}Q{x - h * 0.01} {y - h * 0.3} {x - h * 0.02} {y - h * 0.6}"
        f"L{x + h * 0.02} {y - h * 0.6}Q{x + h * 0.015} {y - h * 0.3} {x + h * 0.045} {y}Z",
        trunk,
    )
    c.line([(x, y - h * 0.36), (x + h * 0.12, y - h * 0.52)], trunk, h * 0.022)
    c.line([(x, y - h * 0.4), (x - h * 0.12, y - h * 0.54)], trunk, h * 0.02)
    lobes = [
        blob(c, x + dx * h, y - dy * h, rx * h, ry * h, 10, 0.06)
        for dx, dy, rx, ry in (
            (-0.17, 0.58, 0.17, 0.14),
            (0.18, 0.6, 0.17, 0.14),
            (0, 0.56, 0.16, 0.12),
            (-0.1, 0.74, 0.19, 0.16),
            (0.12, 0.76, 0.18, 0.15),
            (0.01, 0.87, 0.15, 0.12),
        )
    ]
    crown = "".join(lobes)
    c.path(crown, leaf)
    start, end = (x + side * h * 0.3, y - h * 0.42), (x - side * h * 0.06, y - h * 0.84)
    c.shade(crown, p.dark(leaf, 0.55), start, end, 0.9)
    for _ in range(5):
        bx, by = x - side * c.rnd(-0.02, 0.2) * h, y - c.rnd(0.62, 0.9) * h
        c.path(blob(c, bx, by, h * 0.07, h * 0.03, 7), p.light(leaf, 0.16))


def bush(c: Canvas, x: float, y: float, w: float, leaf: str) -> None:
    """A low clipped shrub resting on y."""
    data = blob(c, x, y - w * 0.18, w * 0.5, w * 0.3, 9)
    c.path(data, leaf)
    c.shade(data, p.dark(leaf, 0.5), (x, y + w * 0.1), (x, y - w * 0.4), 0.8)


def grove(c: Canvas, y: float, size: float, leaf: str, x0: float = -40, x1: float | None = None) -> None:
    """A distant belt of foliage along the line y."""
    end = c.w + 40 if x1 is None else x1
    x = x0
    while x < end:
        r = size * c.rnd(0.6, 1.15)
        c.path(blob(c, x, y - r * 0.3, r, r * 0.8, 8), p.mix(leaf, p.INK, c.rnd(0, 0.1)))
        x += r * 0.95
    c.rect(x0, y - size * 0.2, end - x0, size * 0.4, leaf)


def palm(c: Canvas, x: float, y: float, h: float, leaf: str, trunk: str = p.BARK, lean: float = 0.06) -> None:
    """An areca or coconut palm."""
    tx, ty = x + h * lean, y - h
    c.stroke(f"M{x} {y}Q{x} {y - h * 0.6} {tx} {ty}", trunk, h * 0.035)
    for i in range(9):
        a = math.radians(-205 + i * 29 + c.rnd(-6, 6))
        r = h * c.rnd(0.3, 0.38)
        ex, ey = tx + math.cos(a) * r, ty + math.sin(a) * r * 0.7 + h * 0.07
        mx, my = tx + math.cos(a) * r * 0.55, ty + math.sin(a) * r * 0.75 - h * 0.06
        tone = p.dark(leaf, 0.25) if i % 2 else leaf
        c.path(f"M{tx} {ty}Q{mx} {my - h * 0.03} {ex} {ey}Q{mx} {my + h * 0.06} {tx} {ty}Z", tone)


def banana(c: Canvas, x: float, y: float, h: float, leaf: str) -> None:
    """A banana plant with split arching leaves."""
    c.limb((x, y), (x, y - h * 0.5), h * 0.04, h * 0.025, p.mix(leaf, p.SAND, 0.35))
    for i, a in enumerate((-160, -135, -105, -78, -50, -22)):
        t = math.radians(a + c.rnd(-7, 7))
        r = h * c.rnd(0.5, 0.62)
        bx, by = x, y - h * 0.48
        ex, ey = bx + math.cos(t) * r, by + math.sin(t) * r + h * 0.1
        mx, my = bx + math.cos(t) * r * 0.5, by + math.sin(t) * r * 0.75
        nx, ny = -math.sin(t) * h * 0.09, math.cos(t) * h * 0.09
        tone = p.dark(leaf, 0.22) if i % 2 else p.light(leaf, 0.08)
        c.path(f"M{bx} {by}Q{mx - nx} {my - ny} {ex} {ey}Q{mx + nx} {my + ny} {bx} {by}Z", tone)
        c.stroke(f"M{bx} {by}Q{mx} {my} {ex} {ey}", p.light(leaf, 0.35), h * 0.008, 0.7)


def bamboo(c: Canvas, x: float, y: float, h: float, leaf: str, stems: int = 7) -> None:
    """A clump of bamboo bending under its own leaves."""
    for i in range(stems):
        lean = (i - stems / 2) * h * 0.07 + c.rnd(-10, 10)
        bx = x + (i - stems / 2) * h * 0.03
        tall = h * c.rnd(0.8, 1)
        tone = p.mix(leaf, p.OCHRE, c.rnd(0.1, 0.35))
        c.stroke(f"M{bx} {y}Q{bx} {y - tall * 0.7} {bx + lean * 1.8} {y - tall}", tone, h * 0.016)
        for k in range(9):
            t = 0.45 + k * 0.06
            lx = bx + lean * 1.8 * t * t
            ly = y - tall * t
            d = 1 if k % 2 else -1
            w = h * c.rnd(0.08, 0.14)
            c.path(
                f"M{lx} {ly}q{d * w * 0.5} {-w * 0.3} {d * w} {w * 0.35}"
                f"q{-d * w * 0.6} {w * 0.05} {-d * w} {-w * 0.35}Z",
                p.dark(leaf, c.rnd(0, 0.3)),
            )


def water(c: Canvas, y: float, top: str, low: str, glint: str, count: int = 46, foot: float | None = None) -> None:
    """Water from y downwards with glints that widen towards us."""
    end = foot or c.h + 10
    c.rect(-10, y, c.w + 20, end - y, c.grad(top, low))
    glints(c, y, end, glint, count)


def glints(
    c: Canvas,
    y: float,
    end: float,
    colour: str,
    count: int,
    x0: float = -80,
    x1: float | None = None,
) -> None:
    """Loose horizontal strokes of light on water."""
    for _ in range(count):
        t = c.rng.random() ** 1.3
        gy = y + 4 + (end - y) * t
        w = (26 + 170 * t) * c.rnd(0.5, 1.3)
        gx = c.rnd(x0, c.w + 80 if x1 is None else x1)
        thick = 2 + 7 * t
        c.path(
            f"M{gx - w / 2:.1f} {gy:.1f}Q{gx:.1f} {gy - thick:.1f} {gx + w / 2:.1f} {gy:.1f}"
            f"Q{gx:.1f} {gy + thick:.1f} {gx - w / 2:.1f} {gy:.1f}Z",
            colour,
            c.rnd(0.25, 0.7),
        )


def glitter(c: Canvas, x: float, y: float, end: float, colour: str, w: float = 60) -> None:
    """The sun's broken path on water under x."""
    gy = y + 5
    while gy < end:
        t = (gy - y) / (end - y)
        half = w * (0.35 + 1.4 * t) * c.rnd(0.45, 1)
        thick = 2.5 + 7 * t
        off = c.rnd(-0.4, 0.4) * w * (0.3 + t)
        c.rect(x + off - half, gy, half * 2, thick, colour, thick / 2, 0.85 - 0.4 * t)
        gy += thick * 2.1 + 3


def house(c: Canvas, x: float, y: float, w: float, wall: str, roof: str, lit: str = "", side: int = 1) -> None:
    """A small gabled house in two planes, standing on y, ``w`` wide."""
    h, g = w * 0.5, w * 0.36
    front = w * 0.4
    if side > 0:
        fx, lx = x, x + front
    else:
        fx, lx = x + w - front, x
    c.rect(lx, y - h, w - front, h, p.dark(wall, 0.2))
    c.poly(
        [(fx, y), (fx, y - h), (fx + front / 2, y - h - g), (fx + front, y - h), (fx + front, y)],
        wall,
    )
    tip = fx + front / 2
    far = x + w - front * 0.5 if side > 0 else x + front * 0.5
    edge = x + w + w * 0.04 if side > 0 else x - w * 0.04
    inner = fx + front if side > 0 else fx
    c.poly([(tip, y - h - g - 4), (far, y - h - g - 4), (edge, y - h + 6), (inner, y - h + 6)], roof)
    c.line(
        [(fx - 4, y - h + 6), (tip, y - h - g - 2), (fx + front + 4, y - h + 6)],
        p.dark(roof, 0.25),
        w * 0.03,
    )
    glass = lit or p.dark(wall, 0.6)
    c.rect(fx + front * 0.34, y - h * 0.62, front * 0.32, h * 0.62, p.dark(wall, 0.55))
    for k in (0.2, 0.6):
        c.rect(lx + (w - front) * k, y - h * 0.7, w * 0.12, h * 0.36, glass)


def shophouse(
    c: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    wall: str,
    shutter: str,
    awning: str = "",
    lit: str = "",
) -> None:
    """A Hanoi tube-house front: shutters, balcony, tiled cap, open shop."""
    c.rect(x, y - h, w, h, wall)
    c.shade_rect(x, y - h, w, h, p.dark(wall, 0.5), "left", 0.35)
    kind = c.rng.randrange(3)
    if kind == 0:
        c.poly(
            [(x - 6, y - h), (x + w * 0.12, y - h - w * 0.2), (x + w * 0.88, y - h - w * 0.2), (x + w + 6, y - h)],
            p.RUST,
        )
        for i in range(9):
            t = i / 8
            c.line(
                [
                    (x + w * (0.12 + 0.76 * t), y - h - w * 0.2),
                    (x - 6 + (w + 12) * t, y - h),
                ],
                p.dark(p.RUST, 0.25),
                2.5,
            )
    elif kind == 1:
        c.rect(x - 4, y - h - 10, w + 8, 16, p.light(wall, 0.35))
        c.path(
            f"M{x + w * 0.25} {y - h - 9}Q{x + w * 0.3} {y - h - w * 0.2} {x + w / 2} "
            f"{y - h - w * 0.22}Q{x + w * 0.7} {y - h - w * 0.2} {x + w * 0.75} {y - h - 9}Z",
            p.light(wall, 0.2),
        )
        c.circ(x + w / 2, y - h - w * 0.1, w * 0.045, p.dark(wall, 0.45))
    else:
        c.rect(x - 4, y - h - 8, w + 8, 12, p.dark(wall, 0.25))
        c.rect(x + w * 0.55, y - h - w * 0.26, w * 0.26, w * 0.22, p.SLATE, 5)
    floors = max(1, round((h - w * 0.8) / (w * 0.78)))
    shop = w * 0.74
    step = (h - shop - 14) / floors
    for f in range(floors):
        fy = y - h + 16 + f * step
        for k in (0.13, 0.57):
            wx, ww, wh = x + w * k, w * 0.3, step * 0.66
            c.rect(wx - 5, fy - 5, ww + 10, wh + 8, p.light(wall, 0.35))
            c.rect(wx, fy, ww, wh, lit or p.dark(shutter, 0.55))
            c.rect(wx, fy, ww * 0.3, wh, shutter)
            c.rect(wx + ww * 0.7, fy, ww * 0.3, wh, shutter)
            for j in range(1, 6):
                ly = fy + wh * j / 6
                c.line([(wx, ly), (wx + ww * 0.28, ly)], p.dark(shutter, 0.3), 2)
                c.line([(wx + ww * 0.72, ly), (wx + ww, ly)], p.dark(shutter, 0.3), 2)
        by = fy + step * 0.72
        c.rect(x + w * 0.05, by, w * 0.9, 7, p.dark(wall, 0.3))
        if (f + kind) % 2 == 0:
            for j in range(12):
                bx = x + w * 0.08 + j * w * 0.076
                c.line([(bx, by), (bx, by - step * 0.24)], p.dark(shutter, 0.55), 2.5)
            c.rect(x + w * 0.06, by - step * 0.26, w * 0.88, 4, p.dark(shutter, 0.55))
            for j in range(4):
                bush(c, x + w * (0.18 + j * 0.21), by - 2, w * 0.14, p.LEAF)
    c.rect(x + w * 0.06, y - shop * 0.82, w * 0.88, shop * 0.82, p.dark(wall, 0.72))
    c.glow(x + w / 2, y - shop * 0.4, w * 0.5, p.AMBER, 0.7)
    if awning:
        ay = y - shop * 0.86
        n = 6
        for j in range(n):
            a0, a1 = x - 4 + (w + 8) * j / n, x - 4 + (w + 8) * (j + 1) / n
            tone = awning if j % 2 else p.light(awning, 0.65)
            drop = w * 0.2
            c.path(
                f"M{a0} {ay}H{a1}V{ay + drop}Q{(a0 + a1) / 2} {ay + drop + 14} {a0} {ay + drop}Z",
                tone,
            )


def tower(c: Canvas, x: float, y: float, w: float, h: float, wall: str, lit: str, rate: float = 0.4) -> None:
    """A city block with a shaded side and some lit windows."""
    c.rect(x, y - h, w, h, wall)
    c.shade_rect(x + w * 0.6, y - h, w * 0.4, h, p.dark(wall, 0.5), "right", 0.6)
    cols, rows = max(2, int(w / 18)), max(2, int(h / 24))
    for i in range(cols):
        for j in range(rows):
            if c.rng.random() < rate:
                c.rect(
                    x + w * (i + 0.25) / cols,
                    y - h + 10 + (h - 14) * j / rows,
                    w * 0.5 / cols,
                    (h - 14) * 0.5 / rows,
                    lit,
                    0,
                    c.rnd(0.5, 1),
                )


def sampan(c: Canvas, x: float, y: float, w: float, hull: str = p.BARK, roof: str = "", face: int = 1) -> None:
    """A wooden boat lying on the waterline y; ``roof`` adds an arched cover."""
    if roof:
        c.path(
            f"M{x - w * 0.2} {y - w * 0.06}Q{x - w * 0.18} {y - w * 0.26} {x} {y - w * 0.26}"
            f"Q{x + w * 0.18} {y - w * 0.26} {x + w * 0.2} {y - w * 0.06}Z",
            roof,
        )
        for k in (-0.1, 0, 0.1):
            c.line(
                [(x + w * k, y - w * 0.06), (x + w * k, y - w * 0.25 + abs(k) * w * 0.2)],
                p.dark(roof, 0.3),
                w * 0.012,
            )
    c.path(
        f"M{x - face * w * 0.5} {y - w * 0.1}Q{x - face * w * 0.3} {y - w * 0.045} {x} "
        f"{y - w * 0.045}Q{x + face * w * 0.32} {y - w * 0.045} {x + face * w * 0.54} "
        f"{y - w * 0.15}Q{x + face * w * 0.42} {y + w * 0.03} {x + face * w * 0.25} {y + w * 0.035}"
        f"L{x - face * w * 0.36} {y + w * 0.035}Q{x - face * w * 0.46} {y + w * 0.01} "
        f"{x - face * w * 0.5} {y - w * 0.1}Z",
        hull,
    )
    c.stroke(
        f"M{x - face * w * 0.5} {y - w * 0.1}Q{x - face * w * 0.3} {y - w * 0.045} {x} "
        f"{y - w * 0.045}Q{x + face * w * 0.32} {y - w * 0.045} {x + face * w * 0.54} {y - w * 0.15}",
        p.light(hull, 0.4),
        w * 0.014,
    )
    c.rect(x - w * 0.44, y + w * 0.03, w * 0.84, w * 0.02, p.dark(hull, 0.5), w * 0.01, 0.5)


def birds(c: Canvas, x: float, y: float, s: float, n: int, colour: str) -> None:
    """A loose flight of birds around x, y."""
    for _ in range(n):
        bx = x + c.rnd(-1, 1) * s * n * 0.8
        by = y + c.rnd(-1, 1) * s * n * 0.22
        k = s * c.rnd(0.7, 1.2)
        c.path(
            f"M{bx - k} {by - k * 0.25}Q{bx - k * 0.4} {by - k * 0.4} {bx} {by}"
            f"Q{bx + k * 0.4} {by - k * 0.4} {bx + k} {by - k * 0.25}"
            f"Q{bx + k * 0.4} {by - k * 0.18} {bx} {by + k * 0.16}"
            f"Q{bx - k * 0.4} {by - k * 0.18} {bx - k} {by - k * 0.25}Z",
            colour,
        )


def rain(c: Canvas, colour: str, n: int = 150, slant: float = -0.28, op: float = 0.4) -> None:
    """Slanting strokes of rain over the whole picture."""
    for _ in range(n):
        x, y = c.rnd(-40, c.w + 200), c.rnd(-40, c.h)
        size = c.rnd(26, 80)
        c.line([(x, y), (x + size * slant, y + size)], colour, c.rnd(1.4, 3), op * c.rnd(0.4, 1))


def vehicle(c: Canvas, x: float, y: float, w: float, body: str, face: int = 1) -> None:
    """A small car seen from the side."""
    h = w * 0.2
    c.path(
        f"M{x - w * 0.26} {y - h * 1.1}Q{x - w * 0.2} {y - h * 1.95} {x - w * 0.06} {y - h * 1.95}"
        f"H{x + w * 0.1}Q{x + w * 0.22} {y - h * 1.9} {x + w * 0.32} {y - h * 1.1}Z",
        p.dark(body, 0.45),
    )
    c.rect(x - w * 0.5, y - h * 1.2, w, h * 0.95, body, h * 0.32)
    for wx in (x - w * 0.28, x + w * 0.28):
        c.circ(wx, y - h * 0.22, h * 0.36, p.INK)
        c.circ(wx, y - h * 0.22, h * 0.16, p.STONE)
    c.rect(x + face * w * 0.43 - w * 0.03, y - h * 0.95, w * 0.07, h * 0.24, p.AMBER, 3)


def lantern(c: Canvas, x: float, y: float, r: float, colour: str) -> None:
    """A hanging paper lantern and its glow."""
    c.glow(x, y, r * 3.4, p.AMBER, 0.5)
    c.line([(x, y - r * 2.2), (x, y)], p.INK, 2.5)
    c.ell(x, y, r, r * 1.05, colour)
    c.ell(x, y, r * 0.55, r * 1.05, p.light(colour, 0.25))
    c.rect(x - r * 0.45, y - r * 1.15, r * 0.9, r * 0.2, p.OCHRE, 3)
    c.rect(x - r * 0.45, y + r * 0.95, r * 0.9, r * 0.2, p.OCHRE, 3)
    c.line([(x, y + r * 1.1), (x, y + r * 1.9)], p.OCHRE, 3)


def books(c: Canvas, x: float, y: float, w: float, h: float, tones: list[str], slim: float = 1) -> None:
    """A shelf-row of spines standing on y."""
    bx = x
    while bx < x + w - 8:
        bw = min(c.rnd(11, 30) * slim, x + w - bx)
        bh = h * c.rnd(0.68, 0.97)
        tone = c.pick(tones)
        c.rect(bx, y - bh, bw - 1.5, bh, tone)
        c.rect(bx, y - bh * 0.84, bw - 1.5, bh * 0.07, p.light(tone, 0.5))
        if bw > 18 * slim:
            c.rect(bx, y - bh * 0.24, bw - 1.5, bh * 0.1, p.dark(tone, 0.35))
        bx += bw


def plant_pot(c: Canvas, x: float, y: float, s: float, leaf: str, pot: str = p.RUST) -> None:
    """A potted plant with strap leaves."""
    for i in range(7):
        a = math.radians(-160 + i * 23 + c.rnd(-6, 6))
        ex, ey = x + math.cos(a) * s, y - s * 0.5 + math.sin(a) * s * 1.1
        mx, my = x + math.cos(a) * s * 0.35, y - s * 0.6 + math.sin(a) * s * 0.8
        c.path(
            f"M{x - s * 0.06} {y - s * 0.4}Q{mx - s * 0.1} {my} {ex} {ey}"
            f"Q{mx + s * 0.12} {my + s * 0.05} {x + s * 0.06} {y - s * 0.4}Z",
            p.dark(leaf, 0.25) if i % 2 else leaf,
        )
    c.poly(
        [(x - s * 0.3, y - s * 0.5), (x + s * 0.3, y - s * 0.5), (x + s * 0.22, y), (x - s * 0.22, y)],
        pot,
    )
    c.rect(x - s * 0.34, y - s * 0.56, s * 0.68, s * 0.12, p.light(pot, 0.15))
