"""`sop kpi run`: whole outputs, and one sentence for everything that is wrong."""

import csv
import json
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pytest

from salesops_sop.render import raster
from salesops_sop.render.plot import HEIGHT, WIDTH

GIVEN = ("--set", "coverage.quota=1000", "--set", "margin-value.margin=50%")
ALL = """\
KPI                value  target  band
Coverage         1.05025
Margin         1,500 USD
Open value  1,050.25 USD
Lost share    33.333333%
Win rate           66.7%   50.0%  ✓ Fine
"""
MONTHS = """\
Win rate · win-rate
region  period    value  target  band
dach    2026-02   50.0%   50.0%  ✓ Fine
dach    2026-03       –  closed is 0
dach    2026-04       –  for the reason above
us      2026-02       –  for the reason above
us      2026-03       –  for the reason above
us      2026-04  100.0%   50.0%  ✓ Fine
"""


def test_every_kpi(sop, measured) -> None:
    assert sop("kpi", "run", "--data", "crm", *GIVEN) == (0, ALL, "5 KPIs, 5 values\n")


def test_by_period_and_group(sop, measured) -> None:
    asked = ("win-rate", "--data", "crm", "--by", "region", "--period", "month")
    assert sop("kpi", "run", *asked) == (0, MONTHS, "1 KPI, 2 values\n")


def test_a_kpi_without_any_value(sop, measured) -> None:
    code, out, err = sop("kpi", "run", "kpi:coverage", "--data", "crm")
    assert (code, out) == (
        1,
        "KPI       value\nCoverage      –  quota is entered by hand, and no value is there\n",
    )
    assert err == "1 KPI, 0 values · no value anywhere: coverage\n"


def test_csv(sop, measured) -> None:
    asked = (
        "win-rate",
        "--data",
        "crm",
        "--by",
        "region",
        "--period",
        "quarter",
        "--format",
        "csv",
    )
    assert sop("kpi", "run", *asked, "-q").out == (
        "kpi,title,period,from,to,region,value,unit,shown,target,met,band,reason\n"
        "win-rate,Win rate,FY2026-Q4,2026-01-01,2026-03-31,dach,0.5,percent,50.0%,0.5,yes,Fine,\n"
        "win-rate,Win rate,FY2027-Q1,2026-04-01,2026-06-30,dach,,percent,–,0.5,,,closed is 0\n"
        "win-rate,Win rate,FY2026-Q4,2026-01-01,2026-03-31,us,,percent,–,0.5,,,closed is 0\n"
        "win-rate,Win rate,FY2027-Q1,2026-04-01,2026-06-30,us,1.0,percent,100.0%,0.5,yes,Fine,\n"
    )


def test_csv_holds_no_formula(sop, measured) -> None:
    row = "f,2026-01-05,2026-02-10,won,1,1,=cmd,"
    with Path("crm/big-deals.csv").open("a") as file:
        file.write(f"{row}\n")
    out = sop("kpi", "run", "win-rate", "--data", "crm", "--by", "region", "--format", "csv").out
    assert [line[5] for line in csv.reader(out.splitlines())][1] == "'=cmd"


def test_json(sop, measured) -> None:
    asked = ("win-rate", "--data", "crm", "--from", "2026-02-01", "--to", "2026-02-28")
    data = json.loads(sop("kpi", "run", *asked, "--format", "json").out)
    assert data == {
        "format": "salesops-sop/kpi-run/1",
        "period": None,
        "from": "2026-02-01",
        "to": "2026-02-28",
        "by": [],
        "results": [
            {
                "kpi": "win-rate",
                "title": "Win rate",
                "period": None,
                "from": "2026-02-01",
                "to": "2026-02-28",
                "group": {},
                "value": 0.5,
                "unit": "percent",
                "shown": "50.0%",
                "undefined": None,
                "target": 0.5,
                "met": True,
                "band": "Fine",
                "inputs": {"won": 1.0, "closed": 2.0},
            }
        ],
        "notes": [],
    }


def test_parquet(sop, measured) -> None:
    asked = ("kpi", "run", "--data", "crm", "--period", "month", "--by", "region", *GIVEN)
    for name in ("a.parquet", "b.parquet"):
        assert sop(*asked, "--format", "parquet", "--output", name).code == 0
    assert Path("a.parquet").read_bytes() == Path("b.parquet").read_bytes()
    with duckdb.connect() as connection:
        found = connection.execute("FROM 'a.parquet' WHERE kpi = 'win-rate' AND value IS NOT NULL")
        rows = found.fetchall()
    assert [[str(cell) for cell in row[2:8]] for row in rows] == [
        ["2026-02", "2026-02-01", "2026-02-28", "dach", "0.5", "percent"],
        ["2026-04", "2026-04-01", "2026-04-30", "us", "1.0", "percent"],
    ]
    assert sop(*asked, "--format", "parquet") == (
        2,
        "",
        "sop: a Parquet file is no text: name a file with --output kpis.parquet\n",
    )


