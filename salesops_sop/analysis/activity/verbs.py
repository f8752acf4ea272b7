"""What sales operations do: verbs by action class, with the nouns that name the same action.

A class gathers the verbs that give somebody the same duty. A verb may stand in two classes
(“distribute” leads, “distribute” a report); two verbs say the same when they share one.
Written for this project from the language of sales-operations handbooks.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from salesops_sop.analysis.activity.spelling import spelled
from salesops_sop.analysis.activity.words import listed
from salesops_sop.analysis.wording.verbs import VERBS

_TABLE = Path(__file__).with_name("verbs.txt")

OPPOSITES = frozenset(
    frozenset(pair)
    for pair in (
        ("approve", "reject"),
        ("accept", "reject"),
        ("qualify", "disqualify"),
        ("create", "remove"),
        ("add", "remove"),
        ("open", "close"),
        ("hire", "dismiss"),
        ("activate", "deactivate"),
        ("import", "export"),
        ("win", "lose"),
        ("request", "approve"),
        ("submit", "approve"),
        ("renew", "cancel"),
        ("buy", "sell"),
    )
)
"""Classes that never say the same, whatever else agrees."""

NEAR = {
    frozenset(pair): weight
    for pair, weight in (
        (("grade", "classify"), 0.85),
        (("maintain", "change"), 0.85),
        (("review", "verify"), 0.85),
        (("review", "analyze"), 0.85),
        (("review", "audit"), 0.8),
        (("verify", "audit"), 0.8),
        (("analyze", "measure"), 0.75),
        (("set", "decide"), 0.85),
        (("set", "create"), 0.8),
        (("select", "decide"), 0.75),
        (("decide", "approve"), 0.8),
        (("share", "send"), 0.85),
        (("share", "inform"), 0.8),
        (("share", "report"), 0.8),
        (("report", "present"), 0.8),
        (("plan", "create"), 0.8),
        (("assign", "transfer"), 0.7),
        (("configure", "deploy"), 0.8),
        (("configure", "maintain"), 0.75),
        (("manage", "maintain"), 0.8),
        (("manage", "coordinate"), 0.75),
        (("manage", "execute"), 0.7),
        (("manage", "process"), 0.85),
        (("manage", "resolve"), 0.8),
        (("resolve", "answer"), 0.75),
        (("process", "resolve"), 0.8),
        (("process", "answer"), 0.75),
        (("calculate", "forecast"), 0.75),
        (("calculate", "measure"), 0.85),
        (("forecast", "create"), 0.75),
        (("correct", "maintain"), 0.75),
        (("correct", "merge"), 0.8),
        (("correct", "change"), 0.75),
        (("correct", "resolve"), 0.8),
        (("assign", "reassign"), 0.6),
        (("contact", "follow-up"), 0.75),
        (("close", "sign"), 0.75),
        (("train", "onboard"), 0.75),
        (("collect", "capture"), 0.75),
        (("monitor", "measure"), 0.75),
        (("monitor", "review"), 0.75),
        (("identify", "research"), 0.75),
        (("suggest", "request"), 0.6),
        (("advise-on", "suggest"), 0.85),
        (("compare", "reconcile"), 0.85),
        (("schedule", "coordinate"), 0.75),
        (("complete-form", "capture"), 0.85),
        (("execute", "deploy"), 0.8),
    )
}
"""How alike two classes are that are neither the same nor different beyond doubt."""

LIGHT = listed(
    "perform conduct do make give provide undertake carry execute run hold place effect"
) | {"carry out", "take care of", "look after", "go through"}
"""Verbs that only say that the noun behind them happens: “conduct the review”."""

HOLDING = listed("own handle drive manage")
"""Verbs that say whose duty the noun behind them is: “own the approval of discounts”."""

_IRREGULAR = {
    "set": "set set setting",
    "write": "writes written writing wrote",
    "build": "builds built building",
    "make": "makes made making",
    "give": "gives given giving gave",
    "choose": "chooses chosen choosing chose",
    "send": "sends sent sending",
    "tell": "tells told telling",
    "teach": "teaches taught teaching",
    "keep": "keeps kept keeping",
    "hold": "holds held holding",
    "run": "runs run running ran",
    "lead": "leads led leading",
    "draw": "draws drawn drawing drew",
    "take": "takes taken taking took",
    "sell": "sells sold selling",
    "buy": "buys bought buying",
    "pay": "pays paid paying",
    "find": "finds found finding",
    "win": "wins won winning",
    "lose": "loses lost losing",
    "lay": "lays laid laying",
    "bring": "brings brought bringing",
    "put": "puts put putting",
    "get": "gets got getting",
    "go": "goes gone going went",
    "do": "does done doing did",
    "show": "shows shown showing showed",
    "say": "says said saying",
    "deal": "deals dealt dealing",
    "stand": "stands stood standing",
    "forecast": "forecasts forecast forecasting forecasted",
    "withdraw": "withdraws withdrawn withdrawing withdrew",
    "meet": "meets met meeting",
    "know": "knows known knowing knew",
    "read": "reads read reading",
    "cut": "cuts cut cutting",
    "split": "splits split splitting",
    "spend": "spends spent spending",
    "speak": "speaks spoken speaking spoke",
    "break": "breaks broken breaking broke",
    "see": "sees seen seeing saw",
    "oversee": "oversees overseen overseeing oversaw",
    "undertake": "undertakes undertaken undertaking undertook",
    "leave": "leaves left leaving",
    "drive": "drives driven driving drove",
    "throw": "throws thrown throwing threw",
    "shut": "shuts shut shutting",
    "freeze": "freezes frozen freezing froze",
    "seek": "seeks sought seeking",
    "think": "thinks thought thinking",
    "bind": "binds bound binding",
    "bid": "bids bid bidding",
    "feed": "feeds fed feeding",
    "rewrite": "rewrites rewritten rewriting rewrote",
    "rebuild": "rebuilds rebuilt rebuilding",
    "uphold": "upholds upheld upholding",
    "foresee": "foresees foreseen foreseeing foresaw",
    "mislead": "misleads misled misleading",
    "reset": "resets reset resetting",
    "let": "lets let letting",
    "begin": "begins begun beginning began",
    "come": "comes come coming came",
    "input": "inputs input inputting",
}
_DOUBLING = listed(
    """
    plan log tag drop stop chat map fit submit permit refer vet transfer prefer spot scrub ship
    allot demo commit upsell
    """
)
_VOWELS = "aeiou"
_OES = ("go", "veto", "echo", "undergo")


class Verb(NamedTuple):
    """A verb as it stands in a text: its base form and its action classes."""

    base: str
    classes: frozenset[str]


def forms(base: str) -> Iterator[tuple[str, str]]:
    """The forms of a verb with the name of each: base, third, past, gerund."""
    yield base, "base"
    if base in _IRREGULAR:
        for form in _IRREGULAR[base].split():
            yield form, _form_name(base, form)
        return
    yield _third(base), "third"
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) else base
    if base in _DOUBLING:
        stem = base + base[-1]
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        yield base[:-1] + "ied", "past"
    else:
        yield stem + "ed" if not base.endswith(("ee", "oe", "ye")) else base + "d", "past"
    yield stem + "ing", "gerund"


def _form_name(base: str, form: str) -> str:
    if form.endswith("ing"):
        return "gerund"
    return "third" if form.endswith("s") and form != base else "past"


def _third(base: str) -> str:
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    sibilant = base.endswith(("s", "x", "z", "ch", "sh")) or base in (
        "go",
        "veto",
        "echo",
        "undergo",
    )
    return base + ("es" if sibilant else "s")


def strong(base: str | None) -> bool:
    """Whether a verb is one of the table, and so more than a word that could be a verb."""
    return base is not None and any(
        not name.startswith("verb:") for name in lexicon().classes.get(base, ())
    )


class Lexicon(NamedTuple):
    """Every form of every known verb and action noun.

    `verbs` maps a form to (base, form name) pairs; `nouns` maps an action noun to classes;
    `classes` maps a base (one word or several) to its classes; `phrases` maps a first word to
    the longer verbs that begin with it, longest first.
    """

    verbs: dict[str, list[tuple[str, str]]]
    nouns: dict[str, frozenset[str]]
    classes: dict[str, frozenset[str]]
    phrases: dict[str, list[tuple[str, ...]]]


@cache
def lexicon() -> Lexicon:
    """Read the table once."""
    classes: dict[str, set[str]] = {}
    nouns: dict[str, set[str]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        name, _, rest = line.partition(":")
        verbs, _, named = rest.partition("|")
        for verb in verbs.split(","):
            classes.setdefault(_spelled(verb), set()).add(name)
        for noun in filter(None, (_spelled(n) for n in named.split(","))):
            nouns.setdefault(noun, set()).add(name)
    for verb in VERBS:
        classes.setdefault(_spelled(verb), {f"verb:{_spelled(verb)}"})
    for light in LIGHT - classes.keys():
        classes[light] = {"execute"}
    return Lexicon(
        _forms(classes),
        {noun: frozenset(found) for noun, found in nouns.items()},
        {verb: frozenset(found) for verb, found in classes.items()},
        _phrases(classes),
    )


def _spelled(text: str) -> str:
    return " ".join(spelled(text.split()))


def _forms(classes: dict[str, set[str]]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for verb in sorted({verb.split()[0] for verb in classes}):
        for form, name in forms(verb):
            found.setdefault(form, []).append((verb, name))
    return found


def _phrases(classes: dict[str, set[str]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for verb in classes:
        words = tuple(verb.split())
        if len(words) > 1:
            found.setdefault(words[0], []).append(words)
    return {first: sorted(rest, key=len, reverse=True) for first, rest in found.items()}
