"""PostgreSQL: reads in one transaction that cannot write, and that ends when it takes too long."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import conninfo

from salesops_sop.base.errors import EnvironmentProblem
from salesops_sop.warehouse.declared import needed, refuse
from salesops_sop.warehouse.loading import MOST_SHARE, counted, is_share
from salesops_sop.warehouse.plan import Need, PlanError
from salesops_sop.warehouse.sql.names import Select, table
from salesops_sop.warehouse.sql.querying import too_large, written

SECONDS_TO_CONNECT = 10
SECONDS_OF_A_STATEMENT = 600

_KINDS = {
    "text": "text",
    "character varying": "text",
    "character": "text",
    "citext": "text",
    "name": "text",
    "uuid": "text",
    "date": "day",
    "timestamp with time zone": "moment",
    "timestamp without time zone": "moment",
    "smallint": "integer",
    "integer": "integer",
    "bigint": "integer",
    "numeric": "number",
    "real": "number",
    "double precision": "number",
    "boolean": "boolean",
}
"""From PostgreSQL's types to what their values are."""

_COLUMNS = """\
SELECT attname, CASE typtype WHEN 'e' THEN 'text' ELSE format_type(basetype, NULL) END
FROM (
  SELECT attname, attnum, typtype, COALESCE(NULLIF(typbasetype, 0), atttypid) AS basetype
  FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
  WHERE attrelid = to_regclass(quote_ident(%s)) AND attnum > 0 AND NOT attisdropped
) AS found ORDER BY attnum"""


class Postgres:
    """An open transaction, all queries of which see the same rows."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self.connection = connection
        self.notes: list[str] = []

    def rows(self, select: Select) -> list[tuple[Any, ...]]:
        """The rows of a query that was built for the plan."""
        return self.run(written(select, "postgres"))

    def run(self, sql: str, values: tuple[object, ...] | None = None) -> list[tuple[Any, ...]]:
        """The rows of a statement; raises PlanError with PostgreSQL's own words."""
        try:
            found = self.connection.execute(sql, values)
            return list(found.fetchall())
        except psycopg.errors.QueryCanceled:
            raise PlanError(
                f"PostgreSQL took more than {SECONDS_OF_A_STATEMENT // 60} minutes for a query and "
                "was stopped: ask for fewer KPIs or days, or add an index on the days"
            ) from None
        except psycopg.Error as error:
            raise PlanError(f"PostgreSQL: {_sentence(error)}") from None


@contextmanager
def opened(
    connection: str, data: Path | None, needs: Mapping[str, Need], timezone: str
) -> Iterator[Postgres]:
    """Connect, and see that the tables have the columns that are needed.

    A dataset is the table of its name on the search path. `data` may hold inputs that people enter
    and nothing else. Raises PlanError, in which no password stands, and EnvironmentProblem where
    the server cannot be reached.
    """
    with _connected(connection, timezone) as made:
        postgres = Postgres(made)
        for need in needs.values():
            _check(postgres, need)
        yield postgres


@contextmanager
def _connected(url: str, timezone: str) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    try:
        parts = conninfo.conninfo_to_dict(url, connect_timeout=SECONDS_TO_CONNECT)
    except psycopg.ProgrammingError:  # its words repeat the URL, and the password in it
        raise PlanError(
            "the connection is no PostgreSQL URL: write it as postgresql://USER@HOST/DATABASE, and "
            "the password in PGPASSWORD or ~/.pgpass"
        ) from None
    try:
        made = psycopg.connect(conninfo.make_conninfo("", **parts), autocommit=False)
    except psycopg.OperationalError as error:
        said = _sentence(error, str(parts.get("password") or ""))
        raise EnvironmentProblem(f"PostgreSQL cannot be reached: {said}") from None
    try:
        made.read_only = True
        made.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        postgres = Postgres(made)
        limit = f"{SECONDS_OF_A_STATEMENT}s"
        postgres.run("SELECT set_config('statement_timeout', %s, true)", (limit,))
        postgres.run("SELECT set_config('TimeZone', %s, true)", (timezone,))
        yield made
    finally:
        made.close()  # what is open is rolled back


def _sentence(error: psycopg.Error, password: str = "") -> str:
    """The first line of an error, without the password."""
    said = str(error).strip().partition("\n")[0]
    said = re.sub(r"^(connection failed: )", "", said)
    return said.replace(password, "…") if password else said


def _check(postgres: Postgres, need: Need) -> None:
    name = table(need.dataset.id)
    there = dict(postgres.run(_COLUMNS, (name,)))
    if not there:
        raise PlanError(
            f"there is no table ‘{name}’ on the search path of PostgreSQL: the dataset "
            f"‘{need.dataset.id}’ is read from a table or view of that name"
        )
    shown = f"the table ‘{name}’"
    for field in needed(shown, need, there):
        refuse(shown, need, field, _KINDS.get(there[field.name], ""))
        if is_share(field):
            ((count,),) = postgres.rows(too_large(need.dataset.id, field.name, MOST_SHARE))
            if count:
                raise PlanError(
                    f"{shown}: ‘{field.name}’ of the dataset ‘{need.dataset.id}’ is a share from 0 "
                    f"to 1, and more than {MOST_SHARE} in {counted(count)}: divide it by 100 in a "
                    f"view{need.why(field.name)}"
                )
