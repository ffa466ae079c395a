"""SVG: plain pictures pass with their size; whatever could run in one that is opened by its own address is named."""

from __future__ import annotations

import pytest

from ssg.core.errors import Diagnostic, Place
from ssg.core.message import NOTHING, say
from ssg.core.model import MediaFile
from ssg.store.media import _inspect
from ssg.store.svg import read_svg

NS = 'xmlns="http://www.w3.org/2000/svg"'
LINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
HTML = 'xmlns="http://www.w3.org/1999/xhtml"'
# As draw.io writes the letters of a box: HTML, and what stands for it elsewhere.
DRAW_IO = f"""<switch><foreignObject style="overflow: visible; text-align: left;" pointer-events="none" width="100%"
  requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"><div {HTML} style="display: flex;">
  <div data-drawio-colors="color: #000;" style="font-size: 0px;"><font color="#f00" size="3"><b>Sở</b><br/>Y tế</font>
  </div></div></foreignObject><text x="60" y="34">Sở Y tế</text></switch>"""
MERMAID = f"""<foreignObject width="9"><div {HTML} class="labelBkg"><span class="nodeLabel"><p>A</p></span></div>
  </foreignObject>"""
INKSCAPE = """<defs><i:path-effect xmlns:i="http://www.inkscape.org/namespaces/inkscape" effect="bspline"
  only_selected="false" onward="1"/><path only_selected="false" d="M0 0"/></defs>"""
DOCTYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"'


