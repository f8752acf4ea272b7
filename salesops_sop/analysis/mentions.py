"""Words, facts and systems that are defined and that nothing in the handbook ever mentions."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from salesops_sop.analysis.wording.prose import retired
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.measurement import Kpi, System
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.model.record import Document
from salesops_sop.handbook.model.vocabulary import Parameter, Term

_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+|[a-z][a-z0-9]*")
_IN_BRACKETS = re.compile(r"^(.*?)\s*\(([^()]+)\)$")


def unmentioned(handbook: Handbook) -> Iterator[Term | Parameter | System]:
    """Terms, parameters and systems that no other document mentions; retired ones may go unnamed.

    A mention is a reference in a field or in prose; of a parameter also its name in a formula, a
    measure, a condition or a cell, and any mention of another parameter of the same fact; of a
    term also the use of the word or of a synonym. What cannot be read may mention anything that
    its text names.
    """
    unreadable = _unreadable(handbook)
    if unreadable is None:
        return
    named = set(_NAME.findall(unreadable))
    for document in handbook.documents:
        named.update(_names(document))
    parameters = [parameter for parameter in handbook.all(Parameter) if not retired(parameter)]
    used = {p.ref for p in parameters if _is_mentioned(handbook, p, named)}
    facts = {p.fact or p.id for p in parameters if p.ref in used} | named
    for parameter in parameters:
        if parameter.ref not in used and (parameter.fact or parameter.id) not in facts:
            yield parameter
    for system in handbook.all(System):
        if not retired(system) and not _is_mentioned(handbook, system, named):
            yield system
    terms = [term for term in handbook.all(Term) if not _is_mentioned(handbook, term, set())]
    yield from _unused(handbook, terms, unreadable)


def _is_mentioned(handbook: Handbook, document: Document, named: set[str]) -> bool:
    if document.id in named or document.id.replace("-", "_") in named:
        return True
    incoming = handbook.incoming.get(document.ref, ())
    return any(reference.document is not document for reference in incoming)


def _unreadable(handbook: Handbook) -> str | None:
    """The texts of files with documents that could not be read; None if a text is missing."""
    paths = {f.position.path for f in handbook.flaws if f.rule != "document/file-name"}
    if not paths <= handbook.files.keys():
        return None
    return "\n".join(handbook.files[path] for path in sorted(paths)).lower()


def _names(document: Document) -> Iterator[str]:
    """The names in formulas, measures, conditions and cells."""
    for text in _expressions(document):
        yield from _NAME.findall(text)


def _expressions(document: Document) -> Iterator[str]:
    if isinstance(document, Kpi):
        yield document.formula
        yield from (item.measure for item in document.inputs.values() if item.measure)
    elif isinstance(document, Decision):
        for column in (*document.inputs, *document.outputs):
            yield from _texts([column.min, column.max, *column.values])
        for rule in document.rules:
            yield from _texts([*rule.when.values(), *rule.then.values()])
    elif isinstance(document, Procedure):
        for step in document.steps:
            if isinstance(step.next, list):
                yield from (branch.when for branch in step.next if branch.when)


def _texts(values: list[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from _texts(value)


def _unused(handbook: Handbook, terms: list[Term], unreadable: str) -> Iterator[Term]:
    """The terms whose words stand in no passage outside their own document."""
    words = {term.ref: list(_words(term)) for term in terms}
    left = dict.fromkeys(words)
    for document in handbook.documents:
        if not left:
            return
        text = "\n".join(p.text for p in handbook.contents(document).passages).lower()
        for ref in [ref for ref in left if ref != document.ref and _has(text, words[ref])]:
            del left[ref]
    yield from (t for t in terms if t.ref in left and not _has(unreadable, words[t.ref]))


def _words(term: Term) -> Iterator[str]:
    """The names of a term, small; “service level agreement (SLA)” has two."""
    for name in (term.title, *term.synonyms):
        bracketed = _IN_BRACKETS.match(name)
        yield from (part.lower() for part in (bracketed.groups() if bracketed else (name,)))


def _has(text: str, words: list[str]) -> bool:
    """Whether one of the words stands in a text as a whole word, or as its plural."""
    return any(_stem(word) in text and _whole(word).search(text) for word in words)


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("y") else word


@cache
def _whole(word: str) -> re.Pattern[str]:
    plural = "(?:y|ies)" if word.endswith("y") else "(?:s|es)?"
    return re.compile(rf"(?<!\w){re.escape(_stem(word))}{plural}(?!\w)")
