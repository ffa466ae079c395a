"""All servers and hosts that files are written for. A new one is a module with a `write`, and a line here."""

from __future__ import annotations

from typing import Final

from ssg.deploy import apache, caddy, cloudflare, github_pages, netlify, nginx
from ssg.deploy.limits import CLOUDFLARE, CLOUDFLARE_PAID, GITHUB_PAGES, GITLAB_PAGES, NETLIFY, Limits
from ssg.deploy.model import Host

_APACHE_ASKED: Final = 2_000
"""Apache reads `.htaccess` again for each request."""

HOSTS: tuple[Host, ...] = (
    Host("nginx", nginx.write),
    Host("apache", apache.write, most_asked=_APACHE_ASKED),
    Host("caddy", caddy.write),
    Host("netlify", netlify.write, NETLIFY),
    Host("cloudflare", cloudflare.write, CLOUDFLARE, most_asked=0),
    Host("github-pages", github_pages.write, GITHUB_PAGES, most_asked=0),
)
"""In the order of the documentation. Their names are those of `Host` in the schema of `site.toml`."""

LIMITS: Final[dict[str, Limits]] = {host.name: host.limits for host in HOSTS if host.limits != Limits()} | {
    "cloudflare-paid": CLOUDFLARE_PAID,
    "gitlab-pages": GITLAB_PAGES,
}
"""Whose limits are known: hosts, their other plans, and hosts that need no files of their own."""
