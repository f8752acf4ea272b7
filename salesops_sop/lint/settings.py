"""The settings of the rules in `handbook.yaml`: severity and options, checked against the rules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from salesops_sop.base.problem import Severity
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.kinds import KINDS
from salesops_sop.lint.rule import Finding, Rule


@dataclass(frozen=True)
class RuleSetting:
    """How one rule runs here; `severity` is None when it is switched off."""

    severity: Severity | None
    options: Mapping[str, Any] = field(default_factory=dict)


def setting(handbook: Handbook, rule: Rule) -> RuleSetting:
    """What `handbook.yaml` says of a rule, over the rule's own defaults.

    A family's name sets the severity of all its rules; the rule's own name wins.
    """
    stated = handbook.settings.rules
    severity: Severity | None = rule.severity
    options = dict(rule.options)
    for name in (rule.family, rule.name):
        written = stated.get(name)
        level = written.get("severity") if isinstance(written, dict) else written
        if level == "off":
            severity = None
        elif level in list(Severity):
            severity = Severity(str(level))
        if name == rule.name and isinstance(written, dict):
            options.update({k: v for k, v in written.items() if _fits(rule, k, v)})
    return RuleSetting(severity, options)


def unfit(handbook: Handbook, rules: Sequence[Rule]) -> Iterator[Finding]:
    """Settings that mean nothing: unknown rules, options and kinds, values of another type."""
    by_name = {rule.name: rule for rule in rules}
    settings = handbook.settings
    families = {rule.family for rule in rules}
    for name, written in settings.rules.items():
        if name not in by_name and name not in families:
            place = settings.at("rules", name, key=True)
            yield Finding(place, _no_rule(name, [*by_name, *families]))
        elif isinstance(written, dict):
            yield from _unfit_options(handbook, name, by_name.get(name), written)
    for number, waiver in enumerate(settings.waivers):
        if waiver.rule not in by_name:
            place = settings.at("waivers", number, "rule")
            yield Finding(place, _no_rule(waiver.rule, by_name))
    for kind in settings.governance.kinds if settings.governance else ():
        if kind not in KINDS:
            place = settings.at("governance", "kinds", kind, key=True)
            hint = did_you_mean(kind, KINDS) or f": write one of {', '.join(KINDS)}"
            yield Finding(place, f"there is no kind ‘{kind}’{hint}")


def _no_rule(name: str, known: Iterable[str]) -> str:
    return f"there is no rule ‘{name}’{did_you_mean(name, known) or ': see `sop rules`'}"


def _unfit_options(
    handbook: Handbook, name: str, rule: Rule | None, written: dict[str, Any]
) -> Iterator[Finding]:
    options = dict(rule.options) if rule else {}
    for key, value in written.items():
        place = handbook.settings.at("rules", name, key)
        if key == "severity":
            if value not in ("error", "warning", "info", "off"):
                yield Finding(place, f"‘{value}’ is no severity: error, warning, info or off")
        elif key not in options:
            known = did_you_mean(key, options) or f"; it has: {', '.join(options) or 'none'}"
            yield Finding(place._replace(key=True), f"‘{name}’ has no option ‘{key}’{known}")
        elif rule and not _fits(rule, key, value):
            expected = _TYPE_NAMES.get(type(options[key]), "another kind of value")
            yield Finding(place, f"option ‘{key}’ of ‘{name}’ is {expected}")


def _fits(rule: Rule, key: str, value: Any) -> bool:
    if key not in rule.options:
        return False
    default = rule.options[key]
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, float):
        return isinstance(value, int | float)
    if isinstance(default, tuple | list):
        return isinstance(value, list)
    return isinstance(value, type(default))


_TYPE_NAMES: dict[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text",
    tuple: "a list",
    list: "a list",
}
