"""The keys of `[deploy]` and `[ping]`, each with its type and default. Data only."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from ssg.core.config.menu_keys import Url

Host = Literal["nginx", "apache", "caddy", "netlify", "cloudflare", "github-pages"]
Encoding = Literal["gzip", "br", "zstd"]


class PurgeConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The cache in front of a target, purged after each deploy: `[deploy.targets.NAME.purge]`."""

    service: Literal["cloudflare", "bunny", "fastly", "command"] = "command"
    """Whose cache it is; `command` runs a program of one's own."""
    zone: str = ""
    """The id of the zone (Cloudflare), of the pull zone (Bunny) or of the service (Fastly)."""
    command: tuple[str, ...] = ()
    """The program and its arguments; it reads the URLs to purge from standard input, one a line."""
    most: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 1000
    """How many URLs are purged one by one; more are purged by the beginnings that they share, or all at once."""
    api: Url = ""
    """Another address of the service's API, such as that of a proxy."""


class TargetConfig(msgspec.Struct, frozen=True, kw_only=True):
    """A place that `ssg deploy` brings the site to: `[deploy.targets.NAME]`. Credentials never belong here."""

    url: str
    """`s3://bucket/folder`, `gs://…`, `az://…`, `file:///…`, `rsync://host/module/…` or `ssh://host/…`."""
    endpoint: Url = ""
    """The server of a bucket, where it is not that of the scheme: Cloudflare R2, MinIO, …."""
    region: str = ""
    """The region of an S3 bucket."""
    encoding: Literal["none", "gzip", "br", "zstd"] = "none"
    """Which of the compressed copies a bucket gets in place of the text, with `Content-Encoding`."""
    base_url: Url = ""
    """Where readers find this target, if not at the site's `base_url`: its cache is purged there."""
    host: Literal["", "cloudflare", "cloudflare-paid", "github-pages", "gitlab-pages", "netlify"] = ""
    """The host whose limits hold for this target."""
    staging: bool = False
    """Whether it gets staging and preview builds, which any other target refuses, and no others."""
    ping: bool = True
    """Whether search engines and hubs of `[ping]` are notified after a deploy."""
    purge: PurgeConfig | None = None
    """The cache in front of it."""


class DeployConfig(msgspec.Struct, frozen=True, kw_only=True):
    """How servers and hosts are configured: `[deploy]`."""

    files: tuple[Host, ...] = ()
    """For which of them files are written: redirects, headers, and how pages are to be served."""
    policy: dict[str, str] = {}
    """Sources to add to the Content-Security-Policy, by directive: `script-src = "https://stats.example"`."""
    scripts: Literal["hosts", "nonce", "digests"] = "hosts"
    """How the policy knows which scripts may run: by their hosts, by a nonce that the server puts in, or by digests."""
    includes: Literal["ssi", "caddy"] = "ssi"
    """How a page asks the server for a block: as nginx and Apache know it, or as Caddy does."""
    cms: Literal["", "github", "gitlab", "gitea"] = ""
    """The back end of the CMS in `/admin/`, to which servers then give a policy of its own."""
    targets: dict[str, TargetConfig] = {}
    """Where `ssg deploy` brings the site, by name."""
    keep: Annotated[int, msgspec.Meta(ge=0, le=3650)] = 7
    """For how many days files whose names carry a digest stay when no page names them any more; 0: not at all."""


class PingConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The services that `ssg ping` notifies of changes: `[ping]`."""

    indexnow: str = ""
    """The key for IndexNow: 8 to 128 letters, digits and hyphens. Its file is published with the site."""
    hub: Url = ""
    """The WebSub hub of the feeds, such as `https://hub.example.org/`."""
