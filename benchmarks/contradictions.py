"""Contradictions of real handbooks, re-authored as small ones: how many are found, and how many
clean handbooks are accused."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from salesops_sop.handbook import yamltree
from salesops_sop.handbook.loader import load
from salesops_sop.lint.run import lint
from salesops_sop.rules import RULES

DATA = Path(__file__).with_name("data") / "contradictions.yaml"
TODAY = date(2026, 11, 23)
ABOUT_STYLE = ("wording/undefined-acronym", "wording/verb-first", "ownership/idle-role")
"""Rules the small handbooks are not written for: they are too small to use every role."""


class Outcome(NamedTuple):
    """A small handbook, what it should give (empty when it is clean), and what it gave."""

    name: str
    expected: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Found what is planted, or silent where nothing is."""
        if self.expected:
            return any(rule in self.expected for rule in self.rules)
        return not self.rules


def outcomes() -> list[Outcome]:
    """Lint every small handbook with all rules that concern contradictions."""
    text = DATA.read_text(encoding="utf-8")
    found = yamltree.parse(text, DATA.name)[0].value
    return [_outcome(row) for row in (found["handbooks"] if isinstance(found, dict) else found)]


def _outcome(row: dict[str, Any]) -> Outcome:
    problems = lint(load(row["files"]), RULES, TODAY).problems
    rules = tuple(p.rule for p in problems if _concerns(p.rule))
    expect = row.get("expect") or {}
    wanted = expect.get("rule", ())
    expected = tuple(wanted) if isinstance(wanted, list) else (wanted,) if wanted else ()
    return Outcome(row["name"], expected, rules)


def _concerns(rule: str) -> bool:
    families = ("ownership", "parameter", "handoff", "flow", "wording")
    return rule.partition("/")[0] in families and rule not in ABOUT_STYLE


def main() -> None:
    """Print how many planted contradictions are found, and false findings per clean handbook."""
    all_of_them = outcomes()
    planted = [outcome for outcome in all_of_them if outcome.expected]
    clean = [outcome for outcome in all_of_them if not outcome.expected]
    found = sum(outcome.right for outcome in planted)
    false = sum(len(outcome.rules) for outcome in clean)
    print(f"\ncontradictions: {found} of {len(planted)} found ({found / len(planted):.0%})")
    print(
        f"false findings: {false} in {len(clean)} clean handbooks ({false / len(clean):.2f} each)"
    )
    for outcome in all_of_them:
        if not outcome.right:
            wanted = " or ".join(outcome.expected) or "nothing"
            rules = ", ".join(outcome.rules) or "nothing"
            print(f"  {outcome.name}: expected {wanted}, found {rules}")
