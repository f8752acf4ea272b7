"""The page of the guide that lists the rules, made from the rules themselves."""

from collections.abc import Iterator
from itertools import groupby

from salesops_sop.handbook.yamltree import emit
from salesops_sop.lint.rule import Rule
from salesops_sop.rules import RULES

HEAD = """\
# Rules

What `sop lint` looks for: the reason, an example in which the rule fires, and one in which it stays silent.
`sop explain RULE` shows the same in a terminal. How to set a rule, or to accept one problem for a time, stands on
[the page of the linter](linter.md#settings).
"""


def page() -> str:
    """Every rule, by family; a table of them at the head."""
    rules = sorted(RULES, key=lambda rule: rule.name)
    families = groupby(rules, key=lambda rule: rule.family)
    sections = [line for name, members in families for line in _family(name, list(members))]
    return "\n".join([HEAD, *sections]).rstrip("\n") + "\n"


def _family(name: str, rules: list[Rule]) -> Iterator[str]:
    yield f"## {name}\n"
    yield "| rule | severity | what it finds |"
    yield "|---|---|---|"
    for rule in rules:
        yield f"| [{rule.name}](#{_anchor(rule)}) | {rule.severity} | {_safe(rule.title)} |"
    yield ""
    for rule in rules:
        yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.name}\n"
    yield f"**{_safe(rule.title)}.** Severity: {rule.severity}.\n"
    yield f"{_safe(rule.reason)}\n"
    for title, example in rule.examples.items():
        yield f"{title}:\n\n```yaml\n{example.rstrip()}\n```\n"
    if rule.options:
        yield "Options, with their defaults:\n"
        values = {k: list(v) if isinstance(v, tuple) else v for k, v in rule.options.items()}
        yield f"```yaml\n{emit({'rules': {rule.name: values}}).rstrip()}\n```\n"


def _anchor(rule: Rule) -> str:
    """The anchor of a heading, as Python-Markdown makes it."""
    return rule.name.replace("/", "")


def _safe(text: str) -> str:
    return text.replace("<", "&lt;").replace("|", "&#124;")
