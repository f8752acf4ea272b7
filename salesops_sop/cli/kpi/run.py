"""`sop kpi run`: KPIs from the company's data."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from salesops_sop.base.errors import UnreadableError, UsageError
from salesops_sop.base.listing import counted
from salesops_sop.base.quantity import parse_date
from salesops_sop.cli.frame import finding, saving, terminal
from salesops_sop.cli.frame import kpis as naming
from salesops_sop.cli.frame.command import command
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.render.raster import png
from salesops_sop.report.measured import FORMATS
from salesops_sop.report.measured.plot import plot as drawn
from salesops_sop.report.measured.rows import Report, report
from salesops_sop.report.outcome import Look
from salesops_sop.warehouse.periods import UNITS, Span, shift
from salesops_sop.warehouse.plan import PlanError
from salesops_sop.warehouse.running import Question, compute, texts
from salesops_sop.warehouse.sql.names import DIALECTS


@command(
    ("sop kpi run --data crm/", "every KPI, from a folder of files named after the datasets"),
    ("sop kpi run close-rate --data crm/ --period month", "month by month, with its trend"),
    ("sop kpi run close-rate --data crm/ --by region,segment", "for each region and segment"),
    ("sop kpi run --data crm/ --set pipeline-coverage.quota=900000", "with an input of yours"),
    ("sop kpi run --data crm/ --period month --format csv --output kpis.csv", "a spreadsheet"),
    ("sop kpi run --connection postgresql://crm.example/sales", "from tables of PostgreSQL"),
    ("sop kpi run --connection 'spark:local[*]' --data crm/", "files, computed by Spark"),
    ("sop kpi run --data crm/ --period quarter --plot trends.svg", "the trends as a picture"),
    ("sop kpi run close-rate --sql snowflake", "the SQL that computes it elsewhere"),
)
@click.argument("kpis", metavar="[ID]…", nargs=-1, shell_complete=naming.kpis)
@click.option("--data", metavar="DIR", type=click.Path(), help="A folder, or a DuckDB file.")
@click.option(
    "--connection",
    metavar="URL",
    help="postgresql://HOST/DATABASE, spark://HOST:PORT or spark:local[*].",
)
@click.option("--by", metavar="FIELDS", default="", help="Fields to group by, as region,segment.")
@click.option(
    "--period",
    type=click.Choice(UNITS),
    help="Cut time into these; quarters and years follow the fiscal year.",
)
@click.option("--from", "first", metavar="DAY", help="The first day that counts, as 2026-01-01.")
@click.option("--to", "last", metavar="DAY", help="The last day that counts.")
@click.option(
    "--set", "given", metavar="KPI.INPUT=VALUE", multiple=True, help="An input that is entered."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="table",
    help="table for people (default), csv for spreadsheets, json for programs, parquet for both.",
)
@click.option(
    "--output", metavar="FILE", type=click.Path(), help="Write to FILE, not to standard output."
)
@click.option(
    "--plot", metavar="FILE.svg|png", type=click.Path(), help="Draw the trend, with --period."
)
@click.option("--sql", type=click.Choice(DIALECTS), help="Print the SQL for an engine instead.")
@click.pass_context
def run(
    context: click.Context,
    kpis: tuple[str, ...],
    data: str | None,
    connection: str | None,
    by: str,
    period: str | None,
    first: str | None,
    last: str | None,
    given: tuple[str, ...],
    form: str,
    output: str | None,
    plot: str | None,
    sql: str | None,
) -> None:
    """Compute KPIs from the files in a folder, one for each dataset: leads.csv, spend.parquet.

    Inputs that people enter come from entered.csv in that folder, or from --set. Without an ID,
    every KPI is computed. Exit code 1 means that a KPI has no value anywhere.
    """
    output = None if output == "-" else output
    if form == "parquet" and output is None and sql is None:
        raise UsageError("a Parquet file is no text: name a file with --output kpis.parquet")
    if plot is not None and (period is None or not plot.endswith((".svg", ".png"))):
        raise UsageError(
            "a plot is a picture of a trend: write --period month --plot FILE.svg or FILE.png"
        )
    if data is None and connection is None and sql is None:
        raise UsageError("there is no data: name a folder with --data DIR, or ask for --sql")
    handbook = finding.opened(finding.here())
    asked = Question(
        tuple(naming.living(handbook, name).id for name in kpis),
        tuple(dict.fromkeys(part.strip() for part in by.split(",") if part.strip())),
        _span(handbook, period, first, last),
        dict(_given(given)),
    )
    try:
        if sql is not None:
            _write("\n".join(texts(handbook, asked, sql)), output)
            return
        with terminal.working("computing"):
            folder = Path(data) if data is not None else None
            computed = compute(handbook, asked, folder, connection)
            found = report(handbook, computed, date.today())
    except PlanError as error:
        raise UnreadableError(str(error)) from None
    if plot is not None:
        _draw(found, plot)
    look = Look(color=terminal.colored() and output is None, width=terminal.width())
    _write(FORMATS[form](found, look), output)
    _talk(found, output)
    context.exit(1 if found.without_any else 0)


def _draw(found: Report, path: str) -> None:
    try:
        picture = drawn(found)
        saving.replace(path, png(picture) if path.endswith(".png") else picture)
    except ValueError as error:
        raise UsageError(f"cannot draw ‘{path}’: {error}") from None


def _write(text: str | bytes, output: str | None) -> None:
    if output is not None:
        saving.replace(output, text)
    elif isinstance(text, str):
        terminal.data(text)


def _talk(found: Report, output: str | None) -> None:
    for note in found.notes:
        terminal.say(f"note: {note}")
    values = counted(sum(row.value is not None for row in found.rows), "value")
    parts = [f"{counted(len(list(found.kpis())), 'KPI')}, {values}"]
    if without := found.without_any:
        listed = ", ".join(without)
        parts.append(f"no value anywhere: {listed}")
    if output is not None:
        parts.append(f"written to {output}")
    terminal.say(" · ".join(parts))


def _span(handbook: Handbook, period: str | None, first: str | None, last: str | None) -> Span:
    start, end = _day("--from", first), _day("--to", last)
    if start and end and end < start:
        raise UsageError(f"--to {end} lies before --from {start}")
    return Span(start, end, period, shift(handbook.settings.fiscal_year_start))


def _day(option: str, text: str | None) -> date | None:
    try:
        return parse_date(text) if text is not None else None
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from None


def _given(stated: Iterable[str]) -> Iterable[tuple[tuple[str, str], str]]:
    for text in stated:
        place, equals, value = text.partition("=")
        kpi, dot, name = place.strip().partition(".")
        if not (equals and dot and kpi and name and value.strip()):
            raise UsageError(f"--set takes a KPI, an input and a value, as a.b=3, not ‘{text}’")
        yield (kpi, name), value.strip()
