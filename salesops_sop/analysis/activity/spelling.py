"""One spelling for each word: American, without hyphens, abbreviations written out."""

from collections.abc import Iterator
from functools import lru_cache

from salesops_sop.analysis.activity.words import listed

_ABBREVIATIONS = {
    "resp": "responsible", "mgmt": "management", "mgt": "management", "incl": "including",
    "appr": "approval", "acct": "account", "accts": "accounts", "cust": "customer",
    "custs": "customers", "qtr": "quarter", "dept": "department", "info": "information",
    "reqs": "requirement", "req": "request", "mtg": "meeting", "fcst": "forecast",
    "opp": "opportunity", "opps": "opportunities", "prep": "prepare", "admin": "administration",
    "reps": "representatives", "biz": "business", "docs": "document", "org": "organization",
    "mktg": "marketing", "comm": "commission", "comms": "communication", "std": "standard",
    "w": "with", "approx": "approximately", "esp": "especially", "nego": "negotiation",
    "qual": "qualification", "config": "configuration", "invs": "invoice", "ok": "approval",
    "+": "and", "&": "and",
}  # fmt: skip
_SPELLINGS = {
    "fulfil": "fulfill", "catalogue": "catalog", "programme": "program", "centre": "center",
    "licence": "license", "cheque": "check", "enrol": "enroll",
    "fulfilment": "fulfillment", "enrolment": "enrollment", "judgement": "judgment",
    "enquiry": "inquiry", "enquiries": "inquiries", "dialogue": "dialog", "grey": "gray",
    "labour": "labor", "favour": "favor", "behaviour": "behavior", "colour": "color",
    "honour": "honor", "endeavour": "endeavor", "instalment": "installment", "tyre": "tire",
    "cancelled": "canceled", "cancelling": "canceling", "cancellation": "cancellation",
    "travelled": "traveled", "modelling": "modeling", "labelled": "labeled",
    "labelling": "labeling", "totalling": "totaling", "practise": "practice",
    "skilful": "skillful", "counsellor": "counselor", "ageing": "aging", "artefact": "artifact",
}  # fmt: skip
_ENDINGS = tuple(
    (f"{british}{ending}", f"{american}{ending}")
    for british, american in (("is", "iz"), ("ys", "yz"))
    for ending in ("e", "es", "ed", "ing", "ation", "ations")
    if not (british == "ys" and ending in ("ation", "ations"))
)
_KEEP = listed(
    """
    advise advises advised advising advertise advertises advertised advertising supervise
    supervises supervised supervising revise revises revised revising devise devises devised
    devising exercise exercises promise promises raise raises raised raising rise comprise
    compromise enterprise enterprises expertise franchise merchandise premise premises surprise
    otherwise likewise precise noise phrase purchase release base case lease increase decrease
    close disclose use cause house course expense response license cruise wise arise paise
    appraise appraises appraised appraising praise bruise poise excise incise televise improvise
    """
)
_JOINED = listed(
    """
    re co on off pre post non e cross up kick follow sign hand take roll clean check set mid
    double buy add write mark work over under multi sub anti self back up-sell de ramp phase
    wind wrap log start shut opt drop bail by out in make cut spin build turn
    """
)


def spelled(words: list[str]) -> list[str]:
    """The words in one spelling; a compound with a hyphen becomes one word or two."""
    return [part for word in words for part in _parts(word)]


@lru_cache(maxsize=20_000)
def _parts(word: str) -> tuple[str, ...]:
    return tuple(_spell(word))


def _spell(word: str) -> Iterator[str]:
    if word in _ABBREVIATIONS:
        yield _ABBREVIATIONS[word]
    elif "-" not in word or word[:1].isdigit():
        yield _american(word)
    else:
        first, _, rest = word.partition("-")
        if first in _JOINED or rest in ("up", "off", "over", "in", "out", "down", "back"):
            yield _american(first + rest.replace("-", ""))
        else:
            yield _american(first)
            yield from _spell(rest)


def _american(word: str) -> str:
    if word in _SPELLINGS:
        return _SPELLINGS[word]
    if word.endswith("s") and word[:-1] in _SPELLINGS:
        return f"{_SPELLINGS[word[:-1]]}s"
    if word not in _KEEP:
        for ending, plain in _ENDINGS:
            if word.endswith(ending) and len(word) > len(ending) + 2:
                return word[: -len(ending)] + plain
    return word
