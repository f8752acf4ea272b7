"""Burden: work does not change hands more often than it must, and keeps to its time."""

from collections.abc import Iterator

from salesops_sop.analysis.flow.duration import FAMILIES, Durations
from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.base.listing import joined
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Department
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.flow.telling import length_said, step_said
from salesops_sop.rules.ownership.telling import names, said

_MOST = 10
"""Steps of a line that a finding points at; the message counts the changes."""


@rule("flow/ping-pong", Severity.WARNING)
def ping_pong(handbook: Handbook) -> Iterator[Finding]:
    """Work goes back and forth between two parties.

    There and back once is normal. From the third change of hands between the same two roles in a
    line the work waits more than it is done. So it does in a loop between two departments that
    nothing limits: no number of turns in a condition, no escalation, no time limit of the whole.

    Bad:
        kind: procedure
        id: quote
        title: Quote
        control: {owner: sales-manager}
        steps:
          - {id: ask, action: Ask for a price, raci: {responsible: sales-representative}}
          - {id: draft, action: Draft the price, raci: {responsible: deal-desk-analyst}}
          - {id: complete, action: Complete the data, raci: {responsible: sales-representative}}
          - {id: quote, action: Quote the price, raci: {responsible: deal-desk-analyst}}
    Good:
        kind: procedure
        id: quote
        title: Quote
        control: {owner: sales-manager}
        steps:
          - {id: ask, action: Ask for a price, raci: {responsible: sales-representative}}
          - {id: complete, action: Complete the data, raci: {responsible: sales-representative}}
          - {id: draft, action: Draft the price, raci: {responsible: deal-desk-analyst}}
          - {id: quote, action: Quote the price, raci: {responsible: deal-desk-analyst}}
    """
    flows = handbook.derived(Flows)
    for procedure in flows.live:
        burden = flows.burdens[procedure.id]
        for line in burden.back_and_forth:
            one, other = (names(handbook, sorted(roles)) for roles in (line.one, line.other))
            related = tuple(
                (procedure.at(step), "a step of the line") for step in line.steps[1:_MOST]
            )
            yield Finding(
                procedure.at(line.steps[0]),
                f"from {step_said(line.steps[0])} to {step_said(line.steps[-1])} the work changes "
                f"hands {line.changes} times between {one} and {other}: put the steps of each in "
                "a row",
                related,
            )
        for loop in burden.open_loops:
            titles = joined([_title(handbook, ident) for ident in loop.departments])
            yield Finding(
                procedure.at(loop.steps[0]),
                f"the loop from {step_said(loop.steps[0])} to {step_said(loop.steps[-1])} goes "
                f"back and forth between {titles} without a limit: say in a condition after how "
                "many turns it ends, or who is called in with `escalate`",
            )


def _title(handbook: Handbook, ident: str) -> str:
    department = handbook.get(Department, ident)
    return said(department.title) if department else f"‘{ident}’"


@rule("flow/too-many-handoffs", Severity.WARNING)
def too_many_handoffs(
    handbook: Handbook, *, share: float = 0.5, least: int = 3
) -> Iterator[Finding]:
    """More steps take work over than carry it on.

    At each change of department work waits and knowledge is lost. Of the runs through the
    procedure the one with the smallest share of changes counts, early ends left out: when even
    that is above `share`, the work is cut into too small pieces. Fewer than `least` changes are
    never too many: there and back once is normal.

    Bad:
        kind: procedure
        id: quote
        title: Quote
        control: {owner: sales-manager}
        steps:
          - {id: ask, action: Ask for a price, raci: {responsible: sales-representative}}
          - {id: draft, action: Draft the price, raci: {responsible: deal-desk-analyst}}
          - {id: check, action: Check the price, raci: {responsible: revenue-controller}}
          - {id: send, action: Send the price, raci: {responsible: sales-representative}}
    Good:
        kind: procedure
        id: quote
        title: Quote
        control: {owner: sales-manager}
        steps:
          - {id: ask, action: Ask for a price, raci: {responsible: sales-representative}}
          - {id: draft, action: Draft the price, raci: {responsible: deal-desk-analyst}}
          - {id: check, action: Check the price, raci: {responsible: deal-desk-analyst}}
          - {id: send, action: Send the price, raci: {responsible: sales-representative}}
    """
    flows = handbook.derived(Flows)
    for procedure in flows.live:
        run = flows.burdens[procedure.id].lightest
        if run.changes >= least and run.changes > share * run.steps:
            yield Finding(
                procedure.at("steps", key=True),
                f"{run.changes} of {run.steps} steps of a run take the work over from another "
                f"{_party(handbook)}, which is more than {share:.0%}: let one of them do more "
                "steps in a row",
            )


