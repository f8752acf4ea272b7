"""A version that was raised enough, too little, or not at all."""

import pytest

from salesops_sop.handbook.loader import load
from salesops_sop.history.diff.documents import changes
from salesops_sop.history.diff.versions import unraised

BEFORE = """\
kind: procedure
id: grading
title: Grading
control: {owner: boss, version: 1.4.2, status: effective}
purpose: So that leads are graded.
steps:
  - {id: grade, action: Grade the lead, raci: {responsible: clerk}, within: 2 days}
"""
MAJOR = ("responsible: clerk", "responsible: boss")
MINOR = ("within: 2 days", "within: 1 day")
PATCH = ("So that leads are graded.", "So that the leads are graded.")
REVIEW = ("status: effective", "status: effective, reviewed: 2026-06-01")


def told(*edits: tuple[str, str], before: str = BEFORE) -> list[tuple[str, str, str]]:
    after = before
    for old, new in edits:
        assert old in after
        after = after.replace(old, new)
    one, other = load({"a.yaml": before}), load({"a.yaml": after})
    return [(u.part, u.after, u.least) for u in unraised(one, other, changes(one, other))]


def to(version: str) -> tuple[str, str]:
    return "version: 1.4.2", f"version: {version}"


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ((MAJOR,), [("major", "1.4.2", "2.0.0")]),
        ((MAJOR, to("1.5.0")), [("major", "1.5.0", "2.0.0")]),
        ((MAJOR, to("2.0.0")), []),
        ((MINOR,), [("minor", "1.4.2", "1.5.0")]),
        ((MINOR, to("1.4.3")), [("minor", "1.4.3", "1.5.0")]),
        ((MINOR, to("1.5.0")), []),
        ((MINOR, to("2.0.0")), []),
        ((PATCH,), [("patch", "1.4.2", "1.4.3")]),
        ((PATCH, to("1.4.3")), []),
        ((PATCH, MINOR, to("1.3.0")), [("minor", "1.3.0", "1.5.0")]),
        ((REVIEW,), []),
        ((to("1.4.0"),), []),
        ((("version: 1.4.2, ", ""), MAJOR), [("major", "", "2.0.0")]),
        ((("version: 1.4.2, ", ""),), []),
    ],
)
def test_a_version_says_what_changed(edits, expected):
    assert told(*edits) == expected


def test_a_draft_may_change_as_it_likes():
    assert told(MAJOR, before=BEFORE.replace("effective", "draft")) == []
    unstated = BEFORE.replace(", status: effective", "")
    assert told(MAJOR, before=unstated.replace("1.4.2", "0.4.2")) == []


def test_a_version_counts_where_no_status_is_stated():
    assert told(MAJOR, before=BEFORE.replace(", status: effective", "")) == [
        ("major", "1.4.2", "2.0.0")
    ]


def test_a_document_that_leaves_control_was_not_raised():
    gone = ("control: {owner: boss, version: 1.4.2, status: effective}\n", "")
    charter = BEFORE.replace("kind: procedure", "kind: responsibilities").partition("purpose:")[0]
    before = charter + "activities: []\n"
    assert told(gone, before=before) == [("major", "", "2.0.0")]


def test_a_document_under_another_id_is_the_same():
    assert told(MINOR, ("id: grading", "id: lead-grading")) == [("minor", "1.4.2", "1.5.0")]
