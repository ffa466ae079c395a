"""`EMBEDS`: who can be embedded, by which addresses, in which frame. Data only; `embed_urls` reads it.

To add a provider, add a line. A site adds its own in `site.toml` (`[[embeds]]`).
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Kind = Literal["video", "audio", "other"]

END: Final = r"/?(?:[?#].*)?"
"""What may follow the last part of a path: a slash, a query, a fragment."""


class Provider(NamedTuple):
    """Somebody whose content is shown in a frame. Several rows may have one `id`: each has its own frame.

    `addresses` are regular expressions for a host without `www.` and all that follows it; their named groups are the
    fields of `page` (where a link leads; "": the address itself), and of `frame`. Both have the fields `url` (the page)
    and `start` (seconds), too; what stands in brackets is left out where a field in it is empty. A frame is as high as
    its width and `aspect` say, or has a `height` in pixels. `sources` are what a Content-Security-Policy must allow.
    `by_id` makes an address of what shortcodes of Hugo say, in their order.
    """

    id: str
    name: str
    addresses: tuple[str, ...]
    frame: str
    page: str = ""
    aspect: str = ""
    height: int = 0
    sources: tuple[str, ...] = ()
    kind: Kind = "other"
    by_id: str = ""


_YOUTUBE: Final = "https://www.youtube-nocookie.com/embed/{id}?autoplay=1[&start={start}]"
_VIMEO: Final = "https://player.vimeo.com/video/{id}?autoplay=1&dnt=1[&h={h}][#t={start}s]"
_FACEBOOK: Final = r"(?:web\.|[a-z]{2}-[a-z]{2}\.)?facebook\.com"
_MAPS: Final = r"(?:maps\.)?google\.(?:com|com\.vn)/maps"
_OSM: Final = (
    r"openstreetmap\.org/(?:\?[\w.&=-]*)?#map=(?P<zoom>[0-9]{1,2})/(?P<lat>-?[0-9.]{1,12})/(?P<lon>-?[0-9.]{1,12})"
)

EMBEDS: Final = (
    Provider(
        "youtube",
        "YouTube",
        (
            r"(?:music\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:[^#]*&)?v=|embed/|live/|v/)"
            r"(?P<id>[\w-]{11})(?![\w-]).*",
            r"youtu\.be/(?P<id>[\w-]{11})(?![\w-]).*",
        ),
        _YOUTUBE,
        "https://www.youtube.com/watch?v={id}[&t={start}s]",
        aspect="16/9",
        sources=("https://www.youtube-nocookie.com",),
        kind="video",
        by_id="https://www.youtube.com/watch?v={0}",
    ),
    Provider(
        "youtube",
        "YouTube",
        (r"youtube\.com/shorts/(?P<id>[\w-]{11})(?![\w-]).*",),
        _YOUTUBE,
        "https://www.youtube.com/watch?v={id}[&t={start}s]",
        aspect="9/16",
        sources=("https://www.youtube-nocookie.com",),
        kind="video",
    ),
    Provider(
        "vimeo",
        "Vimeo",
        (
            r"(?:player\.)?vimeo\.com/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?(?P<id>[0-9]{3,15})"
            r"(?:(?:/|\?(?:[^#]*&)?h=)(?P<h>[0-9a-f]{6,20}))?(?:[/?#&].*)?",
        ),
        _VIMEO,
        "https://vimeo.com/{id}[/{h}]",
        aspect="16/9",
        sources=("https://player.vimeo.com",),
        kind="video",
        by_id="https://vimeo.com/{0}",
    ),
    Provider(
        "tiktok",
        "TikTok",
        (r"tiktok\.com/(?:@[\w.-]*/(?:video|photo)|embed(?:/v2)?|player/v1|v)/(?P<id>[0-9]{8,25})(?:\.html)?" + END,),
        "https://www.tiktok.com/player/v1/{id}?autoplay=1",
        aspect="9/16",
        sources=("https://www.tiktok.com",),
        kind="video",
        by_id="https://www.tiktok.com/@/video/{0}",
    ),
    Provider(
        "facebook",
        "Facebook",
        (
            _FACEBOOK + r"/(?:[\w.%-]+/videos/(?:[\w.%-]+/)?[0-9]+|reel/[0-9]+|share/[vr]/\w+)" + END,
            _FACEBOOK + r"/(?:watch/?|video\.php)\?(?:[^#]*&)?v=[0-9]+.*",
        ),
        "https://www.facebook.com/plugins/video.php?href={url}&show_text=false&autoplay=true",
        aspect="16/9",
        sources=("https://www.facebook.com",),
        kind="video",
    ),
    Provider(
        "facebook",
        "Facebook",
        (
            _FACEBOOK + r"/(?:[\w.%-]+/(?:posts|photos)|groups/[\w.-]+/(?:posts|permalink)|share/p)/[\w.%/-]+" + END,
            _FACEBOOK + r"/(?:permalink\.php|story\.php|photo\.php|photo/?)\?(?:[^#]*&)?(?:story_fbid|fbid)=\w+.*",
        ),
        "https://www.facebook.com/plugins/post.php?href={url}&show_text=true&width=500",
        height=600,
        sources=("https://www.facebook.com",),
    ),
    Provider(
        "x",
        "X",
        (r"(?:twitter|x)\.com/(?:\w{1,20}|i/web)/status(?:es)?/(?P<id>[0-9]{2,25})(?:[/?#].*)?",),
        "https://platform.twitter.com/embed/Tweet.html?id={id}&dnt=true",
        "https://x.com/i/status/{id}",
        height=600,
        sources=("https://platform.twitter.com",),
        by_id="https://x.com/i/status/{0}",
    ),
    Provider(
        "instagram",
        "Instagram",
        (r"instagram\.com/(?:[\w.]{1,40}/)?(?:p|reel|reels|tv)/(?P<id>[\w-]{5,40})(?:[/?#].*)?",),
        "https://www.instagram.com/p/{id}/embed/captioned/",
        "https://www.instagram.com/p/{id}/",
        height=700,
        sources=("https://www.instagram.com",),
        by_id="https://www.instagram.com/p/{0}/",
    ),
    Provider(
        "threads",
        "Threads",
        (r"threads\.(?:net|com)/@(?P<user>[\w.]{1,40})/post/(?P<id>[\w-]{5,40})(?:[/?#].*)?",),
        "https://www.threads.com/@{user}/post/{id}/embed",
        "https://www.threads.com/@{user}/post/{id}",
        height=600,
        sources=("https://www.threads.com", "https://www.threads.net"),
    ),
    Provider(
        "datawrapper",
        "Datawrapper",
        (
            r"datawrapper\.dwcdn\.net/(?P<id>\w{5})(?:/(?P<version>[0-9]{1,4}))?" + END,
            r"datawrapper\.de/(?:_|chart)/(?P<id>\w{5})(?:[/?#].*)?",
        ),
        "https://datawrapper.dwcdn.net/{id}/[{version}/]",
        "https://www.datawrapper.de/_/{id}/",
        height=450,
        sources=("https://datawrapper.dwcdn.net",),
    ),
    Provider(
        "flourish",
        "Flourish",
        (
            r"(?:public\.flourish\.studio|app\.flourish\.studio|flo\.uri\.sh)/(?P<kind>visualisation|story)"
            r"/(?P<id>[0-9]{2,12})(?:[/?#].*)?",
        ),
        "https://flo.uri.sh/{kind}/{id}/embed",
        "https://public.flourish.studio/{kind}/{id}/",
        height=575,
        sources=("https://flo.uri.sh",),
    ),
    Provider(
        "infogram",
        "Infogram",
        (r"(?:e\.)?infogram\.com/(?P<id>_/\w{10,40}|[\w-]{0,100}[0-9][\w-]{5,60})" + END,),
        "https://e.infogram.com/{id}?src=embed",
        "https://infogram.com/{id}",
        height=600,
        sources=("https://e.infogram.com",),
    ),
    Provider(
        "google-maps",
        "Google Maps",
        (_MAPS + r"/embed\?(?:[^#]*&)?pb=(?P<pb>[\w!.%:*+-]+).*",),
        "https://www.google.com/maps/embed?pb={pb}",
        aspect="4/3",
        sources=("https://www.google.com/maps", "https://www.google.com/maps/"),
    ),
    Provider(
        "google-maps",
        "Google Maps",
        (
            _MAPS + r"/(?:place/(?P<place>[^/?#@]+)/)?@(?P<lat>-?[0-9.]+),(?P<lon>-?[0-9.]+),(?P<zoom>[0-9]{1,2}).*",
            _MAPS + r"/place/(?P<place>[^/?#@]+)" + END,
            _MAPS + r"/?\?(?:[^#]*&)?q=(?P<place>[^&#]+).*",
            _MAPS + r"/search/\?(?:[^#]*&)?query=(?P<place>[^&#]+).*",
        ),
        "https://www.google.com/maps?q={place}[&ll={lat},{lon}][&z={zoom}]&output=embed",
        aspect="4/3",
        sources=("https://www.google.com/maps", "https://www.google.com/maps/"),
    ),
    Provider(
        "openstreetmap",
        "OpenStreetMap",
        (
            r"openstreetmap\.org/(?:\?(?:[\w.&=-]*&)?mlat=(?P<mlat>-?[0-9.]{1,12})&mlon=(?P<mlon>-?[0-9.]{1,12})"
            r"[\w.&=-]*)#map=(?P<zoom>[0-9]{1,2})/(?P<lat>-?[0-9.]{1,12})/(?P<lon>-?[0-9.]{1,12}).*",
            _OSM + r".*",
        ),
        "https://www.openstreetmap.org/export/embed.html?bbox={bbox}&layer=mapnik[&marker={mlat}%2C{mlon}]",
        aspect="4/3",
        sources=("https://www.openstreetmap.org",),
    ),
    Provider(
        "openstreetmap",
        "OpenStreetMap",
        (r"openstreetmap\.org/export/embed\.html\?(?P<query>bbox=[\w.,%=&+-]+)(?:#.*)?",),
        "https://www.openstreetmap.org/export/embed.html?{query}",
        aspect="4/3",
        sources=("https://www.openstreetmap.org",),
    ),
    Provider(
        "spotify",
        "Spotify",
        (
            r"open\.spotify\.com/(?:intl-[a-z-]{2,8}/)?(?:embed/)?(?P<kind>track|album|playlist|episode|show|artist)"
            r"/(?P<id>\w{22})" + END,
        ),
        "https://open.spotify.com/embed/{kind}/{id}",
        "https://open.spotify.com/{kind}/{id}",
        height=352,
        sources=("https://open.spotify.com",),
        kind="audio",
    ),
    Provider(
        "soundcloud",
        "SoundCloud",
        (r"soundcloud\.com/(?P<path>[\w-]{2,60}/(?:sets/)?[\w-]{2,120})" + END,),
        "https://w.soundcloud.com/player/?url={url}&auto_play=true&visual=false",
        "https://soundcloud.com/{path}",
        height=166,
        sources=("https://w.soundcloud.com",),
        kind="audio",
    ),
    Provider(
        "apple-podcasts",
        "Apple Podcasts",
        (
            r"(?:embed\.)?podcasts\.apple\.com/(?P<path>[a-z]{2}/podcast/(?:[^/?#]+/)?id[0-9]{4,15})"
            r"\?(?:[^#]*&)?i=(?P<episode>[0-9]{4,20}).*",
        ),
        "https://embed.podcasts.apple.com/{path}?i={episode}",
        "https://podcasts.apple.com/{path}?i={episode}",
        height=175,
        sources=("https://embed.podcasts.apple.com",),
        kind="audio",
    ),
    Provider(
        "apple-podcasts",
        "Apple Podcasts",
        (r"(?:embed\.)?podcasts\.apple\.com/(?P<path>[a-z]{2}/podcast/(?:[^/?#]+/)?id[0-9]{4,15})" + END,),
        "https://embed.podcasts.apple.com/{path}",
        "https://podcasts.apple.com/{path}",
        height=450,
        sources=("https://embed.podcasts.apple.com",),
        kind="audio",
    ),
    Provider(
        "gist",
        "GitHub Gist",
        (r"gist\.github\.com/(?P<path>[\w-]{1,40}/[0-9a-f]{7,40})(?:\.js|\.pibb)?" + END,),
        "https://gist.github.com/{path}.pibb",
        "https://gist.github.com/{path}",
        height=400,
        sources=("https://gist.github.com",),
        by_id="https://gist.github.com/{0}/{1}",
    ),
    Provider(
        "documentcloud",
        "DocumentCloud",
        (r"(?:embed\.|beta\.)?documentcloud\.org/documents/(?P<id>[0-9]{4,12}(?:-[\w%.-]{1,200}?)?)(?:\.html)?" + END,),
        "https://embed.documentcloud.org/documents/{id}/?embed=1&responsive=1",
        "https://www.documentcloud.org/documents/{id}/",
        height=700,
        sources=("https://embed.documentcloud.org",),
    ),
)

SHORTENED: Final = frozenset(
    "vm.tiktok.com vt.tiktok.com fb.watch maps.app.goo.gl goo.gl t.co bit.ly spotify.link on.soundcloud.com".split()
)
"""Hosts whose addresses say nothing of what they lead to: only a request could tell."""
