"""`CRAWLERS`: the crawlers that robots.txt knows by name, each with what its operator says it is for. Data only.

Checked on 30/11/2026 against what the operators publish. To add one, add a line.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, get_args

Purpose = Literal["search", "ai-input", "ai-train"]
"""What a text may be used for, in the words of contentsignals.org: a search index with links and short excerpts; input
to a model that answers somebody; training of models.
"""
PURPOSES: Final[tuple[Purpose, ...]] = get_args(Purpose)


class Crawler(NamedTuple):
    """A crawler: its name in robots.txt, who runs it, and what it reads for."""

    name: str
    operator: str
    purposes: tuple[Purpose, ...]


CRAWLERS: Final = (
    Crawler("Googlebot", "Google", ("search",)),
    Crawler("Bingbot", "Microsoft", ("search",)),
    Crawler("coccocbot-web", "Cốc Cốc", ("search",)),
    Crawler("Applebot", "Apple", ("search",)),
    Crawler("DuckDuckBot", "DuckDuckGo", ("search",)),
    Crawler("YandexBot", "Yandex", ("search",)),
    Crawler("Baiduspider", "Baidu", ("search",)),
    Crawler("OAI-SearchBot", "OpenAI", ("search", "ai-input")),
    Crawler("Claude-SearchBot", "Anthropic", ("search", "ai-input")),
    Crawler("PerplexityBot", "Perplexity", ("search", "ai-input")),
    Crawler("Amzn-SearchBot", "Amazon", ("search", "ai-input")),
    Crawler("ChatGPT-User", "OpenAI", ("ai-input",)),
    Crawler("Claude-User", "Anthropic", ("ai-input",)),
    Crawler("Perplexity-User", "Perplexity", ("ai-input",)),
    Crawler("MistralAI-User", "Mistral", ("ai-input",)),
    Crawler("DuckAssistBot", "DuckDuckGo", ("ai-input",)),
    Crawler("meta-externalfetcher", "Meta", ("ai-input",)),
    Crawler("Google-Extended", "Google", ("ai-input", "ai-train")),
    Crawler("GPTBot", "OpenAI", ("ai-train",)),
    Crawler("ClaudeBot", "Anthropic", ("ai-train",)),
    Crawler("Applebot-Extended", "Apple", ("ai-train",)),
    Crawler("meta-externalagent", "Meta", ("ai-train",)),
    Crawler("Amazonbot", "Amazon", ("ai-train",)),
    Crawler("Bytespider", "ByteDance", ("ai-train",)),
    Crawler("CCBot", "Common Crawl", ("ai-train",)),
)
"""One with several purposes has one name for all of them: it is kept out if one of them is refused."""
