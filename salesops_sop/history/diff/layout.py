"""What of a text only lays it out: line ends, marks of emphasis, lists, tables and headings."""

import re
import unicodedata

_MARKS = re.compile(
    r"^[-:| \t]+$"  # a line of a table, below a heading, between two parts
    r"|^[ \t]*=+[ \t]*$|^[ \t]*~{3,}"
    r"|^[ \t]*(?:[-+*]|#+|>)[ \t]+"
    r"|\\(?=[!-/:-@\[-`{-~])|\\$"  # written before a sign so that it means itself; a line end
    r"|[*_`]+|[|]|:?-{3,}:?",
    re.MULTILINE,
)
_NUMBER = re.compile(r"[ \t]{0,3}\d{1,9}[.)][ \t]+(?=\S)")


def squeezed(text: str | None) -> str:
    """A text without what only lays it out; what is left differs only where the words do.

    Accents are written in one of the two ways that Unicode has (NFC, UAX 15).
    """
    if not text:
        return ""
    text = unicodedata.normalize("NFC", text)
    return " ".join(_MARKS.sub(" ", _unnumbered(text)).split())


def _unnumbered(text: str) -> str:
    """A text without the numbers of lists, which some write as 1. 1. 1.

    A number counts where a list can begin or goes on, and where two items have one; a line of a
    paragraph may begin with a number by chance.
    """
    lines = text.split("\n")
    items: list[int] = []
    inside, after_blank = False, True
    for place, line in enumerate(lines):
        if _NUMBER.match(line) and (inside or after_blank):
            items.append(place)
            inside = True
        elif line.strip() and after_blank and not line[:1].isspace():
            inside = False
        after_blank = not line.strip()
    if len(items) > 1:
        for place in items:
            lines[place] = _NUMBER.sub("", lines[place], count=1)
    return "\n".join(lines)
