"""Numbers written out where a parameter already states the fact: in time limits, targets, prose."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from salesops_sop.analysis.facts import Facts
from salesops_sop.analysis.limits import Limit, limits, topic
from salesops_sop.analysis.scope import meets
from salesops_sop.analysis.wording.prose import followed, visible
from salesops_sop.analysis.words import meaning, stem, stems, words
from salesops_sop.base.quantity import DURATION_PATTERN, MONEY_PATTERN
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import QuantityValue, quantity
from salesops_sop.handbook.model.record import Document, Place
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.handbook.walk import Passage

_PERCENT = r"[0-9]{1,6}(?:\.[0-9]{1,6})?(?:\ ?%|\ per\ ?cent\b)"
_QUANTITY = re.compile(rf"(?<![\w.,$€£-])(?:{DURATION_PATTERN}\b|{MONEY_PATTERN}\b|{_PERCENT})")
_DIGIT = re.compile(r"[0-9]")
_SENTENCE_END = re.compile(r"[.!?](?=\s+[^\Wa-z])|\n[ \t]*\n|\n(?=[ \t]*(?:[-*+#>|]|\d+\.)[ \t])")
_LONGEST_SENTENCE = 600
_LONGEST_TITLE = 8
_LINKED = re.compile(r"\(parameter:([a-z0-9-]+)")
_SAYS = frozenset(map(stem, ("is", "are", "be", "must", "within", "stands", "equals", "most")))
_MOST_EXTRA_WORDS = 2


class Literal(NamedTuple):
    """A quantity where a parameter states the fact; it `agrees` with it, or has another value."""

    place: Place
    text: str
    parameter: Parameter
    agrees: bool
    in_prose: bool


def literals(handbook: Handbook) -> tuple[Literal, ...]:
    """Quantities that restate a parameter or contradict it.

    In a field: the limit of something that the title of the parameter is about (“Grade the lead”,
    “Time to grade a lead”), and the target of a KPI with a parameter `<kpi>-target`. Where the
    values agree, a word or two may be left over, or the parameter is one that the same document
    names elsewhere. In prose: the value of a parameter in a sentence with two thirds of the words
    of its title, at least two; or its whole title with another value behind it (“the lead
    response time is 12 hours”). Where parameters of several scopes fit, one that agrees is enough.
    """
    found: tuple[Literal, ...] | None = handbook.__dict__.get("literals")
    if found is None:  # two rules ask, and the answer is kept with the handbook
        found = handbook.__dict__["literals"] = tuple(_literals(handbook))
    return found


def _literals(handbook: Handbook) -> Iterator[Literal]:
    known = _Known(Facts(handbook))
    for limit in limits(handbook):
        yield from known.in_field(limit)
    for prose in followed(handbook):
        yield from _in_labels(known, handbook, prose.document)
        for passage in prose.passages:
            if _DIGIT.search(passage.text):
                yield from known.in_passage(passage)


@dataclass(frozen=True)
class _Known:
    facts: Facts

    def in_field(self, limit: Limit) -> Iterator[Literal]:
        """At most one: what agrees comes first, then what is about exactly the same."""
        alike = list(self._alike(limit))
        same = [p for p in alike if self._is_same(p, limit)]
        agreeing = [p for p in (*same, *alike, *self._nearby(limit)) if self._fits(p, limit, True)]
        differing = [p for p in same if self._fits(p, limit, False)]
        if agreeing:
            yield Literal(limit.place, limit.text, agreeing[0], True, False)
        elif differing:
            yield Literal(limit.place, limit.text, differing[0], False, False)

    def _fits(self, parameter: Parameter, limit: Limit, equal: bool) -> bool:
        value = self.facts.values.get(parameter.ref)
        return (
            type(value) is type(limit.value)
            and self.equals(parameter, limit.value) is equal
            and meets(parameter.scope, limit.scope, self.facts.dimensions)
        )

    def _alike(self, limit: Limit) -> Iterator[Parameter]:
        """Parameters about the same, or about what the limit is a special case of."""
        index = self._targets if limit.is_target else self._limits
        for word in sorted(limit.about):
            for parameter in index.get(word, ()):
                about = topic(parameter.title, limit.is_target)
                narrower = limit.verb in about and len(limit.about - about) <= _MOST_EXTRA_WORDS
                if about == limit.about or (narrower and len(about) > 1 and about < limit.about):
                    yield parameter
        named = self.facts.handbook.get(Parameter, f"{limit.place.document.id}-target")
        if limit.is_target and named and named.ref in self.facts.values:
            yield named

    def _is_same(self, parameter: Parameter, limit: Limit) -> bool:
        if limit.is_target:
            return True
        return len(limit.about) > 1 and topic(parameter.title, is_target=False) == limit.about

    def _nearby(self, limit: Limit) -> Iterator[Parameter]:
        """Parameters that other limits of the document name and that share a word with this one."""
        document = limit.place.document
        about = limit.about | topic(document.title, is_target=False)
        for reference in self.facts.handbook.contents(document).references:
            if reference.kinds == ("parameter",) and not reference.in_prose:
                parameter = self.facts.handbook.get(Parameter, reference.id)
                if parameter and not about.isdisjoint(topic(parameter.title, is_target=False)):
                    yield parameter

    def in_passage(self, passage: Passage) -> Iterator[Literal]:
        """Every quantity of a passage that a parameter states."""
        text = visible(passage.text)
        for match in _QUANTITY.finditer(text):
            value = quantity(re.sub(r" per ?cent$", "%", match[0]))
            if value is not None:
                start, end = _sentence(text, match.start(), match.end())
                linked = set(_LINKED.findall(passage.text[start:end]))
                document = passage.place.document
                fitting = self._restated(text[start:end], value)
                fitting += self._titled([w.stem for w in words(text, start, match.start())], value)
                fitting = [p for p in fitting if not self._is_meant(p, document, linked)]
                if fitting:
                    best = next((p for p in fitting if self.equals(p, value)), fitting[0])
                    place = passage.place._replace(offset=match.start())
                    agrees = self.equals(best, value)
                    yield Literal(place, match[0], best, agrees, True)

    def _restated(self, sentence: str, value: QuantityValue) -> list[Parameter]:
        """Parameters with this value whose titles share most of their words with the sentence."""
        candidates = self._by_size.get(self.facts.size(value), ())
        said = {word.stem for word in words(sentence)} if candidates else set()
        found = []
        for parameter in candidates:
            about = topic(parameter.title, is_target=False)
            about = about if len(about) > 1 else frozenset(stems(parameter.title))
            shared = len(about & said)
            if shared >= 2 and 3 * shared >= 2 * len(about):
                found.append((-shared / len(about), -shared, parameter.id, parameter))
        return [parameter for *_, parameter in sorted(found, key=lambda item: item[:3])]

    def _titled(self, before: list[str], value: QuantityValue) -> list[Parameter]:
        """Parameters whose whole title stands directly before the quantity."""
        said = [word for word in before if word != "to"]
        while said and said[-1] in _SAYS:
            said.pop()
        for length in range(min(len(said), _LONGEST_TITLE), 1, -1):
            if found := self._by_title.get(tuple(said[-length:])):
                return [p for p in found if type(self.facts.values[p.ref]) is type(value)]
        return []

    def _is_meant(self, parameter: Parameter, document: Document, linked: set[str]) -> bool:
        """Whether the sentence names the parameter, or the parameter speaks about itself."""
        of_the_fact = {p.id for p in self._by_fact.get(parameter.fact or "", ())} | {parameter.id}
        if isinstance(document, Parameter):
            same = document.id in of_the_fact or meaning(document.title) == meaning(parameter.title)
            return same or not of_the_fact.isdisjoint(linked)
        return not of_the_fact.isdisjoint(linked)

    def equals(self, parameter: Parameter, value: QuantityValue) -> bool:
        """Whether a parameter has this value."""
        own = self.facts.values[parameter.ref]
        return own is not None and self.facts.equal(own, value)

    @cached_property
    def _by_size(self) -> dict[object, list[Parameter]]:
        return _grouped(
            (self.facts.size(value), parameter)
            for parameter in self.facts.parameters
            if (value := self.facts.values[parameter.ref]) is not None
        )

    @cached_property
    def _by_title(self) -> dict[object, list[Parameter]]:
        return _grouped((stems(p.title), p) for p in self.facts.parameters)

    @cached_property
    def _by_fact(self) -> dict[object, list[Parameter]]:
        return _grouped((p.fact, p) for p in self.facts.parameters if p.fact)

    @cached_property
    def _limits(self) -> Mapping[object, list[Parameter]]:
        return self._by_rarest(lambda title: topic(title, is_target=False))

    @cached_property
    def _targets(self) -> Mapping[object, list[Parameter]]:
        return self._by_rarest(lambda title: topic(title, is_target=True))

    def _by_rarest(self, about: Callable[[str], frozenset[str]]) -> dict[object, list[Parameter]]:
        """Each parameter under the one stem of its topic that the fewest others have."""
        topics = {p.id: about(p.title) for p in self.facts.parameters}
        counts = Counter(word for words_of in topics.values() for word in words_of)
        return _grouped(
            (min(topics[p.id], key=lambda word: (counts[word], word)), p)
            for p in self.facts.parameters
            if topics[p.id]
        )


def _in_labels(known: _Known, handbook: Handbook, document: Document) -> Iterator[Literal]:
    """Links to a parameter whose text is a quantity: “[4 hours](parameter:response-time)”."""
    for link in handbook.contents(document).links:
        kind, _, ident = link.target.partition(":")
        parameter = handbook.get(Parameter, ident) if kind == "parameter" else None
        value = quantity(link.label) if parameter else None
        if parameter and value is not None and parameter.ref in known.facts.values:
            yield Literal(link.place, link.label, parameter, known.equals(parameter, value), True)


def _grouped(pairs: Iterable[tuple[object, Parameter]]) -> dict[object, list[Parameter]]:
    found: dict[object, list[Parameter]] = {}
    for key, parameter in pairs:
        found.setdefault(key, []).append(parameter)
    return found


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence, heading or list item with these characters begins and ends."""
    first = max(0, start - _LONGEST_SENTENCE)
    for stop in _SENTENCE_END.finditer(text, first, start):
        first = stop.end()
    last = _SENTENCE_END.search(text, end, end + _LONGEST_SENTENCE)
    return first, last.start() if last else min(len(text), end + _LONGEST_SENTENCE)
