"""The digest of a document changes when its meaning does, and never with its form."""

import re
from pathlib import Path

import pytest

from salesops_sop.base.resources import reference_handbook
from salesops_sop.handbook import folder
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.meaning import digest

PROCEDURE = """\
kind: procedure
id: grading
title: Lead grading
control: {owner: analyst, number: SOP-1, version: 1.0.0, status: effective, effective: 2026-01-01}
steps:
  - id: grade
    action: Grade the lead
    raci: {responsible: [analyst]}
    within: 4 business hours
    scope: {region: emea}
  - {id: tell, action: Tell marketing}
"""


def of(text: str) -> str:
    handbook = load({"procedures/grading.md": text})
    assert handbook.flaws == ()
    return digest(handbook.documents[0])


def written(front: str, body: str = "Why it is so.") -> str:
    return f"---\n{front}---\n{body}\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version: 1.0.0", "version: 1.1.0"),
        ("effective: 2026-01-01", "effective: 2026-01-01, reviewed: 2026-06-01"),
        ("number: SOP-1, ", ""),
        ("[analyst]", "analyst"),
        ("action: Grade the lead", 'action: "Grade  the lead"  # as ever'),
        ("action: Grade the lead", "action: >-\n      Grade\n      the lead"),
        ("{region: emea}", "{region: [emea]}"),
        ("{id: tell, action: Tell marketing}", "{action: Tell marketing, id: tell}"),
        ("action: Grade the lead", "action: Grade the lead\n    next:"),
    ],
)
def test_the_form_alone_changes_nothing(old: str, new: str) -> None:
    assert old in PROCEDURE
    assert of(written(PROCEDURE)) == of(written(PROCEDURE.replace(old, new, 1)))


def test_lines_and_spaces_of_the_body_change_nothing() -> None:
    assert of(written(PROCEDURE)) == of(written(PROCEDURE, "\n\nWhy it\nis   so.\n\n"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("owner: analyst", "owner: manager"),
        ("responsible: [analyst]", "responsible: [analyst, manager]"),
        ("4 business hours", "8 business hours"),
        ("region: emea", "region: apac"),
        ("Tell marketing", "Tell sales"),
        ("id: grading", "id: other-grading"),
    ],
)
def test_another_meaning_is_another_digest(old: str, new: str) -> None:
    assert old in PROCEDURE
    changed = written(PROCEDURE.replace(old, new, 1))
    assert of(written(PROCEDURE)) != digest(load({"procedures/x.md": changed}).documents[0])


def test_the_order_of_steps_and_the_body_have_a_meaning() -> None:
    first, second = PROCEDURE.index("  - id: grade"), PROCEDURE.index("  - {id: tell")
    swapped = PROCEDURE[:first] + PROCEDURE[second:] + PROCEDURE[first:second]
    assert of(written(PROCEDURE)) != of(written(swapped))
    assert of(written(PROCEDURE)) != of(written(PROCEDURE, "Why it is not so."))


def test_every_document_has_its_own() -> None:
    files, _ = folder.read(reference_handbook(), "sops")
    every = Path(__file__).with_name("documents.yaml").read_text(encoding="utf-8")
    found = [*load(files).documents, *load({"every.yaml": every}).documents]
    digests = [digest(document) for document in found]
    assert len(set(digests)) == len(found)
    assert all(re.fullmatch("[0-9a-f]{64}", one) for one in digests)
