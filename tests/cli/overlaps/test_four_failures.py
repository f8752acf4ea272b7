"""The four failures of ownership, each on a small handbook, the whole report compared."""

from tests.cli.overlaps.charters import charter

OWNED_TWICE = """\
Overlaps

“Grading of leads is done by marketing”
  duplicate-accountable
    - A Marketing director
      Marketing charter · sops/marketing.yaml:5:5
      in EMEA › DACH and Americas, SMB
    - A Sales manager
      Sales charter · sops/sales.yaml:5:5
      “Grade the lead”, in EMEA
    where: EMEA › DACH, SMB
    why: same verb ‘grading’ (‘grade’), same object ‘lead’
    cure: decide whether the Marketing director or the Sales manager answers for it in EMEA › DACH,
      SMB, and change the other row; if both are meant, say why with shared_with

Load

  Role                  R    A    C    I  answers for
  Sales manager         0    2    0    0   67%  █████████████
  Marketing director    0    1    0    0   33%  ███████
  Sales analyst         3    0    0    0    0%  ████████████████████

  Without any row: VP of Sales

1 overlap, no gaps, no conflicts
"""
WORK_TWICE = """\
Overlaps

“Clean the contact data”
  duplicate-work
    - R Marketing director
      Marketing charter · sops/marketing.yaml:5:5
    - R Sales analyst
      Sales charter · sops/sales.yaml:5:5
      “Cleanse contact data”
    where: everywhere
    why: same verb ‘clean’ (‘cleanse’), same object ‘contact data’
    cure: let the Marketing director or the Sales analyst do it, or name both in both rows; if both
      are meant, say why with shared_with

Load

  Role                  R    A    C    I  answers for
  VP of Sales           0    2    0    0  100%  ████████████████████
  Marketing director    1    0    0    0    0%  ██████████
  Sales analyst         1    0    0    0    0%  ██████████

  Without any row: Sales manager

1 overlap, no gaps, no conflicts
"""
NOBODY = """\
Gaps

“Archive lost deals”
  unowned
    - R Sales analyst
      Sales charter · sops/sales.yaml:5:5
    where: everywhere
    cure: name the one role that answers for it

Load

  Role             R    A    C    I  answers for
  Sales analyst    1    0    0    0    0%  ████████████████████

  Without any row: Marketing director, Sales manager, VP of Sales

no overlaps, 1 gap, no conflicts
"""
UNCOVERED = """\
Gaps

“Check the forecast”
  scope-gap
    - A Sales manager
      Sales charter · sops/sales.yaml:5:5
      in EMEA › DACH
    - A Sales manager
      Sales charter · sops/sales.yaml:9:5
      in Americas, SMB
    uncovered: EMEA › Nordics; Americas, Enterprise
    cure: name who answers for it in EMEA › Nordics and in Americas, Enterprise, or widen the scope
      of a row

Load

  Role             R    A    C    I  answers for
  Sales manager    0    2    0    0  100%  ████████████████████
  Sales analyst    2    0    0    0    0%  ████████████████████

  Without any row: Marketing director, VP of Sales

no overlaps, 1 gap, no conflicts
"""


def test_one_activity_owned_twice_where_scopes_meet(write, sop):
    write(
        marketing=charter(
            "marketing",
            "Grading of leads is done by marketing | responsible: sales-analyst, accountable: marketing-director | region: [dach, americas], segment: smb",
        ),
        sales=charter(
            "sales",
            "Grade the lead | responsible: sales-analyst, accountable: sales-manager | region: emea",
            "Grade the lead | responsible: sales-analyst, accountable: sales-manager | region: americas, segment: enterprise",
        ),
    )
    assert sop("overlaps") == (1, OWNED_TWICE, "")


def test_work_done_twice(write, sop):
    write(
        marketing=charter(
            "marketing",
            "Clean the contact data | responsible: marketing-director, accountable: vp-sales",
        ),
        sales=charter(
            "sales", "Cleanse contact data | responsible: sales-analyst, accountable: vp-sales"
        ),
    )
    assert sop("overlaps") == (1, WORK_TWICE, "")


def test_an_activity_that_nobody_owns(write, sop):
    write(sales=charter("sales", "Archive lost deals | responsible: sales-analyst"))
    assert sop("overlaps") == (1, NOBODY, "")


def test_a_place_that_nobody_covers(write, sop):
    write(
        sales=charter(
            "sales",
            "Check the forecast | responsible: sales-analyst, accountable: sales-manager | region: dach",
            "Check the forecast | responsible: sales-analyst, accountable: sales-manager | region: americas, segment: smb",
        )
    )
    assert sop("overlaps") == (1, UNCOVERED, "")


def test_nothing_of_that(write, sop):
    write(
        sales=charter(
            "sales", "Grade the lead | responsible: sales-analyst, accountable: sales-manager"
        )
    )
    code, out, err = sop("overlaps")
    assert (code, err) == (0, "")
    assert out.endswith("\n\n✓ no overlaps, no gaps, no conflicts\n")
