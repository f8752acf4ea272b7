"""Whether two statements give the same duty, how surely, and why."""

from dataclasses import dataclass
from itertools import product

from salesops_sop.analysis.activity.phrase import Phrase
from salesops_sop.analysis.activity.statement import Clause, Statement
from salesops_sop.analysis.activity.verbs import NEAR, OPPOSITES
from salesops_sop.analysis.activity.words import listed

SAME = 0.8
"""From this similarity on two statements count as the same duty."""

EXCLUDED = 0.1
"""The similarity of statements whose limits or qualifiers exclude each other."""

_OTHER = {"before": "after", "after": "before"}
_EXCLUSIVE = tuple(
    frozenset(group.split())
    for group in (
        "new existing former",
        "inbound outbound",
        "internal external",
        "standard nonstandard custom",
        "smb mid enterprise midmarket",
        "current next previous last",
        "buy sell",
        "import export",
        "key other",
        "verbal written",
        "public private",
        "inside outside",
        "junior senior",
        "upstream downstream",
        "short long",
        "early late",
        "upsell churn",
        "hot cold warm",
        "approved rejected",
        "draft signed",
        "online offline",
        "north south east west",
        "q1 q2 q3 q4",
        "january february march april may june july august september october november december",
        "small large medium big",
        "daily weekly monthly quarterly annual",
        "first second third final",
        "open closed",
        "won lost",
        "active inactive dormant",
        "domestic international foreign",
        "direct indirect partner",
        "marketing finance legal product hr it",
        "draft final",
        "gross net",
        "customer supplier",
        "emea apac americas",
        "qualified unqualified",
        "planned unplanned",
        "incoming outgoing",
        "fixed variable",
        "renewal new",
    )
)


@dataclass(frozen=True)
class Match:
    """How alike two statements are, from 0 to 1, and the reasons in words."""

    similarity: float
    evidence: str

    @property
    def same(self) -> bool:
        """Whether the statements give the same duty, at the default threshold."""
        return self.similarity >= SAME


def compare(a: Statement, b: Statement) -> Match:
    """Compare two statements; the order of the two does not matter."""
    pairs = [_clauses(one, other) for one, other in product(a.clauses, b.clauses)]
    best = max(pairs, key=lambda match: match.similarity, default=Match(0.0, "no action is named"))
    if min(len(a.clauses), len(b.clauses)) > 1 and best.similarity > 0:
        best = _several(a, b, best)
    excluded = _limits_exclude(a, b) or any(
        (_OTHER[word], what) in b.moments for word, what in a.moments
    )
    if excluded and best.similarity > EXCLUDED:
        return Match(EXCLUDED, "the limits exclude each other")
    return best


def _limits_exclude(a: Statement, b: Statement) -> bool:
    """Whether both limit one unit, and no limit of the one meets any of the other."""
    pairs = [pair for pair in product(a.limits, b.limits) if pair[0].unit == pair[1].unit]
    units = {one.unit for one, _ in pairs}
    return any(
        all(one.excludes(other) for one, other in pairs if one.unit == unit) for unit in units
    )


def _clauses(a: Clause, b: Clause) -> Match:
    action, action_words = _actions(a, b)
    thing, thing_words = _things(a, b) if action else (0.0, "")
    return Match(round(action * thing, 3), ", ".join(filter(None, (action_words, thing_words))))


def _several(a: Statement, b: Statement, best: Match) -> Match:
    """Two statements of several clauses: the same only when all of the shorter one is shared."""
    few, many = sorted((a.clauses, b.clauses), key=len)
    shared = [max(_clauses(one, other).similarity for other in many) for one in few]
    share = sum(shared) / len(shared)
    return Match(round(min(best.similarity, 0.5 + share / 2), 3), best.evidence)


def _actions(a: Clause, b: Clause) -> tuple[float, str]:
    if a.actions & b.actions:
        return 1.0, f"same verb {_quoted(a.verbs, b.verbs)}"
    if not a.actions or not b.actions:
        return 0.0, "no action is named"
    pairs = [frozenset(pair) for pair in product(a.actions, b.actions)]
    if any(pair in OPPOSITES for pair in pairs):
        return 0.0, f"different verbs {_quoted(a.verbs, b.verbs)}"
    near = max(NEAR.get(pair, 0.0) for pair in pairs)
    kind = "similar" if near else "different"
    return near, f"{kind} verbs {_quoted(a.verbs, b.verbs)}"


def _quoted(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    first, second = " and ".join(a), " and ".join(b)
    return f"‘{first}’" if first == second else f"‘{first}’ (‘{second}’)"


def _things(a: Clause, b: Clause) -> tuple[float, str]:
    if not a.objects and not b.objects:
        return 1.0, "no object"
    best, words = 0.0, f"different objects {_named(a)} and {_named(b)}"
    for one, other in product(a.objects, b.objects):
        score, reason = _thing(one, other)
        if score > best:
            best, words = score, reason
    return best, words


def _named(statement: Clause) -> str:
    return " and ".join(f"‘{phrase}’" for phrase in statement.objects) or "(none)"


def _thing(a: Phrase, b: Phrase) -> tuple[float, str]:
    if a.head != b.head:
        return (0.95, f"‘{a}’ is ‘{b}’") if _one_name(a, b) else (0.0, "")
    narrow_a, narrow_b = a.narrowed, b.narrowed
    if _exclude(narrow_a - narrow_b, narrow_b - narrow_a):
        return EXCLUDED, f"objects that exclude each other: ‘{a}’ and ‘{b}’"
    if _other_party(a, b):
        return 0.5, f"other parties for ‘{a}’"
    if narrow_a == narrow_b:
        return 1.0, f"same object ‘{a}’"
    if narrow_a <= narrow_b or narrow_b <= narrow_a:
        wide, narrow = (a, b) if narrow_a < narrow_b else (b, a)
        if not wide.narrowed and wide.head in _ANYTHING:
            return 0.6, f"‘{wide}’ may mean anything, ‘{narrow}’ is one"
        return 0.95, f"object ‘{narrow}’ within ‘{wide}’"
    shared = len(narrow_a & narrow_b) / len(narrow_a | narrow_b)
    return 0.5 + 0.3 * shared, f"objects of one kind: ‘{a}’ and ‘{b}’"


def _one_name(a: Phrase, b: Phrase) -> bool:
    """Whether two names are one: written together, or as an acronym."""
    one, other = sorted((a.words, b.words), key=len)
    if not one:
        return False
    initials = "".join(word[0] for word in other)
    short = one[-1] if len(one) == 1 else ""
    return "".join(one) == "".join(other) or (2 < len(short) < 6 and short == initials)


def _other_party(a: Phrase, b: Phrase) -> bool:
    """Whether both say to whom or from whom, and mean somebody else."""
    return any(
        a.complements[word].isdisjoint(b.complements[word])
        for word in ("to", "from", "with", "into")
        if word in a.complements and word in b.complements
    )


_ANYTHING = listed(
    """
    change record question problem result list document data information file note answer meeting
    status date value number item step thing field message form entry comment point topic action
    decision rule term detail need part reason cause
    """
)


def _exclude(only_a: frozenset[str], only_b: frozenset[str]) -> bool:
    return any(only_a & group and only_b & group for group in _EXCLUSIVE)
