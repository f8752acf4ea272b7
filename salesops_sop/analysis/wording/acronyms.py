"""Acronyms in a text: what counts as one, what everybody knows, and what a text spells out."""

import re
from collections.abc import Container, Iterator

from salesops_sop.analysis.wording.clock import AMBIGUOUS, CLEAR
from salesops_sop.analysis.wording.prose import Found, Prose, listed

_CURRENCIES = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP "
    "BYN BZD CAD CDF CHF CLF CLP CNH CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD "
    "FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES "
    "KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR "
    "MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB "
    "RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD "
    "TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
)
_UNITS = "KB MB GB TB PB KW KWH MW MWH GW KM KG MHZ GHZ HZ DPI RPM KPH MPH"
_EVERYDAY = (
    "AD AM BC CC CEO CFO CIO COO CTO EU FAQ FY GPS HR ID ISO IEC IT NB OK PDF PIN PM PR PS QR SMS "
    "TV UAE UK UN URL US USA USB VIP VP CSV HTML JSON XML YAML XLSX"
)
_SHOUTED = (
    "ALL ALWAYS AND ANY ARE AT BEFORE BOTH BUT BY DO EACH FOR FROM IF IN IS MAY MUST NEVER NO NOT "
    "NOTE OF ON ONE ONLY OR OUR SHALL SHOULD STOP THE THEN THIS TO UNTIL WE WHEN WILL WITH YES YOU"
)
_OF_OTHER_RULES = "ASAP COB EOB EOD FIXME TBA TBC TBD TODO XX XXX XXXX"
KNOWN = listed(f"{_CURRENCIES} {_UNITS} {_EVERYDAY} {_SHOUTED} {_OF_OTHER_RULES}") | CLEAR
"""Capitals that need no explanation: currencies (ISO 4217), units, everyday words, time zones."""

# Numbers of documents and products (SOP-LM-003, ISO-9001) are read over by the first branch.
_CAPITALS = re.compile(
    r"[A-Z](?:[A-Z0-9]{0,7}(?:-[A-Z0-9]{1,8}){0,4}-\d[\w-]{0,40}"
    r"|(?:&[A-Z]|[A-Z0-9]){1,5}+s?(?![\w&]|\.\w|-\d))"
)
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_NUMBERED = re.compile(r"[A-Z]\d+")  # Q1, H2, P1, A4
_JOINED = re.compile(r"[\w&$]$|\w\.$|(?<![a-z]{2})(?<!\s)-$")
_CLOCK_BEFORE = re.compile(r"(?:\d|[AaPp]\.?[Mm]\.?)\s?\(?$")
_SPELLED = re.compile(r"([^\n()]{3,200})\(([A-Z](?:&[A-Z]|[A-Z0-9]){1,5})s?\)")
_EXPLAINED = re.compile(r"\b([A-Z](?:&[A-Z]|[A-Z0-9]){1,5})s?\s?\(([^\n()]{3,200})\)")
_WORD = re.compile(r"[a-z]+")
_MOST_WORDS = 12
_LONGEST_LINE = 200
_SMALL = listed("a an and as at by for in of on or per the to with")


def acronyms(text: Prose, but: Container[str] = ()) -> Iterator[tuple[str, Found]]:
    """Every use of an acronym that is not in `but`, in the singular, and where it stands."""
    for found in text.find(_CAPITALS, but):
        word = found.words.removesuffix("s")
        explained = word in but or not _is_acronym(word)
        if not explained and not _within_a_name(found) and not _shouted(found):
            yield word, found


def capitals(text: str) -> Iterator[str]:
    """Whatever looks like an acronym in a text of any kind, in the singular."""
    return (match[0].removesuffix("s") for match in _CAPITALS.finditer(text))


def spelled_out(text: str) -> Iterator[str]:
    """The acronyms that a text explains: “Service Level Agreement (SLA)” or the reverse."""
    if "(" not in text:
        return
    for match in _SPELLED.finditer(text):
        words = _words(match[1])
        if any(_reads(words[start:], _letters(match[2])) for start in range(len(words))):
            yield match[2]
    for match in _EXPLAINED.finditer(text):
        words = _words(match[2])
        if any(_reads(words[:end], _letters(match[1])) for end in range(len(words) + 1)):
            yield match[1]


def _is_acronym(word: str) -> bool:
    known = word in KNOWN or word.rstrip("0123456789") in KNOWN
    return not (known or "-" in word or _ROMAN.fullmatch(word) or _NUMBERED.fullmatch(word))


def _within_a_name(found: Found) -> bool:
    """Whether the capitals are part of something longer, or a time zone behind a clock time."""
    before = found.passage.text[max(0, found.start - 12) : found.start]
    if _JOINED.search(before):
        return True
    return found.words in AMBIGUOUS and bool(_CLOCK_BEFORE.search(before))


def _shouted(found: Found) -> bool:
    """Whether all letters around are capitals: LEAD GRADING is a heading, not two acronyms."""
    text, end = found.passage.text, found.start + len(found.words)
    first = text.rfind("\n", max(0, found.start - _LONGEST_LINE), found.start) + 1
    last = text.find("\n", end, end + _LONGEST_LINE)
    line = text[
        first or max(0, found.start - _LONGEST_LINE) : last if last >= 0 else end + _LONGEST_LINE
    ]
    return line.isupper() and len(line.split()) > 1


def _letters(acronym: str) -> str:
    return "".join(letter for letter in acronym.lower() if letter.isalpha())


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())[-_MOST_WORDS:]


def _reads(words: list[str], letters: str) -> bool:
    """Whether the beginnings of the words make the letters; small words may be passed over."""
    if not words or not letters:
        return not letters and _SMALL.issuperset(words)
    first, rest = words[0], words[1:]
    if first in _SMALL and _reads(rest, letters):
        return True
    lengths = range(1, len(letters) + 1)
    return any(first.startswith(letters[:n]) and _reads(rest, letters[n:]) for n in lengths)
