"""The types of schema.org that a newspaper's pages are described with. Types only; their fields are schema.org's own.

Defaults are omitted. Times are texts with an offset, URLs are absolute.
"""

from __future__ import annotations

import msgspec


class Ref(msgspec.Struct, frozen=True):
    """A reference to something described elsewhere in the graph, or on another page."""

    id: str = msgspec.field(name="@id")


class Thing(msgspec.Struct, frozen=True, kw_only=True, tag_field="@type", rename="camel", omit_defaults=True):
    """The base of all types."""


class Creator(Thing, frozen=True, kw_only=True, tag="Person"):
    """Who made a picture: the name alone."""

    name: str


class Country(Thing, frozen=True, kw_only=True, tag="Country"):
    """A country, by its code."""

    name: str


class ImageObject(Thing, frozen=True, kw_only=True, tag="ImageObject"):
    """A picture; sizes in pixels. Of one with a licence, search engines want `contentUrl`, too."""

    url: str
    content_url: str = ""
    width: int = 0
    height: int = 0
    caption: str = ""
    creator: Creator | None = None
    credit_text: str = ""
    copyright_notice: str = ""
    license: str = ""
    acquire_license_page: str = ""
    regions_allowed: tuple[Country, ...] = ()
    digital_source_type: str = ""


class Organization(Thing, frozen=True, kw_only=True, tag="NewsMediaOrganization"):
    """The newspaper."""

    id: str = msgspec.field(name="@id")
    name: str
    url: str
    legal_name: str = ""
    logo: ImageObject | None = None
    address: str = ""
    telephone: str = ""
    email: str = ""
    corrections_policy: str = ""
    ethics_policy: str = ""
    masthead: str = ""


class WebSite(Thing, frozen=True, kw_only=True, tag="WebSite"):
    """The site."""

    id: str = msgspec.field(name="@id")
    name: str
    url: str
    description: str = ""
    in_language: str
    publisher: Ref


class Person(Thing, frozen=True, kw_only=True, tag="Person"):
    """An author: the name alone, without a title or "by". Only the author's own page says an identifier."""

    id: str = msgspec.field(name="@id", default="")
    name: str
    url: str
    job_title: str = ""
    description: str = ""
    image: ImageObject | None = None
    same_as: str = ""
    works_for: Ref | None = None


class ListItem(Thing, frozen=True, kw_only=True, tag="ListItem"):
    """An entry of a list, counted from 1: of a breadcrumb by `name` and `item`, of a list of articles by `url`."""

    position: int
    name: str = ""
    item: str = ""
    url: str = ""


class BreadcrumbList(Thing, frozen=True, kw_only=True, tag="BreadcrumbList"):
    """The position of a page in the site."""

    item_list_element: tuple[ListItem, ...]


class ItemList(Thing, frozen=True, kw_only=True, tag="ItemList"):
    """The articles of a list, in its order."""

    item_list_element: tuple[ListItem, ...]
    number_of_items: int


class CollectionPage(Thing, frozen=True, kw_only=True, tag="CollectionPage"):
    """A page that lists articles."""

    id: str = msgspec.field(name="@id")
    name: str
    url: str
    description: str = ""
    in_language: str
    is_part_of: Ref
    main_entity: ItemList | None = None


class WebPage(Thing, frozen=True, kw_only=True, tag="WebPage"):
    """A page other than news."""

    id: str = msgspec.field(name="@id")
    name: str
    url: str
    description: str = ""
    in_language: str
    is_part_of: Ref
    publisher: Ref
    date_modified: str = ""
    primary_image_of_page: ImageObject | None = None


class AboutPage(WebPage, frozen=True, kw_only=True, tag="AboutPage"):
    """A page about the newspaper."""


class ContactPage(WebPage, frozen=True, kw_only=True, tag="ContactPage"):
    """A page that says how to reach the newspaper."""


class ProfilePage(Thing, frozen=True, kw_only=True, tag="ProfilePage"):
    """The page of an author."""

    id: str = msgspec.field(name="@id")
    name: str
    url: str
    in_language: str
    is_part_of: Ref
    main_entity: Person


class CreativeWorkSeries(Thing, frozen=True, kw_only=True, tag="CreativeWorkSeries"):
    """A series that an article is a part of."""

    id: str = msgspec.field(name="@id")
    name: str
    url: str


class CorrectionComment(Thing, frozen=True, kw_only=True, tag="CorrectionComment"):
    """A correction."""

    text: str
    date_published: str


class VideoObject(Thing, frozen=True, kw_only=True, tag="VideoObject"):
    """A video: its player (`embedUrl`) or its file (`contentUrl`)."""

    name: str
    description: str = ""
    thumbnail_url: str
    upload_date: str
    embed_url: str = ""
    content_url: str = ""


class AudioObject(Thing, frozen=True, kw_only=True, tag="AudioObject"):
    """Something to listen to."""

    name: str
    content_url: str
    encoding_format: str
    duration: str = ""
    upload_date: str


class ImageGallery(Thing, frozen=True, kw_only=True, tag="ImageGallery"):
    """The pictures of an article that is made of them."""

    id: str = msgspec.field(name="@id")
    name: str
    url: str
    description: str = ""
    associated_media: tuple[ImageObject, ...]
    is_part_of: Ref


class BlogPosting(Thing, frozen=True, kw_only=True, tag="BlogPosting"):
    """An entry of a live article."""

    headline: str = ""
    date_published: str
    article_body: str
    url: str


class WebPageElement(Thing, frozen=True, kw_only=True, tag="WebPageElement"):
    """A part of a page that only some readers may see, by its class."""

    is_accessible_for_free: bool
    css_selector: str


class NewsArticle(Thing, frozen=True, kw_only=True, tag="NewsArticle"):
    """An article; `position` is its part of a series. Only one that other things name has an `id`.

    `author` has one entry for each; the publisher is whole, since some readers follow no references.
    """

    id: str = msgspec.field(name="@id", default="")
    headline: str
    description: str = ""
    main_entity_of_page: str
    in_language: str
    date_published: str
    date_modified: str
    article_section: str
    keywords: tuple[str, ...] = ()
    word_count: int = 0
    image: tuple[ImageObject, ...] = ()
    author: tuple[Person | Ref, ...]
    publisher: Organization
    is_part_of: Ref | tuple[Ref | CreativeWorkSeries, ...]
    position: int = 0
    is_accessible_for_free: bool
    has_part: tuple[WebPageElement, ...] = ()
    correction: tuple[CorrectionComment, ...] = ()
    video: tuple[VideoObject, ...] = ()
    translation_of_work: Ref | None = None
    work_translation: tuple[Ref, ...] = ()
    audio: AudioObject | None = None


class OpinionNewsArticle(NewsArticle, frozen=True, kw_only=True, tag="OpinionNewsArticle"):
    """An article that gives an opinion."""


class AdvertiserContentArticle(NewsArticle, frozen=True, kw_only=True, tag="AdvertiserContentArticle"):
    """An article that somebody has paid for."""


class LiveBlogPosting(NewsArticle, frozen=True, kw_only=True, tag="LiveBlogPosting"):
    """A live article: an article with entries, the newest first, and the time that it covers."""

    coverage_start_time: str
    coverage_end_time: str = ""
    live_blog_update: tuple[BlogPosting, ...] = ()
