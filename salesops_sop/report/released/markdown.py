"""`CHANGES.md`: for each release what is different, by role first, for the staff who work by it."""

import re
from collections.abc import Iterator
from datetime import date

from salesops_sop.base.listing import counted, joined
from salesops_sop.base.marking import marked
from salesops_sop.history.diff.change import Change, Class
from salesops_sop.history.diff.compared import Compared
from salesops_sop.history.diff.documents import by_document
from salesops_sop.history.diff.tally import by_role, tally
from salesops_sop.history.release.checking import Check

TITLE = "# Changes"
_RELEASE = re.compile(r"^## ", re.MULTILINE)


def added(before: str, check: Check, day: date) -> str:
    """The whole text, with a release put above the others; what people wrote above them stays."""
    text = before.replace("\r\n", "\n") or f"{TITLE}\n\n"
    first = _RELEASE.search(text)
    start = first.start() if first else len(text)
    above = f"{text[:start].rstrip()}\n\n" if text[:start].strip() else f"{TITLE}\n\n"
    below = f"\n{text[start:]}" if text[start:] else ""
    return f"{above}{section(check, day)}{below}"


def section(check: Check, day: date) -> str:
    """One release: what it changed, for each role and for each document."""
    lines = [f"## {check.version} · {day.isoformat()}", "", f"{summary(check)}."]
    if check.compared:
        lines += _roles(check.compared)
        lines += _documents(check.compared)
    return "\n".join(lines) + "\n"


def summary(check: Check) -> str:
    """“12 changes since v1.3.0 in 4 documents”, on one line."""
    if check.compared is None or check.before is None:
        return f"The first release: {counted(len(check.handbook.documents), 'document')}"
    changes = check.compared.changes
    where = counted(len(by_document(changes)), "document")
    return f"{counted(len(changes), 'change')} since {check.before.tag} in {where}"


def _roles(compared: Compared) -> Iterator[str]:
    found = by_role(compared.changes)
    if found:
        yield from ("", "### For whom", "")
    for role, own in sorted(found.items(), key=lambda pair: compared.role(pair[0]).casefold()):
        titles = [f"“{marked(_title(changes))}”" for changes in by_document(own).values()]
        yield f"- **{marked(compared.role(role))}**: {tally(own)}, in {joined(titles)}"


def _documents(compared: Compared) -> Iterator[str]:
    told = [change for change in compared.changes if change.of is not Class.WORDING]
    if told:
        yield from ("", "### What changed", "")
    for ref, changes in by_document(told).items():
        yield f"- **{marked(_title(changes))}** ({ref.partition(':')[0]})"
        for change in changes:
            yield f"  - {marked(change.sentence)}"
            yield from (f"    - {marked(detail)}" for detail in change.details)
    reworded = by_document(c for c in compared.changes if c.of is Class.WORDING)
    if reworded:
        titles = [f"“{marked(_title(changes))}”" for changes in reworded.values()]
        yield from ("", f"Only other words, the same meaning: {joined(titles)}.")


def _title(changes: list[Change]) -> str:
    return " ".join(changes[0].document.title.split())
