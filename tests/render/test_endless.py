"""A template that does not end is stopped, and named with its line: once, however many pages it is for."""

from __future__ import annotations

import signal
from collections.abc import Callable

import pytest

from ssg.render.compiling import TooLong
from tests.conftest import TinySite, article_file

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs timers of processor time")
SITE = "".join(article_file(f"tin/{n}.md", "::: so\n:::", title=f"Tin {n}", date="2026-11-20") for n in range(9))
LOOPS = "{% for a in range(99999) %}{% for b in range(99999) %}\n{% if a < 0 %}x{% endif %}\n{% endfor %}{% endfor %}"
MACRO = "{% macro m(n) %}\n{{ m(n + 1) if n < 60 }}{{ m(n + 1) if n < 60 }}\n{% endmacro %}\n{{ m(1) }}"
BOX = "-- templates/boxes/so.html --\n{#- Một hộp. -#}\n<p>1</p>\n"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("article.html", f'{{% extends "base.html" %}}{{% block main %}}\n{LOOPS}{{% endblock %}}', (2, 3, 4)),
        ("article.html", f'{{% extends "base.html" %}}{{% block main %}}\n{MACRO}{{% endblock %}}', (3,)),
        ("blocks/tin-khac.html", LOOPS, (1, 2, 3)),
        ("boxes/so.html", f"{{#- Một hộp. -#}}\n{LOOPS}", (2, 3, 4)),
    ],
)
def test_it_is_stopped(
    site: Callable[[str], TinySite],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    text: str,
    line: tuple[int, ...],
) -> None:
    tiny = site(SITE + BOX)
    tiny.build()
    before = tiny.tree()
    monkeypatch.setattr("ssg.render.compiling.MOST_SECONDS", 1)
    tiny.write(f"templates/{name}", text)
    stopped: list[TooLong] = []

    class Counted(TooLong):
        def __init__(self, label: str, line: int) -> None:
            super().__init__(label, line)
            stopped.append(self)

    monkeypatch.setattr("ssg.render.compiling.TooLong", Counted)
    built = tiny.try_build()
    assert len(stopped) == 1
    (found,) = built.diagnostics
    assert (found.code, found.place.path) == ("E626", f"templates/{name}")
    assert str(found.message).startswith("stopped after "), found.message
    assert found.place.line in line
    assert tiny.tree() == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)
    monkeypatch.undo()
    tiny.write(f"templates/{name}", BOX.split("--\n")[1] if "boxes" in name else "{% extends 'theme:" + name + "' %}")
    tiny.build()
    assert tiny.tree() == before
