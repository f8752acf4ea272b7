"""Numbers written out where a parameter already states the fact: in time limits, targets, prose."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from salesops_sop.analysis.facts import Facts
from salesops_sop.analysis.limits import Limit, limits, topic
from salesops_sop.analysis.scope import meets
from salesops_sop.analysis.stated import Stated
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
    stated = Stated(Facts(handbook))
    for limit in limits(handbook):
        yield from _in_field(stated, limit)
    for prose in followed(handbook):
        yield from _in_labels(stated, handbook, prose.document)
        for passage in prose.passages:
            if _DIGIT.search(passage.text) and _QUANTITY.search(passage.text):
                yield from _in_passage(stated, passage)


def _in_field(stated: Stated, limit: Limit) -> Iterator[Literal]:
    """At most one: what agrees comes first, then what is about exactly the same."""
    alike = [p for p in stated.about(limit) if _fits(stated, p, limit)]
    near = [p for p in stated.nearby(limit) if _fits(stated, p, limit)]
    same = [p for p in alike if limit.is_target or _is_same(p, limit)]
    agreeing = [p for p in (*same, *alike, *near) if stated.equals(p, limit.value)]
    if agreeing:
        yield Literal(limit.place, limit.text, agreeing[0], True, False)
    elif same:
        yield Literal(limit.place, limit.text, same[0], False, False)


def _fits(stated: Stated, parameter: Parameter, limit: Limit) -> bool:
    value = stated.facts.values.get(parameter.ref)
    same_sort = type(value) is type(limit.value)
    return same_sort and meets(parameter.scope, limit.scope, stated.facts.dimensions)


def _is_same(parameter: Parameter, limit: Limit) -> bool:
    return len(limit.about) > 1 and topic(parameter.title, is_target=False) == limit.about


def _in_labels(stated: Stated, handbook: Handbook, document: Document) -> Iterator[Literal]:
    """Links to a parameter whose text is a quantity: “[4 hours](parameter:response-time)”."""
    for link in handbook.contents(document).links:
        kind, _, ident = link.target.partition(":")
        parameter = handbook.get(Parameter, ident) if kind == "parameter" else None
        value = quantity(link.label) if parameter else None
        if parameter and value is not None and parameter.ref in stated.facts.values:
            yield Literal(link.place, link.label, parameter, stated.equals(parameter, value), True)


def _in_passage(stated: Stated, passage: Passage) -> Iterator[Literal]:
    """Every quantity of a passage that a parameter states."""
    text = visible(passage.text)
    for match in _QUANTITY.finditer(text):
        value = quantity(re.sub(r" per ?cent$", "%", match[0]))
        if value is None:
            continue
        start, end = _sentence(text, match.start(), match.end())
        before = [word.stem for word in words(text, start, match.start())]
        fitting = _restated(stated, text[start:end], value) + _titled(stated, before, value)
        linked = set(_LINKED.findall(passage.text[start:end]))
        fitting = [p for p in fitting if not _is_meant(stated, p, passage.place.document, linked)]
        if fitting:
            best = next((p for p in fitting if stated.equals(p, value)), fitting[0])
            place = passage.place._replace(offset=match.start())
            yield Literal(place, match[0], best, stated.equals(best, value), True)


def _restated(stated: Stated, sentence: str, value: QuantityValue) -> list[Parameter]:
    """Parameters with this value whose titles share most of their words with the sentence."""
    candidates = stated.with_value(value)
    said = {word.stem for word in words(sentence)} if candidates else set()
    found = []
    for parameter in candidates:
        about = topic(parameter.title, is_target=False)
        about = about if len(about) > 1 else frozenset(stems(parameter.title))
        shared = len(about & said)
        if shared >= 2 and 3 * shared >= 2 * len(about):
            found.append((-shared / len(about), -shared, parameter.id, parameter))
    return [parameter for *_, parameter in sorted(found, key=lambda item: item[:3])]


def _titled(stated: Stated, before: list[str], value: QuantityValue) -> list[Parameter]:
    """Parameters whose whole title stands directly before the quantity."""
    said = [word for word in before if word != "to"]
    while said and said[-1] in _SAYS:
        said.pop()
    for length in range(min(len(said), _LONGEST_TITLE), 1, -1):
        if found := stated.titled(tuple(said[-length:])):
            return [p for p in found if type(stated.facts.values[p.ref]) is type(value)]
    return []


def _is_meant(stated: Stated, parameter: Parameter, document: Document, linked: set[str]) -> bool:
    """Whether the sentence names the parameter, or the parameter speaks about itself."""
    ids = stated.of_one_fact(parameter)
    if not ids.isdisjoint(linked):
        return True
    if not isinstance(document, Parameter):
        return False
    return document.id in ids or meaning(document.title) == meaning(parameter.title)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence, heading or list item with these characters begins and ends."""
    first = max(0, start - _LONGEST_SENTENCE)
    for stop in _SENTENCE_END.finditer(text, first, start):
        first = stop.end()
    last = _SENTENCE_END.search(text, end, end + _LONGEST_SENTENCE)
    return first, last.start() if last else min(len(text), end + _LONGEST_SENTENCE)
