"""Findings for people at a terminal: by activity, the sides below each other, and what to do."""

import textwrap
from collections.abc import Iterator, Sequence

from salesops_sop.analysis.ownership.cure import cure, title
from salesops_sop.analysis.ownership.findings import Findings, Item, Side
from salesops_sop.analysis.ownership.load import RACI, Load
from salesops_sop.base.listing import counted
from salesops_sop.base.visible import visible
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.report.outcome import Look
from salesops_sop.report.overlaps.grouping import by_activity
from salesops_sop.report.place import region, regions

_RESET, _BOLD, _DIM = "\x1b[0m", "\x1b[1m", "\x1b[2m"
_RED, _GREEN = "\x1b[31m", "\x1b[32m"
BAR = 20
LONGEST_TITLE = 40


def write(found: Findings, handbook: Handbook, look: Look) -> str:
    """Return the report; the only escape sequences in it are the colors, if any are wanted."""
    writing = _Writing(handbook, look)
    sections = [
        writing.section("Overlaps", found.overlaps),
        writing.section("Gaps", found.gaps),
        writing.section("Conflicts", found.conflicts),
        writing.load(found.loads),
        [summary(found)] if look.summary else [],
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n" * any(sections)


def summary(found: Findings) -> str:
    """Return “2 overlaps, 1 gap, no conflicts”, with a tick when there is nothing."""
    parts = [
        counted(len(items), noun) if items else f"no {noun}s"
        for items, noun in (
            (found.overlaps, "overlap"),
            (found.gaps, "gap"),
            (found.conflicts, "conflict"),
        )
    ]
    return ("" if found.items else "✓ ") + ", ".join(parts)


class _Writing:
    def __init__(self, handbook: Handbook, look: Look) -> None:
        self.handbook = handbook
        self.look = look

    def section(self, name: str, items: Sequence[Item]) -> list[str]:
        """The items under a heading, those about one activity together."""
        lines = [self._paint(name, _BOLD)] if items else []
        for group in by_activity(items):
            lines += ["", self._paint(f"“{visible(group[0].activity)}”", _BOLD)]
            for item in group:
                lines += self._item(item)
        return lines

    def _item(self, item: Item) -> Iterator[str]:
        where = regions(item.where, self.handbook)
        said = "uncovered" if item.type == "scope-gap" else "where"
        yield f"  {self._paint(item.type, _RED)}"
        for side in item.sides:
            yield from self._side(side, item.activity)
        yield from self._wrapped(f"    {said}: ", where)
        if item.evidence:
            sure = "" if item.similarity == 1 else f" (similarity {item.similarity:.2f})"
            yield from self._wrapped("    why: ", visible(item.evidence) + sure)
        yield from self._wrapped("    cure: ", visible(cure(item, self.handbook)))

    def _side(self, side: Side, activity: str) -> Iterator[str]:
        document = f"{visible(side.document.title)} · {visible(str(side.place.position))}"
        names = [
            f"{letter} {visible(title(self.handbook, role))}" for letter, role in side.claims
        ] or ["nobody"]
        yield f"    - {', '.join(names)}"
        yield f"      {self._paint(document, _DIM)}"
        words = f"“{visible(side.text)}”" if side.text != activity else ""
        where = f"in {region(side.scope, self.handbook)}" if side.scope else ""
        yield from self._wrapped("      ", ", ".join(filter(None, (words, where))))

    def load(self, loads: Sequence[Load]) -> list[str]:
        """A row for each role that has any: counts by letter, and a bar of what it carries."""
        busy = [load for load in loads if any(load.counts.values())]
        if not busy:
            return []
        names = {load.role: _cut(visible(title(self.handbook, load.role))) for load in busy}
        room = max(len("Role"), *map(len, names.values()))
        most = max(_carried(load) for load in busy) or 1
        lines = [
            self._paint("Load", _BOLD),
            "",
            f"  {'Role':<{room}}  {'  '.join(f'{letter:>3}' for letter in RACI)}  answers for",
        ]
        for load in busy:
            counts = "  ".join(f"{load.counts[letter]:>3}" for letter in RACI)
            share = f"{load.shares[RACI[1]]:.0%}"
            bar = "█" * max(round(BAR * _carried(load) / most), int(_carried(load) > 0))
            lines.append(f"  {names[load.role]:<{room}}  {counts}  {share:>4}  {bar}".rstrip())
        idle = [visible(title(self.handbook, load.role)) for load in loads if load not in busy]
        if idle:
            lines += ["", *self._wrapped("  Without any row: ", ", ".join(idle))]
        return lines

    def _wrapped(self, start: str, text: str) -> list[str]:
        return textwrap.wrap(
            text,
            self.look.width,
            initial_indent=start,
            subsequent_indent=" " * (len(start) - len(start.lstrip()) + 2),
            break_long_words=False,
            break_on_hyphens=False,
        )

    def _paint(self, text: str, color: str) -> str:
        return f"{color}{text}{_RESET}" if self.look.color else text


def _carried(load: Load) -> int:
    """The rows that a role does or answers for."""
    return load.counts[RACI[0]] + load.counts[RACI[1]]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1]}…"
