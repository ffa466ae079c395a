"""The frozen types of `site.toml`: each key, its type with its bounds, its default, what it means. Data only."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from ssg.core.config.picture_keys import Name, PicturesConfig, ShareConfig

Lines = Annotated[str, msgspec.Meta(extra={"lines": True})]
"""Text that may have several lines; any other text is one line, its white space collapsed."""

Url = Annotated[str, msgspec.Meta(extra={"url": True})]
"""A URL or a path of the site that is safe to print in a page."""

Count = Annotated[int, msgspec.Meta(ge=0, le=100)]  # how many of something a page shows; 0 shows none

Extension = Literal[
    "table", "strikethrough", "footnote", "attributes", "heading-ids", "figures", "containers", "autolink"
]
EXTENSIONS: Final[tuple[Extension, ...]] = get_args(Extension)

BLOCK_COUNTS: Final = {
    "tin-khac": 10,
    "lien-quan": 5,
    "nen-xem": 5,
    "lead": 5,
    "latest": 10,
    "topic": 8,
    "most-read": 5,
    "breaking": 3,
}
"""The blocks that `[blocks.<name>]` may set, and how many articles each shows unless told otherwise."""

OF_BLOCKS: Final = {"order": ("tin-khac",), "half_life": ("lien-quan",), "least": ("lien-quan",)}
"""Keys that only some blocks have."""

PERMALINK_FIELDS: Final = ("category", "yyyy", "mm", "dd", "slug", "id")  # what may stand in braces in `permalink`


class CategoryConfig(msgspec.Struct, frozen=True, kw_only=True):
    """A section of the newspaper: one `[[categories]]`, in the order of the file."""

    name: Name
    """What readers see, e.g. `Nhịp sống Thủ đô`."""
    slug: str = ""
    """Its part of the URL, `a-z`, `0-9`, `-`; made of the name unless given."""
    parent: str = ""
    """Slug or name of the category above it; once read, always the slug. "" for a main category."""
    description: Lines = ""
    """A sentence for its list page and for search engines."""
    panel: bool = True
    """Whether the front page has a panel of it; unless given, main categories have one and others do not."""


class MenuItem(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the menu, one `[[menu]]`: with a category or a URL. Without any, main categories are it."""

    name: Name
    """What readers see."""
    category: str = ""
    """Slug or name of a category; once read, always the slug."""
    url: Url = ""
    """Where it leads, if not to a category: `https://…`, or `/…` within the site."""


class HomeConfig(msgspec.Struct, frozen=True, kw_only=True):
    """How many articles the parts of the front page show: `[home]`."""

    latest: Count = 10
    """The newest articles."""
    picks: Count = 4
    """The editors' picks."""
    panel: Count = 5
    """Each category's panel."""


def usual_count() -> int:
    """How many articles a block of no special kind shows; reading the file puts in what `BLOCK_COUNTS` says."""
    return 10


class BlockConfig(msgspec.Struct, frozen=True, kw_only=True):
    """A block of an article page: `[blocks.<name>]`."""

    count: Count = msgspec.field(default_factory=usual_count)
    """How many articles it shows; 0 leaves the block out."""
    delivery: Literal["inline", "ssi", "client"] = "inline"
    """How it comes into pages: as a part of them, put in by the server, or fetched by a script."""
    order: Literal["latest", "older"] = "latest"
    """`tin-khac` only: the newest articles of the section, or those just before the one that is read."""
    half_life: Annotated[int, msgspec.Meta(ge=0, le=36_500)] = 365
    """`lien-quan` only: the days apart at which articles count half; 0: age does not count."""
    least: Annotated[int, msgspec.Meta(ge=1, le=100)] = 5
    """`lien-quan` only: how much alike articles must be, in hundredths of one and the same text, to be listed."""


def default_blocks() -> dict[str, BlockConfig]:
    """Return every block with its count."""
    return {name: BlockConfig(count=count) for name, count in BLOCK_COUNTS.items()}


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """The masthead that the press law asks for: `[publisher]`. Each is printed as it is, and left out if empty."""

    name: str = ""
    """The press agency (tên cơ quan báo chí)."""
    owner: str = ""
    """The body that it belongs to (cơ quan chủ quản)."""
    licence: str = ""
    """Number of the licence (số giấy phép)."""
    licence_date: str = ""
    """Its day, as printed: `24/11/2026`."""
    licence_issuer: str = ""
    """Who gave it (cơ quan cấp phép)."""
    editor: str = ""
    """The editor-in-chief (Tổng biên tập)."""
    address: Lines = ""
    """Where the newsroom is (toà soạn)."""
    phone: str = ""
    """Telephone."""
    fax: str = ""
    """Fax."""
    email: str = ""
    """E-mail of the newsroom."""
    hotline: str = ""
    """The number that readers call with news (đường dây nóng)."""
    notice: Lines = ""
    """The last line of each page, e.g. `Ghi rõ nguồn khi phát hành lại thông tin từ website này`."""


class SearchConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The readers' search: `[search]`."""

    enabled: bool = True
    """Whether the site has `/search/` and the index behind it."""
    body: bool = False
    """Whether the texts of articles are searched too, not only titles, summaries and tags."""
    engine: Literal["google", "duckduckgo", "none"] = "google"
    """Whose search of this site the form asks where the reader's browser runs no scripts."""


class TranslationConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The same newspaper in another language: one `[[translations]]`."""

    language: Name
    """A language tag, such as `en` or `zh-Hant`."""
    url: Url
    """Its front page, `https://…`."""


class FeedsConfig(msgspec.Struct, frozen=True, kw_only=True):
    """What feed readers get: `[feeds]`."""

    items: Count = 30
    """The newest articles of the site, category, topic or author; 0: there are no feeds."""
    content: Literal["full", "summary"] = "full"
    """Whole articles, or their summaries."""
    tag: str = ""
    """What the ids of all entries begin with, `example.vn,2026`; unless given, the host of `base_url` and 2026."""


class MarkdownConfig(msgspec.Struct, frozen=True, kw_only=True):
    """How articles are read: `[markdown]`."""

    raw_html: Literal["sanitise", "trust"] = "sanitise"
    """HTML in articles: `sanitise` takes scripts and the like out, `trust` lets everything through."""
    extensions: tuple[Extension, ...] = EXTENSIONS
    """What articles may use beyond plain Markdown; all of it unless given."""
    typography: bool = False
    """Whether straight quotes, `--` and `...` become “ ”, – and …"""


class AuthorConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who signs articles: one `[[authors]]`. An author needs no entry; it gives their page more to say."""

    name: Name
    """The name that articles are signed with (bút danh)."""
    role: str = ""
    """E.g. `Phóng viên`."""
    bio: Lines = ""
    """A few sentences."""
    email: str = ""
    """E-mail for readers."""
    url: Url = ""
    """Their own page elsewhere."""
    photo: Url = ""
    """A portrait: a path of the site or a URL."""


class TopicConfig(msgspec.Struct, frozen=True, kw_only=True):
    """A running story (dòng sự kiện): one `[[topics]]`. A topic needs no entry; it gives its page more to say."""

    name: Name
    """As articles name it."""
    summary: Lines = ""
    """What it is about."""
    slug: str = ""
    """Its part of the URL; made of the name unless given."""


Host = Literal["nginx", "apache", "caddy", "netlify", "cloudflare"]

Encoding = Literal["gzip", "br", "zstd"]


class DeployConfig(msgspec.Struct, frozen=True, kw_only=True):
    """What servers and hosts are told: `[deploy]`."""

    files: tuple[Host, ...] = ()
    """For which of them files are written: redirects, headers, and how pages are to be served."""
    policy: dict[str, str] = {}
    """Sources to add to the Content-Security-Policy, by directive: `script-src = "https://stats.example"`."""
    includes: Literal["ssi", "caddy"] = "ssi"
    """How a page asks the server for a block: as nginx and Apache know it, or as Caddy does."""


class PingConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Whom `ssg ping` tells of changes: `[ping]`."""

    indexnow: str = ""
    """The key for IndexNow: 8 to 128 letters, digits and hyphens. Its file is published with the site."""
    hub: Url = ""
    """The WebSub hub of the feeds."""


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """All of `site.toml`."""

    title: Name
    """The newspaper's name."""
    tagline: str = ""
    """What stands under it."""
    base_url: str = ""
    """Where the site will be, `https://example.vn` or `https://example.vn/bao`; kept without a slash at the end."""
    language: str = "vi"
    """Language of the site, as in HTML's `lang`: `vi`, `en`, `zh-Hant`."""
    timezone: str = "Asia/Ho_Chi_Minh"
    """The zone of times that are written without an offset, and of all that readers see."""
    permalink: str = "/{category}/{yyyy}/{mm}/{slug}/"
    """Where an article goes: any of `{category} {yyyy} {mm} {dd} {slug} {id}`, ending in `/` or `.html`."""
    per_page: Annotated[int, msgspec.Meta(ge=1, le=200)] = 20
    """Articles on a list page."""
    logo: str = ""
    """The asset of the theme that icons are made of, a square PNG such as `img/icon.png`."""
    title_pattern: str = "{title} – {site}"
    """What search engines and tabs show of a page; the front page shows the site's title alone."""
    output: str = "public"
    """The folder that the site is written to, within the site's folder."""
    redirects: str = ""
    """A table (CSV) of old addresses, within the site's folder: `redirects.csv`."""
    compress: tuple[Encoding, ...] = ()
    """Which compressed copies of texts are laid beside them, for servers that send those."""
    markdown: MarkdownConfig = MarkdownConfig()
    categories: tuple[CategoryConfig, ...] = ()
    menu: tuple[MenuItem, ...] = ()
    home: HomeConfig = HomeConfig()
    blocks: dict[str, BlockConfig] = msgspec.field(default_factory=default_blocks)
    search: SearchConfig = SearchConfig()
    distinct: bool = True
    """Whether blocks of an article's page do not repeat one another; written below `[blocks]`."""
    publisher: Publisher = Publisher()
    feeds: FeedsConfig = FeedsConfig()
    pictures: PicturesConfig = PicturesConfig()
    share: ShareConfig = ShareConfig()
    translations: tuple[TranslationConfig, ...] = ()
    authors: tuple[AuthorConfig, ...] = ()
    topics: tuple[TopicConfig, ...] = ()
    deploy: DeployConfig = DeployConfig()
    ping: PingConfig = PingConfig()
    params: dict[str, Any] = {}
    """Anything that the theme wants to know; templates see it as it is."""

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def base_path(self) -> str:
        """The path of `base_url`, "" or `/bao`: what every URL within the site begins with."""
        return urlsplit(self.base_url).path

    @property
    def printed(self) -> Config:
        """It without what no page is made of: where the site goes, and how it is served, compressed and announced."""
        deploy = DeployConfig(includes=self.deploy.includes)
        ping = PingConfig(hub=self.ping.hub)
        return msgspec.structs.replace(self, output="", redirects="", compress=(), deploy=deploy, ping=ping)
