"""`sop review`: one page for a pull request."""

import click

from salesops_sop.cli.frame import completing, finding, saving, sides, terminal
from salesops_sop.cli.frame.command import command
from salesops_sop.cli.frame.days import day
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.history.repo import resolved
from salesops_sop.history.review.agreeing import Authors
from salesops_sop.history.review.review import review as reviewed
from salesops_sop.history.review.span import authors, parted, uncommitted
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

    BASE and HEAD are commits, branches, tags or folders; without HEAD it is the working folder. As
    in a pull request, what BASE got since HEAD left it does not count.

    The page has the changes in plain words, new and solved problems and overlaps, versions that
    were not raised enough, the fewest who must agree and why, the roles that are affected, what
    refers to what changed, and the flowcharts before and now.

    Exit code: 0 when every gate is passed, 1 when one is not. `review` in handbook.yaml names the
    gates; those of BASE count as well.
    """
    on = day(today)
    with terminal.working("reviewing the change"):
        start, wrote = _span(base, head)
        compared = sides.compared(base, head, start)
        if head is None and not sides.is_folder(base):
            wrote = _with_own(wrote, compared.after.handbook)
        found = reviewed(compared, RULES, on, wrote)
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


def _span(base: str, head: str | None) -> tuple[str, Authors]:
    """Where the change begins, if that is not at BASE, and who wrote which file since."""
    if sides.is_folder(base) or sides.is_folder(head):
        return "", {}
    root = finding.here()
    start = parted(root, base, head or "HEAD")
    wrote = authors(root, start, resolved(root, head or "HEAD"), finding.seen(root))
    return ("" if start == resolved(root, base) else start), wrote


def _with_own(wrote: Authors, handbook: Handbook) -> Authors:
    """Those who wrote files, and whoever has changed some that are not committed yet."""
    root = finding.here()
    own = uncommitted(root, handbook.files, finding.seen(root))
    nobody: frozenset[str] = frozenset()
    return {
        path: wrote.get(path, nobody) | own.get(path, nobody) for path in sorted({*wrote, *own})
    }
