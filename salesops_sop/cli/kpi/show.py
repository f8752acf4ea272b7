"""`sop kpi show`: what a KPI is, how it is computed, and what its values mean."""

import click

from salesops_sop.cli.frame import finding, terminal
from salesops_sop.cli.frame import kpis as naming
from salesops_sop.cli.frame.command import command
from salesops_sop.report.defined import FORMATS
from salesops_sop.report.outcome import Look


@command(
    ("sop kpi show close-rate", "formula, unit, target, bands, inputs, examples, lineage"),
    ("sop kpi show close-rate --format json", "for a program"),
)
@click.argument("name", metavar="ID", shell_complete=naming.kpis)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="text for people (default), json for programs.",
)
def show(name: str, form: str) -> None:
    """Show a KPI: its formula, in words as well, what goes in, and what its values mean.

    Its worked examples are run; one that does not hold says what the formula gives instead.
    """
    handbook = finding.opened(finding.here())
    kpi = naming.known(handbook, name)
    look = Look(color=terminal.colored(), width=terminal.width())
    terminal.data(FORMATS[form](kpi, handbook, look))
