"""A small handbook with everything in it, its pages, and what a browser would see of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest

from salesops_sop.handbook import folder
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.site.pages import Page, pages

TODAY = date(2026, 11, 23)
EXTENSIONS = ("attr_list", "md_in_html", "tables", "toc", "admonition")
VOID = {"br", "hr", "img", "input", "meta", "link", "path", "rect"}


@dataclass
class Seen(HTMLParser):
    """A page as a browser reads it: every element, every id, every link, all text."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    later: list[int] = field(default_factory=list)  # how deep stands what a later day shows

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)
            if {"hidden", "data-shown-from"} <= dict(attrs).keys():
                self.later.append(len(self.open))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if self.later and self.later[-1] == len(self.open):
            self.later.pop()
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes what is not open")

    def handle_data(self, data: str) -> None:
        if not self.later:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment: {data}")

    @property
    def text(self) -> str:
        """What a reader reads, on one line."""
        return " ".join(" ".join(self.words).split())

    @property
    def ids(self) -> list[str]:
        """Every id in order."""
        return [given["id"] for _, given in self.elements if "id" in given]

    @property
    def links(self) -> list[str]:
        """Where links lead, in order."""
        return [given["href"] for tag, given in self.elements if tag == "a" and "href" in given]


def see(page: Page) -> Seen:
    """Render a page as plain Python-Markdown does, and read it."""
    text = page.markdown.split("\n---\n", 1)[1]
    seen = Seen()
    seen.feed(markdown.markdown(text, extensions=EXTENSIONS))
    seen.close()
    seen.faults += [f"<{tag}> stays open" for tag in seen.open]
    return seen


def read(root: Path) -> dict[str, str]:
    """The texts of a handbook."""
    files, flaws = folder.read(root, "sops")
    assert not flaws
    return files


@pytest.fixture(scope="session")
def texts() -> Mapping[str, str]:
    """The files of the small handbook."""
    return read(Path(__file__).parent / "small")


@pytest.fixture(scope="session")
def small(texts: Mapping[str, str]) -> Handbook:
    """The small handbook."""
    handbook = load(texts)
    assert [str(flaw) for flaw in handbook.flaws if flaw.rule != "document/file-name"] == []
    return handbook


@pytest.fixture(scope="session")
def book(small: Handbook) -> dict[str, Page]:
    """Its pages by path."""
    return {page.path: page for page in pages(small, TODAY)}


@pytest.fixture(scope="session")
def seen(book: dict[str, Page]) -> dict[str, Seen]:
    """Its pages as a browser reads them."""
    return {path: see(page) for path, page in book.items()}
