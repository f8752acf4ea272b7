"""Reviews against their cases, as people read them.

A file of `cases/` has a handbook (`before`: path to text) and cases: `case` (what it shows), `edit`
(path to pairs of old and new text), `files` (path to text; an empty text: the file is gone), if
needed `authors` (path to addresses), `headline`, `stopped` (the gates) and `parts`: from the title of a
part to its lines, those below another one indented. Only parts that a case is not about may be
left out: `also` names them.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from salesops_sop.base.problem import Problem
from salesops_sop.handbook import yamltree
from salesops_sop.handbook.loader import load
from salesops_sop.history.diff.compared import Compared
from salesops_sop.history.diff.documents import changes
from salesops_sop.history.diff.naming import Names
from salesops_sop.history.diff.versions import unraised
from salesops_sop.history.review.problems import NOT_RAISED
from salesops_sop.history.review.review import Review, review
from salesops_sop.report.outcome import Look
from salesops_sop.report.review import FORMATS
from salesops_sop.report.review.parts import Line, parts
from salesops_sop.report.review.saying import headline
from salesops_sop.rules import RULES
from tests.history.diff.test_cases import Files, edited

FOLDER = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 23)


def cases() -> Iterator[tuple[str, Files, dict[str, Any]]]:
    for path in sorted(FOLDER.glob("*.yaml")):
        (tree,) = yamltree.parse(path.read_text(encoding="utf-8"), path.name)
        assert tree.problems == []
        for case in tree.value["cases"]:
            yield path.stem, tree.value["before"], case


ALL = list(cases())


def reviewed(before: Files, after: Files, authors: dict[str, list[str]] | None = None) -> Review:
    old, new = load(before), load(after)
    found = tuple(changes(old, new))
    behind = tuple(unraised(old, new, found))
    compared = Compared(found, "v1", "v2", Names(old), Names(new), behind)
    wrote = {path: frozenset(emails) for path, emails in (authors or {}).items()}
    return review(compared, RULES, TODAY, wrote)


def told(line: Line) -> str:
    return "  " * line.depth + line.text + (f" · {line.name}" if line.name else "")


@pytest.mark.parametrize(
    ("name", "before", "case"), ALL, ids=[f"{n}: {c['case']}" for n, _, c in ALL]
)
def test_case(name: str, before: Files, case: dict[str, Any]) -> None:
    found = reviewed(before, edited(before, case), case.get("authors"))
    assert headline(found) == case["headline"]
    assert [one.gate for one in found.stopped] == case.get("stopped", [])
    shown = {part.title: [told(line) for line in part.lines] for part in parts(found)}
    for title in case.get("also", []):
        assert shown.pop(title)
    assert shown == case.get("parts", {})


@pytest.mark.parametrize(
    ("name", "before", "case"), ALL, ids=[f"{n}: {c['case']}" for n, _, c in ALL]
)
def test_the_way_back_solves_what_the_way_there_brings(
    name: str, before: Files, case: dict[str, Any]
) -> None:
    after = edited(before, case)
    there, back = reviewed(before, after), reviewed(after, before)

    def keys(problems: Iterable[Problem]) -> list[tuple[str, int]]:
        return sorted((p.rule, p.position.line) for p in problems if p.rule != NOT_RAISED)

    assert keys(there.problems.new) == keys(back.problems.solved)
    assert keys(there.problems.solved) == keys(back.problems.new)
    assert [item.key for item in there.created] == [item.key for item in back.removed]
    assert reviewed(before, before).problems.new == ()


@pytest.mark.parametrize("form", list(FORMATS))
@pytest.mark.parametrize(
    ("name", "before", "case"), ALL[::5], ids=[f"{n}: {c['case']}" for n, _, c in ALL[::5]]
)
def test_the_same_change_gives_the_same_page(
    name: str, before: Files, case: dict[str, Any], form: str
) -> None:
    after = edited(before, case)
    turned = dict(reversed(after.items()))
    assert FORMATS[form](reviewed(before, after), Look()) == FORMATS[form](
        reviewed(dict(reversed(before.items())), turned), Look()
    )


def test_a_line_that_moved_is_no_new_problem() -> None:
    before = {"a.yaml": "kind: role\nid: a\ntitle: A\ndepartment: none\n"}
    after = {"b.yaml": "# moved\n\nkind: role\ntitle: A\ndepartment: none\nid: a\n"}
    found = reviewed(before, after).problems
    assert [p.rule for p in found.new] == ["document/file-name"]  # ‘b’ is no name for it
    assert {p.rule for p in found.remaining} >= {"reference/unknown"}


def test_another_id_and_title_are_no_new_problem() -> None:
    text = "kind: role\nid: clerk\ntitle: Clerk\ndepartment: sales\npurpose: As needed.\n"
    after = text.replace("id: clerk", "id: deal-desk").replace("title: Clerk", "title: Deal desk")
    found = reviewed({"clerk.yaml": text}, {"deal-desk.yaml": after}).problems
    assert found.new == found.solved == ()
    assert {p.document for p in found.remaining} == {"role:deal-desk"}
