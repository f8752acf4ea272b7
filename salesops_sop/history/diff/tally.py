"""Changes counted: “2 steps and 1 time limit”, for a role or for all."""

from collections import Counter
from collections.abc import Iterable, Sequence

from salesops_sop.base.listing import counted, joined
from salesops_sop.history.diff.change import Change, Type

_NOUNS = (
    ({Type.STEP_ADDED, Type.STEP_REMOVED, Type.STEP_MOVED, Type.STEP_CHANGED}, "step"),
    ({Type.FLOW}, "way on"),
    ({Type.DUTY_ADDED, Type.DUTY_REMOVED, Type.DUTY_CHANGED}, "duty"),
    (
        {Type.ACCOUNTABLE, Type.RESPONSIBLE, Type.CONSULTED, Type.INFORMED, Type.HANDOFF},
        "responsibility",
    ),
    ({Type.REPORTING_LINE}, "reporting line"),
    ({Type.OWNER}, "owner"),
    ({Type.APPROVERS}, "approval"),
    ({Type.SCOPE}, "scope"),
    ({Type.LIMIT_CHANGED, Type.LIMIT_LOOSENED, Type.LIMIT_TIGHTENED}, "time limit"),
    ({Type.AUTHORITY_CHANGED, Type.AUTHORITY_LOWERED, Type.AUTHORITY_RAISED}, "limit"),
    ({Type.OUTCOME, Type.TABLE}, "decision"),
    ({Type.FORMULA, Type.MEASURE}, "measure"),
    ({Type.PARAMETER}, "parameter"),
    ({Type.DOCUMENT_ADDED, Type.DOCUMENT_REMOVED, Type.DOCUMENT_RETIRED}, "document"),
)
_PLURALS = {"duty": "duties", "responsibility": "responsibilities", "way on": "ways on"}


def tally(changes: Sequence[Change]) -> str:
    """“2 steps and 1 time limit”; titles are not in it, so it needs no escaping."""
    counts: Counter[str] = Counter()
    for change in changes:
        counts[next((noun for types, noun in _NOUNS if change.type in types), "fact")] += 1
    nouns = [noun for _, noun in _NOUNS if counts[noun]] + ["fact"] * bool(counts["fact"])
    return joined(counted(counts[noun], noun, _PLURALS.get(noun, "")) for noun in nouns)


def by_role(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """The changes that touch each role, by its id."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        for role in change.roles:
            found.setdefault(role, []).append(change)
    return found
