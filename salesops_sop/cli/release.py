"""`sop release`: check, write the list of changes, tag."""

from datetime import UTC, datetime
from pathlib import Path

import click

from salesops_sop.base.errors import UsageError
from salesops_sop.base.listing import counted
from salesops_sop.base.problem import Severity
from salesops_sop.cli.frame import baseline, finding, terminal
from salesops_sop.cli.frame.command import command
from salesops_sop.cli.frame.ending import gathered
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.history import repo
from salesops_sop.history.release.checking import Check, check
from salesops_sop.history.release.making import Released, mend, settle
from salesops_sop.history.release.making import release as make
from salesops_sop.lint.run import lint
from salesops_sop.report.released import markdown
from salesops_sop.rules import RULES


@command(
    ("sop release --dry-run", "what would be released, and everything that stands against it"),
    ("sop release", "release with the version that the changes demand"),
    ("sop release 2.0.0 --sign", "with a version of your own, signed"),
)
@click.argument("wanted", metavar="[VERSION]", default="")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be written.")
@click.option(
    "--sign/--no-sign",
    default=None,
    help="Sign commit and tag; default: where git knows your key (user.signingKey).",
)
def release(wanted: str, dry_run: bool, sign: bool | None) -> int:
    """Release the handbook as it is committed: check, write the list of changes, tag.

    Refused, with all reasons at once: what is not committed, a handbook that does not lint,
    approvals that are missing, versions of documents that were not raised, and a VERSION that is
    not above the last one or less than the changes demand. Without VERSION it is the least that
    they demand.

    Written are CHANGES.md beside the handbook's folder, for staff, role by role, in a commit of its
    own; and a tag (`releases.tags` in handbook.yaml says its form) whose message has the manifest:
    what each document said. `sop audit` holds every release against it. Nothing is pushed.

    Exit code: 0 released, or with --dry-run releasable; 1 something stands against it.
    """
    root = finding.here()
    now = datetime.now(UTC).replace(microsecond=0)
    if not dry_run:
        settle(root)
        if mended := mend(root, sign):
            terminal.say(f"the last release was interrupted: its tag {mended.tag} is made now")
    with terminal.working("checking the release"):
        found = check(root, wanted.removeprefix("v"), now, _problems)
    day = now.astimezone().date()
    text = markdown.added(_before(root, found), found, day)
    if dry_run:
        terminal.data(markdown.section(found, day))
    if found.reasons:
        for reason in found.reasons:
            terminal.complain(reason)
        terminal.complain(
            f"{counted(len(found.reasons), 'reason')} against {found.version}: nothing was released"
        )
        return 1
    if dry_run:
        terminal.say(f"✓ {found.version} can be released: tag {found.tag}, {found.file}")
        return 0
    try:
        done = make(root, found, text, markdown.summary(found), sign)
    except UsageError as error:
        raise gathered(error, "reason", "nothing was released") from error
    terminal.say(_said(found, done))
    return 0


def _problems(handbook: Handbook) -> int:
    """How many problems of the committed handbook `sop lint` fails for."""
    root = finding.here()
    found = lint(handbook, RULES, datetime.now(UTC).astimezone().date()).problems
    usual = root / baseline.USUAL
    if usual.is_file():
        new, gone = baseline.read(finding.seen(usual), "").new(found, None)
        found = (*new, *gone)
    return sum(problem.severity is not Severity.INFO for problem in found)


def _before(root: Path, found: Check) -> str:
    files = repo.files_at(root, found.commit, found.file)
    return files.get(found.file, b"").decode("utf-8", "replace")


def _said(found: Check, done: Released) -> str:
    signed = ", signed" if done.signed else ""
    return (
        f"✓ released {found.version} · commit {done.commit[:10]}, tag {done.tag}{signed} · publish "
        "it with `git push --follow-tags`"
    )
