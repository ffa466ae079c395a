"""What the preview shows is what a build from nothing publishes, whatever an editor does.

The machine is in `preview_hunt.py`. The long hunt is `-m slow`.
"""

from __future__ import annotations

import pytest
from hypothesis.stateful import run_state_machine_as_test

from tests.hunt.lengths import long, short
from tests.hunt.preview_hunt import PreviewHunt

PreviewHunt.TestCase.settings = short(1, 8)
TestPreview = PreviewHunt.TestCase


@pytest.mark.slow
def test_a_long_hunt() -> None:
    run_state_machine_as_test(PreviewHunt, settings=long(2, 20))
