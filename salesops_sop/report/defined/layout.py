"""Names beside what is said of them, wrapped to the width of a terminal."""

import textwrap
from collections.abc import Sequence

WIDEST_NAME = 44
NARROWEST = 30


def columns(pairs: Sequence[tuple[str, str]], width: int, indent: str = "") -> list[str]:
    """A line for each pair; a name that is too long for its column has a line of its own."""
    fitting = [len(name) for name, _ in pairs if len(name) <= WIDEST_NAME]
    room = max(fitting, default=0)
    lines: list[str] = []
    for name, text in pairs:
        start = f"{indent}{name:<{room}}  "
        if len(name) > room:
            lines.append(f"{indent}{name}")
            start = " " * (len(indent) + room + 2)
        lines += wrapped(text, width, start)
    return lines


def wrapped(text: str, width: int, start: str = "") -> list[str]:
    """A text in lines, the second and later ones below the beginning of the first."""
    return textwrap.wrap(
        text,
        max(width, len(start) + NARROWEST),
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [start.rstrip()]
