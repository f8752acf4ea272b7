"""A review: what a change means, what it brings and solves, who must agree, and what stops it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from salesops_sop.analysis.activity.match import SAME
from salesops_sop.analysis.ownership.collecting import findings
from salesops_sop.analysis.ownership.findings import Findings, Item
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.history.diff.change import Change
from salesops_sop.history.diff.compared import Compared
from salesops_sop.history.diff.tally import by_role
from salesops_sop.history.review.agreeing import Agreement, Authors, agreements
from salesops_sop.history.review.charts import Chart, charts
from salesops_sop.history.review.gates import Brought, Stopped, gates, stopped
from salesops_sop.history.review.impact import Impact, impact
from salesops_sop.history.review.problems import Called, Problems, held
from salesops_sop.lint.rule import Rule
from salesops_sop.lint.run import lint
from salesops_sop.rules.ownership.separation import separated


@dataclass(frozen=True, slots=True)
class Review:
    """All that a page for a pull request says.

    `compared` has the changes, and the versions that were not raised where nothing accepts that.
    `created` and `removed` are overlaps, each as its handbook tells it. `affected` leads from a
    role to the changes that touch it, by id. `unread` and `lost` are how many documents of the
    older and of the newer handbook cannot be read, so that nothing is said of them. `stopped` are
    the gates that are not passed.
    """

    compared: Compared
    problems: Problems
    created: tuple[Item, ...]
    removed: tuple[Item, ...]
    agreements: tuple[Agreement, ...]
    affected: Mapping[str, list[Change]]
    impact: tuple[Impact, ...]
    charts: tuple[Chart, ...]
    unread: int
    lost: int
    stopped: tuple[Stopped, ...]


def review(
    compared: Compared,
    rules: Sequence[Rule],
    today: date,
    authors: Authors = MappingProxyType({}),
) -> Review:
    """Review what was compared, by these rules, as of a day: what is overdue, who holds which role.

    `authors` are the addresses of those who wrote the change to a file, by its path.
    """
    old, new = compared.before.handbook, compared.after.handbook
    before = lint(old, rules, today).problems
    after = lint(new, rules, today, unraised=compared.unraised).problems
    problems = held(before, after, Called(old, new))
    unraised = tuple(u for u in compared.unraised if u.document.ref in problems.versions)
    was, now = _overlaps(old), _overlaps(new)
    created = now.without(was).overlaps
    lost = len(new.lost - old.lost)
    brought = Brought(problems, len(created), lost)
    return Review(
        replace(compared, unraised=unraised),
        problems,
        created,
        was.without(now).overlaps,
        agreements(old, new, compared.changes, today, authors),
        dict(sorted(by_role(compared.changes).items())),
        tuple(impact(old, new, compared.changes)),
        tuple(charts(compared.before, compared.after, compared.changes)),
        len(old.lost),
        len(new.lost),
        stopped(gates(old, new), brought),
    )


def _overlaps(handbook: Handbook) -> Findings:
    return findings(handbook, SAME, separated(handbook))
