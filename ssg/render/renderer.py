"""View → text, by a template; problems are reported with the template's file and line. Never reads the disk."""

from __future__ import annotations

import gettext
import weakref
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
from jinja2 import BytecodeCache, Environment
from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup

from ssg.core.errors import Place, SiteProblem
from ssg.core.i18n import translations
from ssg.core.message import say
from ssg.core.theme import Theme
from ssg.pages.model import Page
from ssg.pages.page_queries import PageQueries
from ssg.pages.queries import QueryProblem
from ssg.pages.reader import Reader
from ssg.pages.views.shared import Card
from ssg.render.cards import Cards
from ssg.render.compiling import rendered
from ssg.render.diagnose import diagnose
from ssg.render.environment import make_environment, without_site
from ssg.render.markers import BLOCK_IN_BLOCK, new_nonce
from ssg.render.pure import ADDRESS, Unknown, addresses, refuse_address

# Facts of every text: `site`, the language of its words, those that the site replaces, and our own code.
_EVERY_TEXT: Final = frozenset((("SITE", ""), ("CONFIG", "language"), ("CONFIG", "words"), ("CODE", "")))
_LONGEST: Final = 64_000_000  # characters of a page: no browser and no reader of feeds takes as many
_EVERY_BOX: Final = (("CONFIG", "language"), ("CONFIG", "words"), ("CODE", ""))


