"""What a rule is: a generator of findings with a name, a severity, options and an explanation."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from salesops_sop.base.position import Position
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.model.record import Place

INJECTED = ("today", "unused_waivers", "unraised", "approvals")
"""Keyword arguments that the engine gives to a rule which names them; all others are options."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A place and a sentence; `related` names what stands on the other side, `fix` what to do.

    `document` is "kind:id" where the place is a position that does not tell it.
    """

    place: Place | Position
    message: str
    related: tuple[tuple[Place | Position, str], ...] = ()
    fix: str = ""
    document: str = ""


Check = Callable[..., Iterable[Finding | tuple[Place | Position, str]]]


@dataclass(frozen=True)
class Rule:
    """A named check. `options` are its thresholds with their defaults.

    The explanation is the check's docstring: the first line is the title, then the reason, then
    `Bad:` and `Good:`, each followed by one or more whole documents as indented YAML; where a rule
    compares with what was there before, `Before:` comes first.
    """

    name: str
    severity: Severity
    check: Check
    options: Mapping[str, Any]
    injected: frozenset[str] = frozenset()

    @property
    def family(self) -> str:
        """The part before the slash."""
        return self.name.partition("/")[0]

    @property
    def title(self) -> str:
        """What is wrong, in a line."""
        return self._parts[0]

    @property
    def reason(self) -> str:
        """Why the rule exists."""
        return self._parts[1]

    @property
    def before(self) -> str:
        """Documents as they were before; empty for most rules, which look at what is there."""
        return self._parts[2]

    @property
    def bad(self) -> str:
        """Documents in which the rule fires."""
        return self._parts[3]

    @property
    def good(self) -> str:
        """Documents in which it stays silent."""
        return self._parts[4]

    @property
    def examples(self) -> dict[str, str]:
        """The examples by what they are called, in their order; those that are not there are not
        listed."""
        named = {"Before": self.before, "Bad": self.bad, "Good": self.good}
        return {name: example for name, example in named.items() if example}

    @property
    def _parts(self) -> tuple[str, str, str, str, str]:
        text = inspect.cleandoc(self.check.__doc__ or "")
        text, _, good = text.partition("\nGood:\n")
        text, _, bad = text.partition("\nBad:\n")
        text, _, before = text.partition("\nBefore:\n")
        title, _, reason = text.partition("\n")
        return title.rstrip("."), reason.strip(), _dedent(before), _dedent(bad), _dedent(good)


def rule(name: str, severity: Severity = Severity.ERROR) -> Callable[[Check], Rule]:
    """Make a rule of a generator; its keyword-only arguments are the options.

    >>> @rule("wording/long-step", Severity.INFO)
    ... def long_step(handbook: Handbook, *, words: int = 30) -> Iterator[Finding]: ...
    """

    def decorate(check: Check) -> Rule:
        parameters = inspect.signature(check).parameters.values()
        keywords = {p.name: p.default for p in parameters if p.kind is p.KEYWORD_ONLY}
        options = {name: value for name, value in keywords.items() if name not in INJECTED}
        return Rule(name, severity, check, options, frozenset(keywords) & frozenset(INJECTED))

    return decorate


def _dedent(text: str) -> str:
    return inspect.cleandoc("\n" + text) + "\n" if text.strip() else ""
