"""`sop rules`: every rule, with its severity as set here."""

from typing import Any

import click

from salesops_sop.base.data import dumps
from salesops_sop.base.errors import UnreadableError
from salesops_sop.base.problem import Severity
from salesops_sop.cli.frame import finding, terminal
from salesops_sop.cli.frame.choice import families
from salesops_sop.cli.frame.command import command
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.lint.rule import Rule
from salesops_sop.lint.settings import setting
from salesops_sop.rules import RULES

FORMAT = "salesops-sop/rules/1"
COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


@command(
    ("sop rules", "all of them, by family"),
    ("sop rules --format json", "for a program, options included"),
    ("sop explain wording/vague", "one of them in full"),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text for people (default), json for programs.",
)
def rules(form: str) -> None:
    """List the rules by family, each with its severity.

    Severities are those that the handbook's handbook.yaml sets; outside of a handbook, the
    defaults.
    """
    handbook = settled()
    if form == "json":
        terminal.data(dumps({"format": FORMAT, "rules": [_data(handbook, rule) for rule in RULES]}))
    else:
        blocks = [_family(handbook, name, members) for name, members in families(RULES).items()]
        terminal.data("\n".join(blocks))
        terminal.say("`sop explain RULE` says why one exists, and how to set or waive it")


def settled() -> Handbook:
    """Return the handbook that we are in, or an empty one with default settings."""
    try:
        return finding.opened(finding.here())
    except UnreadableError:
        return Handbook()


def severity(handbook: Handbook, rule: Rule) -> str:
    """Return the severity of a rule as set here, `off` included."""
    return setting(handbook, rule).severity or "off"


def _family(handbook: Handbook, name: str, members: list[Rule]) -> str:
    width = max(len(rule.name) for rule in RULES)
    lines = [click.style(name, bold=True)]
    for rule in members:
        here = setting(handbook, rule).severity
        level = click.style(f"{here or 'off':<7}", fg=COLORS[here] if here else None)
        default = "" if here is rule.severity else f" (default: {rule.severity})"
        lines.append(f"  {rule.name:<{width}}  {level}  {rule.title}{default}")
    return "\n".join(lines) + "\n"


def _data(handbook: Handbook, rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.name,
        "family": rule.family,
        "severity": severity(handbook, rule),
        "default": rule.severity.value,
        "title": rule.title,
        "options": dict(setting(handbook, rule).options),
    }
