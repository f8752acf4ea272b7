"""`sop decide`: what a decision table says of a case, and why."""

from collections.abc import Iterable

import click

from salesops_sop.analysis.decision.evaluating import Status, evaluate
from salesops_sop.analysis.decision.questions import Known, Table, TableError, table
from salesops_sop.analysis.decision.reading import InputError, quoted, read
from salesops_sop.base.errors import UnreadableError, UsageError
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.cli.frame import completing, finding, terminal
from salesops_sop.cli.frame.command import command
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.report.decide import FORMATS
from salesops_sop.report.decide.asked import Asked
from salesops_sop.report.outcome import Look


@command(
    (
        "sop decide discount-approval discount=25% deal-value=80000 product-status=current",
        "who approves, by which rule, and why not by another one",
    ),
    ("sop decide discount-approval discount=25", "what can be said already, and what is open"),
    ("sop decide discount-approval", "what the table asks for"),
    ('sop decide lead-routing "region=north america" --format json', "for a program"),
)
@click.argument("name", metavar="TABLE", shell_complete=completing.tables)
@click.argument("inputs", metavar="[INPUT=VALUE]…", nargs=-1, shell_complete=completing.inputs)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="text for people (default), json for programs.",
)
@click.option("--all", "everything", is_flag=True, help="Say of every rule why not, however many.")
@click.pass_context
def decide(
    context: click.Context, name: str, inputs: tuple[str, ...], form: str, everything: bool
) -> None:
    """Answer a decision table for one case.

    An input that is left out is open: the answer says on what it depends. Numbers may have their
    unit (25%, 80,000 USD); values may be written as ids or as names. Exit code 0 means that the
    table gives an answer, 1 that it does not (yet).
    """
    handbook = finding.opened(finding.here())
    asked_table = _readable(handbook, _meant(handbook, name))
    given = _given(asked_table, inputs)
    answer = evaluate(asked_table, given)
    look = Look(color=terminal.colored(), width=terminal.width())
    terminal.data(FORMATS[form](Asked(handbook, given, answer, everything), look))
    context.exit(0 if answer.status is Status.ANSWERED else 1)


def _meant(handbook: Handbook, name: str) -> Decision:
    ident = name.removeprefix("decision:")
    found = handbook.get(Decision, ident)
    if found is not None:
        return found
    if ident in handbook.lost:
        raise UsageError(f"{quoted(name)} is there but cannot be read: `sop lint` says why")
    known = sorted(handbook.ids("decision"))
    hint = did_you_mean(ident, known)
    if not hint and not known:
        hint = ": the handbook has none"
    raise UsageError(f"there is no decision table {quoted(name)}{hint}")


def _readable(handbook: Handbook, decision: Decision) -> Table:
    try:
        return table(decision, handbook)
    except TableError as error:
        raise UnreadableError(
            f"{decision.path}: ‘{decision.id}’ cannot be asked: {error}"
        ) from None


def _given(asked: Table, inputs: Iterable[str]) -> dict[str, Known]:
    found: dict[str, Known] = {}
    names = {question.id: question for question in asked.questions}
    for text in inputs:
        name, equals, value = text.partition("=")
        name = name.strip()
        if not equals or not name:
            sample = f"{next(iter(names), 'input')}=…"
            raise UsageError(f"{quoted(text)} is no input: write a name and a value, as {sample}")
        if name not in names:
            hint = did_you_mean(name, names) or f": it has {', '.join(names) or 'none'}"
            raise UsageError(f"{asked.decision.id} has no input {quoted(name)}{hint}")
        if name in found:
            raise UsageError(f"{name} is given twice: say it once")
        try:
            found[name] = read(names[name], value)
        except InputError as error:
            raise UsageError(str(error)) from None
    return found
