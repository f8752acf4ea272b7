"""Single rows: how many roles a row names, how many rows a role has, and in whose line it is."""

from collections.abc import Iterator

from salesops_sop.analysis.ownership.areas import Area
from salesops_sop.analysis.ownership.duties import Duty, Letter, Source
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.base.listing import joined
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.record import Place
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.ownership.telling import known, name, names, said

WORDED = (Source.CHARTER, Source.STEP)


@rule("ownership/several-accountable")
def several_accountable(handbook: Handbook) -> Iterator[Finding]:
    """Several roles are accountable in one row.

    When two answer for something, nobody does. Who else has a say is consulted; who shares the
    work is responsible.

    Bad:
        kind: responsibilities
        id: deals
        title: Deals
        activities:
          - id: approve-discount
            activity: Approve the discount
            raci: {responsible: deal-desk-analyst, accountable: [vp-sales, finance-director]}
    Good:
        kind: responsibilities
        id: deals
        title: Deals
        activities:
          - id: approve-discount
            activity: Approve the discount
            raci:
              responsible: deal-desk-analyst
              accountable: vp-sales
              consulted: finance-director
    """
    for duty in _rows(handbook):
        roles = tuple(dict.fromkeys(duty.accountable))
        if len(roles) > 1 and known(handbook, roles):
            message = (
                f"{names(handbook, roles)} are accountable for {said(duty.activity)}: "
                "keep one, and let the others be responsible or consulted"
            )
            yield Finding(_letter(duty, "accountable"), message)


@rule("ownership/too-many", Severity.INFO)
def too_many(
    handbook: Handbook, *, responsible: int = 3, consulted: int = 4, informed: int = 6
) -> Iterator[Finding]:
    """A row names many roles for one letter.

    Where three do the work each counts on the others; who has to ask four before anything happens
    waits; who tells six tells nobody in particular. The options are the numbers from which on the
    rule asks.

    Bad:
        kind: responsibilities
        id: deals
        title: Deals
        activities:
          - id: approve-discount
            activity: Approve the discount
            raci: {responsible: [analyst, controller, manager], accountable: vp-sales}
    Good:
        kind: responsibilities
        id: deals
        title: Deals
        activities:
          - id: approve-discount
            activity: Approve the discount
            raci: {responsible: analyst, accountable: vp-sales, consulted: controller}
    """
    most = {"responsible": responsible, "consulted": consulted, "informed": informed}
    for duty in _rows(handbook):
        for word, letter in _LETTERS.items():
            roles = tuple(dict.fromkeys(duty.roles.get(letter, ())))
            if len(roles) >= most[word]:
                message = (
                    f"{len(roles)} roles are {word} {_OF[word]} {said(duty.activity)} "
                    f"({names(handbook, roles)}): ask which of them are needed"
                )
                yield Finding(_letter(duty, word), message)


