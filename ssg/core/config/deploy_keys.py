"""The keys of `[deploy]` and `[ping]`, each with its type and default. Data only."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from ssg.core.config.menu_keys import Url

Host = Literal["nginx", "apache", "caddy", "netlify", "cloudflare", "github-pages"]
Encoding = Literal["gzip", "br", "zstd"]


class DeployConfig(msgspec.Struct, frozen=True, kw_only=True):
    """How servers and hosts are configured: `[deploy]`."""

    files: tuple[Host, ...] = ()
    """For which of them files are written: redirects, headers, and how pages are to be served."""
    policy: dict[str, str] = {}
    """Sources to add to the Content-Security-Policy, by directive: `script-src = "https://stats.example"`."""
    includes: Literal["ssi", "caddy"] = "ssi"
    """How a page asks the server for a block: as nginx and Apache know it, or as Caddy does."""
    cms: Literal["", "github", "gitlab", "gitea"] = ""
    """The back end of the CMS in `/admin/`, to which servers then give a policy of its own."""
    keep: Annotated[int, msgspec.Meta(ge=0, le=3650)] = 7
    """For how many days files whose names carry a digest stay when no page names them any more; 0: not at all."""


class PingConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The services that `ssg ping` notifies of changes: `[ping]`."""

    indexnow: str = ""
    """The key for IndexNow: 8 to 128 letters, digits and hyphens. Its file is published with the site."""
    hub: Url = ""
    """The WebSub hub of the feeds, such as `https://hub.example.org/`."""
