"""The documentation says what the code does: every name is documented, every documented name exists, examples are true.

What an article and `site.toml` may hold, codes and output are here; the theme, the commands and the pages themselves
in the files beside this one.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable
from typing import get_args

import msgspec
import pytest

from ssg.content.ads import read_ad
from ssg.content.frontmatter import keys, read_front_matter
from ssg.content.frontmatter.declared import FIELDS as KEYS
from ssg.content.markdown import MarkdownOptions, allowed, limits, options, rawhtml, render, targets
from ssg.content.markdown.containers import NAMES
from ssg.content.markdown.providers import EMBEDS
from ssg.core.codes import CODES
from ssg.core.config import (
    MenuItem,
    block_keys,
    deploy_keys,
    layout_keys,
    markdown_keys,
    partner_keys,
    picture_keys,
    robot_keys,
    schema,
)
from ssg.core.config.access_keys import AccessConfig
from ssg.core.config.ads_keys import COUNTED, AdPlace, AdsConfig, AdSlotConfig
from ssg.core.config.correction_keys import CorrectionsConfig
from ssg.core.config.embed_keys import BoxesConfig, EmbedConfig, ShortcodeConfig
from ssg.core.config.house_ad_keys import AdKeys
from ssg.core.config.output_keys import OutputConfig
from ssg.core.config.page_keys import PageConfig
from ssg.core.config.provider_keys import ConsentConfig, ProviderConfig
from ssg.core.config.query_keys import QueryConfig
from ssg.core.config.theme_keys import ColoursConfig, FontConfig, FontsConfig, ThemeConfig
from ssg.core.permalinks import FIELDS
from ssg.core.text.dates import iso, parse_time
from ssg.core.text.slug import slugify
from ssg.core.third_parties import THIRD_PARTIES
from ssg.index.parts import numbered_parts, part_of
from ssg.index.targets import MEDIA_TYPES
from tests.conftest import TinySite
from tests.documents import DOCS, PAGES, ROOT, ZONE, code_of, fences, running_text, table
from tests.markdown.rendering import unbound

# Front matter


def test_front_matter_keys() -> None:
    rows = table("front-matter.md", "Keys").rows
    assert {tuple(code_of(row[0]) + code_of(row[1])) for row in rows} == {field.names for field in KEYS}


def test_front_matter_parts() -> None:
    assert {key: tuple(table("front-matter.md", key).names()) for key in keys.INNER_KEYS} == keys.INNER_KEYS


def test_front_matter_times() -> None:
    for written, read in table("front-matter.md", "Types").rows:
        assert iso(parse_time(code_of(written)[0], ZONE)) == read


def test_front_matter_repairs() -> None:
    for written, read, said in table("front-matter.md", "What is repaired").rows:
        line = code_of(written)[0]
        key = line.partition(":")[0]
        other = "" if key == "title" else "title: Tin\n"
        text = f"---\n{line}\n{other}date: 2026-11-24\n---\n"
        split = read_front_matter(text, path="a.md", zone=ZONE)
        assert (getattr(split.front, key), [d.code for d in split.diagnostics]) == (read, code_of(said)), line


# Configuration


def config_tables() -> dict[str, type]:
    return {
        "The site": schema.Config,
        "`[markdown]`": markdown_keys.MarkdownConfig,
        "`[[categories]]`": schema.CategoryConfig,
        "`[[menu]]`": MenuItem,
        "`[[pages]]`": PageConfig,
        "`[[outputs]]`": OutputConfig,
        "`[outputs.limits]`": partner_keys.LimitsConfig,
        "`[outputs.podcast]`": partner_keys.PodcastConfig,
        "`[home]`": block_keys.HomeConfig,
        "`[blocks.<name>]`": block_keys.BlockConfig,
        "`[ads]`": AdsConfig,
        "`[[ads.slots]]`": AdSlotConfig,
        "`[[providers]]`": ProviderConfig,
        "`[consent]`": ConsentConfig,
        "`[search]`": schema.SearchConfig,
        "`[slugs]`": schema.SlugsConfig,
        "`[related]`": layout_keys.RelatedConfig,
        "`[sponsored]`": layout_keys.SponsoredConfig,
        "`[publisher]`": schema.Publisher,
        "`[policies]`": schema.PoliciesConfig,
        "`[corrections]`": CorrectionsConfig,
        "`[feeds]`": schema.FeedsConfig,
        "`[access]`": AccessConfig,
        "`[robots]`": robot_keys.RobotsConfig,
        "`[robots.types.<type>]`": robot_keys.PreviewConfig,
        "`[pictures]`": picture_keys.PicturesConfig,
        "`[share]`": picture_keys.ShareConfig,
        "`[boxes]`": BoxesConfig,
        "`[boxes.shortcodes.<name>]`": ShortcodeConfig,
        "`[[embeds]]`": EmbedConfig,
        "`[[translations]]`": schema.TranslationConfig,
        "`[[authors]]`": schema.AuthorConfig,
        "`[[topics]]`": schema.TopicConfig,
        "`[deploy]`": deploy_keys.DeployConfig,
        "`[deploy.targets.<name>]`": deploy_keys.TargetConfig,
        "`[deploy.targets.<name>.purge]`": deploy_keys.PurgeConfig,
        "`[ping]`": deploy_keys.PingConfig,
        "`[theme]`": ThemeConfig,
        "`[theme.colours]`": ColoursConfig,
        "`[theme.fonts]`": FontsConfig,
        "`[theme.fonts.<name>]`": FontConfig,
    }


def test_every_table_of_the_configuration_is_there() -> None:
    structs = {t for t in vars(schema).values() if inspect.isclass(t) and t.__module__.startswith("ssg.core.config.")}
    found = {t for t in structs if issubclass(t, msgspec.Struct)}
    found |= {robot_keys.PreviewConfig, deploy_keys.TargetConfig, deploy_keys.PurgeConfig}
    found |= {partner_keys.LimitsConfig, partner_keys.PodcastConfig}
    found |= {AdSlotConfig, ShortcodeConfig, ColoursConfig, FontConfig, FontsConfig}
    assert found == set(config_tables().values())


@pytest.mark.parametrize(("heading", "struct"), config_tables().items(), ids=lambda value: str(value)[:20])
def test_configuration_keys_and_defaults(heading: str, struct: type) -> None:
    rows = {code_of(row[0])[0]: row[2] for row in table("configuration.md", heading, "Key").rows}
    fields = {field.encode_name: field for field in msgspec.structs.fields(struct)}
    of_query = QueryConfig.__struct_fields__ if issubclass(struct, QueryConfig) else ()
    assert list(rows) == sorted(fields, key=lambda name: name in of_query)
    for name, field in fields.items():
        assert rows[name] == default_of(name, field), name


def default_of(name: str, field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return "needed"
    default = field.default
    if name == "pasted":
        return "all"
    if isinstance(default, msgspec.Struct) or field.default_factory not in (msgspec.NODEFAULT, dict):
        return ""
    if default is msgspec.NODEFAULT:
        default = field.default_factory()
    if isinstance(default, tuple):
        default = list(default)
    if default is None:
        return ""
    return f"`{json.dumps(default, ensure_ascii=False)}`"


def test_configuration_blocks() -> None:
    rows = table("configuration.md", "`[blocks.<name>]`", "Block").rows
    assert {code_of(name)[0]: int(count) for name, count in rows} == block_keys.BLOCK_COUNTS


def test_permalink_fields() -> None:
    fields = [name.strip("{}") for name in table("configuration.md", "permalink").names()]
    assert tuple(fields) == FIELDS


# Markdown


def test_markdown_extensions() -> None:
    names = table("markdown.md", "Extensions").names()
    assert set(names) >= set(options.ALL)
    assert [row[0].strip("`") for row in table("markdown.md", "Extensions").rows if row[0].strip("`")] == [
        code_of(row[0])[0] for row in table("markdown.md", "Extensions").rows
    ]
    assert sorted(names) == sorted(options.ALL) == sorted(get_args(markdown_keys.Extension))


def test_rules_of_pasted_text() -> None:
    assert {code_of(row[0])[0] for row in table("markdown.md", "Pasted text").rows} == set(options.PASTED)


def test_third_parties() -> None:
    rows = table("advertising.md", "Third parties").rows
    documented = [(code_of(name)[0], set(code_of(needs)), fills, policy) for name, needs, fills, policy in rows]
    known = ((one.name, set(one.needs), one.slots, one.changing) for one in THIRD_PARTIES)
    said = [(name, needs, "yes" * slots, "strict" if changing else "any") for name, needs, slots, changing in known]
    assert documented == said


def test_keys_of_house_advertisements() -> None:
    rows = table("advertising.md", "House advertisements").rows
    fields = [field.encode_name for field in msgspec.structs.fields(AdKeys)]
    assert sorted(code_of(row[0])[0] for row in rows) == sorted([*fields, "from", "until"])
    (example,) = [text for text in fences(DOCS / "advertising.md", "toml") if text.startswith("slot")]
    ad, said = read_ad("ads/a.toml", example.encode(), ZONE)
    assert (ad.keys is not None, said) == (True, ())


def test_places_of_slots() -> None:
    rows = table("advertising.md", "Places").rows
    assert {code_of(row[0])[0]: bool(row[2]) for row in rows} == {p: p in COUNTED for p in get_args(AdPlace)}


def test_providers_of_embeds() -> None:
    documented = [row[0] for row in table("markdown.md", "Embeds").rows]
    assert documented == list(dict.fromkeys(provider.name for provider in EMBEDS))


def test_markdown_boxes() -> None:
    documented = [[slugify(name) for name in code_of(row[1])] for row in table("markdown.md", "Boxes").rows]
    assert {names[0]: set(names) for names in documented} == {
        box: {name for name, target in NAMES.items() if target == box} for box in NAMES.values()
    }


def test_markdown_limits() -> None:
    rows = table("markdown.md", "Limits").rows
    assert [int(row[1].replace(",", "")) for row in rows] == [
        limits.MOST_BYTES,
        limits.MOST_WEIGHT,
        limits.DEEPEST_BLOCK,
        limits.DEEPEST_BRACKETS,
        limits.DEEPEST_INLINE,
        rawhtml.MOST_OPEN,
        rawhtml.MOST_FORMATTING,
    ]
    assert {code for row in rows for code in code_of(row[2])} <= set(CODES)


def test_markdown_schemes() -> None:
    text = (DOCS / "markdown.md").read_text(encoding="utf-8")
    listed = text.partition("Links may begin with")[2].partition(". Any other")[0]
    assert {scheme.removesuffix(":") for scheme in code_of(listed)} == targets.SAFE_SCHEMES


def test_markdown_html() -> None:
    text = (DOCS / "markdown.md").read_text(encoding="utf-8")
    tags = text.partition("These elements are allowed:")[2].partition("These attributes")[0]
    assert set(code_of(tags)) == allowed.TAGS
    attributes = text.partition("These attributes are allowed on all of them:")[2].partition(", and `aria-…`")[0]
    assert set(code_of(attributes)) == allowed.GENERAL


def markdown_examples() -> list[tuple[str, str]]:
    text = (DOCS / "markdown.md").read_text(encoding="utf-8")
    pairs = re.findall(r"^```markdown\n(.*?)^```\n\n```html\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(pairs) == text.count("```markdown")
    return pairs


@pytest.mark.parametrize(("source", "html"), markdown_examples(), ids=lambda text: str(text)[:20])
def test_markdown_examples(source: str, html: str) -> None:
    rendered = render(source, path="content/a.md", first_line=1, options=MarkdownOptions(options.ALL, options.PASTED))
    shown = unbound(rendered.html.replace("&nbsp;", " "))
    assert re.sub("\0[0-9]+\0", "…", shown) == html


# Errors


def test_every_code_that_is_used_is_in_the_table() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "ssg").rglob("*.py")))
    assert set(re.findall(r"\"([EWN]\d{3})\"", source)) == set(CODES)


def test_codes_in_running_text_exist() -> None:
    for page in PAGES:
        assert set(re.findall(r"\b[EWN]\d{3}\b", running_text(page))) <= set(CODES), page.name


def test_check_adds_what_the_page_says() -> None:
    names = ("checks", "deadlinks", "namechecks", "picturechecks", "policies", "starter", "textchecks", "timechecks")
    sources = [*(ROOT / f"ssg/index/{name}.py" for name in names), ROOT / "ssg/render/unused.py"]
    source = "".join(file.read_text(encoding="utf-8") for file in sources)
    assert "Only `ssg check` reports the codes from `W420` on." in (DOCS / "errors.md").read_text(encoding="utf-8")
    documented = table("errors.md", "The site").names(0)
    assert set(documented[documented.index("W420") :]) == set(re.findall(r"\"([EWN][457]\d{2})\"", source))


@pytest.mark.parametrize("example", fences(DOCS / "errors.md", "site"), ids=lambda text: str(text)[:40])
def test_examples_of_errors(example: str, site: Callable[[str], TinySite]) -> None:
    literal, _, expected = example.partition("-- expected --\n")
    tiny = site(literal)
    assert tiny.said().rstrip("\n") + "\n" == expected


# Output


def test_slugs() -> None:
    rows = table("output.md", "Slugs").rows
    assert [slugify(code_of(text)[0]) for text, _ in rows] == [code_of(slug)[0] for _, slug in rows]


def test_numbered_pages() -> None:
    for total, numbered, front in table("output.md", "Lists").rows:
        paths = [str(number) for number in range(int(total))]
        assert (numbered_parts(int(total), 20), len(part_of(paths, 0, 20))) == (int(numbered), int(front))


def test_media_types() -> None:
    text = " ".join((DOCS / "output.md").read_text(encoding="utf-8").split())
    types = text.partition("files of these types only: ")[2].partition(". Others")[0]
    assert set(code_of(types)) == MEDIA_TYPES


def test_languages() -> None:
    found = {p.parent.parent.name for p in (ROOT / "ssg/locale").rglob("*.mo")}
    assert set(table("translations.md", "Languages").names(0)) == found
