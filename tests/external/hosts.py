"""Hosts as their documentation describes them: what each answers for an output folder, by the files in it.

They cannot be run here. Each class says where its rules are published; what is not published is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlsplit

Headers = dict[str, str]
NONE: Final[Mapping[str, str]] = MappingProxyType({})


class Answer(NamedTuple):
    """Status, file in the output folder, location, headers of `_headers`."""

    status: int
    output: str = ""
    location: str = ""
    headers: Mapping[str, str] = NONE


class Rule(NamedTuple):
    """A line of `_redirects`. `asked` are query parameters that must be there; `forced`: also where a file is."""

    source: str
    asked: dict[str, str]
    target: str
    status: int
    forced: bool


def rules_of(text: str, default: int) -> list[Rule]:
    """Read `_redirects`: source, query parameters, target, status."""
    found = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        source, *rest = line.split()
        asked = {}
        while "=" in rest[0] and not rest[0].startswith(("/", "http")):
            name, _, value = rest.pop(0).partition("=")
            asked[name] = value
        status = rest[1] if len(rest) > 1 else str(default)
        found.append(Rule(source, asked, rest[0], int(status.rstrip("!")), status.endswith("!")))
    return found


def matched(pattern: str, path: str) -> dict[str, str] | None:
    """Return the placeholders and the splat that a pattern finds in a path; None if it does not match."""
    parts = (
        r"(?P<splat>.*)" if part == "*" else f"(?P<{part[1:]}>[^/]+)" if part.startswith(":") else re.escape(part)
        for part in re.split(r"(\*|:[A-Za-z]\w*)", pattern)
    )
    found = re.fullmatch("".join(parts), path)
    return None if found is None else found.groupdict()


def filled(target: str, values: dict[str, str]) -> str:
    """Put what was found into a target."""
    for name, value in values.items():
        target = target.replace(f":{name}", value)
    return target


class Host:
    """Files and `_headers`, as all of them read them."""

    default = 302
    slash = 301
    """The status for a folder that was asked for without its last slash."""

    def __init__(self, public: Path) -> None:
        self.public = public
        self.rules = rules_of(self._text("_redirects"), self.default)
        self._blocks = re.findall(r"^(\S+)\n((?:[ \t]+.*\n)*)", self._text("_headers"), re.MULTILINE)

    def get(self, url: str) -> Answer:
        """Answer a request for a path, perhaps with a query."""
        path, _, query = url.partition("?")
        answer = self.redirected(path, query) or self.served(path, query)
        return answer._replace(headers=self.headers(path)) if answer.output else answer

    def redirected(self, path: str, query: str) -> Answer | None:
        """Answer by `_redirects`."""
        raise NotImplementedError

    def served(self, path: str, query: str) -> Answer:
        """Answer with a file."""
        name = unquote(path).lstrip("/")
        if name in ("_redirects", "_headers"):
            return self.missing()
        if (name.endswith("/") or not name) and self.has(f"{name}index.html"):
            return Answer(200, f"{name}index.html")
        if self.has(name):
            return self.file(name, query)
        if self.has(f"{name}/index.html"):
            return Answer(self.slash, location=quote(f"/{name}/") + (f"?{query}" if query else ""))
        if name and self.has(f"{name}.html"):
            return Answer(200, f"{name}.html")
        return self.missing()

    def file(self, name: str, query: str) -> Answer:
        """Answer with a file that was asked for by its own name."""
        return Answer(200, name)

    def missing(self) -> Answer:
        """Answer with the page for what is not there."""
        return Answer(404, "404.html")

    def has(self, name: str) -> bool:
        """Return whether there is a file of that name, in that case and Unicode form."""
        return bool(name) and not name.endswith("/") and (self.public / name).is_file()

    def headers(self, path: str) -> Headers:
        """Join the headers of all patterns that match; `! Name` takes one back."""
        found: Headers = {}
        for pattern, block in self._blocks:
            if matched(pattern, path) is None:
                continue
            for line in map(str.strip, block.splitlines()):
                name, _, value = (part.strip() for part in line.partition(":"))
                if line.startswith("!"):
                    found.pop(line[1:].strip().lower(), None)
                elif name.lower() in found:
                    found[name.lower()] += f", {value}"
                else:
                    found[name.lower()] = value
        return found

    def _text(self, name: str) -> str:
        file = self.public / name
        return file.read_text("utf-8") if file.is_file() else ""


class Netlify(Host):
    """docs.netlify.com/routing/redirects, …/redirect-options, …/rewrites-proxies, docs.netlify.com/routing/headers.

    The first rule that matches the decoded path; with or without the last slash; a file hides it unless it is forced;
    301 and 302 keep the query; 200 and 404 show the target. Other statuses are not documented, 307 is said not to
    work: such a rule is shown here as one with 404. A parameter must have the value of the rule, decoded. A target
    with a query of its own is not documented; here it keeps that. `/about` leads to `/about/` ("Pretty URLs"). Headers
    are for files only.
    """

    default = 301

    def redirected(self, path: str, query: str) -> Answer | None:
        given = dict(parse_qsl(query, keep_blank_values=True))
        for rule in self.rules:
            values = matched(rule.source.rstrip("/") or "/", unquote(path).rstrip("/") or "/")
            asked = {value[1:]: given.get(name) for name, value in rule.asked.items() if value[:1] == ":"}
            as_written = all(given.get(name) == value for name, value in rule.asked.items() if value[:1] != ":")
            if (
                values is None
                or None in asked.values()
                or not as_written
                or (not rule.forced and self.served(path, "").status == 200)
            ):
                continue
            target = filled(rule.target, values | {name: value or "" for name, value in asked.items()})
            if rule.status in (301, 302):
                return Answer(rule.status, location=with_query(target, "" if asked else query))
            return Answer(200 if rule.status == 200 else 404, self.served(target, "").output)
        return None


class Cloudflare(Host):
    """developers.cloudflare.com/pages/configuration/redirects, …/headers, …/serving-pages, and the source that answers
    there (packages/pages-shared/asset-server of github.com/cloudflare/workers-sdk).

    Rules without `*` and `:name` come first, and are compared with the path as it was sent; the first counts. They hide
    files. A query is kept if the target has none. 2,000 such rules, of 1,000 characters. `/a.html` leads to `/a`.
    """

    slash = 308

    def redirected(self, path: str, query: str) -> Answer | None:
        rules = [rule for rule in self.rules if rule.status in (301, 302, 303, 307, 308) and not rule.asked]
        exact = [rule for rule in rules if not re.search(r"\*|:[A-Za-z]", rule.source)]
        for rule in (*exact[:2000], *[rule for rule in rules if rule not in exact][:100]):
            values = {} if rule.source == path else None if rule in exact else matched(rule.source, path)
            if values is not None:
                return Answer(rule.status, location=with_query(filled(rule.target, values), query))
        return None

    def file(self, name: str, query: str) -> Answer:
        bare = name.removesuffix(".html")
        if bare == name or self.has(bare):
            return Answer(200, name)
        bare = re.sub(r"(^|/)index$", r"\1", bare)
        return Answer(308, location=quote(f"/{bare}") + (f"?{query}" if query else ""))


class GitHubPages(Host):
    """docs.github.com/pages: files, `404.html`, folders by their `index.html`; neither redirects nor headers.

    A page that leads on at once counts as what it leads to, with status 200. A query is lost there.
    """

    def redirected(self, path: str, query: str) -> Answer | None:
        return None

    def get(self, url: str) -> Answer:
        answer = super().get(url)
        if answer.status == 200 and answer.output.endswith(".html"):
            text = (self.public / answer.output).read_text("utf-8")
            if found := re.search(r'http-equiv="?refresh"? content="0; ?url=([^"]*)"', text):
                return Answer(200, location=found[1].replace("&amp;", "&"))
        return answer

    def headers(self, path: str) -> Headers:
        return {}


def with_query(target: str, query: str) -> str:
    """Add the query of a request to a target that has none of its own."""
    parts = urlsplit(target)
    return parts._replace(query=parts.query or query).geturl()
