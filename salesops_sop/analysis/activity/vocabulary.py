"""The handbook's own words: terms with their synonyms, folded to one name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from salesops_sop.analysis.activity.verbs import lexicon
from salesops_sop.analysis.activity.words import singular, tokens

_BUILT_IN = (
    ("customer", "client"),
    ("representative", "rep", "salesperson", "seller", "sales rep", "sales representative",
     "account executive", "salesman"),
    ("contract", "agreement"),
    ("quote", "quotation"),
    ("deal", "opportunity"),
    ("inquiry", "enquiry"),
    ("forecast", "projection"),
    ("kpi", "key performance indicator", "metric"),
    ("discount", "rebate", "price reduction", "price concession", "discounting"),
    ("price", "pricing", "prices"),
    ("invoice", "bill"),
    ("employee", "staff member", "staff"),
    ("prospect", "potential customer", "prospective customer"),
    ("target", "goal"),
    ("vacancy", "open position"),
    ("tool", "software"),
    ("crm", "crm system", "customer relationship management system"),
    ("price list", "price book", "pricelist"),
    ("new hire", "new starter", "new employee", "new joiner"),
    ("commission", "sales commission"),
    ("mql", "marketing qualified lead", "marketing-qualified lead"),
    ("sql", "sales qualified lead", "sales-qualified lead"),
    ("rfp", "request for proposal", "tender"),
    ("nda", "non-disclosure agreement", "confidentiality agreement"),
    ("s&op", "sales and operations planning"),
    ("win-loss", "win/loss", "win loss"),
    ("handover", "hand-over", "hand-off", "handoff"),
    ("onboarding", "on-boarding"),
    ("region", "sales region"),
    ("quota", "sales quota", "sales target"),
    ("pipeline", "sales pipeline", "funnel", "sales funnel", "deal pipeline"),
    ("territory", "sales territory"),
    ("dashboard", "cockpit"),
    ("close date", "closing date"),
    ("duplicate", "duplicate record", "double entry"),
    ("dispute", "disagreement"),
    ("complaint", "grievance"),
)  # fmt: skip


@dataclass(frozen=True)
class Vocabulary:
    """From the words of a synonym (singular, in order) to the words of its canonical name.

    `verbs` gives further action classes to verbs that a term declares to mean the same.
    """

    names: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    verbs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    longest: int = 1

    def fold(self, words: list[str]) -> list[str]:
        """Replace every synonym by its canonical name, the longest match first."""
        folded: list[str] = []
        index = 0
        while index < len(words):
            for length in range(min(self.longest, len(words) - index), 0, -1):
                name = self.names.get(tuple(words[index : index + length]))
                if name is not None:
                    folded.extend(name)
                    index += length
                    break
            else:
                folded.append(words[index])
                index += 1
        return folded


def vocabulary(terms: Iterable[Iterable[str]] = ()) -> Vocabulary:
    """Make a vocabulary from groups of words that mean the same, the name first.

    The handbook's own groups come before the built-in ones.
    """
    names: dict[tuple[str, ...], tuple[str, ...]] = {}
    verbs: dict[str, frozenset[str]] = {}
    for group in (*(tuple(term) for term in terms), *_BUILT_IN):
        keys = [tuple(singular(word) for word in tokens(name)) for name in group]
        keys = [key for key in keys if key]
        if not keys:
            continue
        name = names.get(keys[0], keys[0])
        for key in keys:
            names.setdefault(key, name)
        _add_verbs(verbs, group)
    return Vocabulary(names, verbs, max((len(key) for key in names), default=1))


def _add_verbs(verbs: dict[str, frozenset[str]], group: tuple[str, ...]) -> None:
    known = lexicon().classes
    members = [name.lower() for name in group if name.lower() in known]
    if len(members) > 1:
        classes = frozenset().union(*(known[name] for name in members))
        for name in members:
            verbs[name] = verbs.get(name, frozenset()) | classes
