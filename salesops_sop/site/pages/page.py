"""A page of the site: where it stands, and its Markdown."""

import json
import re
from dataclasses import dataclass

from salesops_sop.render.prose import escape

_PLACE = re.compile(r'<div data-sop-part="(\d+)"></div>')


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `path` ends in `.md`, `source` is the file of the handbook it was made from.

    `title`, `section` and `description` are plain text: whoever writes them into HTML escapes
    them. `frame` is Markdown that begins with front matter, in which they are escaped already, with
    a mark in the place of each of its `parts`, which are HTML: reading them as Markdown would take
    most of a build and change nothing.
    """

    path: str
    title: str
    section: tuple[str, ...] = ()
    source: str = ""
    description: str = ""
    frame: str = ""
    parts: tuple[str, ...] = ()

    @property
    def markdown(self) -> str:
        """The whole page."""
        return self.filled(self.frame)

    def filled(self, text: str) -> str:
        """A text made from `frame`, with the parts in the places of their marks."""
        return _PLACE.sub(lambda mark: self.parts[int(mark[1])], text) if self.parts else text


def place(number: int) -> str:
    """The mark of a part: an element, so that Markdown leaves it as it is."""
    return f'<div data-sop-part="{number}"></div>'


def front_matter(title: str, description: str) -> str:
    """Title and description as YAML that nothing in them can break; themes print both as HTML."""
    lines = [f"title: {_quoted(title)}"]
    if description:
        lines.append(f"description: {_quoted(description)}")
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _quoted(text: str) -> str:
    # a JSON string is a YAML string, as long as nothing is written as two halves of a surrogate
    return json.dumps(str(escape(" ".join(text.split()))), ensure_ascii=False)
