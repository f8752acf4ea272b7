"""`sop diff`: what a change means, between any two of commit, tag and folder."""

import click

from salesops_sop.base.errors import UsageError
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.cli.frame import completing, sides, terminal
from salesops_sop.cli.frame.command import command
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.history.diff.change import Class
from salesops_sop.report.diff import FORMATS
from salesops_sop.report.diff.text import summary
from salesops_sop.report.outcome import Look


@command(
    ("sop diff main", "what the working folder changes against main"),
    ("sop diff v1.0 v1.1", "what a release changed"),
    (
        "sop diff HEAD --class authority --class ownership",
        "who may and who must, since the last commit",
    ),
    ("sop diff v1.0 --role account-manager", "what is different for one role"),
    ("sop diff ../old-handbook .", "two folders, without git"),
    ("sop diff main --format json", "for a program"),
)
@click.argument("base", shell_complete=completing.revisions)
@click.argument("head", required=False, shell_complete=completing.revisions)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="text for people (default), json for programs.",
)
@click.option(
    "--role",
    metavar="ID",
    multiple=True,
    shell_complete=completing.roles,
    help="Only what touches this role.",
)
@click.option(
    "--class",
    "of",
    type=click.Choice([of.value for of in Class]),
    multiple=True,
    help="Only changes of this class.",
)
def diff(base: str, head: str | None, form: str, role: tuple[str, ...], of: tuple[str, ...]) -> int:
    """Say what a change means: who may, who must, what is done, what is measured.

    BASE and HEAD are commits, branches, tags or folders; without HEAD it is the working folder. The
    order of fields, quoting, comments and line ends are no change.

    Exit code: 0, whether something changed or not; 2 when a side cannot be read.
    """
    with terminal.working("comparing the handbooks"):
        compared = sides.compared(base, head)
    sides.warn(compared)
    old, new = compared.before.handbook, compared.after.handbook
    compared = compared.only(_roles(role, old, new), of)
    look = Look(color=terminal.colored(), summary=not terminal.quiet(), width=terminal.width())
    terminal.data(FORMATS[form](compared, look))
    if form != "text":
        terminal.say(summary(compared))
    return 0


def _roles(names: tuple[str, ...], old: Handbook, new: Handbook) -> list[str]:
    known = {*old.ids("role"), *new.ids("role")}
    found = [name.removeprefix("role:") for name in names]
    for name in found:
        if name not in known:
            raise UsageError(f"there is no role ‘{name}’{did_you_mean(name, known)}")
    return found
