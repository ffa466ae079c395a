"""The frozen types of `site.toml`: each key, its type with its bounds, its default, what it means. Data only."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from ssg.core.config.access_keys import Access, AccessConfig
from ssg.core.config.ads_keys import AdsConfig
from ssg.core.config.block_keys import BLOCK_COUNTS, BlockConfig, Count, HomeConfig, default_blocks
from ssg.core.config.correction_keys import CorrectionsConfig
from ssg.core.config.deploy_keys import DeployConfig, Encoding, PingConfig
from ssg.core.config.embed_keys import BoxesConfig, EmbedConfig
from ssg.core.config.layout_keys import RelatedConfig, SponsoredConfig
from ssg.core.config.markdown_keys import MarkdownConfig
from ssg.core.config.menu_keys import MenuItem, Url
from ssg.core.config.output_keys import OutputConfig
from ssg.core.config.page_keys import PageConfig
from ssg.core.config.picture_keys import Name, PicturesConfig, ShareConfig
from ssg.core.config.provider_keys import ConsentConfig, ProviderConfig
from ssg.core.config.robot_keys import RobotsConfig
from ssg.core.config.theme_keys import ThemeConfig
from ssg.core.text.scripts import SlugStyle

Lines = Annotated[str, msgspec.Meta(extra={"lines": True})]
"""Text that may have several lines; any other text is one line, its white space collapsed."""

_VIETNAM: Final = ("Asia/Ho_Chi_Minh", "Asia/Saigon")
_REGION: Final = 2  # letters: those of `vi-VN`, unlike those of the script in `zh-Hant`


class CategoryConfig(msgspec.Struct, frozen=True, kw_only=True):
    """A section of the newspaper: one `[[categories]]`, in the order of the file."""

    name: Name
    """What readers see, e.g. `Nhịp sống Thủ đô`."""
    slug: str = ""
    """Its part of the URL, such as `thu-do`; made of the name unless given."""
    parent: str = ""
    """Slug or name of the category above it; once read, always the slug. "" for a main category."""
    description: Lines = ""
    """A sentence for its list page and for search engines."""
    panel: bool = True
    """Whether the front page has a panel of it; unless given, main categories have one and others do not."""
    permalink: str = ""
    """Where its articles go, and those of the categories below it that have none; unless given, as all others."""
    layout: str = ""
    """The layout of its articles, and of those of the categories below it, where they name none."""
    template: str = ""
    """The template of its list page, and of those of the categories below it that have none, e.g. `y-kien.html`."""
    language: str = ""
    """The language of its list page and of its texts that say none, and of those below it, such as `en`."""
    translation_of: str = ""
    """Slug or name of the category that it stands for in its language, or a URL; once read, never the name."""
    translations: tuple[str, ...] = ()
    """URLs of the same section in other languages, at other sites, such as `https://en.example.vn/world/`."""
    access: Access | None = None
    """Who may read its articles whole, and those of the categories below it, where they do not say so."""


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """The masthead that the press law asks for: `[publisher]`. Each is printed as it is, and left out if empty."""

    name: str = ""
    """The press agency (tên cơ quan báo chí)."""
    owner: str = ""
    """The body that it belongs to (cơ quan chủ quản)."""
    licence: str = ""
    """Number of the licence (số giấy phép)."""
    licence_date: str = ""
    """Its day, as printed, e.g. `24/11/2026`."""
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


class PoliciesConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The pages that say how the newsroom works, named to search engines: `[policies]`."""

    corrections: Url = ""
    """How mistakes are corrected, such as `/toa-soan/chinh-sach-dinh-chinh/`."""
    ethics: Url = ""
    """The rules that the newsroom follows, such as `/toa-soan/quy-tac/`."""
    masthead: Url = ""
    """Who makes the newspaper, such as `/toa-soan/`."""


class SearchConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The readers' search: `[search]`."""

    enabled: bool = True
    """Whether the site has `/search/` and the index behind it."""
    body: bool = False
    """Whether the texts of articles are searched too, not only titles, summaries and tags."""
    engine: Literal["google", "duckduckgo", "none"] = "google"
    """Whose search of this site the form asks where the reader's browser runs no scripts."""


class SlugsConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Parts of URLs that are made of titles, tags, authors, topics and series: `[slugs]`."""

    style: SlugStyle = "auto"
    """What becomes of letters that are not Latin: `auto` keeps them where most are such, `letters` all of them; `latin`
    transliterates them, `ascii` leaves them out, unless nothing else is left."""


class TranslationConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The same newspaper in another language: one `[[translations]]`."""

    language: Name
    """A language tag, such as `en` or `zh-Hant`."""
    url: Url
    """Its front page, such as `https://en.example.vn`."""
    name: str = ""
    """What readers see; unless given, the language's own name, such as `English`."""
    default: bool = False
    """Whether readers of any other language are led to it by search engines, in place of this site."""


class FeedsConfig(msgspec.Struct, frozen=True, kw_only=True):
    """What feed readers get: `[feeds]`."""

    items: Count = 30
    """The newest articles of the site, category, topic or author; 0: there are no feeds."""
    content: Literal["full", "summary"] = "full"
    """Whole articles, or their summaries."""
    tag: str = ""
    """What the ids of all entries begin with, e.g. `example.vn,2026`; unless given, the host of `base_url` and 2026."""


class AuthorConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who signs articles: one `[[authors]]`. An author needs no entry; it gives their page more to say."""

    name: Name
    """The name that articles are signed with (bút danh)."""
    role: str = ""
    """What they are, such as `Phóng viên`."""
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


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """All of `site.toml`."""

    title: Name
    """The newspaper's name."""
    tagline: str = ""
    """What stands under it."""
    base_url: str = ""
    """Where the site will be, such as `https://example.vn` or `https://example.vn/bao`; no slash is kept at the end."""
    language: str = "vi"
    """Language of the site, as in HTML's `lang`, such as `vi` or `zh-Hant`."""
    timezone: str = "Asia/Ho_Chi_Minh"
    """The zone of times that are written without an offset, and of all that readers see."""
    permalink: str = "/{category}/{yyyy}/{mm}/{slug}/"
    """Where an article goes: fields in braces, ending in `/` or `.html`; e.g. `/{category}/{slug}.html`."""
    permalinks: dict[str, str] = {}
    """Where articles of a type go: `live = "/live/{slug}/"`."""
    layouts: dict[str, str] = {}
    """The layout of a type where neither the text nor its category has one: `article = "longread"`."""
    per_page: Annotated[int, msgspec.Meta(ge=1, le=200)] = 20
    """Articles on a list page."""
    logo: str = ""
    """The asset of the theme that icons are made of, a square PNG such as `img/icon.png`."""
    title_pattern: str = "{title} – {site}"
    """What search engines and tabs show of a page; the front page shows the site's title alone."""
    comments: str = ""
    """Where readers comment on an article, with `{url}` for its URL, e.g. `{url}#binh-luan`."""
    output: str = "public"
    """The folder that the site is written to, within the site's folder."""
    redirects: str = ""
    """A table (CSV) of old addresses, within the site's folder, e.g. `redirects.csv`."""
    compress: tuple[Encoding, ...] = ()
    """Which compressed copies of texts are laid beside them, for servers that send those."""
    markdown: MarkdownConfig = MarkdownConfig()
    categories: tuple[CategoryConfig, ...] = ()
    menu: tuple[MenuItem, ...] = ()
    pages: tuple[PageConfig, ...] = ()
    outputs: tuple[OutputConfig, ...] = ()
    home: HomeConfig = HomeConfig()
    blocks: dict[str, BlockConfig] = msgspec.field(default_factory=default_blocks)
    search: SearchConfig = SearchConfig()
    slugs: SlugsConfig = SlugsConfig()
    related: RelatedConfig = RelatedConfig()
    sponsored: SponsoredConfig = SponsoredConfig()
    ads: AdsConfig = AdsConfig()
    providers: tuple[ProviderConfig, ...] = ()
    consent: ConsentConfig = ConsentConfig()
    distinct: bool = True
    """Whether blocks of an article's page do not repeat one another; written below `[blocks]`."""
    publisher: Publisher = Publisher()
    policies: PoliciesConfig = PoliciesConfig()
    corrections: CorrectionsConfig = CorrectionsConfig()
    feeds: FeedsConfig = FeedsConfig()
    robots: RobotsConfig | None = None
    """What crawlers may do with the site's texts; unless given, whatever they like."""
    access: AccessConfig | None = None
    """Articles that only some readers may read whole; unless given, everybody may read everything."""
    pictures: PicturesConfig = PicturesConfig()
    share: ShareConfig = ShareConfig()
    boxes: BoxesConfig = BoxesConfig()
    embeds: tuple[EmbedConfig, ...] = ()
    translations: tuple[TranslationConfig, ...] = ()
    authors: tuple[AuthorConfig, ...] = ()
    topics: tuple[TopicConfig, ...] = ()
    deploy: DeployConfig = DeployConfig()
    ping: PingConfig = PingConfig()
    theme: ThemeConfig = ThemeConfig()
    words: dict[str, str] = {}
    """What readers see in place of words of the theme, by their English text: `"More news" = "Tin cùng mục"`."""
    params: dict[str, Any] = {}
    """Anything that the theme wants to know; templates see it as it is."""

    @property
    def own_blocks(self) -> tuple[str, ...]:
        """The names of the blocks of the site's own, in the order of the file."""
        return tuple(name for name in self.blocks if name not in BLOCK_COUNTS)

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def in_vietnam(self) -> bool:
        """Whether the press law of Vietnam concerns the site: by the region of its language, or else by its time zone.

        The zone is the default one, too: in another language it counts if the site has a masthead at all.
        """
        language, _, region = self.language.lower().partition("-")
        if len(region.rpartition("-")[2]) == _REGION:
            return region.endswith("vn")
        return self.timezone in _VIETNAM and (language == "vi" or self.publisher != Publisher())

    @property
    def base_path(self) -> str:
        """The path of `base_url`, "" or `/bao`: what every URL within the site begins with."""
        return urlsplit(self.base_url).path

    @property
    def printed(self) -> Config:
        """Return the settings that pages depend on: no output folder, deployment, compression, notifications."""
        deploy = DeployConfig(includes=self.deploy.includes, scripts=self.deploy.scripts)
        ping = PingConfig(hub=self.ping.hub)
        return msgspec.structs.replace(self, output="", redirects="", compress=(), deploy=deploy, ping=ping)
