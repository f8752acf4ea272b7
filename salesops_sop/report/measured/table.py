"""Computed KPIs at a terminal: one table, or one for each KPI where there are periods or groups."""

import textwrap
from collections.abc import Iterator, Sequence

from salesops_sop.base.visible import visible
from salesops_sop.render.trend import sparkline
from salesops_sop.report.measured.rows import Report, Row
from salesops_sop.report.outcome import Look

GAP = "  "
NARROWEST = 30
AS_ABOVE = "for the reason above"
_RESET, _BOLD = "\x1b[0m", "\x1b[1m"


def write(report: Report, look: Look) -> str:
    """Return the tables; where there is no value, its reason stands there instead."""
    if not report.span.unit and not report.groups:
        cells = [[visible(row.kpi.title), *_result(row)] for row in report.rows]
        return _block(["KPI", "value", "target", "band"], cells, report.rows, look)
    blocks = []
    for kpi, rows in report.kpis():
        head = f"{visible(kpi.title)} · {kpi.id}"
        blocks.append(f"{_bold(head, look)}\n{_rows(report, rows, look)}")
    return "\n".join(blocks)


def _rows(report: Report, rows: Sequence[Row], look: Look) -> str:
    periods = ["period"] if report.span.unit else []
    heads = [*report.groups, *periods, "value", "target", "band"]
    trends = _trends(rows) if report.span.unit else [""] * len(rows)
    cells = [
        [
            *(visible(row.group.get(name) or "–") for name in report.groups),
            *([row.period or "–"] if periods else []),
            *_result(row),
            trend,
        ]
        for row, trend in zip(rows, trends, strict=True)
    ]
    return _block([*heads, "trend" if any(trends) else ""], cells, rows, look)


def _trends(rows: Sequence[Row]) -> list[str]:
    """The line of each group, beside its first row."""
    found = []
    for number, row in enumerate(rows):
        first = number == 0 or rows[number - 1].group != row.group
        series = [other.value for other in rows if other.group == row.group] if first else []
        several = sum(value is not None for value in series) > 1
        found.append(sparkline(series) if several else "")
    return found


def _result(row: Row) -> list[str]:
    sign = {True: "✓ ", False: "✗ ", None: ""}[row.met]
    return [row.text, row.target_text, f"{sign}{visible(row.band)}".strip()]


def _block(
    heads: Sequence[str], cells: Sequence[Sequence[str]], rows: Sequence[Row], look: Look
) -> str:
    """Columns under their heads; numbers to the right, and columns that are empty left out."""
    used = [i for i, head in enumerate(heads) if head and any(line[i] for line in cells)]
    widths = {i: max(len(heads[i]), *(len(line[i]) for line in cells)) for i in used}
    head = GAP.join(_cell(heads[i], heads[i], widths[i]) for i in used).rstrip()
    lines = [_bold(head, look)]
    said: set[str] = set()
    for line, row in zip(cells, rows, strict=True):
        if row.value is not None:
            lines.append(GAP.join(_cell(line[i], heads[i], widths[i]) for i in used).rstrip())
        else:
            reason = AS_ABOVE if row.reason in said else visible(row.reason)
            lines += _without(line, reason, heads, widths, look)
            said.add(row.reason)
    return "\n".join(lines) + "\n"


def _without(
    line: Sequence[str], reason: str, heads: Sequence[str], widths: dict[int, int], look: Look
) -> Iterator[str]:
    """The row of a value that is not there: the reason takes the place of the other columns."""
    before = [i for i in widths if i <= heads.index("value")]
    start = GAP.join(_cell(line[i], heads[i], widths[i]) for i in before)
    room = max(look.width - len(start) - len(GAP), NARROWEST)
    first, *rest = textwrap.wrap(reason, room) or [""]
    yield f"{start}{GAP}{first}".rstrip()
    for more in rest:
        yield f"{' ' * len(start)}{GAP}{more}"


def _cell(text: str, head: str, width: int) -> str:
    return f"{text:>{width}}" if head in ("value", "target") else f"{text:<{width}}"


def _bold(text: str, look: Look) -> str:
    return f"{_BOLD}{text}{_RESET}" if look.color else text
