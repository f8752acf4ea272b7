"""Clock times in a text, and whether it says in which time zone they are meant."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from salesops_sop.analysis.wording.prose import Found, Prose, listed

AMBIGUOUS = {
    "ADT": "Halifax or Baghdad",
    "AST": "Halifax or Riyadh",
    "BST": "London or Dhaka",
    "CDT": "Chicago or Havana",
    "CST": "Chicago, Shanghai or Havana",
    "ECT": "Guayaquil or Castries",
    "EDT": "New York or Sydney",
    "EST": "New York or Sydney",
    "GST": "Dubai or South Georgia",
    "IST": "Kolkata, Dublin or Jerusalem",
    "MST": "Denver or Kuala Lumpur",
    "PST": "Los Angeles or Manila",
    "SST": "Pago Pago or Singapore",
    "WST": "Perth or Apia",
}
"""Abbreviations that name more than one time zone, with the places that they can mean."""

CLEAR = listed(
    "UTC GMT CET CEST EET EEST WET WEST MSK JST KST HKT SGT PHT WIB NZST NZDT AEST AEDT ACST ACDT "
    "AWST AKST AKDT HST PDT MDT BRT CLT SAST EAT WAT"
)
"""Abbreviations that name one time zone."""

_HALF = r"\d{1,2}(?::[0-5]\d)?\s?(?:[AaPp]\.[Mm]\.|[AaPp][Mm]\b)"
_WHOLE = r"(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:]|\.\d)"
_ABBREVIATION = "|".join(AMBIGUOUS)
_CLOCK = re.compile(
    rf"(?<![\w:.,/-])(?:{_HALF}|{_WHOLE})(?:\s?\(?({_ABBREVIATION})\b)?"
    rf"|(?<=\d\s)({_ABBREVIATION})\b|(?<![\w-])(?:[Nn]oon|[Mm]idnight)(?![\w-])"
)
_IN_CLOCK = re.compile(r"\d\s?[:AaPpBCEGIMSW]")

_DAY = re.compile(
    r"(?<![\w-])(?:(?:end|close|start|beginning)[\s-]+of[\s-]+"
    r"(?:(?:(?:the|each|every)[\s-]+)?(?:(?:business|working)[\s-]+)?day(?!\s\d)"
    r"|business(?!\s+(?:year|quarter|month|week|relation|case|cycle|review|plan|deal|unit))|play)"
    r"|eod|cob|eob)(?![\w-])",
    re.IGNORECASE,
)
_ENDS = ("end", "close", "start", "beginning")
_OF_WHAT = ("day", "business", "play")
_SHORT = ("eod", "cob", "eob")
_CLOSE = re.compile(r"cob|eob|.*\b(?:business|working)\b.*", re.IGNORECASE | re.DOTALL)

_ZONE = re.compile(
    rf"\b(?:{'|'.join(sorted(CLEAR))})\b|\d(?:Z|\s?[+-]\d\d:?\d\d)\b"
    r"|\b(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Z]\w+"
    r"|\b[Ll]ocal\b|\b[Tt]ime[\s-]*zones?\b"
    r"|\b[A-Z][a-z]+(?:[\s-]+[A-Z][a-z]+)*(?:’s|'s)?[\s-]+(?:(?:[Ss]tandard|[Dd]aylight)[\s-]+)?[Tt]ime\b"
)
_STATEMENT = re.compile(
    r"\b(?:[Tt]imes|[Hh]ours)\s+(?:are|count|given|in|mean|refer|stand)\b[^.!?\n]{0,60}"
)


class Doubt(NamedTuple):
    """Words for a time of day that can mean more than one moment.

    `places` names those that an ambiguous abbreviation can mean; `day` says that it is no clock
    time, but words for the begin or end of a day.
    """

    found: Found
    places: str = ""
    day: bool = False


def doubts(text: Prose, zone: bool, hours: bool) -> Iterator[Doubt]:
    """The unclear times of a text, at most one of each sort in a sentence.

    `zone` and `hours` say whether the handbook states a time zone for all clock times, and when
    its working day begins and ends.
    """
    judged: dict[tuple[str, bool], tuple[object, int]] = {}
    stated: bool | None = None
    for doubt in (*_clock_times(text, zone), *_days(text, zone and hours)):
        place, sort = doubt.found.place.path, (doubt.places, doubt.day)
        path, end = judged.get(sort, (None, 0))
        if place == path and doubt.found.start < end:
            continue
        judged[sort] = place, doubt.found.bounds[1]
        if not doubt.places and _ZONE.search(doubt.found.sentence):
            continue
        stated = _states_a_zone(text) if stated is None else stated
        if doubt.places or not stated:
            yield doubt


def _clock_times(text: Prose, zone: bool) -> Iterator[Doubt]:
    if not _IN_CLOCK.search(text.text) and text.words.isdisjoint(("noon", "midnight")):
        return
    for found in text.find(_CLOCK):
        places = AMBIGUOUS.get(found.words, "")
        if places or not zone:
            yield Doubt(found, places)


def _days(text: Prose, closing: bool) -> Iterator[Doubt]:
    ends = not text.words.isdisjoint(_ENDS) and not text.words.isdisjoint(_OF_WHAT)
    for found in text.find(_DAY) if ends or not text.words.isdisjoint(_SHORT) else ():
        if not (closing and _CLOSE.fullmatch(found.words)) and not _figurative(found):
            yield Doubt(found, day=True)


def _states_a_zone(text: Prose) -> bool:
    """Whether the document says which zone holds for all of its times."""
    return any(_ZONE.search(said[0]) for said in _STATEMENT.finditer(text.text))


def _figurative(found: Found) -> bool:
    return found.sentence.lstrip().startswith("At the end of the day,")
