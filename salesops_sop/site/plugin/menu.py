"""What the menus of all pages say alike: the theme would write it anew for each of them."""

import re
from typing import TypeAlias

from mkdocs.structure.nav import Link, Section
from mkdocs.structure.pages import Page

Item: TypeAlias = Section | Page | Link


_LINES = re.compile(r"\s*\n\s*")


class Menu:
    """Keeps the entries that are no part of the way to a page, for the pages of its folder."""

    def __init__(self, pruned: bool) -> None:
        self._pruned = pruned  # whether sections beside the way are closed
        self._kept: dict[tuple[int, str], str] = {}

    def kept(self, item: Item, page: Page | None) -> str:
        """The entry as the page has it; empty when it is not known, or for this page alone."""
        if page is None or item.active:
            return ""
        return self._kept.get((id(item), _folder(page)), "")

    def keep(self, item: Item, page: Page | None, text: str) -> str:
        """The same text, kept if it is for all pages of the folder."""
        if page is not None and not item.active and (self._pruned or not item.children):
            text = _LINES.sub("\n", text)
            self._kept[id(item), _folder(page)] = text
        return text


def _folder(page: Page) -> str:
    return page.url.rpartition("/")[0]
