"""`sop overlaps`: who owns the same thing twice, what nobody owns, and who carries how much."""

from pathlib import Path

import click

from salesops_sop.analysis.activity.match import SAME
from salesops_sop.analysis.ownership.collecting import findings
from salesops_sop.analysis.ownership.findings import Findings
from salesops_sop.cli.frame import asking, finding, saving, terminal
from salesops_sop.cli.frame.command import command
from salesops_sop.handbook.loader import load
from salesops_sop.report.outcome import Look
from salesops_sop.report.overlaps import FORMATS
from salesops_sop.report.overlaps.selecting import selected
from salesops_sop.report.overlaps.text import summary
from salesops_sop.rules.ownership.separation import separated


@command(
    ("sop overlaps", "the whole handbook"),
    ("sop overlaps --role vp-sales", "where the VP of Sales meets others"),
    ("sop overlaps --scope region=dach --scope segment=smb", "what meets in a place"),
    ("sop overlaps --since main", "only what a change brought"),
    ("sop overlaps --format csv --output overlaps.csv", "for a spreadsheet"),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="text for people (default), json for programs, csv for spreadsheets.",
)
@click.option(
    "--output", metavar="FILE", type=click.Path(), help="Write to FILE, not to standard output."
)
@asking.options
@click.option(
    "--min-similarity",
    "least",
    metavar="NUMBER",
    type=click.FloatRange(0, 1),
    default=SAME,
    show_default=True,
    help="How alike two activities must be, from 0 to 1.",
)
@click.option(
    "--since",
    metavar="REV",
    help="Only what was not there in this git revision; loads are those of now.",
)
def overlaps(
    form: str,
    output: str | None,
    role: tuple[str, ...],
    department: tuple[str, ...],
    area: tuple[str, ...],
    scope: tuple[str, ...],
    least: float,
    since: str | None,
) -> int:
    """Find what two roles own, what nobody owns, and what one hand should not hold.

    Activities count as the same by reference, or by what their words mean; every finding says
    where the two sides meet, why they are taken for the same, and what to do.

    Exit code: 0 nothing found, 1 overlaps, gaps or conflicts.
    """
    root = finding.here()
    handbook = finding.opened(root)
    asked = asking.asked(handbook, role, department, area, scope)
    with terminal.working("comparing duties"):
        found = findings(handbook, least, separated(handbook))
        if since is not None:
            found = found.without(_findings_at(root, since, least))
        found = selected(found, asked, handbook)
    output = None if output == "-" else output
    look = Look(
        color=terminal.colored() and output is None,
        summary=not terminal.quiet(),
        width=terminal.width(),
    )
    text = FORMATS[form](found, handbook, look)
    if output is not None:
        saving.replace(output, text)
        terminal.say(f"{summary(found)} · written to {output}")
    else:
        terminal.data(text)
        if form != "text":
            terminal.say(summary(found))
    return int(bool(found.items))


def _findings_at(root: Path, revision: str, least: float) -> Findings:
    from salesops_sop.history.repo import texts_at  # only --since needs git

    handbook = load(texts_at(root, revision, finding.seen(root)))
    return findings(handbook, least, separated(handbook))
