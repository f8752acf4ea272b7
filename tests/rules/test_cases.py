"""Every rule against its cases and its own examples; every file in the list it belongs to.

`cases/<family>/<rule>.yaml` is a list of cases: `case` (what it shows), `files` (the handbook),
`problems` (all that this rule finds, as `path:line:column: message [rule]`), and if needed `today`,
`unreadable` (files that could not be read, with the reason), `before` (the handbook as it was) and
`approvals` (who approved which document, for which role: as it was before, or else as it is).
"""

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from salesops_sop import rules
from salesops_sop.base.position import Position
from salesops_sop.handbook import yamltree
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.meaning import approved_digest
from salesops_sop.handbook.yamltree import Flaw
from salesops_sop.history.diff.documents import changes
from salesops_sop.history.diff.versions import unraised
from salesops_sop.lint.approved import Approved
from salesops_sop.lint.rule import Rule
from salesops_sop.lint.run import lint
from salesops_sop.rules import FAMILIES, RULES

FOLDER = Path(__file__).parent / "cases"
TODAY = "2026-11-23"
BY_NAME = {rule.name: rule for rule in RULES}
WITHOUT_EXAMPLE = {"document/unreadable"}  # a file that cannot be read cannot be shown


def case_files() -> Iterator[tuple[str, Path]]:
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            yield path.relative_to(FOLDER).with_suffix("").as_posix(), path


def cases(path: Path) -> list[dict[str, Any]]:
    (tree,) = yamltree.parse(path.read_text(encoding="utf-8"), path.name)
    assert tree.problems == []
    found: list[dict[str, Any]] = tree.value
    return found


def all_cases() -> Iterator[Any]:
    for name, path in case_files():
        for case in cases(path):
            yield pytest.param(name, case, id=f"{name}: {case['case']}")


def problems(
    handbook: Handbook,
    rule: Rule,
    today: str = TODAY,
    before: Handbook | None = None,
    approvals: Sequence[Approved] = (),
) -> list[str]:
    # a rule that judges waivers can do so only when the rules they waive have run
    chosen = None if "unused_waivers" in rule.injected else [rule.name]
    since = tuple(unraised(before, handbook, changes(before, handbook))) if before else None
    result = lint(handbook, RULES, date.fromisoformat(today), chosen, since, approvals)
    found = [problem for problem in result.problems if problem.rule == rule.name]
    return [f"{p.position}: {p.message} [{p.rule}]" for p in found]


@pytest.mark.parametrize(("name", "case"), list(all_cases()))
def test_case(name: str, case: dict[str, Any]) -> None:
    unreadable = [
        Flaw("document/unreadable", message, Position(path, 1, 1))
        for path, message in case.get("unreadable", {}).items()
    ]
    handbook = load(case["files"], unreadable)
    before = load(case["before"]) if "before" in case else None
    given = [
        Approved(document.ref, approved_digest(document), one["role"], one["person"])
        for one in case.get("approvals", [])
        for document in [(before or handbook).find(*one["document"].split(":"))]
        if document is not None
    ]
    found = problems(handbook, BY_NAME[name], case.get("today", TODAY), before, given)
    assert found == case["problems"]


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_rule_fires_in_a_case_and_is_silent_in_another(name: str) -> None:
    found = [case["problems"] for case in cases(FOLDER / f"{name}.yaml")]
    assert any(found), "no case in which it fires"
    assert not all(found), "no case in which it is silent"


def test_every_case_file_has_a_rule() -> None:
    assert {name for name, _ in case_files()} == set(BY_NAME)
    assert {path.suffix for _, path in case_files()} == {".yaml"}


def test_every_module_is_a_listed_family() -> None:
    there = {module.name for module in pkgutil.iter_modules(rules.__path__)}
    assert {family.__name__.rpartition(".")[2] for family in FAMILIES} == there


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_every_rule_of_a_family_is_listed(family: ModuleType) -> None:
    parts = pkgutil.walk_packages(getattr(family, "__path__", ()), f"{family.__name__}.")
    modules = [family, *(importlib.import_module(part.name) for part in parts)]
    values = [value for module in modules for value in vars(module).values()]
    there = {value.name for value in values if isinstance(value, Rule)}
    assert sorted(there) == [rule.name for rule in family.RULES]
    assert {rule.family for rule in family.RULES} == {family.__name__.rpartition(".")[2]}


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_rule_is_explained_by_examples_that_hold(name: str) -> None:
    rule = BY_NAME[name]
    assert rule.title
    assert rule.reason
    if name in WITHOUT_EXAMPLE:
        return
    bad, good = load({"example.yaml": rule.bad}), load({"example.yaml": rule.good})
    before = load({"example.yaml": rule.before}) if rule.before else None
    assert problems(bad, rule, before=before), "the bad example does not fire"
    assert rule.good
    assert problems(good, rule, before=before) == [], "the good example fires"
    assert {flaw.rule for flaw in good.flaws} <= {"document/file-name"}
    assert {flaw.rule for flaw in bad.flaws} <= {"document/file-name", name}
