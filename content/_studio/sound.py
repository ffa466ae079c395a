"""Make the newsroom's sounds: a few bell tones, written as WAV.

Run ``python content/_studio/sound.py``.
"""

from __future__ import annotations

import math
import wave
from pathlib import Path

RATE = 8000
TONES = ((0.0, 523.25), (0.55, 659.25), (1.1, 783.99), (1.65, 1046.5))
SECONDS = 4


def level(at: float) -> float:
    """The sum of all tones that have begun, each fading away."""
    heard = 0.0
    for begin, pitch in TONES:
        since = at - begin
        if since > 0:
            bell = math.sin(2 * math.pi * pitch * since) + 0.4 * math.sin(2 * math.pi * 2.76 * pitch * since)
            heard += bell * math.exp(-3 * since)
    return heard / 3


def main() -> None:
    """Write the signature tune of the podcast."""
    target = Path(__file__).resolve().parent.parent / "thoi-su" / "am-thanh" / "nhac-hieu.wav"
    target.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(target), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(RATE)
        out.writeframes(bytes(128 + int(100 * level(number / RATE)) for number in range(RATE * SECONDS)))


if __name__ == "__main__":
    main()
