"""From a list of pages, each with its section, to the tree of the navigation."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from markupsafe import escape

from salesops_sop.site.pages.page import Page

Entry: TypeAlias = dict[str, "str | list[Entry]"]


def navigation(pages: Iterable[Page]) -> list[Entry]:
    """Nest the pages by section, in their order: `{title: path}` or `{section: entries}`.

    Titles are safe to be written into HTML: the theme writes them as they are.
    """
    top: list[Entry] = []
    for page in pages:
        title = "Home" if page.path == "index.md" else page.title
        _within(top, page.section).append({escape(title): page.path})
    return top


def _within(entries: list[Entry], section: Sequence[str]) -> list[Entry]:
    for name in map(escape, section):
        below = [entry[name] for entry in entries if name in entry]
        found = next((nested for nested in below if isinstance(nested, list)), None)
        if found is None:
            found = []
            entries.append({name: found})
        entries = found
    return entries
