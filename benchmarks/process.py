"""Flows, hand-offs and decision tables written by somebody who knew only the specification: how
many planted defects are named, and how many sound twins are accused.

The first set was looked at while the rules were made; the second one was kept apart and measured.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from salesops_sop.handbook import yamltree
from salesops_sop.handbook.loader import load
from salesops_sop.lint.run import lint
from salesops_sop.rules import RULES

DATA = Path(__file__).with_name("data") / "process"
TODAY = date(2026, 11, 23)
FAMILIES = ("flow", "handoff", "decision")
SETS = ("seen", "unseen")


class Outcome(NamedTuple):
    """A small handbook, the rules that must report, and those that did."""

    name: str
    expected: Counter[str]
    allowed: frozenset[str]
    found: Counter[str]

    @property
    def missed(self) -> Counter[str]:
        """What was planted and not named."""
        return self.expected - self.found

    @property
    def false(self) -> Counter[str]:
        """What was named and is not there."""
        extra = self.found - self.expected
        return Counter({rule: n for rule, n in extra.items() if rule not in self.allowed})


def outcomes(name: str) -> Iterator[Outcome]:
    """Lint every small handbook of a set."""
    chosen = [rule.name for rule in RULES if rule.family in FAMILIES]
    for path in sorted((DATA / name).glob("*.yaml")):
        rows: list[dict[str, Any]] = yamltree.parse(path.read_text(encoding="utf-8"), path.name)[
            0
        ].value["handbooks"]
        for row in rows:
            problems = lint(load(row["files"]), RULES, TODAY, chosen).problems
            found = Counter(p.rule for p in problems if p.rule.partition("/")[0] in FAMILIES)
            allowed = frozenset(row.get("also_allowed") or ())
            yield Outcome(row["name"], Counter(row["expect"]), allowed, found)


def main() -> None:
    """Print recall and precision for each set, and what went wrong."""
    for name in SETS:
        found = list(outcomes(name))
        planted = sum(outcome.expected.total() for outcome in found)
        missed = sum(outcome.missed.total() for outcome in found)
        false = sum(outcome.false.total() for outcome in found)
        clean = sum(not outcome.expected for outcome in found)
        print(
            f"\n{name}: {planted - missed} of {planted} defects named "
            f"({(planted - missed) / planted:.1%}), {false} false in {len(found)} handbooks, "
            f"{clean} of them sound"
        )
        for outcome in found:
            for what, rules in (("missed", outcome.missed), ("false", outcome.false)):
                for rule in rules.elements():
                    print(f"  {what} {rule}: {outcome.name}")
