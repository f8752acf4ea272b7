"""Data against its dataset: each thing that is wrong is told of once, with its rows."""

from pathlib import Path

import duckdb
import pytest

from salesops_sop.base.resources import reference_handbook
from salesops_sop.handbook import folder
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.measurement import Dataset, QualityRule
from salesops_sop.report.checked.text import sentence
from salesops_sop.warehouse.checking import Checked, check, checks
from salesops_sop.warehouse.plan import PlanError
from tests.warehouse.small import DEALS, HEAD, KPIS, handbook_of

QUALITY = """\
quality:
  - Deals are entered on the day they are heard of.
  - {id: closed-late, check: A deal closes after it opened., condition: 'stage = "open" or closed_on >= opened_on'}
  - {id: closed-known, check: A closed deal has a chance of 0 or 1., condition: 'stage not in closed_stages or chance in (0, 1)'}
"""
HANDBOOK = handbook_of(KPIS, DEALS + QUALITY)


def checked(data: Path, handbook=HANDBOOK) -> Checked:
    dataset = handbook.get(Dataset, "big-deals")
    assert dataset
    return check(handbook, data, dataset)


def sentences(data: Path) -> list[str]:
    return [sentence(flaw) for flaw in checked(data).flaws]


def test_nothing_is_wrong(data) -> None:
    found = checked(data())
    assert (found.rows, found.flaws) == (5, ())
    assert found.words == ("Deals are entered on the day they are heard of.",)
    assert found.notes == ("no column for stamped_at, rank, urgent, salary",)


GOOD = "a,2026-01-05,2026-02-10,won,1000,1,dach,Ann"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["b,2026-01-05,2026-02-10,won,1 000,1,dach,"], ["‘amount’ is no number in 1 row (2), such as “1 000”"]),
        (["b,soon,2026-02-10,won,1,1,dach,"], ["‘opened_on’ is no date in 1 row (2), such as “soon”"]),
        ([",2026-01-05,2026-02-10,won,1,1,dach,"], ["‘deal_id’ is empty in 1 row (2)"]),
        (["a,2026-01-05,2026-02-10,won,1,1,dach,"], ["‘deal_id’ repeats that of an earlier row in 1 row (2)"]),
        (["b,2026-01-05,,Open,1,0,dach,"], ["‘stage’ is none of the allowed values in 1 row (2), such as “Open”", "“A deal closes after it opened” does not hold in 1 row (2) [closed-late]"]),
        (["b,2026-01-05,,open,1,60,dach,"], ["‘chance’ is a share above 1.5 in 1 row (2), such as “60.0”"]),
        (["b,2026-01-05,2026-01-04,won,1,1,dach,"], ["“A deal closes after it opened” does not hold in 1 row (2) [closed-late]"]),
        (["b,2026-01-05,,lost,1,0,dach,"], ["“A deal closes after it opened” does not hold in 1 row (2) [closed-late]"]),
        (["b,2026-01-05,2026-01-06,won,1,0.5,dach,"], ["“A closed deal has a chance of 0 or 1” does not hold in 1 row (2) [closed-known]"]),
        ([f"b{n},2026-01-05,2026-01-04,won,1,1,x," for n in range(7)], ["“A deal closes after it opened” does not hold in 7 rows (2, 3, 4, 5, 6, …) [closed-late]"]),
    ],
)  # fmt: skip
def test_one_flaw_is_told_of_once(data, rows: list[str], expected: list[str]) -> None:
    folder_ = data(**{"big-deals": "\n".join([HEAD, GOOD, *rows]) + "\n"})
    assert sentences(folder_) == expected


def test_a_column_that_must_be_there(data) -> None:
    folder_ = data(**{"big-deals": "opened_on,chance\n2026-01-01,1\n"})
    found = checked(folder_)
    assert [sentence(flaw) for flaw in found.flaws] == ["‘deal_id’ is not there"]
    assert found.notes[1] == "not checked, for a column is not there: closed-late, closed-known"


@pytest.mark.parametrize("ending", ["csv", "parquet", "duckdb"])
def test_what_is_personal_is_not_shown(tmp_path, ending: str) -> None:
    source = tmp_path / "source.csv"
    source.write_text("deal_id,salary\na,5\nb,secret\n")
    read = f"read_csv('{source}', all_varchar = true)"
    if ending == "duckdb":
        with duckdb.connect(str(tmp_path / "c.duckdb")) as made:
            made.execute(f"CREATE TABLE big_deals AS FROM {read}")
        data = tmp_path / "c.duckdb"
    else:
        duckdb.sql(f"COPY (FROM {read}) TO '{tmp_path}/big-deals.{ending}'")
        data = tmp_path
    (flaw,) = (flaw for flaw in checked(data).flaws if flaw.field)
    assert sentence(flaw) == "‘salary’ is no number in 1 row (2)"
    assert flaw.value is None


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("stage =", r"^the condition of ‘x’ of the dataset ‘big-deals’ cannot be read: "),
        ("state = 1", "^the dataset ‘big-deals’ has no field ‘state’: ‘x’ of the dataset ‘big-deals’ needs it$"),
        ("stage in good", r"^there is no list of values ‘good’ \(a parameter\): ‘x’ of the dataset ‘big-deals’ needs it$"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_tried(data, condition: str, message: str) -> None:
    rule = f"quality: [{{id: x, check: Fine., condition: '{condition}'}}]\n"
    with pytest.raises(PlanError, match=message):
        checked(data(), handbook_of(KPIS, DEALS + rule))


def test_a_dataset_without_data(data, tmp_path) -> None:
    assert [c.dataset.id for c in checks(HANDBOOK, data(), [])[0]] == ["big-deals"]
    (tmp_path / "big-deals.csv").unlink()
    with pytest.raises(PlanError, match=r"^there is no file for the dataset ‘big-deals’"):
        checks(HANDBOOK, tmp_path, [])


def test_the_rules_of_the_reference_handbook_can_be_tried() -> None:
    handbook = load(*folder.read(reference_handbook(), "sops"))
    crm = Path(__file__).parents[2] / "examples" / "crm"
    found, notes = checks(handbook, crm, [])
    assert {c.dataset.id for c in found} == set(handbook.ids("dataset"))
    assert [(c.dataset.id, c.flaws, c.notes) for c in found if c.flaws or c.notes] == []
    assert not notes
    tried = [
        q for c in found for q in c.dataset.quality if isinstance(q, QualityRule) and q.condition
    ]
    assert len(tried) >= 15
