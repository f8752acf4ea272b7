"""The pages that are made from the code are up to date, and their examples are one handbook."""

import datetime

import pytest

from salesops_sop.base.resources import site_folder
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.kinds import KINDS
from salesops_sop.lint.run import lint
from salesops_sop.rules import RULES
from tests.docs import kinds
from tests.docs.generate import PAGES

TODAY = datetime.date(2026, 11, 23)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_up_to_date(name: str) -> None:
    text = (site_folder() / "docs" / name).read_text(encoding="utf-8")
    assert text == PAGES[name](), "write it anew with `make docs`"


def test_examples_are_a_handbook_without_problems() -> None:
    text = kinds.EXAMPLES.read_text(encoding="utf-8")
    found = lint(load({"vocabulary/kinds.yaml": text}), RULES, TODAY).problems
    assert [f"{problem.position}: {problem.message}" for problem in found] == []


def test_every_kind_has_an_example() -> None:
    assert [kind for kind in KINDS if kind not in kinds.examples_by_kind()] == []


def test_no_part_is_called_like_a_kind() -> None:
    assert {name.lower() for name in kinds.PARTS} & set(KINDS) == set()
