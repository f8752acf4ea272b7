"""A review in words that every format shares."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from salesops_sop.base.listing import counted, joined
from salesops_sop.history.diff.acting import ROLE
from salesops_sop.history.diff.naming import Names, cut
from salesops_sop.history.review.agreeing import Agreement, Reason
from salesops_sop.history.review.gates import Stopped
from salesops_sop.history.review.review import Review

MOST_NAMES = 3
MOST_TITLES = 8
LONGEST = 80
"""Letters of a name in a sentence; titles are of any length."""


def headline(review: Review) -> str:
    """“3 changes in 2 documents bring 1 new problem; the VP of Sales must agree.”"""
    found = review.compared.changes
    documents = len({change.document.ref for change in found})
    said = "Nothing changes in meaning"
    if found:
        said = f"{counted(len(found), 'change')} in {counted(documents, 'document')}"
    acts = list(_acts(review, several=len(found) != 1))
    if acts:
        said += f"{'' if found else ', but the change'} {joined(acts)}"
    rest = list(_must(review))
    return "; ".join([said, *rest]) + "."


def _acts(review: Review, several: bool) -> Iterator[str]:
    """What the changes do to problems and overlaps."""
    brings, solves = ("bring", "solve") if several else ("brings", "solves")
    if not review.compared.changes:
        brings, solves = "brings", "solves"
    for verb, found in (
        (brings, ((review.problems.brought, "new problem"), (review.created, "new overlap"))),
        (solves, ((review.problems.solved, "problem"), (review.removed, "overlap"))),
    ):
        things = [counted(len(several), noun) for several, noun in found if several]
        if things:
            yield f"{verb} {joined(things)}"


def _must(review: Review) -> Iterator[str]:
    raised = len(review.compared.unraised)
    if raised:
        yield f"{counted(raised, 'version')} must be raised"
    names = [who(review.compared.after, one) for one in review.agreements]
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1} more"]
    if names:
        yield f"{joined(names)} must agree"


def who(names: Names, agreement: Agreement) -> str:
    """“the VP of Sales”, “the VP of Sales (Robin or Kim)”, “2 of …”."""
    said = joined(_called(names, role) for role in agreement.roles)
    if agreement.count > 1:
        said = f"{agreement.count} persons for {said}"
    persons = [cut(names.plain(person.title), LONGEST) for person in agreement.persons]
    if len(persons) > MOST_NAMES:
        persons = [*persons[: MOST_NAMES - 1], f"{len(persons) - MOST_NAMES + 1} more"]
    word = "or" if len(agreement.persons) > agreement.count else "and"
    return f"{said} ({joined(persons, word)})" if persons else said


def reasons(names: Names, agreement: Agreement) -> list[str]:
    """Why somebody must agree: “approves “Lead grading” and “Lead routing””, one for each why."""

    def key(reason: Reason) -> tuple[str, str, tuple[str, ...]]:
        return reason.why, reason.role, reason.others

    found = sorted(agreement.reasons, key=lambda reason: (*key(reason), reason.document.ref))
    return [
        _reason(names, agreement, *same, list(several)) for same, several in groupby(found, key=key)
    ]


def _reason(
    names: Names,
    agreement: Agreement,
    why: str,
    role: str,
    others: Sequence[str],
    found: Sequence[Reason],
) -> str:
    titles = [names.quoted(reason.document.title) for reason in found]
    if len(titles) > MOST_TITLES:
        titles = [*titles[: MOST_TITLES - 1], f"{len(titles) - MOST_TITLES + 1} more"]
    said = f"{why} {joined(titles)}"
    if len(agreement.roles) > 1:
        said = f"as {_called(names, role)} {said}"
    instead = joined((_called(names, other) for other in others), "or")
    return f"{said}; {instead} could instead" if others else said


def _called(names: Names, role: str) -> str:
    return cut(names.of(ROLE, role), LONGEST)


def gate(stopped: Stopped) -> str:
    """“2 versions say less than what changed”."""
    number = stopped.number
    return {
        "version-not-raised": f"{counted(number, 'version says', 'versions say')} less than what "
        "changed",
        "new-errors": counted(number, "new error"),
        "new-warnings": counted(number, "new warning"),
        "new-overlaps": counted(number, "new overlap"),
        "unreadable": f"{counted(number, 'document')} can no longer be read",
    }[stopped.gate]


def verdict(review: Review) -> str:
    """“stopped by 1 new error”, or that nothing stops the change."""
    if review.stopped:
        return f"stopped: {joined(map(gate, review.stopped))}"
    return "no gate stops it"


def unread(review: Review) -> list[str]:
    """What the review could not look at."""
    sides = ((review.unread, review.compared.base), (review.lost, review.compared.head))
    return [
        f"{counted(number, 'document')} of {name} cannot be read, so nothing is said of that: see "
        "`sop lint`"
        for number, name in sides
        if number
    ]
