"""`sop audit`: who approved what, and whether that counts."""

from datetime import UTC, datetime

import click

from salesops_sop.cli.frame import completing, finding, saving, terminal
from salesops_sop.cli.frame.command import command
from salesops_sop.history.approval.auditing import audit as audited
from salesops_sop.report.audited import FORMATS
from salesops_sop.report.outcome import Look


@command(
    ("sop audit", "the handbook as it is committed"),
    ("sop audit v1.2.0", "a release"),
    ("sop audit v1.2.0 --format html --output audit.html", "a report to file"),
)
@click.argument("revision", metavar="[REV]", default="HEAD", shell_complete=completing.revisions)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="text for people (default), json for programs, html to print and file.",
)
@click.option(
    "--output", metavar="FILE", type=click.Path(), help="Write to FILE, not to standard output."
)
def audit(revision: str, form: str, output: str | None) -> int:
    """Verify who approved the effective documents of a revision.

    For each: are the approvals that `governance` and the document ask for there, by people of the
    handbook who held the roles at that time, for exactly what the document says, in commits of
    their own, signed where that is asked for, and not by whoever wrote it? Is its review overdue?

    Exit code: 0 no breach, 1 breaches.
    """
    now = datetime.now(UTC)
    output = None if output == "-" else output
    with terminal.working("reading the history"):
        found = audited(finding.here(), revision, now.astimezone().date(), now)
    look = Look(color=terminal.colored() and output is None, width=terminal.width())
    text = FORMATS[form](found, now.astimezone().date().isoformat(), look)
    if output is None:
        terminal.data(text)
    else:
        saving.replace(output, text)
        terminal.say(f"written to {output}")
    return 1 if found.breaches else 0