@pytest.mark.parametrize(
    ("text", "size"),
    [
        (f'<svg {NS} width="40" height="20px"><path d="M0 0"/></svg>', (40, 20)),
        (f'<?xml version="1.0" encoding="utf-8"?>\n{DOCTYPE}>\n<svg {NS} viewBox="0 0 64 32"/>', (64, 32)),
        (f'<svg {NS} viewBox="0,0,64,32" width="100%"/>', (64, 32)),
        (f'<s:svg xmlns:s="http://www.w3.org/2000/svg" width="4" height="{"9" * 400}"/>', (0, 0)),
        (f'<svg {NS} {LINK}><a xlink:href="https://a.vn/"><use xlink:href="#a"/></a></svg>', (0, 0)),
        (f'<svg {NS} {LINK}><image xlink:href="data:image/png;base64,AA"/></svg>', (0, 0)),
        (f'<svg {NS}><animate attributeName="r" from="0" to="1"/><text>onload=1 javascript:</text></svg>', (0, 0)),
        (f'<svg {NS} xmlns:i="http://www.inkscape.org/x" i:onset="1"><title>Chợ &lt;script></title></svg>', (0, 0)),
        (f'<svg {NS} width="4" height="2">{DRAW_IO}</svg>', (4, 2)),
        (f'<svg {NS} width="4" height="2">{MERMAID}<g/></svg>', (4, 2)),
        (f'<svg {NS} width="4" height="2">{INKSCAPE}</svg>', (4, 2)),
        (f"<svg {NS}><style>@media print {{ a {{ color: red }} }}</style></svg>", (0, 0)),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_plain_pictures(text: str, size: tuple[int, int], encoding: str) -> None:
    data = text.replace('encoding="utf-8"', f'encoding="{encoding}"').encode(encoding)
    found = _inspect("a.svg", data, Place("content/a.svg"))
    assert isinstance(found, MediaFile), found
    assert (found.width, found.height) == size


ACTIVE = [
    f"<svg {NS}><script>alert(1)</script></svg>",
    '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></s:svg>',
    f"<svg {NS}><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script></svg>",
    f"<svg {NS}><x:img xmlns:x='http://www.w3.org/1999/xhtml' src='x'/></svg>",
    f"<svg {NS} onload='alert(1)'/>",
    f"<svg {NS}\nonload\n=\n'alert(1)'/>",
    f"<svg {NS}><g ONCLICK='alert(1)'/></svg>",
    f"<svg {NS}><foreignObject><body {HTML} onload='alert(1)'/></foreignObject></svg>",
    f"<svg {NS}><foreignObject><div {HTML}><script>alert(1)</script></div></foreignObject></svg>",
    f"<svg {NS}><foreignObject><div {HTML}><a href='#'>x</a></div></foreignObject></svg>",
    f"<svg {NS}><foreignObject><div {HTML}><img src='x'/></div></foreignObject></svg>",
    f"<svg {NS}><foreignObject><div {HTML} contenteditable=''/></foreignObject></svg>",
    f"<svg {NS}><foreignObject><form {HTML} action='https://a.vn/'/></foreignObject></svg>",
    f"<svg {NS}><foreignObject><meta {HTML} http-equiv='refresh' content='0;javascript:1'/></foreignObject></svg>",
    f"<svg {NS}><foreignObject><style {HTML}>p {{}}</style></foreignObject></svg>",
    f"<svg {NS}><foreignObject/><div {HTML}>beside it</div></svg>",
    f"<svg {NS}><foreignObject><p {HTML}/></foreignObject><g><div {HTML}/></g></svg>",
    f"<svg {NS}><foreignobject><p {HTML}/></foreignobject></svg>",
    f"<svg {NS}><foreignObject><svg onload='alert(1)'/></foreignObject></svg>",
    f"<svg {NS}><m:math xmlns:m='http://www.w3.org/1998/Math/MathML' onclick='alert(1)'/></svg>",
    f"<svg {NS} {LINK}><a xlink:href='javascript:alert(1)'/></svg>",
    f"<svg {NS} {LINK}><a xlink:href='java&#115;cript&#58;alert(1)'/></svg>",
    f"<svg {NS}><a href=' &#9;java&#10;script:alert(1)'/></svg>",
    f"<svg {NS}><a href='data:text/html,x'/></svg>",
    f"<svg {NS}><image href='data:image/svg+xml,x'/></svg>",
    f"<svg {NS}><a><animate attributeName='href' values='#;javascript:alert(1)'/></a></svg>",
    f"<svg {NS}><a><set attributeName='xlink:href' to='#'/></a></svg>",
    f"<svg {NS}><set attributeName='onmouseover' to='alert(1)'/></svg>",
    f"<svg {NS}><handler type='text/ecmascript'/></svg>",
    f"<svg {NS}><e:listener xmlns:e='http://www.w3.org/2001/xml-events'/></svg>",
    f"<?xml-stylesheet type='text/xsl' href='a.xsl'?><svg {NS}/>",
    f"{DOCTYPE} [<!ENTITY x '<script/>'>]><svg {NS}>&x;</svg>",
    f"{DOCTYPE} [<!ENTITY % x SYSTEM 'a.dtd'>]><svg {NS}/>",
    f"{DOCTYPE} [<!ATTLIST svg onload CDATA 'alert(1)'>]><svg {NS}/>",
    f"<?xml version='1.0' encoding='windows-1251'?><svg {NS}/>",
]


@pytest.mark.parametrize("text", ACTIVE)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_could_run_is_named(text: str, encoding: str) -> None:
    found = _inspect("a.svg", text.encode(encoding), Place("content/a.svg"))
    assert isinstance(found, Diagnostic)
    assert found.code == "E711"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg",
        b"<svg><g></svg>",
        b"\xff\xfe<",
        b"<html/>",
        b"<svg xlink:href='#'/>",
        b"<svg>&nbsp;</svg>",
        b"\0" * 100,
        f"<?xml version='1.0' encoding='latin-9'?><svg {NS}/>".encode()[:-1],
        f"<?xml version='1.0' encoding='utf-16'?><svg {NS}/>".encode(),
        b"<?xml version='1.0' encoding='x-none'?><svg/>",
    ],
)
def test_what_no_browser_would_show_is_refused(data: bytes) -> None:
    found = _inspect("a.svg", data, Place("content/a.svg"))
    assert isinstance(found, Diagnostic)
    assert found.code in ("E710", "E711")


def test_no_entity_is_expanded_and_depth_costs_nothing() -> None:
    """A bomb of a billion laughs is refused at its first line."""
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 20))
    assert read_svg(f"{DOCTYPE} [<!ENTITY l0 'ha'>{laughs}]><svg {NS}>&l19;</svg>".encode()).active == say(
        "the entity {name}", name="l0"
    )
    deep = f"<svg {NS}>{'<g>' * 200_000}{'</g>' * 200_000}</svg>"
    assert read_svg(deep.encode())[:2] == (NOTHING, NOTHING)
