"""`sop data check`: whole outputs."""

import json
from pathlib import Path

import pytest

from tests.cli.kpi.conftest import measured

__all__ = ["measured"]  # a fixture

CLEAN = """\
big-deals.csv · 5 rows · ✓
  · no column for stamped_at, rank, urgent, salary
"""


def spoil(*rows: str) -> None:
    with Path("crm/big-deals.csv").open("a") as file:
        file.write("".join(f"{row}\n" for row in rows))


def test_nothing_is_wrong(sop, measured) -> None:
    said = "✓ no problems · 5 rows in 1 dataset · 1 rule in words only, not checked\n"
    assert sop("data", "check", "--data", "crm") == (0, CLEAN, said)


def test_what_is_wrong(sop, measured) -> None:
    spoil("a,2026-01-05,2026-01-04,won,n/a,80,dach,Ann", "f,,,gone,1,1,us,")
    code, out, err = sop("data", "check", "big-deals", "--data", "crm")
    assert (code, out.splitlines()[:7]) == (
        1,
        [
            "big-deals.csv · 7 rows",
            "  ✗ ‘stage’ is none of the allowed values in 1 row (7), such as “gone”",
            "  ✗ ‘amount’ is no number in 1 row (6), such as “n/a”",
            "  ✗ ‘chance’ is a share above 1.5 in 1 row (6), such as “80.0”",
            "  ✗ ‘deal_id’ repeats that of an earlier row in 1 row (6)",
            "  ✗ “A deal closes after it opened” does not hold in 2 rows (6, 7) [late]",
            "  · no column for stamped_at, rank, urgent, salary",
        ],
    )
    assert err == "5 problems · 7 rows in 1 dataset · 1 rule in words only, not checked\n"


def test_json(sop, measured) -> None:
    spoil("f,2026-01-05,2026-01-04,won,1,1,dach,Ann")
    data = json.loads(sop("data", "check", "--data", "crm", "--format", "json").out)
    assert data["format"] == "salesops-sop/data-check/1"
    (dataset,) = data["datasets"]
    assert dataset["problems"] == [
        {
            "field": None,
            "rule": "late",
            "message": "“A deal closes after it opened” does not hold in 1 row (6) [late]",
            "rows": 1,
            "first": [6],
            "value": None,
        }
    ]
    assert dataset["unchecked"] == ["Deals are entered at once."]
    assert "Ann" not in json.dumps(data)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["deals", "--data", "crm"], "there is no dataset ‘deals’"),
        (["--data", "sops"], "there is no file for the dataset ‘big-deals’ in ‘sops’: put ‘big-deals.csv’, .parquet or .json there"),
        (["--data", "nowhere"], "there is no folder or DuckDB file ‘nowhere’"),
        ([], "missing option '--data'"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_sentence(sop, measured, asked, sentence) -> None:
    code, out, err = sop("data", "check", *asked)
    assert (code, out) == (2, "")
    assert err.startswith(f"sop: {sentence}")
    assert err.count("\n") == 1
