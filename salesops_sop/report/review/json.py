"""A review for programs: one JSON object, whose form stays within a major version."""

from collections.abc import Iterable
from typing import Any

from salesops_sop.analysis.ownership.findings import Item
from salesops_sop.base.data import dumps
from salesops_sop.base.problem import Problem
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.history.review.agreeing import Agreement
from salesops_sop.history.review.review import Review
from salesops_sop.report.diff.json import compared_data
from salesops_sop.report.json import problem_data
from salesops_sop.report.outcome import Look
from salesops_sop.report.overlaps.json import overlap_data
from salesops_sop.report.review.mermaid import mermaid
from salesops_sop.report.review.saying import gate, headline

FORMAT = "salesops-sop/review/1"


def write(review: Review, look: Look) -> str:
    """Return the report; the same review gives the same text."""
    compared = review.compared
    place = {id(change): number for number, change in enumerate(compared.changes)}
    return dumps(
        {
            "format": FORMAT,
            "headline": headline(review),
            "passed": not review.stopped,
            "stopped": [{"gate": one.gate, "reason": gate(one)} for one in review.stopped],
            **compared_data(compared),
            "problems": {
                "new": _problems(review.problems.new),
                "solved": _problems(review.problems.solved),
                "remaining": _problems(review.problems.remaining),
            },
            "overlaps": {
                "created": _overlaps(review.created, compared.after.handbook),
                "removed": _overlaps(review.removed, compared.before.handbook),
            },
            "agreements": [_agreement(one) for one in review.agreements],
            "affected": [
                {
                    "role": role,
                    "title": compared.role(role),
                    "changes": [place[id(change)] for change in changes],
                }
                for role, changes in review.affected.items()
            ],
            "impact": [
                {
                    "document": one.document.ref,
                    "referred_to_by": [document.ref for document in one.documents],
                    "places": len(one.places),
                }
                for one in review.impact
            ],
            "flowcharts": [
                {
                    "document": chart.procedure.ref,
                    "before": mermaid(chart.before),
                    "after": mermaid(chart.after),
                }
                for chart in review.charts
            ],
            "unread": {"base": review.unread, "head": review.lost},
        }
    )


def _problems(found: Iterable[Problem]) -> list[dict[str, Any]]:
    return [problem_data(problem) for problem in found]


def _overlaps(found: Iterable[Item], handbook: Handbook) -> list[dict[str, Any]]:
    return [overlap_data(item, handbook) for item in found]


def _agreement(agreement: Agreement) -> dict[str, Any]:
    return {
        "roles": list(agreement.roles),
        "persons": [person.id for person in agreement.persons],
        "count": agreement.count,
        "reasons": [
            {
                "document": reason.document.ref,
                "role": reason.role,
                "why": reason.why,
                "or": list(reason.others),
            }
            for reason in agreement.reasons
        ],
    }
