"""The four failures that a handbook is to prevent, each on a small one."""

from salesops_sop.analysis.ownership.gaps import GapType
from salesops_sop.analysis.ownership.overlaps import OverlapType
from tests.analysis.ownership.small import charter, own


def test_one_activity_is_owned_twice_where_scopes_meet() -> None:
    found = own(
        a=charter("a", "Grade the lead | R x | A sales | region: emea"),
        b=charter("b", "Grading of leads | R x | A marketing | region: [dach, americas]"),
    )
    (overlap,) = found.overlaps()
    assert overlap.type is OverlapType.ACCOUNTABLE
    assert (overlap.first.accountable, overlap.second.accountable) == (("sales",), ("marketing",))
    assert overlap.where == {"region": ("dach",)}
    assert "same object ‘lead’" in overlap.match.evidence


def test_work_is_done_twice() -> None:
    found = own(
        a=charter("a", "Grade the lead | R analyst | A sales"),
        b=charter("b", "Grade leads | R specialist | A sales"),
    )
    (overlap,) = found.overlaps()
    assert overlap.type is OverlapType.WORK
    assert (overlap.first.responsible, overlap.second.responsible) == (
        ("analyst",),
        ("specialist",),
    )


def test_an_activity_nobody_owns() -> None:
    found = own(a=charter("a", "Grade the lead | R analyst", "Pass the lead | R x | A sales"))
    (gap,) = found.gaps
    assert gap.type is GapType.UNOWNED
    assert [duty.activity for duty in gap.duties] == ["Grade the lead"]


def test_a_place_nobody_covers() -> None:
    rows = ("Grade the lead | A x | region: emea", "Grade the lead | A y | region: apac")
    (gap,) = own(a=charter("a", *rows)).gaps
    assert gap.type is GapType.SCOPE
    assert gap.uncovered == ({"region": ("americas",)},)
