"""A page as Markdown that needs no plugin: what stands in it comes out of Markdown as it is."""

import json
import re
from dataclasses import replace

from markupsafe import escape

from salesops_sop.site.pages.page import Page
from salesops_sop.site.search.passages import marked

# What Markdown would see in HTML before it sees that it is HTML: fences of code, and tabs.
_FENCE = re.compile(r"^([ ]*)([`~])(?=\2\2)", re.MULTILINE)
_TAGS = "\ntags: "


def plain(page: Page) -> str:
    """The page with its parts filled in, its section as tags, and marks for a search.

    Python-Markdown, with the extensions that MkDocs always uses, makes the same HTML of it as the
    plugin makes, but for blank lines between two blocks.
    """
    parts = tuple(_inert(part) for part in page.parts)
    text = marked(replace(page, parts=parts).markdown, page.path)
    if not page.section:
        return text
    tags = json.dumps([str(escape(name)) for name in page.section], ensure_ascii=False)
    head, end, rest = text.removeprefix("---\n").partition("\n---\n")
    return f"---\n{head}{_TAGS}{tags}{end}{rest}"


def _inert(part: str) -> str:
    """The same HTML, to a browser; lines of scripts never begin with a fence."""
    return _FENCE.sub(lambda found: f"{found[1]}&#{ord(found[2])};", part).replace("\t", "&#9;")
