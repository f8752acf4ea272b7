"""Parameters by what they say: by their value, their title, their fact, and their topic."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from salesops_sop.analysis.facts import Facts
from salesops_sop.analysis.limits import Limit, topic
from salesops_sop.analysis.words import stems
from salesops_sop.handbook.model.fields import QuantityValue
from salesops_sop.handbook.model.vocabulary import Parameter

_MOST_EXTRA_WORDS = 2

Index = dict[object, list[Parameter]]


@dataclass(frozen=True)
class Stated:
    """The parameters of a handbook, found by what they say."""

    facts: Facts

    def equals(self, parameter: Parameter, value: QuantityValue) -> bool:
        """Whether a parameter has this value."""
        own = self.facts.values[parameter.ref]
        return own is not None and self.facts.equal(own, value)

    def with_value(self, value: QuantityValue) -> list[Parameter]:
        """The parameters with this value."""
        return self._by_size.get(self.facts.size(value), [])

    def titled(self, words: tuple[str, ...]) -> list[Parameter]:
        """The parameters whose titles have these stems, in this order."""
        return self._by_title.get(words, [])

    def of_one_fact(self, parameter: Parameter) -> set[str]:
        """The ids of a parameter and of all that state its fact by key."""
        return {p.id for p in self._by_fact.get(parameter.fact or "", ())} | {parameter.id}

    def about(self, limit: Limit) -> Iterator[Parameter]:
        """Parameters about the same as a limit, or about what the limit is a special case of."""
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

    def nearby(self, limit: Limit) -> Iterator[Parameter]:
        """Parameters that other limits of the document name and that share a word with this one."""
        document = limit.place.document
        about = limit.about | topic(document.title, is_target=False)
        for reference in self.facts.handbook.contents(document).references:
            if reference.kinds == ("parameter",) and not reference.in_prose:
                parameter = self.facts.handbook.get(Parameter, reference.id)
                if parameter and not about.isdisjoint(topic(parameter.title, is_target=False)):
                    yield parameter

    @cached_property
    def _by_size(self) -> Index:
        values = self.facts.values
        pairs = ((values[parameter.ref], parameter) for parameter in self.facts.parameters)
        return _grouped((self.facts.size(value), p) for value, p in pairs if value is not None)

    @cached_property
    def _by_title(self) -> Index:
        return _grouped((stems(p.title), p) for p in self.facts.parameters)

    @cached_property
    def _by_fact(self) -> Index:
        return _grouped((p.fact, p) for p in self.facts.parameters if p.fact)

    @cached_property
    def _limits(self) -> Index:
        return self._by_rarest_word(is_target=False)

    @cached_property
    def _targets(self) -> Index:
        return self._by_rarest_word(is_target=True)

    def _by_rarest_word(self, is_target: bool) -> Index:
        """Each parameter under the one stem of its topic that the fewest others have."""
        topics = {p.ref: topic(p.title, is_target) for p in self.facts.parameters}
        counts = Counter(word for about in topics.values() for word in about)
        return _grouped(
            (min(topics[p.ref], key=lambda word: (counts[word], word)), p)
            for p in self.facts.parameters
            if topics[p.ref]
        )


def _grouped(pairs: Iterable[tuple[object, Parameter]]) -> Index:
    found: Index = {}
    for key, parameter in pairs:
        found.setdefault(key, []).append(parameter)
    return found
