"""Planted defects: N defects give N problems, all in one run, each at its place."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from random import Random

import pytest

from salesops_sop.base.resources import reference_handbook
from salesops_sop.handbook import folder
from salesops_sop.handbook.loader import load
from salesops_sop.lint.run import Result, lint
from salesops_sop.rules import RULES
from tests.rules import decision_defects, defects, flow_defects, handoff_defects, ownership_defects
from tests.rules.planting import Copy, Defect

TODAY = date(2026, 11, 23)
ROUNDS = {
    "documents and owners": ((*defects.KINDS, *ownership_defects.KINDS), 65),
    "process": (handoff_defects.KINDS, 16),
    "decisions": (decision_defects.KINDS, 12),
    "flows": (flow_defects.KINDS, 17),
}
"""The kinds that are planted together, as far as the files reach, and how many defects they are."""


def reference() -> dict[str, str]:
    files, flaws = folder.read(reference_handbook(), "sops")
    assert flaws == []
    return files


def found(result: Result) -> list[Defect]:
    return sorted(Defect(p.position.path, p.position.line, p.rule) for p in result.problems)


def test_the_reference_handbook_has_no_problem() -> None:
    result = lint(load(reference()), RULES, TODAY)
    assert [f"{p.position}: {p.message} [{p.rule}]" for p in result.problems] == []
    assert result.waived == ()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ROUNDS)
def test_each_planted_defect_is_one_problem(name: str, seed: int) -> None:
    kinds, count = ROUNDS[name]
    copy = Copy(reference(), Random(seed))
    planted = [kind(copy) for times, kind in kinds for _ in range(times)]
    assert len(planted) == count
    result = lint(load(copy.files), RULES, TODAY)
    assert found(result) == sorted(planted)


def test_the_command_tells_the_same(tmp_path: Path) -> None:
    kinds, _ = ROUNDS["documents and owners"]
    copy = Copy(reference(), Random(0))
    planted = [kind(copy) for times, kind in kinds for _ in range(times)]
    for path, text in copy.files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "salesops_sop", "lint", "--format", "json"]
    run = subprocess.run(
        [*command, "--today", TODAY.isoformat()], cwd=tmp_path, capture_output=True, check=False
    )
    told = [Defect(p["path"], p["line"], p["rule"]) for p in json.loads(run.stdout)["problems"]]
    assert run.returncode == 1
    assert sorted(told) == sorted(planted)
