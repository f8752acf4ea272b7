"""Changes against their cases: what is different, in whole sentences.

A file of `cases/` has a handbook (`before`: path to text) and cases: `case` (what it shows), `edit`
(path to pairs of old and new text), `files` (path to text; an empty text: the file is gone)
and `changes`, each as `class/part type kind:id [roles]: sentence`. Details follow as lines that
begin with `- `, places that refer to what changed as lines that begin with `→ `.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from salesops_sop.handbook import yamltree
from salesops_sop.handbook.loader import load
from salesops_sop.history.diff.change import Change, Type
from salesops_sop.history.diff.documents import changes

FOLDER = Path(__file__).parent / "cases"
Files = dict[str, str]


def cases() -> Iterator[tuple[str, Files, dict[str, Any]]]:
    for path in sorted(FOLDER.glob("*.yaml")):
        (tree,) = yamltree.parse(path.read_text(encoding="utf-8"), path.name)
        assert tree.problems == []
        for case in tree.value["cases"]:
            yield path.stem, tree.value["before"], case


ALL = list(cases())


def edited(before: Files, case: dict[str, Any]) -> Files:
    after = dict(before)
    for path, pairs in case.get("edit", {}).items():
        for old, new in pairs:
            assert after[path].count(old) == 1, f"{old!r} stands {after[path].count(old)} times"
            after[path] = after[path].replace(old, new)
    after |= case.get("files", {})
    return {path: text for path, text in after.items() if text}


def told(change: Change) -> list[str]:
    ref = change.document.ref
    head = f"{change.of}/{change.part} {change.type} {ref} [{', '.join(change.roles)}]"
    places = [f"→ {p.document.ref} {p.position}" for p in change.affects]
    return [f"{head}: {change.sentence}", *(f"- {line}" for line in change.details), *places]


@pytest.mark.parametrize(
    ("name", "before", "case"), ALL, ids=[f"{n}: {c['case']}" for n, _, c in ALL]
)
def test_case(name: str, before: Files, case: dict[str, Any]) -> None:
    old, new = load(before), load(edited(before, case))
    assert not [flaw for flaw in (*old.flaws, *new.flaws) if flaw.rule != "document/file-name"]
    found = list(changes(old, new))
    assert [line for change in found for line in told(change)] == case["changes"]
    back = {c.document.ref for c in changes(new, old)}
    if not any(change.type is Type.DOCUMENT_RENAMED for change in found):
        assert back == {c.document.ref for c in found}
    assert list(changes(new, load(dict(new.files)))) == []


def test_every_type_of_change_has_a_case() -> None:
    lines = [line for _, _, case in ALL for line in case["changes"]]
    assert {line.split(" ")[1] for line in lines if line[0] not in "-→"} == set(Type)


@pytest.mark.parametrize("name", sorted({name for name, _, _ in ALL}))
def test_a_file_has_cases_that_tell_nothing(name: str) -> None:
    assert any(not case["changes"] for known, _, case in ALL if known == name)
