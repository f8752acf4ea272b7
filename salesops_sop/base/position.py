"""A place in a file, as an editor counts it."""

from typing import NamedTuple


class Position(NamedTuple):
    """Line and column count from 1; a column is one character, never one byte."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
