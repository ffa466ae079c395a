"""Simple people: a jointed figure with believable proportion, and its poses."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import palette as p
from canvas import Canvas, Point


@dataclass(frozen=True)
class Pose:
    """Angles in degrees from hanging straight down; positive is forwards."""

    lean: float = 0
    arm: tuple[float, float] = (6, 14)
    arm2: tuple[float, float] = (-10, 2)
    leg: tuple[float, float] = (4, 0)
    leg2: tuple[float, float] = (-5, -4)


STAND = Pose()
FRONT = Pose(0, (12, 4), (-12, -4), (4, 2), (-4, -2))
WALK = Pose(3, (26, 42), (-28, -8), (24, 12), (-18, -38))
RUN = Pose(12, (48, 128), (-58, 24), (62, -18), (-26, -92))
STRIDE = Pose(10, (-50, 40), (40, 120), (-30, -62), (48, 22))
SIT = Pose(4, (24, 80), (14, 66), (88, 2), (82, 8))
SQUAT = Pose(12, (30, 70), (20, 62), (108, -16), (98, -10))
CARRY = Pose(4, (30, 96), (22, 90), (16, 6), (-14, -28))
REACH = Pose(10, (72, 92), (58, 84), (8, 0), (-8, -6))
POINT = Pose(0, (86, 96), (-8, 4), (5, 0), (-6, -4))
WAVE = Pose(-4, (150, 168), (-10, 6), (6, 0), (-8, -4))
ROW = Pose(26, (74, 88), (62, 82), (84, -8), (78, 2))
KICK = Pose(-20, (-62, -40), (70, 100), (74, 58), (-6, -14))
DIVE = Pose(62, (150, 160), (140, 150), (-48, -60), (-62, -80))
RIDE = Pose(20, (58, 66), (50, 62), (70, 4), (38, -34))


@dataclass(frozen=True)
class Look:
    """Clothes, hair and skin of a figure."""

    top: str = p.RED
    legs: str = p.INDIGO
    skin: str = p.SKIN[0]
    hair: str = p.HAIR
    shoe: str = p.INK
    do: str = "short"
    hat: str = ""
    back: bool = False
    bare: bool = False
    shorts: bool = False
    skirt: str = ""
    robe: str = ""
    wide: float = 0.105


def _step(at: Point, angle: float, length: float, face: int) -> Point:
    a = math.radians(angle)
    return at[0] + face * math.sin(a) * length, at[1] + math.cos(a) * length


def cone_hat(c: Canvas, x: float, y: float, r: float, colour: str = p.SAND) -> None:
    """A nón lá seen from the side, its brim centred at x, y."""
    c.path(
        f"M{x - r} {y}L{x} {y - r * 0.72}L{x + r} {y}Q{x} {y + r * 0.24} {x - r} {y}Z",
        colour,
    )
    c.path(
        f"M{x} {y - r * 0.72}L{x + r} {y}Q{x + r * 0.5} {y + r * 0.14} {x} {y + r * 0.12}Z",
        p.dark(colour, 0.18),
    )


def head(c: Canvas, x: float, y: float, r: float, look: Look, face: int = 1) -> None:
    """A head of radius ``r``: skin, hair and, if any, a hat."""
    skin, hair = look.skin, look.hair
    if look.do == "long":
        c.path(
            f"M{x - face * r * 0.2} {y - r * 1.1}Q{x - face * r * 1.5} {y - r} "
            f"{x - face * r * 1.25} {y + r}L{x - face * r * 1.15} {y + r * 2.6}"
            f"Q{x - face * r * 0.5} {y + r * 2.9} {x - face * r * 0.1} {y + r * 2.2}"
            f"L{x + face * r * 0.3} {y}Z",
            hair,
        )
    if look.do == "bun":
        c.circ(x - face * r * 1.05, y - r * 0.3, r * 0.5, hair)
    if look.do == "tail":
        c.path(
            f"M{x - face * r * 0.7} {y - r * 0.7}Q{x - face * r * 2.1} {y - r * 0.5} "
            f"{x - face * r * 1.6} {y + r * 1.6}Q{x - face * r * 1.2} {y + r * 0.3} "
            f"{x - face * r * 0.6} {y}Z",
            hair,
        )
    if look.back:
        c.ell(x, y + r * 0.1, r * 0.92, r * 1.06, skin)
        c.ell(x - r * 0.95, y + r * 0.15, r * 0.16, r * 0.28, skin)
        c.ell(x + r * 0.95, y + r * 0.15, r * 0.16, r * 0.28, skin)
        c.ell(x, y - r * 0.12, r * 0.98, r * 1.02, hair)
        if look.do in ("long", "bob"):
            drop = 2.4 if look.do == "long" else 1.1
            c.path(
                f"M{x - r} {y - r * 0.2}L{x - r * 0.9} {y + r * drop}"
                f"Q{x} {y + r * (drop + 0.35)} {x + r * 0.9} {y + r * drop}"
                f"L{x + r} {y - r * 0.2}Z",
                hair,
            )
        if look.do == "tail":
            c.path(
                f"M{x - r * 0.3} {y - r * 0.1}Q{x - r * 0.55} {y + r * 1.4} {x} "
                f"{y + r * 2.3}Q{x + r * 0.55} {y + r * 1.4} {x + r * 0.3} {y - r * 0.1}Z",
                p.light(hair, 0.12),
            )
    else:
        c.ell(x + face * r * 0.06, y + r * 0.06, r * 0.88, r * 1.08, skin)
        c.path(
            f"M{x + face * r * 0.84} {y - r * 0.12}Q{x + face * r * 1.2} {y + r * 0.3} "
            f"{x + face * r * 1.02} {y + r * 0.4}L{x + face * r * 0.72} {y + r * 0.44}Z",
            skin,
        )
        if r > 22:
            shade = p.dark(skin, 0.45)
            ex, ey = x + face * r * 0.5, y + r * 0.06
            c.stroke(f"M{ex - r * 0.13} {ey}q{r * 0.13} {r * 0.1} {r * 0.26} 0", p.INK, r * 0.07)
            c.line(
                [(ex - r * 0.16, ey - r * 0.2), (ex + r * 0.16, ey - r * 0.22)],
                p.dark(hair, 0.1),
                r * 0.06,
            )
            c.line(
                [(x + face * r * 0.6, y + r * 0.66), (x + face * r * 0.78, y + r * 0.63)],
                shade,
                r * 0.06,
            )
            c.ell(x + face * r * 0.42, y + r * 0.4, r * 0.18, r * 0.12, p.ROSE, 0.4)
        if look.do != "bald":
            c.path(
                f"M{x + face * r * 0.95} {y - r * 0.3}Q{x + face * r * 0.7} {y - r * 1.35} "
                f"{x - face * r * 0.15} {y - r * 1.2}Q{x - face * r * 1.3} {y - r * 1.05} "
                f"{x - face * r * 1.0} {y + r * 0.5}L{x - face * r * 0.55} {y + r * 0.75}"
                f"Q{x - face * r * 0.35} {y - r * 0.1} {x + face * r * 0.1} {y - r * 0.4}Z",
                hair,
            )
        c.ell(x - face * r * 0.38, y + r * 0.2, r * 0.14, r * 0.22, p.dark(skin, 0.12))
    if look.hat == "non":
        cone_hat(c, x, y - r * 0.35, r * 2.5)
    elif look.hat == "cap":
        c.path(
            f"M{x - r} {y - r * 0.25}Q{x} {y - r * 2.1} {x + r} {y - r * 0.25}"
            f"L{x + face * r * 1.75} {y - r * 0.12}L{x - face * r} {y - r * 0.1}Z",
            p.RED,
        )
    elif look.hat.startswith("#"):
        c.path(
            f"M{x - r * 1.08} {y - r * 0.2}Q{x - r} {y - r * 1.45} {x} {y - r * 1.42}"
            f"Q{x + r} {y - r * 1.45} {x + r * 1.08} {y - r * 0.2}Z",
            look.hat,
        )


def person(
    c: Canvas,
    x: float,
    y: float,
    h: float,
    pose: Pose = STAND,
    look: Look | None = None,
    face: int = 1,
    seat: bool = False,
) -> dict[str, Point]:
    """Draw a figure ``h`` tall with its lowest foot (or its seat) at x, y.

    Returns the places of hands, feet, hip and head for props to meet.
    """
    k = look or Look()
    thigh, shin, upper, fore = h * 0.245, h * 0.245, h * 0.17, h * 0.155
    knees = [_step((0, 0), a, thigh, face) for a, _ in (pose.leg, pose.leg2)]
    feet = [_step(knee, a, shin, face) for knee, a in zip(knees, (pose.leg[1], pose.leg2[1]), strict=True)]
    low = h * 0.05 if seat else max(f[1] for f in feet) + h * 0.02
    hip = (x, y - low)
    knees = [(n[0] + hip[0], n[1] + hip[1]) for n in knees]
    feet = [(n[0] + hip[0], n[1] + hip[1]) for n in feet]
    neck = _step(hip, 180 - pose.lean, h * 0.31, face)
    crown = _step(neck, 180 - pose.lean * 0.6, h * 0.105, face)
    wide = h * k.wide
    arms = []
    for (a, b), side in ((pose.arm, 1), (pose.arm2, -1)):
        off = side * face * wide * (0.78 if k.back or pose is FRONT else 0.28)
        shoulder = (neck[0] + off, neck[1] + h * 0.028)
        elbow = _step(shoulder, a, upper, face)
        arms.append((shoulder, elbow, _step(elbow, b, fore, face)))

    def leg(i: int, tone: str, flesh: str) -> None:
        lower = flesh if k.shorts or k.skirt else tone
        c.limb(knees[i], feet[i], h * 0.036, h * 0.022, lower)
        foot = feet[i]
        c.path(
            f"M{foot[0] - face * h * 0.028} {foot[1] - h * 0.014}"
            f"q{face * h * 0.05} {-h * 0.012} {face * h * 0.105} {h * 0.032}"
            f"h{-face * h * 0.105}Z",
            k.shoe,
        )
        c.limb(hip, knees[i], h * 0.056, h * 0.04, lower if k.shorts else tone)
        if k.shorts:
            hem = tuple(a + (b - a) * 0.58 for a, b in zip(hip, knees[i], strict=True))
            c.limb(hip, (hem[0], hem[1]), h * 0.06, h * 0.056, tone)

    def arm(i: int, tone: str, flesh: str) -> None:
        a, b, d = arms[i]
        c.limb(b, d, h * 0.025, h * 0.017, flesh if k.bare else tone)
        c.circ(*d, h * 0.024, flesh)
        c.limb(a, b, h * 0.038, h * 0.028, tone)

    arm(1, p.dark(k.top, 0.28), p.dark(k.skin, 0.15))
    leg(1, p.dark(k.legs, 0.28), p.dark(k.skin, 0.15))
    if k.robe:
        sway = face * h * 0.06
        c.poly(
            [
                (hip[0] - wide * 0.6, hip[1] - h * 0.05),
                (hip[0] + wide * 0.6, hip[1] - h * 0.05),
                (hip[0] + wide * 0.9 - sway * 0.5, hip[1] + h * 0.36),
                (hip[0] - wide * 0.9 - sway, hip[1] + h * 0.38),
            ],
            p.dark(k.robe, 0.1),
        )
    leg(0, k.legs, k.skin)
    if k.skirt:
        c.poly(
            [
                (hip[0] - wide * 0.62, hip[1] - h * 0.06),
                (hip[0] + wide * 0.62, hip[1] - h * 0.06),
                (max(knees[0][0], knees[1][0], hip[0]) + wide * 0.6, knees[0][1]),
                (min(knees[0][0], knees[1][0], hip[0]) - wide * 0.6, knees[1][1]),
            ],
            k.skirt,
        )
    t = math.radians(pose.lean) * face
    ax, ay = math.cos(t), math.sin(t)

    def at(base: Point, off: float) -> str:
        return f"{base[0] + ax * off:.1f} {base[1] + ay * off:.1f}"

    waist = (hip[0] + (neck[0] - hip[0]) * 0.35, hip[1] + (neck[1] - hip[1]) * 0.35)
    low_hip = (hip[0], hip[1] + h * 0.03)
    c.limb(neck, crown, h * 0.03, h * 0.028, p.dark(k.skin, 0.12))
    c.path(
        f"M{at(neck, -wide * 0.45)}Q{at(neck, 0)} {at(neck, wide * 0.45)}"
        f"Q{at((neck[0], neck[1] + h * 0.01), wide * 1.05)} "
        f"{at((neck[0], neck[1] + h * 0.06), wide)}"
        f"Q{at(waist, wide * 0.7)} {at(low_hip, wide * 0.68)}"
        f"L{at(low_hip, -wide * 0.68)}Q{at(waist, -wide * 0.7)} "
        f"{at((neck[0], neck[1] + h * 0.06), -wide)}"
        f"Q{at((neck[0], neck[1] + h * 0.01), -wide * 1.05)} {at(neck, -wide * 0.45)}Z",
        k.top,
    )
    if k.robe:
        c.poly(
            [
                (hip[0] - wide * 0.55, hip[1] - h * 0.08),
                (hip[0] + wide * 0.58, hip[1] - h * 0.08),
                (hip[0] + wide * 0.95, hip[1] + h * 0.36),
                (hip[0] - wide * 0.25, hip[1] + h * 0.39),
            ],
            k.robe,
        )
    head(c, *crown, h * 0.064, k, face)
    arm(0, p.dark(k.top, 0.1), k.skin)
    return {
        "hand": arms[0][2],
        "hand2": arms[1][2],
        "foot": feet[0],
        "foot2": feet[1],
        "hip": hip,
        "neck": neck,
        "head": crown,
    }


def bicycle(c: Canvas, x: float, y: float, s: float, colour: str = p.INK) -> None:
    """A city bicycle whose wheels touch the ground at y; ``s`` is its length."""
    r = s * 0.2
    a, b = x - s * 0.3, x + s * 0.3
    for wx in (a, b):
        c.stroke(
            f"M{wx - r} {y - r}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0",
            colour,
            s * 0.022,
        )
    c.line([(a, y - r), (x - s * 0.02, y - r * 0.9)], colour, s * 0.02)
    c.line(
        [(a, y - r), (x - s * 0.1, y - s * 0.38), (x - s * 0.02, y - r * 0.9)],
        colour,
        s * 0.022,
    )
    c.line(
        [(x - s * 0.02, y - r * 0.9), (x + s * 0.2, y - s * 0.36), (b, y - r)],
        colour,
        s * 0.022,
    )
    c.line(
        [(x + s * 0.2, y - s * 0.36), (x + s * 0.18, y - s * 0.46), (x + s * 0.1, y - s * 0.47)],
        colour,
        s * 0.022,
    )
    c.rect(x - s * 0.17, y - s * 0.41, s * 0.14, s * 0.03, colour, s * 0.015)
    c.rect(a - s * 0.12, y - s * 0.3, s * 0.2, s * 0.02, colour)


def rider(c: Canvas, x: float, y: float, s: float, look: Look, face: int = 1) -> None:
    """Somebody riding a bicycle of length ``s``."""
    with c.group(f"translate({x} {y}) scale({face} 1)"):
        bicycle(c, 0, 0, s)
        person(c, -s * 0.1, -s * 0.39, s * 0.98, RIDE, look, 1, seat=True)


def crowd(c: Canvas, x0: float, x1: float, y: float, h: float, tones: list[str], step: float) -> None:
    """A row of people seen from behind, from the shoulders up."""
    x = x0
    while x < x1:
        r = h * c.rnd(0.92, 1.08)
        top = c.pick(tones)
        cy = y + c.rnd(-0.12, 0.12) * h
        c.path(
            f"M{x - r * 0.95} {cy + r * 2}Q{x - r * 0.95} {cy + r * 0.55} {x} {cy + r * 0.5}"
            f"Q{x + r * 0.95} {cy + r * 0.55} {x + r * 0.95} {cy + r * 2}Z",
            top,
        )
        look = Look(skin=c.rng.choice(p.SKIN), back=True, do=c.pick(["short", "bob", "short"]))
        head(c, x, cy, r * 0.42, look)
        x += step * c.rnd(0.92, 1.08)


def dressed(look: Look, **changes: object) -> Look:
    """The same look with a few things changed."""
    return replace(look, **changes)  # type: ignore[arg-type]
