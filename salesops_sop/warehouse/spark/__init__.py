"""Spark: reads the declared columns of files or of its catalog, and answers."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from salesops_sop.warehouse.plan import Need
from salesops_sop.warehouse.spark.reading import load
from salesops_sop.warehouse.spark.saying import said
from salesops_sop.warehouse.spark.starting import started
from salesops_sop.warehouse.sql.names import Select
from salesops_sop.warehouse.sql.querying import written


class Spark:
    """A session with one view for each dataset."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.notes: list[str] = []

    def rows(self, select: Select) -> list[tuple[Any, ...]]:
        """The rows of a query that was built for the plan."""
        with said("Spark"):
            return [tuple(row) for row in self.session.sql(written(select, "spark")).collect()]

    def read(self, data: Path | None, needs: Mapping[str, Need]) -> None:
        """Make the views; raises PlanError for data that is not as declared."""
        for need in needs.values():
            load(self.session, data, need)


@contextmanager
def opened(
    connection: str, data: Path | None, needs: Mapping[str, Need], timezone: str
) -> Iterator[Spark]:
    """Start Spark and read the datasets: CSV and Parquet in `data`, or tables of its catalog.

    `connection` is `spark://HOST:PORT`, or `spark:` and what Spark calls a master, as
    `spark:local[*]` or `spark:yarn`. Raises PlanError for data that is not as declared, and
    EnvironmentProblem where Spark does not start.
    """
    with started(connection, timezone) as session:
        spark = Spark(session)
        spark.read(data, needs)
        yield spark
