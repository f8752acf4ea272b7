"""`sop review`: one page for a pull request."""

import click

from salesops_sop.cli.frame import completing, saving, sides, terminal
from salesops_sop.cli.frame.command import command
from salesops_sop.cli.frame.days import day
from salesops_sop.history.review.review import review as reviewed
from salesops_sop.report.outcome import Look
from salesops_sop.report.review import FORMATS
from salesops_sop.report.review.text import summary
from salesops_sop.rules import RULES


@command(
    ("sop review main", "the working folder, as a comment for its pull request"),
    ("sop review main --format text", "to read at a terminal"),
    ("sop review v1.0 v1.1 --output review.md", "what a release brings, in a file"),
    ("sop review main HEAD --format json", "for a program"),
)
@click.argument("base", shell_complete=completing.revisions)
@click.argument("head", required=False, shell_complete=completing.revisions)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="markdown",
    help="markdown for a pull request (default), text for a terminal, json for programs.",
)
@click.option(
    "--output", metavar="FILE", type=click.Path(), help="Write to FILE, not to standard output."
)
@click.option(
    "--today",
    metavar="DATE",
    help="Judge as of this day (2026-11-23): overdue reviews, who holds which role.",
)
def review(base: str, head: str | None, form: str, output: str | None, today: str | None) -> int:
    """Say on one page what a change means, what it brings, and who must agree.

    BASE and HEAD are commits, branches, tags or folders; without HEAD it is the working folder. The
    page has the changes in plain words, new and solved problems and overlaps, versions that were
    not raised enough, the fewest who must agree and why, the roles that are affected, what refers
    to what changed, and the flowcharts before and now.

    Exit code: 0 when every gate is passed, 1 when one is not. `review` in handbook.yaml names the
    gates; those of BASE count as well.
    """
    on = day(today)
    with terminal.working("reviewing the change"):
        compared = sides.compared(base, head)
        found = reviewed(compared, RULES, on)
    output = None if output == "-" else output
    look = Look(
        color=terminal.colored() and output is None,
        summary=not terminal.quiet(),
        width=terminal.width(),
    )
    text = FORMATS[form](found, look)
    if output is not None:
        saving.replace(output, text)
        terminal.say(f"{summary(found)} · written to {output}")
    else:
        terminal.data(text)
        if form != "text":
            terminal.say(summary(found))
    return 1 if found.stopped else 0
