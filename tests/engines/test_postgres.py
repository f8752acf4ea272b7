"""PostgreSQL reads, and cannot write; what is wrong is said in a sentence without a password."""

from pathlib import Path

import pytest

from salesops_sop.base.errors import EnvironmentProblem
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Dataset
from salesops_sop.warehouse.periods import Span
from salesops_sop.warehouse.plan import PlanError, needs, plan
from salesops_sop.warehouse.running import Computed, Question, compute
from tests.engines.server import PASSWORD, Server
from tests.warehouse.small import HEAD, ROWS, handbook_of

HANDBOOK = handbook_of()
MONTHS = Span(unit="month")
NEEDED = needs(plan(HANDBOOK, ["win-rate", "open-value"], ("region",)).queries)


@pytest.fixture
def filled(server: Server, folder: Path) -> Server:
    (folder / "big-deals.csv").write_text(f"{HEAD}\n{ROWS}", encoding="utf-8")
    server.fill("small", HANDBOOK.all(Dataset), folder)
    return server


def asked(server: Server, schema: str = "small", handbook: Handbook = HANDBOOK) -> Computed:
    return compute(handbook, Question(("win-rate", "open-value")), None, server.url(schema))


def refused(server: Server, *statements: str) -> str:
    server.run("SET search_path = small", *statements)
    with pytest.raises(PlanError) as caught:
        asked(server)
    said = str(caught.value)
    assert "\n" not in said
    return said


def test_nothing_can_be_written(filled) -> None:
    from salesops_sop.warehouse.postgres import opened

    for statement in ("DELETE FROM big_deals", "CREATE TABLE x (a int)", "SELECT setval('s', 1)"):
        with opened(filled.url("small"), None, NEEDED, "UTC") as postgres:
            filled.run("CREATE SEQUENCE IF NOT EXISTS small.s")
            with pytest.raises(PlanError, match="read-only transaction"):
                postgres.run(statement)


def test_a_query_that_takes_too_long_is_stopped(filled, monkeypatch) -> None:
    from salesops_sop.warehouse import postgres

    monkeypatch.setattr(postgres, "SECONDS_OF_A_STATEMENT", 1)
    with (
        postgres.opened(filled.url("small"), None, NEEDED, "UTC") as found,
        pytest.raises(PlanError, match=r"took more than .* was stopped: ask for fewer KPIs"),
    ):
        found.run("SELECT pg_sleep(30)")


def test_days_are_those_of_the_time_zone(filled) -> None:
    from salesops_sop.warehouse.postgres import opened

    moment = "SELECT CAST(CAST(timestamptz '2026-03-01T02:30:00Z' AS date) AS text)"
    for zone, day in (("America/New_York", "2026-02-28"), ("Asia/Tokyo", "2026-03-01")):
        with opened(filled.url("small"), None, NEEDED, zone) as postgres:
            assert postgres.run(moment) == [(day,)]


def test_all_queries_see_the_same_rows(filled) -> None:
    from salesops_sop.warehouse.postgres import opened

    with opened(filled.url("small"), None, NEEDED, "UTC") as postgres:
        before = postgres.run("SELECT count(*) FROM big_deals")
        filled.run("INSERT INTO small.big_deals (deal_id) VALUES ('later')")
        assert postgres.run("SELECT count(*) FROM big_deals") == before == [(5,)]


def test_a_table_that_is_missing(filled) -> None:
    assert refused(filled, "DROP TABLE big_deals") == (
        "there is no table ‘big_deals’ on the search path of PostgreSQL: the dataset ‘big-deals’ "
        "is read from a table or view of that name"
    )


def test_a_column_that_is_missing(filled) -> None:
    assert refused(filled, "ALTER TABLE big_deals DROP COLUMN amount") == (
        "the table ‘big_deals’ has no column ‘amount’ of the dataset ‘big-deals’ (‘value’ of the "
        "KPI ‘open-value’ needs it)"
    )


def test_a_column_of_another_type(filled) -> None:
    assert refused(filled, "ALTER TABLE big_deals ALTER amount TYPE text") == (
        "the table ‘big_deals’: ‘amount’ of the dataset ‘big-deals’ is declared as number and is "
        "text there: change one of the two, or make a view (‘value’ of the KPI ‘open-value’ needs "
        "it)"
    )


def test_a_share_of_eighty(filled) -> None:
    assert refused(filled, "UPDATE big_deals SET chance = 80 WHERE deal_id = 'd'") == (
        "the table ‘big_deals’: ‘chance’ of the dataset ‘big-deals’ is a share from 0 to 1, and "
        "more than 1.5 in 1 row: divide it by 100 in a view (‘value’ of the KPI ‘open-value’ needs "
        "it)"
    )


def test_a_day_that_no_calendar_holds(filled) -> None:
    filled.run("UPDATE small.big_deals SET closed_on = 'infinity' WHERE deal_id = 'a'")
    with pytest.raises(PlanError, match=r"^PostgreSQL: ") as caught:
        compute(HANDBOOK, Question(("win-rate",), span=MONTHS), None, filled.url("small"))
    assert "\n" not in str(caught.value)


def test_views_enumerations_and_decimals_are_read(filled) -> None:
    filled.run(
        "SET search_path = small",
        "CREATE TYPE stage AS ENUM ('open', 'won', 'lost')",
        "ALTER TABLE big_deals ALTER stage TYPE stage USING stage::stage",
        "ALTER TABLE big_deals ALTER amount TYPE numeric(12, 2)",
        "ALTER TABLE big_deals ALTER opened_on TYPE timestamp",
        "ALTER TABLE big_deals RENAME TO deals_of_crm",
        "CREATE VIEW big_deals AS SELECT * FROM deals_of_crm",
    )
    values = {a.definition.kpi.id: str(a.result) for a in asked(filled).answers}
    assert values == {"win-rate": "2/3", "open-value": "4201/4"}


CONNECTIONS = [
    ("postgresql://sop:{password}@/postgres?host={socket}/no", EnvironmentProblem, "PostgreSQL cannot be reached: "),
    ("postgresql://sop:wrong-{password}@/postgres?host={socket}", EnvironmentProblem, "authentication failed"),
    ("postgresql://sop:{password}@/nothing?host={socket}", EnvironmentProblem, "does not exist"),
    ("postgresql://sop:{password}%zz@/postgres", PlanError, "the connection is no PostgreSQL URL: "),
    ("postgresql:sop:{password}", PlanError, "the connection is no PostgreSQL URL: "),
    ("postgresql://sop@/postgres?host={socket}&password={password}&port=x", EnvironmentProblem, "PostgreSQL cannot be reached: "),
    ("postgresql://sop@/postgres?nothing={password}", PlanError, "the connection is no PostgreSQL URL: "),
]  # fmt: skip


@pytest.mark.parametrize(("url", "kind", "said"), CONNECTIONS)
def test_a_connection_that_fails_tells_no_password(server, url, kind, said) -> None:
    with pytest.raises(kind) as caught:
        compute(
            HANDBOOK,
            Question(("win-rate",)),
            None,
            url.format(password=PASSWORD, socket=server.socket),
        )
    assert said in str(caught.value)
    assert PASSWORD not in str(caught.value)
    assert "\n" not in str(caught.value)
