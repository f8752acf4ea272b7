"""Checked data at a terminal: what is wrong in each dataset, and in which rows."""

import textwrap
from collections.abc import Iterator, Sequence

from salesops_sop.base.visible import visible
from salesops_sop.report.outcome import Look
from salesops_sop.warehouse.checking import Checked, Flaw

_RED, _BOLD, _RESET = "\x1b[31m", "\x1b[1m", "\x1b[0m"


def write(found: Sequence[Checked], notes: Sequence[str], look: Look) -> str:
    """Return a paragraph for each dataset; `notes` are told by whoever asked."""
    return "\n".join("\n".join(_dataset(checked, look)) + "\n" for checked in found)


def sentence(flaw: Flaw) -> str:
    """“‘amount’ is no number in 2 rows (3, 17), such as “n/a””."""
    rows = ", ".join(f"{row}" for row in flaw.rows) + (", …" if flaw.total > len(flaw.rows) else "")
    if flaw.field is None:
        said = flaw.message.rstrip(".")
        return f"“{said}” does not hold in {_rows(flaw.total)} ({rows}) [{flaw.rule}]"
    subject = " and ".join(f"‘{name}’" for name in flaw.field.split(" and "))
    if not flaw.total:
        return f"{subject} {flaw.message}"
    such = "" if flaw.value is None else f", such as “{flaw.value}”"
    return f"{subject} {flaw.message} in {_rows(flaw.total)} ({rows}){such}"


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def _dataset(checked: Checked, look: Look) -> Iterator[str]:
    head = f"{visible(checked.shown)} · {_rows(checked.rows)}"
    mark = "" if checked.flaws else " · ✓"
    yield f"{_BOLD}{head}{_RESET}{mark}" if look.color else f"{head}{mark}"
    for flaw in checked.flaws:
        lines = textwrap.wrap(visible(sentence(flaw)), look.width - 4) or [""]
        sign = f"{_RED}✗{_RESET}" if look.color else "✗"
        yield f"  {sign} {lines[0]}"
        yield from (f"    {line}" for line in lines[1:])
    for note in checked.notes:
        yield f"  · {visible(note)}"
