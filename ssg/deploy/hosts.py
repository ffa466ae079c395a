"""All servers and hosts that files are written for. A new one is a module with a `write`, and a line here."""

from __future__ import annotations

from ssg.deploy import apache, caddy, cloudflare, github_pages, netlify, nginx
from ssg.deploy.model import Host

HOSTS: tuple[Host, ...] = (
    Host("nginx", nginx.write),
    Host("apache", apache.write),
    Host("caddy", caddy.write),
    Host("netlify", netlify.write),
    Host("cloudflare", cloudflare.write),
    Host("github-pages", github_pages.write),
)
"""In the order of the documentation. Their names are those of `Host` in the schema of `site.toml`."""
