"""Changes for people at a terminal: by class, document by document, each in a sentence."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from salesops_sop.base.listing import counted
from salesops_sop.base.visible import visible
from salesops_sop.history.diff.change import Change, Class, Part, Type
from salesops_sop.history.diff.compared import Compared
from salesops_sop.report.outcome import Look

_RESET, _BOLD, _DIM = "\x1b[0m", "\x1b[1m", "\x1b[2m"
_RED, _GREEN, _YELLOW = "\x1b[31m", "\x1b[32m", "\x1b[33m"
MOST_ROLES = 4
MOST_PLACES = 5

TITLES = {
    Class.AUTHORITY: "Authority: who may",
    Class.OWNERSHIP: "Ownership: who does and who answers",
    Class.PROCESS: "Process: what is done",
    Class.MEASURE: "Measures: what is counted",
    Class.REFERENCE: "References: facts, words and document control",
    Class.WORDING: "Wording: other words, the same meaning",
}


def write(compared: Compared, look: Look) -> str:
    """Return the report; the only escape sequences in it are the colors, if any are wanted."""
    writing = _Writing(compared, look)
    sections = [writing.section(of, changes) for of, changes in compared.classes]
    sections += [writing.versions()] if compared.unraised else []
    if look.summary:
        sections.append([summary(compared)])
    return "\n\n".join("\n".join(lines) for lines in sections) + "\n" * bool(sections)


def summary(compared: Compared) -> str:
    """Return “3 changes from v1 to v2: 1 authority, 2 wording · demands a new major version”."""
    where = f"from {visible(compared.base)} to {visible(compared.head)}"
    if not compared.changes:
        return f"✓ nothing changed in meaning {where}"
    parts = ", ".join(f"{len(changes)} {of.value}" for of, changes in compared.classes)
    said = f"{counted(len(compared.changes), 'change')} {where}: {parts}"
    part = compared.version
    return said if part is Part.NONE else f"{said} · demands a new {part} version"


class _Writing:
    def __init__(self, compared: Compared, look: Look) -> None:
        self.compared = compared
        self.look = look

    def section(self, of: Class, changes: Sequence[Change]) -> list[str]:
        """The changes of a class, those of one document together."""
        lines = [self._paint(TITLES[of], _BOLD)]
        for _, group in groupby(changes, lambda change: change.document.ref):
            several = list(group)
            document = several[0].document
            lines += ["", f"  {self._paint(visible(document.title), _BOLD)} · {document.ref}"]
            for change in several:
                lines += self._change(change)
        return lines

    def versions(self) -> list[str]:
        """The documents whose version was not raised enough, each with the least that would be."""
        lines = [self._paint("Versions to raise", _BOLD), ""]
        for found in self.compared.unraised:
            name = f"{visible(found.document.title)} · {found.document.ref}"
            lines += self._wrapped(
                "  ", f"{name}: {found.part}, from {found.before} to {found.least}", "    "
            )
        return lines

    def _change(self, change: Change) -> Iterator[str]:
        sign, color = _SIGNS.get(change.type, ("~", _YELLOW))
        first, *rest = self._wrapped("    ", f"{sign} {visible(change.sentence)}", "      ")
        yield first.replace(f"    {sign}", f"    {self._paint(sign, color)}", 1)
        yield from rest
        for detail in change.details:
            yield from self._wrapped("      - ", visible(detail), "        ")
        yield from self._about(change)
        for place in change.affects[:MOST_PLACES]:
            said = f"{visible(place.document.title)} · {visible(str(place.position))}"
            yield self._paint(f"      → {said}", _DIM)
        if len(change.affects) > MOST_PLACES:
            more = len(change.affects) - MOST_PLACES
            yield self._paint(f"      → and {counted(more, 'more place')}", _DIM)

    def _about(self, change: Change) -> Iterator[str]:
        """Where it stands, what version it demands, and whom it touches."""
        names = [visible(self.compared.role(role)) for role in change.roles]
        if len(names) > MOST_ROLES:
            names = [*names[: MOST_ROLES - 1], f"{len(names) - MOST_ROLES + 1} more"]
        part = "" if change.part is Part.NONE else change.part.value
        parts = (visible(str(change.place.position)), part, ", ".join(names))
        for line in self._wrapped("      ", " · ".join(filter(None, parts)), "      "):
            yield self._paint(line, _DIM)

    def _wrapped(self, start: str, text: str, indent: str) -> list[str]:
        return textwrap.wrap(
            text,
            self.look.width,
            initial_indent=start,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )

    def _paint(self, text: str, color: str) -> str:
        return f"{color}{text}{_RESET}" if self.look.color else text


_SIGNS = {
    Type.DOCUMENT_ADDED: ("+", _GREEN),
    Type.STEP_ADDED: ("+", _GREEN),
    Type.DUTY_ADDED: ("+", _GREEN),
    Type.DOCUMENT_REMOVED: ("-", _RED),
    Type.DOCUMENT_RETIRED: ("-", _RED),
    Type.STEP_REMOVED: ("-", _RED),
    Type.DUTY_REMOVED: ("-", _RED),
}
