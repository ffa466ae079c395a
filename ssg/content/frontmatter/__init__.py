"""From a file's bytes to its front matter, typed and validated, each value with its place, and its body unchanged.

The only place that imports frontmatter and yaml. It never reads a file, and knows of no other article.

    bytes ─ decode ─► text ─ fences ─► block + body
    block ─ mend ─► lines that YAML gives back ─ nodes (loader, complaints) ─► keys and values as nodes
    nodes ─ fields (readers, lists, parts) ─► FrontMatter
"""

from __future__ import annotations

from ssg.content.frontmatter.data import BadYaml, dump_yaml, load_yaml
from ssg.content.frontmatter.decode import decode
from ssg.content.frontmatter.quoting import quoted
from ssg.content.frontmatter.read import read_front_matter
from ssg.content.frontmatter.schema import FrontMatter, Split

__all__ = ["BadYaml", "FrontMatter", "Split", "decode", "dump_yaml", "load_yaml", "quoted", "read_front_matter"]
