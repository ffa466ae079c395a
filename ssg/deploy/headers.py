"""Headers that every server is told to send: caching, and what a browser may do with a page. Pure.

The policy fits the default theme, which has no inline scripts or styles; `[deploy.policy]` adds to it.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from ssg.core.config import Config
from ssg.core.engines import ENGINES

LASTING: Final = "public, max-age=31536000, immutable"
"""For files whose names change with their content."""
FRESH: Final = "public, max-age=60, stale-while-revalidate=600"
"""For everything else."""
LASTING_FOLDERS: Final = ("assets", "media")
UNLISTED_FOLDER: Final = "_blocks"
"""Parts of pages, which search engines must not take for pages: `X-Robots-Tag: noindex`."""

_VIDEOS: Final = "https://www.youtube-nocookie.com https://player.vimeo.com"
_POLICY: Final = {
    "default-src": "'self'",
    "img-src": "'self' https: data:",
    "media-src": "'self' https:",
    "frame-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
# What these fall back to where a policy does not name them: sources are added to that, or they would replace it.
_FALLBACK: Final = "default-src"


def security_headers(config: Config) -> tuple[tuple[str, str], ...]:
    """Name and value of each header, for every response."""
    always = (
        ("Content-Security-Policy", policy(config)),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    )
    secure = (("Strict-Transport-Security", "max-age=31536000"),)
    return (*always, *(secure if config.base_url.startswith("https://") else ()))


def policy(config: Config) -> str:
    """The Content-Security-Policy: ourselves only, and what `[deploy.policy]` adds."""
    upgrade = "; upgrade-insecure-requests" if config.base_url.startswith("https://") else ""
    return policy_of_preview(config) + upgrade


def policy_of_preview(config: Config) -> str:
    """The same for a preview: that is not reached by `https`, so nothing is to be asked for by it."""
    directives = dict(_POLICY)
    if engine := _engine(config):
        directives["form-action"] += f" {engine}"
    if "containers" in config.markdown.extensions:
        directives["frame-src"] += f" {_VIDEOS}"
    for name, sources in config.deploy.policy.items():
        directives[name] = f"{directives.get(name, directives[_FALLBACK])} {sources}"
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def _engine(config: Config) -> str:
    """The origin that the form of `/search/` is sent to where no scripts run; empty if it is sent nowhere."""
    address = urlsplit(ENGINES[config.search.engine][0])
    asked = config.search.enabled and config.base_url and address.netloc
    return f"{address.scheme}://{address.netloc}" if asked else ""
