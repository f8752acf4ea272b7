"""`sop data check`: whether data is what its dataset declares."""

from pathlib import Path

import click

from salesops_sop.base.errors import UnreadableError, UsageError
from salesops_sop.base.listing import counted
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.cli.frame import completing, finding, terminal
from salesops_sop.cli.frame.command import command
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Dataset
from salesops_sop.report.checked import FORMATS
from salesops_sop.report.outcome import Look
from salesops_sop.warehouse.checking import Checked, checks
from salesops_sop.warehouse.plan import PlanError


@command(
    ("sop data check --data crm/", "every dataset that has a file there"),
    ("sop data check opportunities leads --data crm/", "two of them"),
    ("sop data check --data crm/ --format json", "for a program"),
)
@click.argument("names", metavar="[DATASET]…", nargs=-1, shell_complete=completing.datasets)
@click.option(
    "--data", metavar="DIR", type=click.Path(), required=True, help="A folder, or a DuckDB file."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="text for people (default), json for programs.",
)
@click.pass_context
def check(context: click.Context, names: tuple[str, ...], data: str, form: str) -> None:
    """Check types, required fields, allowed values, keys, and the rules of quality that are
    conditions.

    Row 1 is the first below the head. Values of personal fields are never printed. Exit code 1
    means that something is wrong.
    """
    handbook = finding.opened(finding.here())
    asked = [_meant(handbook, name) for name in dict.fromkeys(names)]
    try:
        with terminal.working("checking"):
            found, notes = checks(handbook, Path(data), asked)
    except PlanError as error:
        raise UnreadableError(str(error)) from None
    look = Look(color=terminal.colored(), width=terminal.width())
    terminal.data(FORMATS[form](found, notes, look))
    for note in notes:
        terminal.say(f"note: {note}")
    terminal.say(_summary(found))
    context.exit(1 if any(checked.flaws for checked in found) else 0)


def _summary(found: list[Checked]) -> str:
    problems = sum(len(checked.flaws) for checked in found)
    rows = sum(checked.rows for checked in found)
    words = sum(len(checked.words) for checked in found)
    said = counted(problems, "problem") if problems else "✓ no problems"
    unchecked = f" · {counted(words, 'rule')} in words only, not checked" if words else ""
    return f"{said} · {rows:,} rows in {counted(len(found), 'dataset')}{unchecked}"


def _meant(handbook: Handbook, name: str) -> Dataset:
    ident = name.removeprefix("dataset:")
    found = handbook.get(Dataset, ident)
    if found is not None:
        return found
    if ident in handbook.lost:
        raise UsageError(f"‘{name}’ is there but cannot be read: `sop lint` says why")
    known = handbook.ids("dataset")
    hint = did_you_mean(ident, known) or ("" if known else ": the handbook has none")
    raise UsageError(f"there is no dataset ‘{name}’{hint}")
