"""Headers that every server sends: caching, and what a browser may do with a page. Pure.

The policy fits the default theme, which has no inline scripts or styles; `[deploy.policy]` adds to it, and so do the
providers whose content the site embeds (`with_embeds`), and those whose scripts it loads (`script_policy.py`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

import msgspec

from ssg.content.providers import frame_sources
from ssg.core.config import Config
from ssg.core.config.deploy_keys import DeployConfig
from ssg.core.content_types import MORE
from ssg.core.engines import ENGINES
from ssg.deploy.script_policy import provider_sources, script_source
from ssg.index.urls import GUARDED

LASTING: Final = "public, max-age=31536000, immutable"
"""Only for files whose names change with their content: browsers never request them again."""
FRESH: Final = "public, max-age=60, stale-while-revalidate=600"
"""For everything else: pages, files that keep their names, redirects, errors."""
OF_ONE_READER: Final = "private, max-age=60"
"""The same where pages have nonces, which no cache may give to several readers."""
PRIVATE: Final = "private, no-store"
"""For everything on a staging server: nobody may keep what it has shown."""
HIDDEN: Final = "noindex, nofollow"
UNLISTED_FOLDER: Final = "_blocks"
"""Parts of pages, which search engines must not take for pages: `X-Robots-Tag: noindex`."""

TYPES: Final = {
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "xml": "text/xml",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "csv": "text/csv",
    "json": "application/json",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml",
    "avif": "image/avif",
    "ico": "image/vnd.microsoft.icon",
    "m4a": "audio/mp4",
    "bin": "application/octet-stream",
}
"""Types by ending, as every server sends them: with `nosniff`, browsers refuse scripts and subtitles of another type.

