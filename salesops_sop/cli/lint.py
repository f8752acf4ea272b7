"""`sop lint`: everything that is wrong, in one run."""

import datetime
import os
import time
from dataclasses import replace
from pathlib import Path

import click

from salesops_sop.base.errors import UsageError
from salesops_sop.base.listing import counted
from salesops_sop.base.problem import Problem, Severity
from salesops_sop.cli.frame import baseline, completing, finding, saving, terminal
from salesops_sop.cli.frame.choice import chosen
from salesops_sop.cli.frame.command import command
from salesops_sop.cli.frame.days import day
from salesops_sop.cli.frame.finding import Target
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.history.approval.kept import kept
from salesops_sop.lint.run import Result
from salesops_sop.lint.run import lint as run
from salesops_sop.report import step
from salesops_sop.report.formats import REPORTS
from salesops_sop.report.outcome import Look, Outcome
from salesops_sop.report.summary import summary
from salesops_sop.rules import RULES

LEVELS = [level.value for level in Severity]


@command(
    ("sop lint", "the whole handbook"),
    (
        "sop lint sops/procedures",
        "only problems in a folder; the whole handbook is read all the same",
    ),
    ("sop lint --select ownership,reporting/cycle", "one family and one rule of another"),
    ("sop lint --format json --output problems.json", "for a program"),
    ("sop lint --since origin/main", "only what your branch brought"),
    ("sop lint --format github", "annotations on a pull request"),
    ("sop lint --format sarif --output sop.sarif", "for code scanning"),
    (
        "sop lint --write-baseline",
        "accept what is wrong today; from now on only new problems count",
    ),
)
@click.argument("paths", metavar="[PATH]…", nargs=-1, type=click.Path())
@click.option(
    "--format",
    "form",
    type=click.Choice(list(REPORTS)),
    default="text",
    help="How problems are written: text for people (default), json for programs, "
    "github for annotations, gitlab for code quality, sarif for code scanning, junit for build "
    "servers.",
)
@click.option(
    "--output", metavar="FILE", type=click.Path(), help="Write to FILE, not to standard output."
)
@click.option(
    "--select",
    metavar="RULE",
    multiple=True,
    shell_complete=completing.rules_and_families,
    help="Only these rules or families; commas, or the option again.",
)
@click.option(
    "--ignore",
    metavar="RULE",
    multiple=True,
    shell_complete=completing.rules_and_families,
    help="Not these rules or families.",
)
@click.option(
    "--since",
    metavar="REV",
    shell_complete=completing.revisions,
    help="Only what came since a commit, branch or tag; and versions that were not raised.",
)
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default=Severity.WARNING.value,
    help="Exit with 1 when there are problems of this level or above; default: warning.",
)
@click.option(
    "--baseline",
    "accepted",
    metavar="FILE",
    type=click.Path(),
    help=f"Accept the problems that FILE lists; default: {baseline.USUAL} beside handbook.yaml, "
    "if it is there.",
)
@click.option("--no-baseline", is_flag=True, help="Accept none.")
@click.option(
    "--write-baseline",
    metavar="[FILE]",
    is_flag=False,
    flag_value="",
    type=click.Path(),
    help="List today’s problems in FILE (the same default) as accepted.",
)
@click.option(
    "--today",
    metavar="DATE",
    help="Judge as of this day (2026-11-23): overdue reviews, expired waivers.",
)
def lint(
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    since: str | None,
    fail_on: str,
    accepted: str | None,
    no_baseline: bool,
    write_baseline: str | None,
    today: str | None,
) -> int:
    """Find everything that is wrong in the handbook.

    Reads, never writes. All problems come in one run, each with its place. PATH limits what is
    shown to files and folders; a PATH in another handbook is checked as part of that one.

    Exit code: 0 nothing wrong, 1 problems, 2 nothing could be checked.
    """
    rules = chosen(RULES, select, ignore)
    targets = finding.targets(paths)
    on = day(today)
    if write_baseline is not None:
        if rules is not None or len(targets) != 1 or targets[0].only:
            raise UsageError(
                "--write-baseline takes one whole handbook: no PATH, --select, --ignore"
            )
        return _write(targets[0], write_baseline, on)
    if accepted and len(targets) != 1:
        raise UsageError("--baseline belongs to one handbook: check them one by one")
    begin = time.monotonic()
    with terminal.working("checking the handbook"):
        outcomes = [
            _check(target, rules, on, _baseline(target, accepted, no_baseline), since)
            for target in targets
        ]
    outcome = replace(_joined(outcomes), seconds=time.monotonic() - begin)
    _report(outcome, form, output)
    return int(any(LEVELS.index(p.severity) <= LEVELS.index(fail_on) for p in outcome.problems))