def test_a_file_for_the_table(sop, measured) -> None:
    code, out, err = sop("kpi", "run", "--data", "crm", *GIVEN, "--output", "kpis.txt")
    assert (code, out, err) == (0, "", "5 KPIs, 5 values · written to kpis.txt\n")
    assert Path("kpis.txt").read_text() == ALL


def test_sql_needs_no_data(sop, measured) -> None:
    code, out, err = sop("kpi", "run", "win-rate", "--sql", "spark", "--by", "region")
    assert (code, err) == (0, "")
    assert out == (
        "-- big-deals, by closed_on: win-rate.won, win-rate.closed\n"
        "SELECT\n"
        "  `region` AS `region`,\n"
        "  COUNT(CASE WHEN `stage` = 'won' THEN 1 END) AS `win_rate__won`,\n"
        "  COUNT(CASE WHEN `stage` IN ('won', 'lost') THEN 1 END) AS `win_rate__closed`\n"
        "FROM `big_deals`\n"
        "WHERE\n"
        "  NOT `closed_on` IS NULL\n"
        "GROUP BY\n"
        "  `region`;\n"
    )


def test_what_is_entered_in_a_file(sop, measured) -> None:
    Path("crm/entered.csv").write_text(
        "kpi,input,from,to,region,value\n"
        "coverage,quota,2026-01-01,2026-12-31,us,2000\n"
        "coverage,quota,2026-01-01,2026-12-31,dach,4000 USD\n"
    )
    out = sop("kpi", "run", "coverage", "--data", "crm", "--by", "region", "-q").out
    assert out == (
        "Coverage · coverage\n"
        "region  value\n"
        "–           –  quota is entered by hand, and no value is there\n"
        "dach        0\n"
        "us        0.5\n"
    )


