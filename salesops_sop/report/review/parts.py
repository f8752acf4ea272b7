"""The parts of a review, in their order, as plain lines that each format writes in its own way."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from salesops_sop.analysis.ownership.cure import cure, title
from salesops_sop.analysis.ownership.findings import Item, Side
from salesops_sop.base.listing import joined
from salesops_sop.base.problem import Problem
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.record import Document
from salesops_sop.history.diff.change import Change, Class
from salesops_sop.history.diff.naming import cut
from salesops_sop.history.review.impact import Impact
from salesops_sop.history.review.review import Review
from salesops_sop.report.diff.text import TITLES
from salesops_sop.report.place import regions
from salesops_sop.report.review.saying import reasons, who

LONGEST = 600
"""Letters of a line; messages quote texts of any length."""
MOST_DETAILS = 12
MOST_REASONS = 3


class Line(NamedTuple):
    """A line: how deep it lies (0 to 2), what it says, the name behind it, and whether it leads.

    `name` is for programs: the ref of a document, a file and line.
    """

    depth: int
    text: str
    name: str = ""
    leads: bool = False


class Part(NamedTuple):
    """A part of a review; `aside` is what most readers need not see."""

    title: str
    lines: tuple[Line, ...]
    aside: bool = False


def parts(review: Review) -> Iterator[Part]:
    """The parts that have something to say; all but the flowcharts."""
    for name, found, aside in (
        ("Who must agree", _agreements(review), False),
        ("Versions to raise", _versions(review), False),
        *(
            (TITLES[of], _changes(found), of is Class.WORDING)
            for of, found in review.compared.classes
        ),
        ("New problems", _problems(review.problems.brought), False),
        ("Overlaps created", _overlaps(review.created, review.compared.after.handbook), False),
        ("Overlaps removed", _overlaps(review.removed, review.compared.before.handbook), True),
        ("Problems solved", _problems(review.problems.solved), True),
        ("Problems that remain", _problems(review.problems.remaining), True),
        ("Roles affected", _affected(review), True),
        ("What refers to it", _impact(review.impact), True),
    ):
        lines = tuple(line._replace(text=cut(line.text, LONGEST)) for line in found)
        if lines:
            yield Part(f"{name} ({sum(line.depth == 0 for line in lines)})", lines, aside)


def _agreements(review: Review) -> Iterator[Line]:
    names = review.compared.after
    for agreement in review.agreements:
        said = who(names, agreement)
        yield Line(0, said[:1].upper() + said[1:], leads=True)
        yield from (Line(1, why) for why in reasons(names, agreement))


def _versions(review: Review) -> Iterator[Line]:
    for found in review.compared.unraised:
        now = f"it is {found.after or 'gone'} now" if found.after != found.before else "it still is"
        yield _heading(found.document)
        yield Line(1, f"at least {found.least} ({found.part}), it was {found.before} and {now}")
        more = len(found.reasons) - MOST_REASONS
        yield from (Line(2, why) for why in found.reasons[:MOST_REASONS])
        if more > 0:
            yield Line(2, f"and {more} more")


def _heading(document: Document) -> Line:
    return Line(0, " ".join(document.title.split()), document.ref, leads=True)


def _changes(found: Sequence[Change]) -> Iterator[Line]:
    for _, group in groupby(found, key=lambda change: change.document.ref):
        several = list(group)
        yield _heading(several[0].document)
        for change in several:
            yield Line(1, change.sentence)
            more = len(change.details) - MOST_DETAILS
            yield from (Line(2, detail) for detail in change.details[:MOST_DETAILS])
            if more > 0:
                yield Line(2, f"and {more} more")


def _problems(found: Iterable[Problem]) -> Iterator[Line]:
    for problem in found:
        path, line, _ = problem.position
        said = f"{problem.severity}: {problem.message} [{problem.rule}]"
        yield Line(0, said, f"{path}:{line}")


def _overlaps(found: Iterable[Item], handbook: Handbook) -> Iterator[Line]:
    for item in found:
        yield Line(0, f"“{item.activity}”", item.type, leads=True)
        for side in item.sides:
            yield Line(1, _side(side, handbook), side.document.ref)
        yield Line(1, f"where: {regions(item.where, handbook)}")
        yield Line(1, f"cure: {cure(item, handbook)}")


def _side(side: Side, handbook: Handbook) -> str:
    names = [f"{letter} {title(handbook, role)}" for letter, role in side.claims] or ["nobody"]
    return f"{', '.join(names)} in “{side.document.title}”"


def _affected(review: Review) -> Iterator[Line]:
    for role, found in review.affected.items():
        yield Line(0, review.compared.role(role), f"role:{role}", leads=True)
        for change in found[:MOST_DETAILS]:
            yield Line(1, f"{change.document.title}: {change.sentence}")
        if len(found) > MOST_DETAILS:
            yield Line(1, f"and {len(found) - MOST_DETAILS} more")


def _impact(found: Iterable[Impact]) -> Iterator[Line]:
    for one in found:
        titles = [f"“{cut(document.title)}”" for document in one.documents]
        if len(titles) > MOST_DETAILS:
            titles = [*titles[: MOST_DETAILS - 1], f"{len(titles) - MOST_DETAILS + 1} more"]
        yield _heading(one.document)
        yield Line(1, f"referred to by {joined(titles)}")
