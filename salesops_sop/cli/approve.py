"""`sop approve`: agree to documents, on the record."""

from datetime import UTC, datetime

import click

from salesops_sop.base.errors import UsageError
from salesops_sop.cli.frame import completing, finding, terminal
from salesops_sop.cli.frame.command import command
from salesops_sop.cli.frame.ending import gathered
from salesops_sop.cli.frame.naming import meant
from salesops_sop.history.approval.giving import Given, give


@command(
    ("sop approve procedure:lead-grading --as vp-sales", "agree to a procedure"),
    ("sop approve kpi:close-rate kpi:churn-rate --as vp-sales", "to several, in one commit"),
    (
        "sop approve kpi:close-rate --as vp-sales --comment 'as agreed on Monday'",
        "with a word for the record",
    ),
)
@click.argument(
    "documents", metavar="DOC…", nargs=-1, required=True, shell_complete=completing.refs
)
@click.option(
    "--as",
    "role",
    metavar="ROLE",
    required=True,
    shell_complete=completing.roles,
    help="The role that agrees.",
)
@click.option("--comment", metavar="TEXT", default="", help="A word for the record.")
@click.option(
    "--sign/--no-sign",
    default=None,
    help="Sign the commit; default: where git knows your key (user.signingKey).",
)
def approve(documents: tuple[str, ...], role: str, comment: str, sign: bool | None) -> None:
    """Record that you agree to documents, for a role that you hold.

    DOC is kind:id, or an id that only one document has. The approval is a file below `.approvals/`
    in a commit of its own. It is bound to what the document says: to its rules, owner, approvers
    and dates, not to its form, so an edit of form leaves it valid and any other edit does not. You
    are whoever git commits as: the person of the handbook with that address. Whatever `sop audit`
    would not accept is refused here.
    """
    root = finding.here()
    handbook = finding.opened(root)
    asked = [meant(handbook, ref) for ref in dict.fromkeys(documents)]
    try:
        given = give(
            root,
            asked,
            role.removeprefix("role:"),
            datetime.now(UTC).replace(microsecond=0),
            comment,
            sign,
        )
    except UsageError as error:
        raise gathered(error, "reason", "nothing was recorded") from error
    terminal.say(_said(given))


def _said(given: Given) -> str:
    names = ", ".join(approval.document for approval in given.approvals)
    if not given.commit:
        return f"✓ already approved: {names}"
    signed = ", signed" if given.signed else ""
    return f"✓ approved {names} as {given.approvals[0].role} · commit {given.commit[:10]}{signed}"
