"""Words that sound like a rule and are none, with what to write instead.

A word is listed only in the company in which it is vague: “if possible”, but not “a possible
sale”; “regular reviews”, but not “the regular price”.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from salesops_sop.analysis.wording.prose import Found, Prose, phrase, words_of

_WHEN = "(?:if|when|where|whenever|wherever)"
_IF = f"(?:as|{_WHEN})"
_ALONE = r"(?! as )(?! (?!this|its|his|as|is|was|us|always)\w+[^\Ws]s\b)"
_NOUN = "(?= [a-z])(?! (?:to|for|if|when|in|and|or|that|as|on|by|because) )"
_MEETINGS = "(?:reviews?|checks?|meetings?|updates?|reports?|audits?|calls?|follow ups?)"
_PEOPLE = "(?:stakeholders?|part(?:y|ies)|persons?|people|teams?|departments?|managers?|roles?)"
_PAPERS = "(?:information|data|documents?|documentation|details|materials?|records?)"
_DEEDS = "(?:steps|measures|actions?|approvals?|changes)"

# From advice to patterns, each under the words that it cannot do without. A blank stands for any
# space, line end or hyphen; the group, where there is one, is the part that is named.
_TABLE = {
    "“{}” leaves open in which case: write the case, such as “if the discount is above 20%”": {
        "needed": f"{_IF} needed",
        "necessary": f"{_IF} necessary{_ALONE}",
        "required": "as required(?! (?:by|under|in|for|to) )",
        "appropriate": f"(?:{_IF}|deemed|considered) (?:deemed |considered )?appropriate{_ALONE}",
        "applicable": f"{_IF} applicable{_ALONE}",
        "possible": f"{_WHEN} (?:at all )?possible{_ALONE}|to the extent possible",
        "feasible": f"{_WHEN} feasible{_ALONE}",
        "practical": f"{_WHEN} practical{_ALONE}",
        "practicable": f"{_WHEN} practicable{_ALONE}",
        "case basis": "on a case by case basis",
        "circumstances": "(?:depending on(?: the)?|under (?:certain|some)) circumstances",
        "situation": "depending on the situation",
    },
    "“{}” sets no time limit: write one, such as “within 4 business hours”": {
        "asap": "asap",
        "timely": "timely",
        "promptly": "promptly",
        "soon": r"(?<!\btoo\s)(?<!\bhow\s)(?<!\bso\s)(?<!\bas\s)soon",
        "shortly": "shortly(?! (?:before|after) )",
        "earliest": "at (?:the|your|their|its) earliest (?:possible )?"
        "(?:convenience|opportunity|time|date)",
        "possible": "as (?:soon|quickly|fast|early|promptly|swiftly) as possible",
        "practical": "as (?:soon|quickly|early) as practical",
        "practicable": "as (?:soon|quickly|early) as (?:reasonably )?practicable",
        "feasible": "as (?:soon|quickly|early) as feasible",
        "delay": "without (?:undue |unnecessary |any )?delay",
        "due": "in due (?:course|time)",
        "future": "in the near future",
        "later at": "at a later (?:date|time|stage)",
        "notice": "until further notice",
    },
    "“{}” does not say how often: write it, such as “every Monday”": {
        "regularly": "regularly",
        "periodically": "periodically",
        "regular": f"on a regular basis|at regular intervals|(regular) {_MEETINGS}",
        "periodic": f"on a periodic basis|at periodic intervals|(periodic) {_MEETINGS}",
        "time": "from time to time",
        "often": "as often as (?:possible|necessary)",
    },
    "“{}” can mean twice a week or every two weeks: write which": {
        "weekly": "bi weekly",
        "biweekly": "biweekly",
    },
    "“{}” can mean twice a month or every two months: write which": {
        "monthly": "bi monthly",
        "bimonthly": "bimonthly",
    },
    "“{}” can mean twice a year or every two years: write which": {
        "annual": "bi annual",
        "annually": "bi annually",
        "biannual": "biannual",
        "biannually": "biannually",
        "yearly": "bi yearly",
    },
    "“{}” does not say what is enough: write what must be true, so that two people judge alike": {
        "proper": f"(proper){_NOUN}(?! (?:noun|name|fraction))",
        "properly": "properly",
        "appropriately": "appropriately",
        "adequate": "adequate",
        "adequately": "adequately",
        "reasonable": "reasonable",
        "reasonably": "reasonably(?! practicable)",
        "sufficient": f"(sufficient){_NOUN}",
        "sufficiently": "sufficiently",
        "suitably": "suitably",
        "satisfactory": "satisfactory",
        "satisfactorily": "satisfactorily",
        "possible much": "as much as possible",
        "possible far": "as far as possible",
        "efforts": "best efforts?",
        "effort": "best effort",
    },
    "“{}” does not say which: name it, or say how to tell": {
        "appropriate": "(?:the|an|any|all|every|each|with|from|through|take|use|other) "
        f"(appropriate){_NOUN}",
        "suitable": f"(?:a|any|the|all|every|each) (suitable){_NOUN}",
        "relevant": f"(?:the|an|any|all|every|each|with|other) (relevant) (?:{_PEOPLE}|{_PAPERS})",
        "necessary": f"(?:the|any|all) (necessary) (?:{_DEEDS}|{_PEOPLE}|{_PAPERS})",
    },
    "“{}” leaves the list open: write out all that is meant, or what the things have in common": {
        "etc": "etc(?!/)",
        "cetera": "et cetera",
        "forth": "and so forth",
        "so on": "and so on(?! (?:the|a|an|this|that|every|each|our|your|its) )",
        "like": "and the like",
        "limited": "including(?:,)? but not limited to",
        "limitation": "including(?:,)? without limitation",
    },
}
_AND_OR = "“{}” can mean “and” or “or”: write “a or b, or both”, or the one that is meant"
_LISTED = "“{}” is on this handbook’s list of vague words: write what exactly is meant"


class Pattern(NamedTuple):
    """What to look for in a text that holds some words, and what to say about it."""

    needed: frozenset[str]
    pattern: str
    advice: str


class Vague(NamedTuple):
    """A vague phrase that was found, and the sentence about it."""

    found: Found
    message: str


def vague(text: Prose, more: Iterable[str] = (), allowed: Iterable[str] = ()) -> Iterator[Vague]:
    """Every vague phrase in a text, those of `more` included and those of `allowed` left out."""
    without = {_on_one_line(words) for words in allowed}
    for pattern, advice in _possible(text, _table(tuple(map(str, more)))):
        for found in text.find(pattern):
            if _on_one_line(found.words) not in without:
                yield Vague(found, advice.format(" ".join(found.words.split())))


def _possible(
    text: Prose, table: Mapping[str, list[Pattern]]
) -> Iterator[tuple[re.Pattern[str], str]]:
    if "/" in text.text:
        yield _whole_words(_AND_OR_PATTERN), _AND_OR
    for word in sorted(text.words.intersection(table)):
        for entry in table[word]:
            if text.words.issuperset(entry.needed):
                yield _whole_words(entry.pattern), entry.advice


@cache
def _table(more: tuple[str, ...]) -> Mapping[str, list[Pattern]]:
    """All patterns, each under one of the words that it needs."""
    patterns = [
        Pattern(words_of(needed), pattern.replace(" ", r"[\s-]+"), advice)
        for advice, lines in _TABLE.items()
        for needed, pattern in lines.items()
    ]
    patterns += [Pattern(words_of(added), phrase(added), _LISTED) for added in more]
    table: dict[str, list[Pattern]] = {}
    for entry in patterns:
        if entry.needed:
            table.setdefault(max(entry.needed, key=len), []).append(entry)
    return table


@cache
def _whole_words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)


_AND_OR_PATTERN = r"and\s?/\s?or"


def _on_one_line(words: object) -> str:
    return " ".join(str(words).lower().split())
