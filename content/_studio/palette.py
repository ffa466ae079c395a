"""The inks of the newsroom: a small printed palette and ways of mixing it."""

from __future__ import annotations

PAPER = "#f6eddc"
CREAM = "#efe0c2"
SAND = "#dfc498"
OCHRE = "#d99a34"
AMBER = "#eeb454"
RUST = "#c4662f"
RED = "#b93a2b"
WINE = "#7d2430"
BLUSH = "#e9b79c"
ROSE = "#d9806f"
JADE = "#3f8570"
MOSS = "#6d8a4a"
LEAF = "#2f6650"
PINE = "#1d4344"
MIST = "#cddad2"
SEA = "#6fa3a3"
SKY = "#a9c8cb"
BLUE = "#3c6c93"
INDIGO = "#28406b"
NIGHT = "#172544"
INK = "#141a2e"
EARTH = "#6b4532"
BARK = "#4a3028"
STONE = "#a79d8d"
SLATE = "#5d6a73"

SKIN = ("#d9a273", "#c98f62", "#e2b187")
HAIR = "#1f1a22"


def _rgb(colour: str) -> tuple[int, int, int]:
    """Split a #rrggbb colour into its three channels."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: str, second: str, share: float = 0.5) -> str:
    """Blend two colours; ``share`` is how much of the second goes in."""
    pairs = zip(_rgb(first), _rgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def dark(colour: str, share: float = 0.25) -> str:
    """Deepen a colour with the ink of the key plate."""
    return mix(colour, INK, share)


def light(colour: str, share: float = 0.25) -> str:
    """Lift a colour towards the paper."""
    return mix(colour, PAPER, share)
