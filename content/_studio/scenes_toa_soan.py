"""Tòa soạn: portraits of those who write for it."""

from __future__ import annotations

import palette as p
from canvas import Canvas, scene
from people import Look, head


@scene("toa-soan", "dang-ngoc-mai", 1600)
def doctor(c: Canvas) -> None:
    """A doctor in a white coat before a green wall, looking to the side."""
    c.rect(0, 0, 1600, 1600, "#9db8a4")
    c.glow(620, 520, 900, "#d8e6d0", 0.8)
    c.rect(0, 1180, 1600, 420, "#86a48f", 0, 0.6)
    c.path("M210 1600Q240 1130 620 1080L980 1080Q1370 1130 1410 1600Z", "#f4f1ea")
    c.path("M640 1080L800 1400L960 1080L900 1040H700Z", "#6f8fae")
    c.path("M620 1070L520 1180L760 1600H800L800 1400Z", "#e3ded3")
    c.path("M980 1070L1080 1180L840 1600H800L800 1400Z", "#d9d3c6")
    c.limb((800, 900), (800, 1130), 105, 130, p.dark(p.SKIN[0], 0.08))
    head(c, 800, 660, 300, Look(skin=p.SKIN[0], do="bob"))
    c.stroke("M640 1110Q600 1330 720 1390", p.INK, 16)
    c.stroke("M960 1110Q1010 1300 930 1350", p.INK, 16)
    c.circ(930, 1370, 34, "#8d949a")
