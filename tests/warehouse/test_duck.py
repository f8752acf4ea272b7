"""DuckDB reads the declared files and nothing else, and says in a sentence what is wrong there."""

from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesops_sop.warehouse.duck import Duck, opened
from salesops_sop.warehouse.plan import Need, PlanError, needs, plan
from tests.warehouse.small import HEAD, ROWS, handbook_of

HANDBOOK = handbook_of()
NEEDED = needs(plan(HANDBOOK, ["win-rate", "open-value"], ("region",)).queries)


def read(path: Path, fields: tuple[str, ...] = ()) -> list[tuple[object, ...]]:
    """All rows of the deals as they were read."""
    wanted = NEEDED
    if fields:
        dataset = NEEDED["big-deals"].dataset
        wanted = {"big-deals": Need(dataset, dict.fromkeys(fields, "‘x’ of the KPI ‘y’"))}
    with opened(path, wanted, "America/New_York") as duck:
        return duck.run("FROM big_deals")


def test_declared_fields_with_declared_types(data) -> None:
    rows = read(data(), ("deal_id", "amount", "opened_on", "region"))
    assert [str(value) for value in rows[0]] == ["a", "2026-01-05", "1000.0", "dach"]
    assert rows[4][3] is None


@pytest.mark.parametrize("name", ["big-deals", "big_deals"])
@pytest.mark.parametrize("ending", ["csv", "parquet", "json", "ndjson", "jsonl"])
def test_every_format_gives_the_same(tmp_path, name: str, ending: str) -> None:
    source = tmp_path / "source.csv"
    source.write_text(f"{HEAD}\n{ROWS}")
    form = {"csv": "CSV", "parquet": "PARQUET", "json": "JSON, ARRAY true"}.get(ending, "JSON")
    folder = tmp_path / "data"
    folder.mkdir()
    duckdb.sql(f"COPY (FROM '{source}') TO '{folder}/{name}.{ending}' (FORMAT {form})")
    expected = read_source(source)
    assert read(folder) == expected
    assert len(expected) == 5


def read_source(source: Path) -> list[tuple[object, ...]]:
    (source.parent / "plain").mkdir()
    (source.parent / "plain" / "big-deals.csv").write_text(source.read_text())
    return read(source.parent / "plain")


def test_a_duckdb_file(tmp_path) -> None:
    (tmp_path / "big-deals.csv").write_text(f"{HEAD}\n{ROWS}")
    path = tmp_path / "company.duckdb"
    with duckdb.connect(str(path)) as made:
        made.execute(f"CREATE TABLE big_deals AS FROM '{tmp_path}/big-deals.csv'")
    assert read(path) == read(tmp_path)
    before = path.read_bytes()
    read(path)
    assert path.read_bytes() == before


