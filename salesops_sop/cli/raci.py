"""`sop raci`: the matrix of activities and roles."""

import click

from salesops_sop.base.errors import UsageError
from salesops_sop.base.listing import counted
from salesops_sop.cli.frame import asking, finding, saving, terminal
from salesops_sop.cli.frame.command import command
from salesops_sop.report.outcome import Look
from salesops_sop.report.raci import FORMATS
from salesops_sop.report.raci.matrix import matrix


@command(
    ("sop raci --area lead-management", "a table for the terminal"),
    ("sop raci --role vp-sales", "the rows in which the VP of Sales has a letter"),
    ("sop raci --format xlsx --output raci.xlsx", "a workbook to print or to filter"),
    ("sop raci --format csv --scope region=emea", "what holds in EMEA, for a spreadsheet"),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="table",
    help="table for people (default), csv and xlsx for spreadsheets, json for programs.",
)
@click.option(
    "--output", metavar="FILE", type=click.Path(), help="Write to FILE, not to standard output."
)
@asking.options
def raci(
    form: str,
    output: str | None,
    role: tuple[str, ...],
    department: tuple[str, ...],
    area: tuple[str, ...],
    scope: tuple[str, ...],
) -> None:
    """Print who does, answers for, is asked about and is told of what.

    Rows are the activities of charters and the steps of procedures, columns the roles that have a
    letter in them. A step that names nobody accountable is its procedure's owner's.
    """
    output = None if output == "-" else output
    if form == "xlsx" and output is None:
        raise UsageError("a workbook is no text: name a file with --output raci.xlsx")
    handbook = finding.opened(finding.here())
    found = matrix(handbook, asking.asked(handbook, role, department, area, scope))
    look = Look(color=terminal.colored() and output is None, width=terminal.width())
    written = FORMATS[form](found, look)
    rows = f"{counted(len(found.rows), 'row')}, {counted(len(found.columns), 'role')}"
    if output is not None:
        saving.replace(output, written)
        terminal.say(f"{rows} · written to {output}")
    elif isinstance(written, str):
        terminal.data(written)
        terminal.say(rows)
