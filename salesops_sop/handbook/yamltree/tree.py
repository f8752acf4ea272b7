"""A YAML document of a file: its plain data, what is wrong with it, and where everything stands."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from salesops_sop.base.position import Position
from salesops_sop.handbook.yamltree import offsets, quick, reading
from salesops_sop.handbook.yamltree.flaw import Flaw
from salesops_sop.handbook.yamltree.places import Spot, spots
from salesops_sop.handbook.yamltree.source import LINE_END, Source, cleaned, documents

LONGEST_TEXT = 1_000_000
MOST_DOCUMENTS = 1_000

_NOTHING = re.compile(r"(?:---)?(?:[ \t\r\n]++|(?<![^ \t\r\n])#[^\r\n]*+)*+")
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?[\r\n])*%")


@dataclass
class Tree:
    """`value` is plain data, None when the document is broken; `problems` are in order of place.

    `line` is where the document begins. Of two equal keys the value has the first one.
    """

    path: str
    line: int
    value: Any
    problems: list[Flaw]
    _source: Source = field(repr=False)

    def locate(
        self, steps: tuple[str | int, ...], key: bool = False, offset: int | None = None
    ) -> Position:
        """Return the place of the value at the end of `steps`, or of its key with `key`.

        A path is followed as far as it exists. `offset` counts characters in a text value: the
        place is then that of the character in the source, behind quotes, escapes and folding.
        """
        spot, exists = self._spots, True
        for step in steps:
            if step not in spot.inside:
                exists = False
                break
            spot = spot.inside[step]
        if key and spot.key is not None:
            return self._source.position(spot.key)
        if exists and offset is not None and spot.scalar is not None:
            return self._source.position(offsets.index_of(self._source.text, spot.scalar, offset))
        return self._source.position(spot.start)

    @cached_property
    def _spots(self) -> Spot:
        return spots(self._source, reading.DEEPEST_NESTING, 2 * reading.MOST_NODES)


def parse(text: str, path: str, first_line: int = 1) -> list[Tree]:
    """Return one tree per document of the text; empty documents are left out.

    `path` and `first_line` say where the text stands: places count from there. Never raises for
    what is in the text: that is in the trees' problems.
    """
    if len(text) > LONGEST_TEXT:
        return [_refused(path, first_line, f"the text has more than {LONGEST_TEXT:,} characters")]
    trees: list[Tree] = []
    for source in documents(text, path, first_line):
        if len(trees) == MOST_DOCUMENTS:
            why = f"the file has more than {MOST_DOCUMENTS:,} documents"
            trees.append(_refused(path, source.line, why))
            break
        tree = _tree(source)
        if tree.value is not None or tree.problems:
            trees.append(tree)
    return trees


def _tree(source: Source) -> Tree:
    source, problems = cleaned(source)
    beginning = _NOTHING.match(source.text)
    start = beginning.end() if beginning else 0
    if start == len(source.text):
        return Tree(source.path, source.line, None, problems, source)
    if not problems and not source.restored:
        value = quick.read(source.text, reading.DEEPEST_NESTING)
        if value is not quick.UNKNOWN:
            line = source.line + len(LINE_END.findall(source.text, 0, start))
            return Tree(source.path, line, value, [], source)
    value, line, flaws = reading.read(source)
    if directive := _DIRECTIVE.match(source.text):
        value, flaws = None, [_no_directive(source, directive.end() - 1)]
    problems = sorted(problems + flaws, key=lambda flaw: flaw.position)
    return Tree(source.path, line, value, problems, source)


def _no_directive(source: Source, index: int) -> Flaw:
    message = "a line begins with “%”: remove it, a handbook is always YAML 1.2"
    return Flaw("document/yaml-syntax", message, source.position(index))


def _refused(path: str, line: int, why: str) -> Tree:
    flaw = Flaw("document/yaml-syntax", f"{why}: split it", Position(path, line, 1))
    return Tree(path, line, None, [flaw], Source("", path, line))