def test_notes_are_talk(sop, measured) -> None:
    with Path("crm/big-deals.csv").open("a") as file:
        file.write("a,2026-01-05,2026-02-10,won,1,1,mars,\n")
    code, _, err = sop("kpi", "run", "win-rate", "--data", "crm", "--by", "region")
    assert (code, err) == (
        0,
        "note: big-deals.csv: ‘deal_id’ repeats in 1 row, which count twice: `sop data check` lists them\n"
        "note: the data has the region ‘mars’, which the dimension does not have\n"
        "1 KPI, 3 values\n",
    )


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["win-rat", "--data", "crm"], "there is no KPI ‘win-rat’, did you mean ‘win-rate’?"),
        (["win-rate"], "there is no data: name a folder with --data DIR, or ask for --sql"),
        (["--data", "nowhere"], "there is no folder or DuckDB file ‘nowhere’"),
        (["--data", "sops"], "there is no file for the dataset ‘big-deals’ in ‘sops’: put ‘big-deals.csv’, .parquet or .json there"),
        (["--data", "crm/big-deals.csv"], "there is no folder or DuckDB file ‘crm/big-deals.csv’"),
        (["win-rate", "--data", "crm", "--by", "planet"], "the dataset ‘big-deals’ has no field ‘planet’: ‘won’ of the KPI ‘win-rate’ needs it"),
        (["win-rate", "--data", "crm", "--by", "contact"], "‘contact’ of the dataset ‘big-deals’ is personal data, which is never printed: group by something else"),
        (["--data", "crm", "--from", "soon"], "--from: "),
        (["--data", "crm", "--from", "2026-02-01", "--to", "2026-01-01"], "--to 2026-01-01 lies before --from 2026-02-01"),
        (["--data", "crm", "--set", "quota=3"], "--set takes a KPI, an input and a value, as a.b=3, not ‘quota=3’"),
        (["--data", "crm", "--set", "coverage.quote=3"], "--set coverage.quote: the KPI ‘coverage’ has no input ‘quote’"),
        (["--data", "crm", "--set", "coverage.quota=many"], "--set coverage.quota: “many” is no number: write one such as 1200, 25%, 50,000 USD or 90 days"),
        (["--data", "crm", "--output", "no/where.csv", *GIVEN], "cannot write ‘no/where.csv’: make the folder ‘no’ first"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_sentence(sop, measured, asked, sentence) -> None:
    code, out, err = sop("kpi", "run", *asked)
    assert (code, out) == (2, "")
    assert err.startswith(f"sop: {sentence}")
    assert err.count("\n") == 1


def test_a_plot(sop, measured) -> None:
    asked = ("kpi", "run", "win-rate", "--data", "crm", "--period", "month", "--by", "region", "-q")
    assert sop(*asked, "--plot", "trend.svg") == (0, MONTHS, "")
    drawn = Path("trend.svg").read_text()
    assert ElementTree.fromstring(drawn).tag == "{http://www.w3.org/2000/svg}svg"
    assert (
        "dach: 50.0% in 2026-02, 50.0% in 2026-02; lowest 50.0% in 2026-02, highest 50.0% in "
        "2026-02. us: 100.0% in 2026-04, 100.0% in 2026-04; lowest 100.0% in 2026-04, highest "
        "100.0% in 2026-04. The target is 50.0%."
    ) in drawn
    assert sop(*asked, "--plot", "again.svg").code == 0
    assert Path("again.svg").read_text() == drawn


def test_a_plot_for_a_slide(sop, measured) -> None:
    asked = ("kpi", "run", "win-rate", "--data", "crm", "--period", "month", "-q")
    assert sop(*asked, "--plot", "trend.png").code == 0
    drawn = Path("trend.png").read_bytes()
    assert drawn[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", drawn[16:24]) == (2 * WIDTH, 2 * HEIGHT)
    assert sop(*asked, "--by", "region", "--plot", "other.png").code == 0
    assert Path("other.png").read_bytes() != drawn


def test_a_plot_without_letters_is_none(sop, measured, monkeypatch) -> None:
    monkeypatch.setattr(raster, "FONTS", ("Arial Nowhere", "Helvetica Nowhere"))
    asked = ("kpi", "run", "win-rate", "--data", "crm", "--period", "month", "-q")
    assert sop(*asked, "--plot", "a.png") == (
        2,
        "",
        "sop: cannot draw ‘a.png’: this machine has none of the fonts Arial Nowhere, Helvetica "
        "Nowhere: install one, or write a .svg file\n",
    )
    assert not Path("a.png").exists()


def test_a_hostile_group_does_not_break_a_plot(sop, measured) -> None:
    with Path("crm/big-deals.csv").open("a") as file:
        file.write("x,2026-02-01,2026-02-10,won,1,1,<b>\x1b[2J\x01,\n")
    asked = ("win-rate", "--data", "crm", "--by", "region", "--period", "month")
    assert sop("kpi", "run", *asked, "--plot", "a.svg").code == 0
    root = ElementTree.fromstring(Path("a.svg").read_text())
    assert any("<b>\\x1b" in str(element.text) for element in root.iter())


def test_entries_lie_beside_a_duckdb_file_too(sop, measured) -> None:
    with duckdb.connect("crm/company.duckdb") as made:
        made.execute("CREATE TABLE big_deals AS FROM 'crm/big-deals.csv'")
    Path("crm/entered.csv").write_text(
        "kpi,input,from,to,value\ncoverage,quota,2026-01-01,2026-12-31,2100.5\n"
    )
    out = sop("kpi", "run", "coverage", "--data", "crm/company.duckdb", "-q").out
    assert out == "KPI       value\nCoverage    0.5\n"


@pytest.mark.parametrize("wrong", [["--plot", "a.svg"], ["--period", "month", "--plot", "a.gif"]])
def test_a_plot_that_cannot_be(sop, measured, wrong) -> None:
    assert sop("kpi", "run", "--data", "crm", *wrong) == (
        2,
        "",
        "sop: a plot is a picture of a trend: write --period month --plot FILE.svg or FILE.png\n",
    )


def test_a_plot_of_too_many_lines(sop, measured) -> None:
    with Path("crm/big-deals.csv").open("a") as file:
        file.writelines(f"r{n},2026-01-05,2026-02-10,won,1,1,r{n},\n" for n in range(9))
    asked = ("win-rate", "--data", "crm", "--by", "region", "--period", "year")
    code, out, err = sop("kpi", "run", *asked, "--plot", "a.svg", "-q")
    assert (code, out) == (2, "")
    assert err == "sop: cannot draw ‘a.svg’: 11 lines cannot be told apart: at most 8 can\n"


def test_a_hostile_value_does_not_act(sop, measured) -> None:
    with Path("crm/big-deals.csv").open("a") as file:
        file.write("x,\x1b[2J,,won,1,1,dach,\n")
    code, out, err = sop("kpi", "run", "open-value", "--data", "crm")
    assert (code, out) == (2, "")
    assert "such" not in err
    assert "“\\x1b[2J”" in err


def test_nothing_heavy_is_loaded_by_the_table_of_contents() -> None:
    code = "import sys, salesops_sop.cli.kpi; print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", code], text=True).split()
    assert not {"duckdb", "sqlglot"} & set(loaded)


def test_a_process_of_its_own(process, measured) -> None:
    assert process("kpi", "run", "--data", "crm", *GIVEN, "-q") == (0, ALL, "")
    assert not list(Path().glob(".tmp*"))
    assert sorted(path.name for path in Path().iterdir()) == ["crm", "sops"]


def test_a_retired_kpi_is_not_computed(sop, measured) -> None:
    Path("sops/old.yaml").write_text(
        "kind: kpi\nid: old\ntitle: Old\ncontrol: {owner: boss, status: retired}\nowner: boss\n"
        "formula: a\nunit: USD\ninputs:\n  a: {title: a, unit: USD, entered_by: boss}\n"
    )
    sentence = "sop: ‘old’ is retired: `sop kpi show old` says what it was\n"
    assert sop("kpi", "run", "old", "--data", "crm") == (2, "", sentence)
