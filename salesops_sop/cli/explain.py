"""`sop explain`: why a rule exists."""

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import click

from salesops_sop.base.errors import UsageError
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.cli.frame import baseline, completing, terminal
from salesops_sop.cli.frame.choice import families
from salesops_sop.cli.frame.command import command
from salesops_sop.cli.rules import settled, severity
from salesops_sop.handbook.yamltree import emit
from salesops_sop.lint.rule import Rule
from salesops_sop.lint.settings import setting
from salesops_sop.rules import RULES

STALE = f"""\
{baseline.STALE} · error

An entry of the baseline has no problem any more.

The baseline lists the problems that a handbook may still have. One that was solved must leave the
list, or it could come back unseen.

  sop lint --write-baseline      write the list anew
"""
COLORS = {"Bad": "red", "Good": "green"}


@command(
    ("sop explain ownership/unowned", "why it exists, a bad and a good example, how to set it"),
    ("sop lint --select ownership/unowned", "where it fires in this handbook"),
)
@click.argument("rule", shell_complete=completing.rules)
def explain(rule: str) -> None:
    """Say why a rule exists.

    With a bad and a good example, its options, how to change its severity, and how to waive it
    for one document.
    """
    if rule == baseline.STALE:
        terminal.data(STALE)
        return
    terminal.data("\n".join(_page(_named(rule))))


def _named(name: str) -> Rule:
    for rule in RULES:
        if rule.name == name:
            return rule
    if members := families(RULES).get(name):
        names = ", ".join(rule.name for rule in members)
        raise UsageError(f"‘{name}’ is a family: name one of its rules: {names}")
    hint = did_you_mean(name, [rule.name for rule in RULES]) or ": see `sop rules`"
    raise UsageError(f"there is no rule ‘{name}’{hint}")


def _page(rule: Rule) -> Iterator[str]:
    handbook = settled()
    here = severity(handbook, rule)
    changed = "" if here == rule.severity else f" (default: {rule.severity})"
    yield f"{click.style(rule.name, bold=True)} · {here}{changed}\n"
    yield f"{rule.title}.\n"
    for paragraph in rule.reason.split("\n\n"):
        yield textwrap.fill(" ".join(paragraph.split()), terminal.width()) + "\n"
    for title, example in rule.examples.items():
        yield f"{click.style(f'{title}:', fg=COLORS.get(title))}\n{textwrap.indent(example, '  ')}"
    yield from _options(rule, setting(handbook, rule).options)
    yield "In handbook.yaml, for all documents:\n"
    yield textwrap.indent(emit({"rules": {rule.name: _example(rule)}}), "  ")
    yield "or for one document and a time:\n"
    yield textwrap.indent(_waiver(rule), "  ").rstrip("\n") + "\n"


def _options(rule: Rule, here: Mapping[str, Any]) -> Iterator[str]:
    if not rule.options:
        return
    yield "Options:"
    for name, default in rule.options.items():
        changed = "" if here[name] == default else f", here: {_value(here[name])}"
        yield f"  {name}  default: {_value(default)}{changed}"
    yield ""


def _value(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _example(rule: Rule) -> Any:
    options = {k: list(v) if isinstance(v, tuple) else v for k, v in rule.options.items()}
    return {"severity": "warning", **options} if options else "off"


def _waiver(rule: Rule) -> str:
    waiver = {
        "rule": rule.name,
        "document": "procedure:lead-grading",
        "reason": "why it is accepted for now",
        "owner": "sales-operations-manager",
        "expires": "YYYY-MM-DD",
    }
    return emit({"waivers": [waiver]})
