"""What files read that are made of all articles of a list, such as the index of the search. All reads are recorded.

A fact covers one thing of all articles, so that a file made of their summaries stays as it is when a headline changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ssg.core.trace import joined
from ssg.index import queries
from ssg.index.listed import PARTS, listed
from ssg.index.queries import PUBLIC
from ssg.pages.recorder import Recorder


class WholeLists(Recorder):
    """Reads lists as a whole."""

    def whole(self, name: str, *, texts: bool = False) -> Sequence[str]:
        """Return a whole list, for a page made of all of it: all cards and tags count, and with `texts` these too.

        Reads of those articles one by one do not have to be recorded: do them in `recording`.
        """
        self.facts.add(("CARDS", name))
        if texts:
            self.facts.add(("TEXTS", name))
        return self._lists(name)

    def parts_listed(self, *, public: bool) -> Sequence[str]:
        """Return the names of the parts that the URLs of topics, series, authors and tags are divided into."""
        self.facts.add(("LISTED", joined(PUBLIC if public else "", PARTS)))
        return [*self._listed(public=public)]

    def listed(self, part: str, *, public: bool) -> Sequence[str]:
        """Return the URLs of one part; none of a part that does not exist."""
        self.facts.add(("LISTED", joined(PUBLIC if public else "", part)))
        return self._listed(public=public).get(part, ())

    def _listed(self, *, public: bool) -> Mapping[str, Sequence[str]]:
        with self.recording():  # the caller records the part
            return self.kept(f"listed {public}", lambda: listed(self._site, public=public))

    def titles(self, name: str) -> Sequence[queries.Titled]:
        """Return title, tags and category of all articles of a list."""
        self.facts.add(("TITLES", name))
        return queries.titles(self._site, name)

    def summaries(self, name: str) -> Iterator[str]:
        """Return the summary of all articles of a list, or the beginning of the text of one that has none."""
        self.facts.add(("SUMMARIES", name))
        found = (self._source.library.article(self._site.briefs[path]) for path in self._lists(name))
        return (article.summary or article.lede for article in found)

    def version(self, name: str, *, texts: bool = False) -> str:
        """Return the version of what `whole` reads, without iterating over it."""
        facts = [("CARDS", name), ("TEXTS", name)][: 1 + texts]
        self.facts.update(facts)
        return "".join(map(self.stamps, facts))