def _party(handbook: Handbook) -> str:
    return "department" if handbook.ids("role") else "role"


@rule("flow/too-large", Severity.WARNING)
def too_large(handbook: Handbook, *, steps: int = 30, most: int = 50) -> Iterator[Finding]:
    """A procedure has more steps than people can keep in view.

    From 30 steps on errors become likely, and above 50 a procedure should be split in any case
    (guideline G7 of 7PMG; Mendling, Reijers and van der Aalst 2010).

    Bad:
        kind: handbook
        id: handbook
        title: Handbook
        rules: {flow/too-large: {steps: 2}}
        ---
        kind: procedure
        id: quote
        title: Quote
        control: {owner: sales-manager}
        steps:
          - {id: ask, action: Ask for a price}
          - {id: draft, action: Draft the price}
          - {id: check, action: Check the price}
    Good:
        kind: procedure
        id: quote
        title: Quote
        control: {owner: sales-manager}
        steps:
          - {id: ask, action: Ask for a price}
          - {id: draft, action: Draft the price}
          - {id: check, action: Check the price}
    """
    for procedure in handbook.derived(Flows).live:
        count = len(procedure.steps)
        if count > most:
            cure = f"no procedure should have more than {most}: split it and `call` the parts"
        elif count > steps:
            cure = f"above {steps} people lose the thread: make a procedure of its own of some"
        else:
            continue
        yield Finding(procedure.at("steps", key=True), f"the procedure has {count} steps; {cure}")


@rule("flow/critical-path", Severity.WARNING)
def critical_path(handbook: Handbook) -> Iterator[Finding]:
    """The steps may take longer than the procedure promises.

    The time limits of the steps on the longest way are added and compared with the procedure's
    own `within`. Loops count once. Business time and calendar time cannot be added: only the
    limits of the same kind as the promise count.

    Bad:
        kind: procedure
        id: quote
        title: Quote
        control: {owner: sales-manager}
        within: 3 business days
        steps:
          - {id: ask, action: Ask for a price, within: 1 business day}
          - {id: draft, action: Draft the price, within: 4 business days}
    Good:
        kind: procedure
        id: quote
        title: Quote
        control: {owner: sales-manager}
        within: 5 business days
        steps:
          - {id: ask, action: Ask for a price, within: 1 business day}
          - {id: draft, action: Draft the price, within: 4 business days}
    """
    durations = handbook.derived(Durations)
    for procedure in handbook.derived(Flows).live:
        promised = durations.limit(procedure.within)
        if promised is None:
            continue
        longest = durations.longest(procedure, promised.family)
        if longest.minutes <= durations.minutes(promised):
            continue
        other = next(family for family in FAMILIES if family != promised.family)
        more = durations.longest(procedure, other).minutes
        aside = f" (and limits in {other} time, which are not counted)" if more else ""
        took = length_said(longest.minutes, promised, durations.working_day)
        related = tuple((procedure.at(s), "a step of the longest way") for s in longest.steps)
        yield Finding(
            procedure.at("within"),
            f"the steps may take {took}{aside}, the procedure promises {promised}: shorten the "
            f"limits of {_some([step_said(step) for step in longest.steps])}, or promise more",
            related,
        )


def _some(steps: list[str]) -> str:
    return joined(steps) if len(steps) <= 3 else f"the {len(steps)} steps of the longest way"
