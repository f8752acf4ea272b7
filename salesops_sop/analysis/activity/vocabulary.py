"""The handbook's own words: terms with their synonyms, folded to one name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from salesops_sop.analysis.activity.grammar import THINGS
from salesops_sop.analysis.activity.spelling import spelled
from salesops_sop.analysis.activity.verbs import lexicon
from salesops_sop.analysis.activity.words import singular, tokens

LONGEST_ACRONYM = 4

_BUILT_IN = (
    ("customer", "client", "customer record"),
    ("representative", "rep", "salesperson", "seller", "sales rep", "sales representative",
     "account executive", "salesman"),
    ("contact", "contact record"),
    ("account", "account record"),
    ("lead", "lead record"),
    ("contract", "agreement"),
    ("quote", "quotation"),
    ("deal", "opportunity", "deal record", "opportunity record"),
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
    ("sow", "statement of work"),
    ("rfi", "request for information"),
    ("rfq", "request for quotation", "request for quote"),
    ("arr", "annual recurring revenue"),
    ("mrr", "monthly recurring revenue"),
    ("acv", "annual contract value"),
    ("tcv", "total contract value"),
    ("msa", "master service agreement", "master agreement"),
    ("dpa", "data processing agreement"),
    ("qbr", "quarterly business review"),
    ("poc", "proof of concept"),
    ("icp", "ideal customer profile"),
    ("sla", "service level agreement"),
    ("roi", "return on investment"),
    ("nps", "net promoter score"),
    ("cac", "customer acquisition cost"),
    ("ltv", "clv", "lifetime value", "customer lifetime value"),
    ("po", "purchase order"),
    ("ae", "account executive"),
    ("sdr", "sales development representative", "sales development rep"),
    ("csm", "customer success manager"),
    ("erp", "enterprise resource planning"),
    ("sop", "standard operating procedure"),
    ("new business", "new logo"),
    ("kickoff", "kick off"),
    ("sales team", "sales force", "salesforce", "field team"),
    ("compensation plan", "comp plan", "commission plan", "incentive plan"),
    ("close rate", "win rate"),
    ("battlecard", "battle card"),
    ("offer", "proposal", "commercial offer"),
    ("permission", "access right", "user right"),
    ("trade fair", "trade show", "fair", "exhibition"),
    ("supplier", "vendor"),
    ("competitor", "competition"),
    ("churn", "attrition"),
    ("credit note", "credit memo"),
    ("demo", "demonstration", "product demo", "product demonstration"),
    ("email", "mail"),
    ("expense", "cost"),
    ("training", "training session", "course"),
    ("meeting", "session"),
    ("attainment", "achievement"),
    ("bonus", "incentive"),
    ("data", "information"),
    ("questionnaire", "survey"),
    ("password", "login"),
    ("holiday", "vacation"),
    ("staff", "employee", "personnel", "team member"),
    ("booking", "sales order"),
    ("job description", "job profile"),
    ("mistake", "error"),
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

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The first words of the verbs that terms add."""
        return frozenset(verb.split()[0] for verb in self.verbs)

    def phrases(self, first: str) -> list[tuple[str, ...]]:
        """The verbs of several words that terms add and that begin with a word."""
        if first not in self.first_words:
            return []
        return [tuple(v.split()) for v in self.verbs if v.startswith(f"{first} ")]

    def fold_names(self, words: list[str]) -> list[str]:
        """Replace names of several words, whatever their number: “statements of work”."""
        plain = [self._name(word) for word in words]
        folded: list[str] = []
        index = 0
        while index < len(words):
            for length in range(min(self.longest, len(words) - index), 1, -1):
                name = self.names.get(tuple(plain[index : index + length]))
                if name is not None:
                    folded.extend(_plural_like(name, words[index : index + length]))
                    index += length
                    break
            else:
                folded.append(plain[index] if self._acronym(plain[index]) else words[index])
                index += 1
        return folded

    def _acronym(self, word: str) -> bool:
        short = len(word) <= LONGEST_ACRONYM and (word,) in self.names
        return short and word not in lexicon().classes

    def _name(self, word: str) -> str:
        """The singular; an acronym loses its -s where it is a name: “RFIs”."""
        return word[:-1] if (word[:-1],) in self.names and word.endswith("s") else singular(word)

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


def _plural_like(name: tuple[str, ...], words: list[str]) -> list[str]:
    """The name in the number of the words it stands for."""
    plural = singular(words[-1]) != words[-1]
    return [*name[:-1], f"{name[-1]}s"] if plural else list(name)


def vocabulary(terms: Iterable[Iterable[str]] = ()) -> Vocabulary:
    """Make a vocabulary from groups of words that mean the same, the name first.

    The handbook's own groups come before the built-in ones.
    """
    names: dict[tuple[str, ...], tuple[str, ...]] = {}
    verbs: dict[str, frozenset[str]] = {}
    for group in (*(tuple(term) for term in terms), *_BUILT_IN):
        keys = [tuple(singular(word) for word in spelled(tokens(name))) for name in group]
        keys = [key for key in keys if key]
        if not keys:
            continue
        name = next((names[key] for key in keys if key in names), keys[0])
        for key in keys:
            names.setdefault(key, name)
        _add_verbs(verbs, group)
    return Vocabulary(names, verbs, max((len(key) for key in names), default=1))


def _add_verbs(verbs: dict[str, frozenset[str]], group: tuple[str, ...]) -> None:
    """A group with a word that can only be a verb is one of verbs, its unknown members too."""
    known = lexicon().classes
    members = [" ".join(spelled(tokens(name))) for name in group]
    certain = [name for name in members if name in known and name not in THINGS]
    if not certain or len(members) < 2:
        return
    classes = frozenset().union(*(known.get(name, frozenset()) for name in members))
    for name in members:
        verbs[name] = verbs.get(name, frozenset()) | classes
