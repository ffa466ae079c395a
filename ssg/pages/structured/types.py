"""The types of schema.org that a newspaper's pages are described with. Types only; their fields are schema.org's own.

What has its default is not written. Times are texts with an offset, addresses are absolute.
"""

from __future__ import annotations

import msgspec


class Ref(msgspec.Struct, frozen=True):
    """Something that is described elsewhere in the graph, or on another page."""

    id: str = msgspec.field(name="@id")


class Thing(msgspec.Struct, frozen=True, kw_only=True, tag_field="@type", rename="camel", omit_defaults=True):
    """Anything that has a type. Every other type is made of this one."""


class ImageObject(Thing, frozen=True, kw_only=True, tag="ImageObject"):
    """A picture; sizes in pixels."""

    url: str
    width: int = 0
    height: int = 0
    caption: str = ""
    credit_text: str = ""


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


class WebSite(Thing, frozen=True, kw_only=True, tag="WebSite"):
    """The site."""

    id: str = msgspec.field(name="@id")
    name: str
    url: str
    description: str = ""
    in_language: str
    publisher: Ref


class Person(Thing, frozen=True, kw_only=True, tag="Person"):
    """An author: the name alone, without a title or "by"."""

    id: str = msgspec.field(name="@id")
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
    """Where a page stands in the site."""

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


class ProfilePage(Thing, frozen=True, kw_only=True, tag="ProfilePage"):
    """The page of an author."""

    id: str = msgspec.field(name="@id")
    name: str
    url: str
    in_language: str
    is_part_of: Ref
    main_entity: Person


class CorrectionComment(Thing, frozen=True, kw_only=True, tag="CorrectionComment"):
    """A correction."""

    text: str
    date_published: str


class VideoObject(Thing, frozen=True, kw_only=True, tag="VideoObject"):
    """A video: where it plays (`embedUrl`) or lies (`contentUrl`)."""

    name: str
    description: str = ""
    thumbnail_url: str
    upload_date: str
    embed_url: str = ""
    content_url: str = ""


class BlogPosting(Thing, frozen=True, kw_only=True, tag="BlogPosting"):
    """An entry of a live article."""

    headline: str = ""
    date_published: str
    article_body: str
    url: str


class NewsArticle(Thing, frozen=True, kw_only=True, tag="NewsArticle"):
    """An article. `author` has one entry for each; the publisher is whole, since some readers follow no references."""

    id: str = msgspec.field(name="@id")
    headline: str
    description: str = ""
    url: str
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
    is_part_of: Ref
    is_accessible_for_free: bool
    correction: tuple[CorrectionComment, ...] = ()
    video: tuple[VideoObject, ...] = ()


class LiveBlogPosting(NewsArticle, frozen=True, kw_only=True, tag="LiveBlogPosting"):
    """A live article: an article with entries, the newest first, and the time that it covers."""

    coverage_start_time: str
    coverage_end_time: str = ""
    live_blog_update: tuple[BlogPosting, ...] = ()