@rule("ownership/overloaded-role", Severity.INFO)
def overloaded_role(
    handbook: Handbook,
    *,
    accountable: float = 0.30,
    responsible: float = 0.40,
    rows: int = 10,
    working_rows: int = 30,
) -> Iterator[Finding]:
    """A role carries too much of an area.

    It is the bottleneck, and the area stands still when its holder is away. An area is a folder of
    procedures or the charter of a department. `accountable` is the share of rows for which a role
    answers while others do the work; a head who answers for the people of the own department does
    not count. `responsible` is the share that it does itself. Areas with fewer rows than `rows` (to
    answer for) or `working_rows` (to do) say nothing: in a small one whoever knows it does most.

    Bad:
        kind: responsibilities
        id: deals
        title: Deals
        activities:
          - {id: a, activity: Register the deal, raci: {responsible: desk, accountable: chief}}
          - {id: b, activity: Check the credit, raci: {responsible: desk, accountable: chief}}
          - {id: c, activity: Review the terms, raci: {responsible: desk, accountable: chief}}
          - {id: d, activity: Approve the discount, raci: {responsible: desk, accountable: chief}}
          - {id: e, activity: Write the quote, raci: {responsible: desk, accountable: desk}}
          - {id: f, activity: Send the quote, raci: {responsible: desk, accountable: desk}}
          - {id: g, activity: Archive the contract, raci: {responsible: desk, accountable: desk}}
          - {id: h, activity: Book the order, raci: {responsible: desk, accountable: desk}}
          - {id: i, activity: Issue the invoice, raci: {responsible: desk, accountable: desk}}
          - {id: j, activity: Count the losses, raci: {responsible: desk, accountable: desk}}
    Good:
        kind: responsibilities
        id: deals
        title: Deals
        activities:
          - {id: a, activity: Register the deal, raci: {responsible: desk, accountable: chief}}
          - {id: b, activity: Check the credit, raci: {responsible: desk, accountable: finance}}
    """
    for area in handbook.derived(Ownership).areas:
        total = len(area.rows)
        answered = area.answered_for_others(handbook) if total >= rows else {}
        done = area.counts(Letter.RESPONSIBLE) if total >= working_rows else {}
        for role in sorted({*answered, *done}):
            parts = [
                f"{verb} {count} of {total} rows"
                for verb, count, most in (
                    ("answers for", answered.get(role, 0), accountable),
                    ("does", done.get(role, 0), responsible),
                )
                if count > most * total
            ]
            if parts and known(handbook, [role]):
                message = (
                    f"{name(handbook, role)} {joined(parts)} in the area {said(area.title)}: "
                    "give some of them to other roles"
                )
                yield Finding(_first(area, role), message)


@rule("ownership/outside-line", Severity.WARNING)
def outside_line(handbook: Handbook) -> Iterator[Finding]:
    """Who answers for work has no say over those who do it.

    The accountable role is neither who does the work, nor above them, nor the head of their
    department or of one around it. It can ask, but not decide, and carries the blame.

    Bad:
        kind: role
        id: chief-executive
        title: Chief executive
        department: executive
        ---
        kind: role
        id: finance-director
        title: Finance director
        department: finance
        reports_to: chief-executive
        ---
        kind: role
        id: deal-desk-analyst
        title: Deal desk analyst
        department: sales
        reports_to: chief-executive
        ---
        kind: responsibilities
        id: deals
        title: Deals
        activities:
          - id: approve-discount
            activity: Approve the discount
            raci: {responsible: deal-desk-analyst, accountable: finance-director}
    Good:
        kind: role
        id: chief-executive
        title: Chief executive
        department: executive
        ---
        kind: role
        id: deal-desk-analyst
        title: Deal desk analyst
        department: sales
        reports_to: chief-executive
        ---
        kind: responsibilities
        id: deals
        title: Deals
        activities:
          - id: approve-discount
            activity: Approve the discount
            raci: {responsible: deal-desk-analyst, accountable: chief-executive}
    """
    for duty in handbook.derived(Ownership).outside_line:
        message = (
            f"{names(handbook, duty.accountable)} is accountable for {said(duty.activity)}, but in "
            f"no line above {names(handbook, duty.responsible)}, who "
            f"{'do' if len(duty.responsible) > 1 else 'does'} it: let one of that line answer for "
            "it, or make it a service that the other department is asked for"
        )
        yield Finding(duty.place, message)


_LETTERS = {
    "responsible": Letter.RESPONSIBLE,
    "consulted": Letter.CONSULTED,
    "informed": Letter.INFORMED,
}
_OF = {"responsible": "for", "consulted": "on", "informed": "of"}


def _rows(handbook: Handbook) -> Iterator[Duty]:
    """The rows of charters and procedures."""
    return (duty for duty in handbook.derived(Ownership).duties if duty.source in WORDED)


def _letter(duty: Duty, word: str) -> Place:
    return duty.place._replace(path=(*duty.place.path, "raci", word))


def _first(area: Area, role: str) -> Place:
    """The first row of an area that gives a role something to carry."""
    return next(duty.place for duty in area.rows if role in (*duty.accountable, *duty.responsible))