class Renderer:
    """Renders the templates of one theme for one site."""

    def __init__(
        self,
        theme: Theme,
        words: gettext.NullTranslations,
        read: Reader,
        data: Mapping[str, Any],
        compiled: BytecodeCache | None = None,
    ) -> None:
        """Create the environment once; templates are compiled when they are first used, or found in `compiled`.

        `read` records what a text depends on besides its view.
        """
        self._read = read
        us = weakref.proxy(self)  # environments have reference cycles, which must not keep a whole site alive
        self._theme = theme
        self._data_files = tuple(data)
        self.nonce, view, own = new_nonce(), read.view, read.config.own_blocks

        self._cards = Cards(lambda: us._read)
        self._make: Callable[[gettext.NullTranslations, BytecodeCache | None], Environment] = lambda words, compiled: (
            make_environment(
                theme,
                words,
                view,
                data,
                lambda name: us._data(name),  # noqa: PLW0108 - `us._data` would be bound, and keep us alive
                compiled,
                us.nonce,
                lambda name, arguments: us._is_empty(name, arguments),  # noqa: PLW0108 - as above
                lambda arguments: us._articles(arguments),  # noqa: PLW0108 - as above
                lambda: us._zone(),  # noqa: PLW0108 - as above
                own,
                us._cards,
            )
        )
        self.environment: Environment = self._make(words, compiled)
        self._in_other_languages: dict[str, Environment] = {}
        self._boxes: dict[str, Environment] = {}
        self.asked: Callable[[Page, str, dict[str, Any]], bool] | None = None
        """Returns whether a block shows nothing on a page; set by what joins pages."""
        self._page: Page | None = None
        self._queries = PageQueries(read, None)

    def _data(self, name: str) -> Any:  # noqa: ANN401 - plain data of the site's own making
        return self._read.data(name)

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self._read.config.timezone)

    def _is_empty(self, name: str, arguments: dict[str, Any]) -> bool:
        if self._page is None or self.asked is None:
            raise Unknown("E605", BLOCK_IN_BLOCK)
        self._cards.of_page = True
        return self.asked(self._page, name, arguments)

    def _articles(self, arguments: dict[str, Any]) -> tuple[Card, ...]:
        self._cards.of_page = True
        try:
            return self._queries.articles(arguments)
        except QueryProblem as problem:
            raise Unknown(problem.code, problem.message, problem.hint) from problem

    def reading(self, read: Reader) -> Renderer:
        """Continue with another reader of the same `site.toml`, theme and data; the previous one is no longer used."""
        self._read = read
        self._cards.clear()
        return self

    def page(self, template: str, view: object, page: Page | None = None) -> str:
        """Render a page; the text holds markers where blocks and assets belong. Its template may ask of its blocks.

        Raises SiteProblem with the template's place.
        """
        language = getattr(getattr(view, "head", None), "language", "")
        own = language in ("", self._read.view.language)
        return self._render(template, {"page": view}, self.environment if own else self._environment_of(language), page)

    def block(self, template: str, view: object) -> str:
        """Render a block, in the words of the language that its view names; the text may hold markers of assets.

        Raises SiteProblem with the template's place.
        """
        language = getattr(view, "language", "")
        environment = self._environment_of(language) if language else self.environment
        return self._render(template, {"block": view}, environment, None)

    def box(self, template: str, arguments: Mapping[str, object], content: str, language: str, use: Place) -> str:
        """Render a box of the site's own, which sees its arguments and its content and nothing else of the site.

        Its words are in the `language` of the text; that of the site where it says none.

        Raises SiteProblem with the template's place, and the place of its `use`.
        """
        self._read.facts |= {("TEMPLATE", template), *_EVERY_BOX}
        inside = {"args": MappingProxyType(dict(arguments)), "content": Markup(content)}  # noqa: S704 - sanitised
        environment = self._environment_of_boxes(language)
        before, self._page, self._queries = (self._page, self._queries), None, PageQueries(self._read, None)
        try:
            return rendered(environment, template, inside)
        except (TemplateSyntaxError, TemplateNotFound) as problem:
            raise SiteProblem from problem  # said by `check_theme`
        except Exception as problem:  # any expression of a template may raise anything
            found = diagnose(problem, template, self._theme, environment)
            hint = say("this box is used in {file}, line {line}", file=use.path, line=use.line)
            raise SiteProblem(msgspec.structs.replace(found, hint=hint)) from problem
        finally:
            self._page, self._queries = before

    def _environment_of_boxes(self, language: str) -> Environment:
        """Return the environment of boxes in texts of a language; an empty one is the site's."""
        found = self._boxes.get(language)
        if found is None:
            own = language in ("", self._read.view.language)
            found = self._boxes[language] = without_site(self.environment if own else self._environment_of(language))
        return found

    def place(self, template: str) -> Place:
        """Return the place of a template without a line."""
        file = self._theme.templates.get(template)
        return file.place() if file else Place(f"templates/{template}")

    def _environment_of(self, language: str) -> Environment:
        """Return the environment whose words are in another language than the site's."""
        found = self._in_other_languages.get(language)
        if found is None:  # its templates are not kept: constants of another language are folded into those
            found = self._in_other_languages[language] = self._make(translations(language), None)
        return found

    def _render(self, name: str, context: dict[str, object], environment: Environment, page: Page | None) -> str:
        """Render for a page, or for what has none: that is what templates ask of."""
        self._read.facts |= _EVERY_TEXT
        self._read.facts.add(("TEMPLATE", name))
        before, self._page, self._queries = (self._page, self._queries), page, PageQueries(self._read, page)
        try:
            text = rendered(environment, name, context)
            if ADDRESS in text or len(text) > _LONGEST:
                self._refuse_text(name, context, text, environment)
        except SiteProblem:  # of a block that was asked of
            raise
        except (TemplateSyntaxError, TemplateNotFound) as problem:
            # `check_theme` has reported it, with all other such problems; this page cannot be rendered.
            raise SiteProblem from problem
        except Exception as problem:  # any expression of a template may raise anything
            raise SiteProblem(diagnose(problem, name, self._theme, environment)) from problem
        finally:
            self._page, self._queries = before
        return text

    def _refuse_text(self, name: str, context: dict[str, object], text: str, environment: Environment) -> None:
        """Raise Unknown if a text is too long, or has an object as the address that it has in this process alone."""
        if len(text) > _LONGEST:
            raise Unknown("E626", say("prints more than {most:,} characters", most=_LONGEST))

        def known() -> Iterator[str]:
            yield repr(context)
            yield repr((self._read.view, *(self._read.data(one) for one in self._data_files)))
            yield from (file.text for file in self._theme.templates.values())

        if not addresses(text, known):
            return
        looking = environment.overlay(finalize=refuse_address)
        looking.bytecode_cache = None
        looking.get_template(name).render(context)
        raise Unknown("E625", say("prints an object that has no text of its own"), say("print a field of it"))