def test_a_view_in_a_duckdb_file_reads_no_other_file(tmp_path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("stage,closed_on,region,amount,chance,opened_on\nx,,,,,\n")
    path = tmp_path / "company.duckdb"
    with duckdb.connect(str(path)) as made:
        made.execute(f"CREATE VIEW big_deals AS FROM '{secret}'")
    with pytest.raises(
        PlanError, match=r"company.duckdb: big_deals cannot be read: .*Cannot access"
    ):
        read(path)


MESSAGES = [
    (
        {"other": "a\n1\n"},
        "there is no file for the dataset ‘big-deals’ in ‘{}’: put ‘big-deals.csv’, .parquet or .json there",
    ),
    (
        {"big-deals": "a\n", "big_deals__json": "[]"},
        "the dataset ‘big-deals’ has several files in ‘{}’: ‘big-deals.csv’ and ‘big_deals.json’; keep one",
    ),
    (
        {"big-deals": "deal_id,stage\na,won\n"},
        "big-deals.csv has no column ‘opened_on’ of the dataset ‘big-deals’ (‘value’ of the KPI ‘open-value’ needs it)",
    ),
    (
        {"big-deals": f"{HEAD}\na,2026-01-05,,won,12,1,us,\nb,2026-01-05,,won,n/a,1,us,\nc,2026-01-05,,won,-,1,us,\n"},
        "big-deals.csv: ‘amount’ of the dataset ‘big-deals’ is no number in 2 rows, first in row 2: “n/a” (‘value’ of the KPI ‘open-value’ needs it)",
    ),
    (
        {"big-deals": f"{HEAD}\na,2026-02-30,,won,12,1,us,\n"},
        "big-deals.csv: ‘opened_on’ of the dataset ‘big-deals’ is no date in 1 row, first in row 1: “2026-02-30” (‘value’ of the KPI ‘open-value’ needs it)",
    ),
    (
        {"big-deals": f"{HEAD}\na,2026-02-03,,open,12,80,us,\n"},
        "big-deals.csv: ‘chance’ of the dataset ‘big-deals’ is a share from 0 to 1, and more than 1.5 in 1 row, first in row 1: “80”: divide it by 100 (‘value’ of the KPI ‘open-value’ needs it)",
    ),
    ({"big-deals": ""}, None),
    ({"big-deals": f"{HEAD}\n" + '"a\n'}, None),
    ({"big-deals__parquet": "PAR1 no PAR1"}, None),
    ({"big-deals__json": "{[}"}, None),
]  # fmt: skip


@pytest.mark.parametrize(("files", "message"), MESSAGES)
def test_what_cannot_be_read_is_said_in_a_sentence(data, files, message) -> None:
    folder = data(**files)
    with pytest.raises(PlanError) as caught:
        read(folder)
    said = str(caught.value)
    assert "\n" not in said
    if message:
        assert said == message.format(folder)
    else:
        assert said.startswith("big-deals.")


def test_bytes_that_are_no_text(tmp_path) -> None:
    (tmp_path / "big-deals.csv").write_bytes(
        f"{HEAD}\n".encode() + b"\xff\xfe,,,\xc3\x28,,,,\n" * 9
    )
    with pytest.raises(PlanError, match=r"^big-deals.csv cannot be read: "):
        read(tmp_path)


@pytest.mark.parametrize("value", ["inf", "nan", "1e400", "1,5", "0x10"])
def test_what_is_no_finite_number(data, value: str) -> None:
    row = f'a,2026-01-05,,won,"{value}",1,us,'
    with pytest.raises(PlanError, match=r"‘amount’ .* is no number in 1 row, first in row 1"):
        read(data(**{"big-deals": f"{HEAD}\n{row}\n"}))


def test_a_half_is_no_integer(data) -> None:
    folder = data(**{"big-deals": "deal_id,rank\na,5\nb,5.0\nc,5.6\n"})
    with pytest.raises(PlanError, match=r"‘rank’ .* is no integer in 1 row, first in row 3: “5.6”"):
        read(folder, ("rank",))


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_personal_value_is_never_printed(tmp_path, ending: str) -> None:
    (tmp_path / "x.csv").write_text("deal_id,salary\na,1\nb,secret\n")
    duckdb.sql(
        f"COPY (FROM read_csv('{tmp_path}/x.csv', all_varchar = true)) TO '{tmp_path}/big-deals.{ending}'"
    )
    with pytest.raises(PlanError) as caught:
        read(tmp_path, ("salary",))
    assert "‘salary’" in str(caught.value)
    assert "first in row 2 (" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_hostile_value_is_a_value(data) -> None:
    hostile = '"\'; DROP TABLE big_deals; --"'
    rows = read(
        data(**{"big-deals": f"{HEAD}\na,2026-01-05,,{hostile},1,1,{hostile},\n"}), ("stage",)
    )
    assert rows == [("'; DROP TABLE big_deals; --",)]


def test_a_folder_with_a_hostile_name(tmp_path) -> None:
    folder = tmp_path / "it's; DROP"
    folder.mkdir()
    (folder / "big-deals.csv").write_text(f"{HEAD}\n{ROWS}")
    assert len(read(folder)) == 5


def test_a_timestamp_is_placed_in_the_time_zone_of_the_handbook(data) -> None:
    stamps = ["2026-03-01T02:30:00Z", "2026-03-01 02:30:00", "2026-03-01T02:30:00+09:00"]
    folder = data(**{"big-deals": "deal_id,stamped_at\n" + "".join(f"x,{s}\n" for s in stamps)})
    dataset = NEEDED["big-deals"].dataset
    with opened(
        folder, {"big-deals": Need(dataset, {"stamped_at": ""})}, "America/New_York"
    ) as duck:
        days = duck.run("SELECT CAST(CAST(stamped_at AS DATE) AS VARCHAR) FROM big_deals")
    assert [day for (day,) in days] == ["2026-02-28", "2026-03-01", "2026-02-28"]


def test_doubtful_rows_are_noticed(data) -> None:
    folder = data(**{"big-deals": f"{HEAD}\n{ROWS}{ROWS}\n,2026-01-01,,won,1,1,us,\n"})
    with opened(folder, NEEDED) as duck:
        assert duck.notes == [
            "big-deals.csv: ‘deal_id’ is empty in 1 row",
            "big-deals.csv: ‘deal_id’ repeats in 5 rows, which count twice: `sop data check` lists them",
        ]


REFUSED = [
    "SELECT * FROM read_csv('{}/secret.csv')",
    "SELECT * FROM '{}/secret.csv'",
    "SELECT * FROM glob('{}/*')",
    "SELECT * FROM read_text('{}/secret.csv')",
    "COPY big_deals TO '{}/out.csv'",
    "COPY big_deals TO '{}/big-deals.csv'",
    "EXPORT DATABASE '{}/out'",
    "ATTACH '{}/other.duckdb'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "RESET lock_configuration",
    "SET allowed_paths = ['/']",
    "SET threads = 1",
    "PRAGMA temp_directory = '{}'",
    "CREATE SECRET (TYPE s3)",
    "SELECT * FROM secret_of_python",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_the_engine_is_locked(data, statement: str) -> None:
    secret_of_python = [1]
    folder = data()
    (folder / "secret.csv").write_text("a\n1\n")
    there = {path: path.read_bytes() for path in folder.iterdir()}
    with opened(folder, NEEDED) as duck, pytest.raises(PlanError):
        duck.run(statement.format(folder))
    assert secret_of_python
    assert {path: path.read_bytes() for path in folder.iterdir()} == there


def test_it_is_locked_before_it_reads(data, monkeypatch) -> None:
    settings: list[object] = []
    run = Duck.run

    def watched(self: Duck, sql: str) -> list[tuple[object, ...]]:
        if "read_csv" in sql:
            settings.append(run(self, "SELECT current_setting('lock_configuration')"))
        return run(self, sql)

    monkeypatch.setattr(Duck, "run", watched)
    read(data())
    assert settings
    assert set(map(str, settings)) == {"[(True,)]"}


BROKEN = st.binary(max_size=300) | st.lists(
    st.sampled_from([HEAD, *ROWS.splitlines(), '"', ",,,", "\n\n", "{}", "[", "\x00", "PAR1", "é"])
).map(lambda parts: "\n".join(parts).encode())


@settings(max_examples=60, deadline=None)
@given(ending=st.sampled_from(["csv", "json", "ndjson", "parquet", "duckdb"]), content=BROKEN)
def test_any_file_is_read_or_refused_in_a_sentence(ending: str, content: bytes) -> None:
    with TemporaryDirectory() as name:
        file = Path(name, f"big-deals.{ending}")
        file.write_bytes(content)
        said = ""
        try:
            read(file if ending == "duckdb" else Path(name))
        except PlanError as error:
            said = str(error)
        assert "\n" not in said
        assert "INTERNAL" not in said
        assert file.read_bytes() == content
        assert [path.name for path in Path(name).iterdir()] == [file.name]
