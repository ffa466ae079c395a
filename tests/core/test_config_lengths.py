"""Paths of `site.toml` that no file system takes: each is an error where it is read, before anything is written."""

from __future__ import annotations

import pytest

from ssg.core.config import load_config

SITE = 'title = "T"\nbase_url = "https://example.vn"\n'
LONG, DEEP = "a" * 256, "/".join(["abcdefghi"] * 101)
NAMES = "name of 256 bytes between slashes; at most 255 are possible"
WHOLE = "bytes; at most 1,000 are possible"


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        (f'[corrections]\nurl = "/{LONG}/"\n', "E505", f"`corrections.url` cannot be published: {NAMES}"),
        (f'[corrections]\nurl = "/{DEEP}/"\n', "E505", WHOLE),
        ('[corrections]\nurl = "/sua/con/"\n', "E505", "no file can be called `con` on every system"),
        (f'[[pages]]\nurl = "/{LONG}/"\ntitle = "X"\n', "E640", f"the URL of a page cannot be published: {NAMES}"),
        (f'[[pages]]\nurl = "/{DEEP}/"\ntitle = "X"\n', "E640", WHOLE),
        (f'[[outputs]]\nname = "x"\npath = "/{LONG}/x.json"\n', "E646", NAMES),
        (f'[[outputs]]\nname = "x"\npath = "/{DEEP}/x.json"\n', "E646", WHOLE),
        (f'[[categories]]\nname = "X"\nslug = "{"a" * 181}"\n', "E514", "slug of 181 bytes; at most 180 are possible"),
        (f'[[topics]]\nname = "X"\nslug = "{"a" * 181}"\n', "E514", "slug of 181 bytes; at most 180 are possible"),
        (f'output = "{LONG}"\n', "E516", f"`output` cannot be created: {NAMES}"),
    ],
    ids=lambda text: text[:12],
)
def test_what_no_disk_takes_is_said_at_once(written: str, code: str, said: str) -> None:
    config, problems = load_config(SITE + written)
    assert config is None
    assert [one.code for one in problems] == [code]
    assert said in str(problems[0].message)


@pytest.mark.parametrize("key", ["[corrections]\n", '[[pages]]\ntitle = "X"\n'])
def test_the_longest_that_fits_is_right(key: str) -> None:
    config, problems = load_config(f'{SITE}{key}url = "/{"a" * 255}/"\n')
    assert config
    assert not problems
