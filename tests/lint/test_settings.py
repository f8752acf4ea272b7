"""The settings of the rules: what holds, and what means nothing."""

from collections.abc import Iterator

import pytest

from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.record import Place
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.lint.settings import RuleSetting, setting, unfit


@rule("wording/long", Severity.INFO)
def long(
    handbook: Handbook,
    *,
    words: int = 30,
    share: float = 0.5,
    strict: bool = False,
    mark: str = "!",
    but: tuple[str, ...] = ("and",),
) -> Iterator[Finding]:
    """A rule with an option of every type."""
    yield from ()


@rule("wording/vague")
def vague(handbook: Handbook) -> Iterator[Finding]:
    """A rule without options."""
    yield from ()


RULES = (long, vague)
DEFAULTS = dict(long.options)


def settings(rules: str, rest: str = "") -> Handbook:
    handbook = load({"handbook.yaml": f"kind: handbook\ntitle: H\nrules: {rules}\n{rest}"})
    assert handbook.flaws == ()
    return handbook


def found(rules: str, rest: str = "") -> list[str]:
    findings = unfit(settings(rules, rest), RULES)
    places = [f.place.position if isinstance(f.place, Place) else f.place for f in findings]
    messages = [f.message for f in unfit(settings(rules, rest), RULES)]
    return [f"{p.line}:{p.column} {m}" for p, m in zip(places, messages, strict=True)]


def test_without_settings_the_defaults_hold() -> None:
    assert setting(load({}), long) == RuleSetting(Severity.INFO, DEFAULTS)


@pytest.mark.parametrize(
    ("rules", "severity"),
    [
        ("{wording/long: error}", Severity.ERROR),
        ("{wording/long: off}", None),
        ("{wording: warning}", Severity.WARNING),
        ("{wording: off}", None),
        ("{wording: off, wording/long: error}", Severity.ERROR),
        ("{wording/long: error, wording: off}", Severity.ERROR),
        ("{wording/long: {severity: error}}", Severity.ERROR),
        ("{wording: {severity: off}, wording/vague: error}", None),
        ("{wording/long: {severity: loud}}", Severity.INFO),
    ],
)
def test_the_severity_of_a_rule_wins_over_that_of_its_family(
    rules: str, severity: Severity | None
) -> None:
    assert setting(settings(rules), long).severity == severity


def test_options_that_fit_replace_the_defaults() -> None:
    stated = "{words: 20, share: 1, strict: true, mark: '?', but: [or]}"
    options = setting(settings(f"{{wording/long: {stated}}}"), long).options
    assert options == {"words": 20, "share": 1, "strict": True, "mark": "?", "but": ["or"]}


def test_options_that_do_not_fit_leave_the_defaults() -> None:
    stated = "{words: many, share: '1', strict: 1, mark: 3, but: or, other: 1}"
    assert setting(settings(f"{{wording/long: {stated}}}"), long).options == DEFAULTS


def test_settings_that_fit_are_no_findings() -> None:
    stated = "{words: 20, share: 1, strict: true, mark: '?', but: [or], severity: off}"
    assert found(f"{{wording/long: {stated}, wording: info, wording/vague: error}}") == []


def test_settings_that_mean_nothing_are_told_at_their_place() -> None:
    rules = "{wording/lang: info, wrding: info, wording/vague: {words: 3}, wording: {words: 3}}"
    assert found(rules) == [
        "3:9 there is no rule ‘wording/lang’, did you mean ‘wording/long’?",
        "3:29 there is no rule ‘wrding’, did you mean ‘wording’?",
        "3:59 ‘wording/vague’ has no option ‘words’; it has: none",
        "3:80 ‘wording’ has no option ‘words’; it has: none",
    ]
    stated = "{words: many, share: '1', strict: 1, mark: 3, but: or, severity: loud, wrods: 3}"
    assert found(f"{{wording/long: {stated}}}") == [
        "3:31 option ‘words’ of ‘wording/long’ is a whole number",
        "3:44 option ‘share’ of ‘wording/long’ is a number",
        "3:57 option ‘strict’ of ‘wording/long’ is true or false",
        "3:66 option ‘mark’ of ‘wording/long’ is a text",
        "3:74 option ‘but’ of ‘wording/long’ is a list",
        "3:88 ‘loud’ is no severity: error, warning, info or off",
        "3:94 ‘wording/long’ has no option ‘wrods’, did you mean ‘words’?",
    ]


def test_a_waiver_names_a_rule() -> None:
    waiver = "{rule: wording/vauge, document: role:a, reason: r, owner: b, expires: 2027-01-01}"
    assert found("{}", f"waivers: [{waiver}]\n") == [
        "4:18 there is no rule ‘wording/vauge’, did you mean ‘wording/vague’?"
    ]


def test_a_policy_names_a_kind() -> None:
    assert found("{}", "governance: {kinds: {decison: {minimum: 2}, kpi: {minimum: 1}}}\n") == [
        "4:22 there is no kind ‘decison’, did you mean ‘decision’?"
    ]
