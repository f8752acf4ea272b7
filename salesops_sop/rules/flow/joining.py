"""Joining: procedures start each other, and what one makes another one needs."""

from collections.abc import Iterator

from salesops_sop.analysis.flow.procmap import ProcessMap
from salesops_sop.base.listing import joined
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.flow.telling import step_said
from salesops_sop.rules.ownership.telling import said


@rule("flow/orphan-procedure", Severity.WARNING)
def orphan_procedure(handbook: Handbook) -> Iterator[Finding]:
    """Nothing starts a procedure.

    It has no trigger, no outcome of another procedure starts it, and no step calls it.

    Bad:
        kind: procedure
        id: quote
        title: Quote
        control: {owner: sales-manager}
        steps:
          - {id: draft, action: Draft the price}
    Good:
        kind: procedure
        id: quote
        title: Quote
        control: {owner: sales-manager}
        trigger: A customer asks for a price
        steps:
          - {id: draft, action: Draft the price}
    """
    for procedure in handbook.derived(ProcessMap).orphans:
        yield Finding(
            procedure.at("id"),
            f"nothing starts {said(procedure.title)}: name its `trigger`, or let an outcome of "
            "another procedure start it",
        )


@rule("flow/output-nobody-uses", Severity.INFO)
def output_nobody_uses(handbook: Handbook) -> Iterator[Finding]:
    """A step makes something that nobody needs.

    Either the step that needs it does not say so, or the work can be saved. Names are compared by
    meaning. An output is used when a step or a procedure anywhere needs it, when its procedure
    promises it, when it is handed over, when a record or a service names it, and when another
    step, a condition or an outcome of the same procedure speaks of it.

    Bad:
        kind: procedure
        id: quote
        title: Quote
        control: {owner: sales-manager}
        outputs: [quote]
        steps:
          - {id: draft, action: Draft the price, outputs: [price draft, market note]}
          - {id: send, action: Send the quote, inputs: [price draft], outputs: [quote]}
    Good:
        kind: procedure
        id: quote
        title: Quote
        control: {owner: sales-manager}
        outputs: [quote]
        steps:
          - {id: draft, action: Draft the price, outputs: [price draft]}
          - {id: send, action: Send the quote, inputs: [price draft], outputs: [quote]}
    """
    for thing in handbook.derived(ProcessMap).unused:
        maker = step_said(thing.step) if thing.step else said(thing.procedure.title)
        yield Finding(
            thing.place,
            f"{maker} makes {said(thing.name)}, and nobody uses it: say which step needs it in "
            "its `inputs`, or take it out",
        )


@rule("flow/input-nobody-makes", Severity.WARNING)
def input_nobody_makes(handbook: Handbook) -> Iterator[Finding]:
    """A step or a procedure needs something that nobody makes.

    The work waits for it, or is done without it. What a step needs is made when a step anywhere
    makes or hands it over, when its procedure needs it at the start or names it in its trigger,
    and when a document (a dataset, a system, a table) bears its name. What a procedure needs comes
    with its trigger; one that only others start must get it from them.

    Bad:
        kind: procedure
        id: quote
        title: Quote
        control: {owner: sales-manager}
        inputs: [request]
        outputs: [quote]
        steps:
          - {id: draft, action: Draft the price, inputs: [request, price list], outputs: [quote]}
    Good:
        kind: procedure
        id: quote
        title: Quote
        control: {owner: sales-manager}
        inputs: [request, price list]
        outputs: [quote]
        steps:
          - {id: draft, action: Draft the price, inputs: [request, price list], outputs: [quote]}
    """
    for thing in handbook.derived(ProcessMap).unmade:
        what = said(thing.name)
        if thing.step is None:
            starters = joined([_title(handbook, ident) for ident in thing.starters])
            message = (
                f"{said(thing.procedure.title)} needs {what}, and {starters}, which "
                f"{'starts' if len(thing.starters) == 1 else 'start'} it, "
                f"{'does' if len(thing.starters) == 1 else 'do'} not make it: "
                "let one of their steps make it, or name a `trigger`"
            )
        else:
            message = (
                f"{step_said(thing.step)} needs {what}, and nobody makes it: say which step does "
                "in its `outputs`, or add it to the `inputs` of the procedure"
            )
        yield Finding(thing.place, message)


def _title(handbook: Handbook, ident: str) -> str:
    procedure = handbook.get(Procedure, ident)
    return said(procedure.title) if procedure else f"‘{ident}’"
