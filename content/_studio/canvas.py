"""A thin SVG canvas: flat shapes, gradients, stippled light and clips."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

Point = tuple[float, float]
Scene = Callable[["Canvas"], None]


@dataclass(frozen=True)
class Entry:
    """One picture of the newsroom and the function that composes it."""

    folder: str
    name: str
    height: int
    draw: Scene
    photo: bool = False


SCENES: list[Entry] = []


def scene(folder: str, name: str, height: int = 900) -> Callable[[Scene], Scene]:
    """Register the decorated function as the picture ``folder/anh/name``."""

    def keep(draw: Scene) -> Scene:
        SCENES.append(Entry(folder, name, height, draw))
        return draw

    return keep


def photo(folder: str, name: str) -> Callable[[Scene], Scene]:
    """Register the decorated function as a picture that looks taken: ``folder/anh/name``."""

    def keep(draw: Scene) -> Scene:
        SCENES.append(Entry(folder, name, 900, draw, photo=True))
        return draw

    return keep


def smooth(points: Sequence[Point], closed: bool = False) -> str:
    """Path data of a Catmull-Rom curve through the points."""
    count = len(points)
    data = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for i in range(count if closed else count - 1):
        if closed:
            quad = [points[(i + k) % count] for k in (-1, 0, 1, 2)]
        else:
            quad = [points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2)]
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = quad
        data += (
            f"C{bx + (cx - ax) / 6:.1f} {by + (cy - ay) / 6:.1f} "
            f"{cx - (dx - bx) / 6:.1f} {cy - (dy - by) / 6:.1f} {cx:.1f} {cy:.1f}"
        )
    return data + ("Z" if closed else "")


class Canvas:
    """Collects the shapes of one picture and writes them as SVG."""

    def __init__(self, name: str, width: int = 1600, height: int = 900) -> None:
        """Start an empty picture whose chance is seeded by its name."""
        self.w = width
        self.h = height
        self.rng = random.Random(name)
        self.parts: list[str] = []
        self.defs: list[str] = []
        self._ids = 0

    def _id(self) -> str:
        self._ids += 1
        return f"d{self._ids}"

    def rnd(self, low: float, high: float) -> float:
        """A repeatable random number between the two bounds."""
        return self.rng.uniform(low, high)

    def pick(self, choices: Sequence[str]) -> str:
        """A repeatable random choice."""
        return self.rng.choice(choices)

    # -- plain shapes -----------------------------------------------------

    def path(self, data: str, fill: str, op: float = 1, extra: str = "") -> None:
        """A filled path."""
        self.parts.append(f'<path d="{data}" fill="{fill}" opacity="{op}" {extra}/>')

    def poly(self, points: Sequence[Point], fill: str, op: float = 1) -> None:
        """A filled polygon."""
        data = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
        self.path(data, fill, op)

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: str,
        r: float = 0,
        op: float = 1,
    ) -> None:
        """A rectangle, with rounded corners if ``r`` is given."""
        self.parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(w, 0):.1f}" '
            f'height="{max(h, 0):.1f}" rx="{r}" fill="{fill}" opacity="{op}"/>'
        )

    def ell(self, x: float, y: float, rx: float, ry: float, fill: str, op: float = 1) -> None:
        """An ellipse."""
        self.parts.append(
            f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="{fill}" opacity="{op}"/>'
        )

    def circ(self, x: float, y: float, r: float, fill: str, op: float = 1) -> None:
        """A circle."""
        self.ell(x, y, r, r, fill, op)

    def stroke(self, data: str, colour: str, width: float, op: float = 1, cap: str = "round") -> None:
        """A stroked path."""
        self.parts.append(
            f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{width:.1f}" '
            f'stroke-linecap="{cap}" stroke-linejoin="round" opacity="{op}"/>'
        )

    def line(self, points: Sequence[Point], colour: str, width: float, op: float = 1) -> None:
        """A stroked polyline."""
        data = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        self.stroke(data, colour, width, op)

    def limb(self, a: Point, b: Point, wa: float, wb: float, fill: str) -> None:
        """A tapering limb with round ends."""
        dx, dy = b[0] - a[0], b[1] - a[1]
        size = (dx * dx + dy * dy) ** 0.5 or 1
        nx, ny = -dy / size, dx / size
        self.poly(
            [
                (a[0] + nx * wa, a[1] + ny * wa),
                (b[0] + nx * wb, b[1] + ny * wb),
                (b[0] - nx * wb, b[1] - ny * wb),
                (a[0] - nx * wa, a[1] - ny * wa),
            ],
            fill,
        )
        self.circ(*a, wa, fill)
        self.circ(*b, wb, fill)

    # -- paint ------------------------------------------------------------

    def grad(self, *stops: str, across: bool = False) -> str:
        """A smooth gradient of evenly spaced colours, downwards or across."""
        key = self._id()
        end = 'x2="1" y2="0"' if across else 'x2="0" y2="1"'
        body = "".join(f'<stop offset="{i / (len(stops) - 1):.3f}" stop-color="{s}"/>' for i, s in enumerate(stops))
        self.defs.append(f'<linearGradient id="{key}" x1="0" y1="0" {end}>{body}</linearGradient>')
        return f"url(#{key})"

    def fade(self, colour: str, op: float, start: Point, end: Point) -> str:
        """A smooth gradient of one colour between two points of the picture."""
        key = self._id()
        self.defs.append(
            f'<linearGradient id="{key}" gradientUnits="userSpaceOnUse" '
            f'x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}">'
            f'<stop offset="0" stop-color="{colour}" stop-opacity="{op}"/>'
            f'<stop offset="1" stop-color="{colour}" stop-opacity="0"/></linearGradient>'
        )
        return f"url(#{key})"

    def shade(self, data: str, colour: str, start: Point, end: Point, op: float = 0.7) -> None:
        """Stippled shadow on a path, fading from ``start`` to ``end``."""
        fill = self.fade(colour, op, start, end)
        self.path(data, fill, 1, 'filter="url(#stipple)"')

    def shade_rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        colour: str,
        side: str = "bottom",
        op: float = 0.7,
    ) -> None:
        """Stippled shadow on a rectangle, deepest on the named side."""
        start, end = {
            "bottom": ((x, y + h), (x, y)),
            "top": ((x, y), (x, y + h)),
            "left": ((x, y), (x + w, y)),
            "right": ((x + w, y), (x, y)),
        }[side]
        self.shade(f"M{x} {y}h{w}v{h}h{-w}Z", colour, start, end, op)

    def fog(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        colour: str,
        op: float = 0.8,
        up: bool = False,
    ) -> None:
        """A smooth veil, densest at its top (or at its foot with ``up``)."""
        ends = ((x, y + h), (x, y)) if up else ((x, y), (x, y + h))
        self.path(f"M{x} {y}h{w}v{h}h{-w}Z", self.fade(colour, op, *ends))

    def glow(
        self,
        x: float,
        y: float,
        r: float,
        colour: str,
        op: float = 0.7,
        grain: bool = True,
    ) -> None:
        """A round light, stippled like a screenprint unless ``grain`` is off."""
        key = self._id()
        self.defs.append(
            f'<radialGradient id="{key}"><stop offset="0" stop-color="{colour}" '
            f'stop-opacity="{op}"/><stop offset=".45" stop-color="{colour}" '
            f'stop-opacity="{op * 0.38:.3f}"/><stop offset="1" stop-color="{colour}" '
            'stop-opacity="0"/></radialGradient>'
        )
        extra = 'filter="url(#stipple)"' if grain else ""
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="url(#{key})" {extra}/>')

    # -- grouping ---------------------------------------------------------

    @contextmanager
    def group(self, move: str = "", op: float = 1, clip: str = "", blend: str = "") -> Iterator[None]:
        """Draw what follows with a transform, an opacity or a clipping path."""
        outer = ""
        if clip:
            key = self._id()
            self.defs.append(f'<clipPath id="{key}"><path d="{clip}"/></clipPath>')
            outer = f'clip-path="url(#{key})"'
        style = f'style="mix-blend-mode:{blend}"' if blend else ""
        self.parts.append(f'<g {outer} {style} opacity="{op}"><g transform="{move}">')
        yield
        self.parts.append("</g></g>")

    @contextmanager
    def mirrored(self, y: float, op: float = 0.4, squash: float = 1) -> Iterator[None]:
        """Draw what follows upside down below the waterline ``y``."""
        with self.group(f"translate(0 {y * (1 + squash)}) scale(1 {-squash})", op):
            yield

    def svg(self) -> str:
        """The finished picture, with its stipple and hand-cut edges."""
        seed = self.rng.randrange(1000)
        box = 'x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.w}" '
            f'height="{self.h}" viewBox="0 0 {self.w} {self.h}"><defs>'
            f'<filter id="stipple" {box}>'
            f'<feTurbulence type="fractalNoise" baseFrequency=".42" numOctaves="2" '
            f'seed="{seed}" result="n"/><feColorMatrix in="n" values="0 0 0 0 1 0 0 0 0 1 '
            '0 0 0 0 1 1.9 0 0 0 -.42" result="m"/>'
            '<feComposite in="SourceGraphic" in2="m" operator="arithmetic" k1="1.5" '
            'k2=".2" k3="0" k4="0"/></filter>'
            '<filter id="cut" filterUnits="userSpaceOnUse" x="-20" y="-20" width="1640" '
            f'height="{self.h + 40}" '
            'color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" '
            f'baseFrequency=".014" numOctaves="2" seed="{seed + 1}"/>'
            '<feDisplacementMap in="SourceGraphic" scale="5" xChannelSelector="R" '
            'yChannelSelector="G"/></filter>'
            f"{''.join(self.defs)}</defs>"
            f'<g filter="url(#cut)"><g transform="translate(-8 -5) scale(1.01)">'
            f"{''.join(self.parts)}</g></g></svg>"
        )