All that begin with `text/` are in UTF-8, as HTML is."""


def types_of(config: Config) -> dict[str, str]:
    """Return `TYPES`, and those of endings that outputs of the site have besides."""
    if not config.outputs:
        return TYPES
    found: dict[str, str] = {}
    for output in config.outputs:
        ending = output.path.rpartition("/")[2].rpartition(".")[2].lower()
        if output.content_type or ending in MORE:
            found[ending] = output.content_type or MORE[ending]
    return {**TYPES, **dict(sorted(found.items()))}


def compressed_types(config: Config) -> tuple[str, ...]:
    """Return the types that every server compresses while it sends a file: text of any kind, that of outputs too."""
    kinds = {*_TEXTS, *(kind.partition(";")[0].strip().lower() for kind in types_of(config).values())}
    return tuple(sorted(kind for kind in kinds if _TEXT.match(kind)))


_TEXT: Final = re.compile(r"text/|\S+[/+](?:json|xml|yaml|javascript|x-ndjson)$")
_TEXTS: Final = (
    "text/html",
    "application/javascript",
    "application/xml",
    "application/atom+xml",
    "application/rss+xml",
)
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
CMS_FOLDER: Final = "admin"
"""Where `ssg cms` lays the CMS."""
CMS_HOSTS: Final = {
    "github": ("https://api.github.com", "https://github.com", "https://www.githubstatus.com"),
    "gitlab": ("https://gitlab.com",),
    "gitea": ("https://gitea.com",),
    "test-repo": (),
}
"""What the page of a CMS may ask, by back end."""
NONE: Final[Mapping[str, str]] = MappingProxyType({})
# The directives that these fall back to if a policy does not name them: their sources are added, not replaced.
_FALLBACK: Final = "default-src"


def lasting(base_path: str) -> str:
    """Return the regular expression (PCRE, RE2) for the paths of files whose name ends with a digest of their content.

    `/assets/css/site.1f2e3d4c.css`, `/media/thu-do/cau-640.1f2e3d4c.webp`. Exclude those of `NOT_LASTING`.
    """
    return f"^{re.escape(base_path)}/(?:assets|media)/(?:.*/)?[^/]+[.][0-9a-f]{{8}}(?:[.][A-Za-z0-9]+)?$"


NOT_LASTING: Final = "[.][0-9]{8}(?:[.][A-Za-z0-9]+)?$|[.]html?$"
"""Pages, and names with eight figures: that is a date (`ban-do.20261128.pdf`); our digests have a letter."""


def with_embeds(config: Config, used: Collection[str]) -> Config:
    """Return the configuration with the frames of the providers that a site uses, and no others, in its policy."""
    sources = frame_sources(config, used) if used else ()
    if not sources:
        return config
    given = config.deploy.policy
    frames = " ".join(filter(None, (given.get("frame-src", ""), *sources)))
    deploy = msgspec.structs.replace(config.deploy, policy={**given, "frame-src": frames})
    return msgspec.structs.replace(config, deploy=deploy)


class Staged(DeployConfig, frozen=True, kw_only=True):
    """`[deploy]` of a build for a staging server."""


def for_staging(config: Config) -> Config:
    """Return the configuration for a staging server: search engines and caches must not keep what it shows."""
    return msgspec.structs.replace(config, deploy=Staged(**msgspec.structs.asdict(config.deploy)))


def caching(config: Config) -> tuple[str, str]:
    """Return `Cache-Control` of files whose names change with their content, and that of everything else."""
    if isinstance(config.deploy, Staged):
        return PRIVATE, PRIVATE
    return LASTING, OF_ONE_READER if config.deploy.scripts == "nonce" else FRESH


def guarded(config: Config) -> tuple[str, ...]:
    """Return the path of the folder that servers guard, with a slash at its end; nothing if a site has none.

    A staging server guards everything, and keeps nothing.
    """
    has_rules = config.access is not None and config.access.paid_body == "guard"
    return (f"{config.base_path}/{GUARDED}/",) if has_rules and not isinstance(config.deploy, Staged) else ()


def security_headers(config: Config) -> tuple[tuple[str, str], ...]:
    """Return name and value of each header, for every response."""
    always = (
        ("Content-Security-Policy", policy(config)),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    )
    if isinstance(config.deploy, Staged):
        return (*always, ("X-Robots-Tag", HIDDEN))  # and browsers must not insist on https after the site has moved
    secure = (("Strict-Transport-Security", "max-age=31536000"),)
    return (*always, *(secure if config.base_url.startswith("https://") else ()))


def unlisted(config: Config) -> tuple[str, ...]:
    """Return `X-Robots-Tag` of the files in `UNLISTED_FOLDER`; nothing where every response has one."""
    return () if isinstance(config.deploy, Staged) else ("noindex",)


def policy(config: Config, more: Mapping[str, str] = NONE) -> str:
    """Return the Content-Security-Policy: only the site itself, plus `[deploy.policy]`, plus `more` sources."""
    upgrade = "; upgrade-insecure-requests" if config.base_url.startswith("https://") else ""
    return policy_of_preview(config, more) + upgrade


def policy_of_preview(config: Config, more: Mapping[str, str] = NONE) -> str:
    """Return the policy for a preview, which is not served over `https`, so requests are not upgraded.

    An article that is open in a browser may get any embed while it is edited: give the configuration `with_embeds`.
    """
    directives = dict(_POLICY)
    if strict := script_source(config):
        directives["script-src"] = strict
    if service := _origin(config.pictures.service):
        directives["img-src"] += f" {service}"
    if engine := _engine(config):
        directives["form-action"] += f" {engine}"
    added = (*provider_sources(config).items(), *config.deploy.policy.items(), *more.items())
    for name, sources in added:
        directives[name] = f"{directives.get(name, directives[_FALLBACK])} {sources}"
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def cms_headers(config: Config) -> tuple[tuple[str, str], ...]:
    """Return the headers that pages of the CMS have in place of those of the same name; none without a CMS.

    Its window stays connected with the one in which an editor signs in.
    """
    backend = config.deploy.cms
    if not backend:
        return ()
    return ("Content-Security-Policy", cms_policy(backend)), ("Cross-Origin-Opener-Policy", "unsafe-none")


def cms_folder(config: Config) -> str:
    """Return the path of the CMS, with a slash at its end."""
    return f"{config.base_path}/{CMS_FOLDER}/"


def cms_policy(backend: str) -> str:
    """Return the policy for the page of a CMS, which styles itself and talks to its back end and to nobody else."""
    hosts = " ".join(CMS_HOSTS[backend])
    return "; ".join(
        (
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' https: data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self' data: blob: {hosts}".rstrip(),
            "worker-src 'self' blob:",
            "media-src 'self' blob:",
            "frame-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def _origin(service: str) -> str:
    """Return the origin of an image server, whose URL may have a field right after it; empty for a path of the site."""
    found = re.match(r"https?://[^/?#{]+", service)
    return found[0] if found else ""


def _engine(config: Config) -> str:
    """Return the origin that the form of `/search/` is sent to without scripts; empty if it is not sent anywhere."""
    address = urlsplit(ENGINES[config.search.engine][0])
    asked = config.search.enabled and config.base_url and address.netloc
    return f"{address.scheme}://{address.netloc}" if asked else ""
