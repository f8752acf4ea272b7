"""Computed KPIs as a picture: a panel for each KPI, a line for each group."""

from fractions import Fraction
from itertools import groupby

from salesops_sop.analysis.measures.values import shown
from salesops_sop.base.visible import visible
from salesops_sop.handbook.model.measurement import Kpi
from salesops_sop.lang.units import Unit
from salesops_sop.render.plot import Panel, Series, svg
from salesops_sop.report.measured.rows import Report, Row


def plot(report: Report) -> str:
    """Return the picture (SVG); raises ValueError where there are more groups than lines."""
    return svg([_panel(kpi, rows) for kpi, rows in report.kpis()])


def _panel(kpi: Kpi, rows: list[Row]) -> Panel:
    unit = rows[0].unit
    title = visible(kpi.title if unit is None or unit.plain else f"{kpi.title}, {unit}")
    lines = [list(group) for _, group in groupby(rows, key=lambda row: row.group)]
    periods = [row.period for row in lines[0]]
    series = [
        Series(
            visible(" · ".join(value or "–" for value in line[0].group.values())),
            [row.value for row in line],
            [row.target for row in line],
        )
        for line in lines
    ]
    return Panel(title, periods, series, lambda value: _said(value, unit, kpi.precision))


def _said(value: Fraction, unit: Unit | None, precision: int | None) -> str:
    return shown(value, unit, precision) if unit else f"{float(value):g}"
