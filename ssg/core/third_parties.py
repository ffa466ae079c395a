"""`THIRD_PARTIES`: everybody whose script a site may load, and what a policy must allow for it. Pure data.

To add one: a row here, its name in `Provider` of `ssg/core/config/provider_keys.py`, and, if its script wants to be
told something before it runs, a function in `setups` of `templates/assets/js/consent.js`.
"""

from __future__ import annotations

from typing import Final, NamedTuple
from urllib.parse import urlsplit

Sources = tuple[tuple[str, str], ...]


class ThirdParty(NamedTuple):
    """A third party: its name in `site.toml` and for readers, its script, what it needs to know, what it asks.

    `script`, `attributes` and `sources` have `{id}` for the id, `{url}` for the address of the service and `{host}`
    for the host of that. `form` is how an id looks, with an `example`. `changing`: it loads scripts of hosts that
    nobody can name, so that only a policy with `'strict-dynamic'` allows it. `slots`: it fills advertising slots.
    `cookies` are the beginnings of the names of its cookies on the site's own host. `advertises`: that is all
    it does, so that no other purpose is true of it.
    """

    name: str
    title: str
    script: str
    sources: Sources
    needs: tuple[str, ...] = ("id",)
    form: str = r"[A-Za-z0-9._-]{1,80}"
    example: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    changing: bool = False
    slots: bool = False
    cookies: tuple[str, ...] = ()
    advertises: bool = False


_SERVICE: Final[Sources] = (("script-src", "{host}"), ("connect-src", "{host}"))
_NETWORK: Final[Sources] = (
    ("script-src", "'unsafe-eval'"),
    ("style-src", "'unsafe-inline'"),
    ("connect-src", "https:"),
    ("frame-src", "https:"),
)
"""What Google's guide names or leaves open ("Integrate with a Content Security Policy" of GPT): its tags compile texts,
and write styles into the page; the advertisements are frames of hosts that nobody can name."""

THIRD_PARTIES: Final = (
    ThirdParty("own", "", "{url}", _SERVICE, needs=("url",), slots=True),
    ThirdParty(
        "google-ad-manager",
        "Google Ad Manager",
        "https://securepubads.g.doubleclick.net/tag/js/gpt.js",
        _NETWORK,
        needs=(),
        changing=True,
        slots=True,
        cookies=("__gads", "__gpi", "__eoi"),
        advertises=True,
    ),
    ThirdParty(
        "adsense",
        "Google AdSense",
        "https://pagead2.googlesyndication.com/pagead/js/adsbygoogle.js?client={id}",
        _NETWORK,
        form=r"ca-pub-[0-9]{10,20}",
        example="ca-pub-1234567890123456",
        changing=True,
        slots=True,
        cookies=("__gads", "__gpi", "__eoi"),
        advertises=True,
    ),
    ThirdParty(
        "matomo",
        "Matomo",
        "{url}/matomo.js",
        _SERVICE,
        needs=("id", "url"),
        form="[0-9]{1,9}",
        example="1",
        cookies=("_pk_",),
    ),
    ThirdParty(
        "plausible",
        "Plausible",
        "{url}/js/script.js",
        _SERVICE,
        needs=("id", "url"),
        example="example.vn",
        attributes=(("data-domain", "{id}"),),
    ),
    ThirdParty(
        "goatcounter",
        "GoatCounter",
        "{url}/count.js",
        _SERVICE,
        needs=("url",),
        attributes=(("data-goatcounter", "{url}/count"),),
    ),
    ThirdParty(
        "umami",
        "Umami",
        "{url}/script.js",
        _SERVICE,
        needs=("id", "url"),
        form="[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        example="94db1cb1-74f4-4a40-ad6c-962362670409",
        attributes=(("data-website-id", "{id}"),),
    ),
    ThirdParty(
        "google-analytics",
        "Google Analytics",
        "https://www.googletagmanager.com/gtag/js?id={id}",
        (
            (
                "connect-src",
                "https://*.google-analytics.com https://*.analytics.google.com https://*.googletagmanager.com",
            ),
        ),
        form="G-[A-Z0-9]{4,20}",
        example="G-1A2B3C4D5E",
        changing=True,
        cookies=("_ga",),
    ),
)
BY_NAME: Final = {one.name: one for one in THIRD_PARTIES}


def filled(pattern: str, id: str, url: str) -> str:
    """Return a pattern with an id and an address in it."""
    parts = urlsplit(url)
    host = f"{parts.scheme}://{parts.netloc}"
    return pattern.replace("{id}", id).replace("{url}", url.rstrip("/")).replace("{host}", host)