def _check(
    target: Target,
    rules: set[str] | None,
    today: datetime.date,
    accepted: baseline.Baseline | None,
    since: str | None,
) -> Outcome:
    handbook = finding.opened(target.root)
    if since is None:
        result = run(handbook, RULES, today, rules, approvals=kept(target.root))
        problems = list(result.problems)
    else:
        result, problems = _since(target.root, since, handbook, today, rules)
    gone = list[Problem]()
    found = len(problems)
    if accepted:
        problems, gone = accepted.new(problems, rules)
        gone = [] if since else gone  # what was there before is not looked at
    asked = [p for p in problems if target.covers(p.position.path)]
    return Outcome(
        problems=tuple(sorted([*asked, *([] if target.only else gone)])),
        waived=sum(target.covers(p.position.path) for p in result.waived),
        accepted=found - len(problems),
        documents=len(handbook.documents),
        sources={**handbook.files, **({accepted.path: accepted.text} if accepted else {})},
    )


def _since(
    root: Path, revision: str, handbook: Handbook, today: datetime.date, rules: set[str] | None
) -> tuple[Result, list[Problem]]:
    """The run, and of its problems those that were not there at a revision."""
    from salesops_sop.history.diff.documents import changes  # git is asked for this alone
    from salesops_sop.history.diff.versions import unraised
    from salesops_sop.history.releases import handbook_at
    from salesops_sop.history.review.problems import Called, held

    old = handbook_at(root, revision, finding.seen(root))
    before = run(old, RULES, today, rules).problems
    behind = tuple(unraised(old, handbook, changes(old, handbook)))
    result = run(handbook, RULES, today, rules, behind, kept(root))
    return result, list(held(before, result.problems, Called(old, handbook)).new)


def _joined(outcomes: list[Outcome]) -> Outcome:
    return Outcome(
        problems=tuple(sorted(p for outcome in outcomes for p in outcome.problems)),
        waived=sum(outcome.waived for outcome in outcomes),
        accepted=sum(outcome.accepted for outcome in outcomes),
        documents=sum(outcome.documents for outcome in outcomes),
        sources={path: text for o in outcomes for path, text in o.sources.items()},
    )


def _report(outcome: Outcome, form: str, output: str | None) -> None:
    output = None if output == "-" else output
    if form == "github" and (place := os.environ.get(step.VARIABLE)):
        saving.add(place, step.page(outcome))
    color = terminal.colored() and output is None
    look = Look(color=color, summary=not terminal.quiet(), width=terminal.width())
    text = REPORTS[form](outcome, look)
    if output is None:
        terminal.data(text)
        if form != "text":
            terminal.say(summary(outcome))
    else:
        saving.replace(output, text)
        terminal.say(f"{summary(outcome)} · written to {output}")


def _write(target: Target, path: str, today: datetime.date) -> int:
    path = path or _usual(target)
    problems = run(finding.opened(target.root), RULES, today).problems
    saving.replace(path, baseline.text(problems, finding.seen(target.root)))
    terminal.say(f"{counted(len(problems), 'problem')} accepted in {path}: only new ones count now")
    return 0


def _baseline(target: Target, path: str | None, none: bool) -> baseline.Baseline | None:
    if none:
        return None
    usual = _usual(target)
    if path is None and not os.path.lexists(usual):
        return None
    return baseline.read(path or usual, finding.seen(target.root))


def _usual(target: Target) -> str:
    return finding.seen(target.root / baseline.USUAL)
