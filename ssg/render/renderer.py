"""View → text, by a template; what goes wrong there is said with the template's file and line. Never reads the disk."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from jinja2 import BytecodeCache
from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError

from ssg.core.errors import Diagnostic, Place, SiteProblem, error
from ssg.core.theme import Theme
from ssg.pages.views.shared import SiteView
from ssg.render.environment import Unknown, make_environment


class Renderer:
    """Renders the templates of one theme for one site."""

    def __init__(
        self,
        theme: Theme,
        words: gettext.NullTranslations,
        site: SiteView,
        data: Mapping[str, Any],
        compiled: BytecodeCache | None = None,
    ) -> None:
        """Make the environment once; templates are compiled when they are first used, or found in `compiled`."""
        self._theme = theme
        self._labels = {file.label: file for file in theme.templates.values()}
        self.environment = make_environment(theme, words, site, data, compiled)

    def page(self, template: str, view: object) -> str:
        """Render a page; the text holds markers where blocks and assets belong.

        Raises SiteProblem with the template's place.
        """
        return self._render(template, {"page": view})

    def block(self, template: str, view: object) -> str:
        """Render a block; the text may hold markers of assets.

        Raises SiteProblem with the template's place.
        """
        return self._render(template, {"block": view})

    def place(self, template: str) -> Place:
        """Give the place of a template, where no line of it is known."""
        file = self._theme.templates.get(template)
        return file.place() if file else Place(f"templates/{template}")

    def _render(self, name: str, context: dict[str, object]) -> str:
        try:
            return self.environment.get_template(name).render(context)
        except (TemplateSyntaxError, TemplateNotFound) as problem:
            # `check_theme` has said it, with all other such problems; this page cannot be rendered.
            raise SiteProblem from problem
        except Exception as problem:  # any expression of a template may raise anything
            raise SiteProblem(self._diagnose(problem, name)) from problem

    def _diagnose(self, problem: Exception, name: str) -> Diagnostic:
        place = self._deepest(problem.__traceback__) or self.place(name)
        message = problem.message if isinstance(problem, TemplateError) else f"{type(problem).__name__}: {problem}"
        return error(problem.code if isinstance(problem, Unknown) else "E608", str(message), place)

    def _deepest(self, trace: TracebackType | None) -> Place | None:
        """Find the innermost line of a template: jinja2 gives its frames the template's file name and line."""
        place: Place | None = None
        while trace is not None:
            file = self._labels.get(trace.tb_frame.f_code.co_filename)
            if file is not None:
                place = file.place(trace.tb_lineno)
            trace = trace.tb_next
        return place
