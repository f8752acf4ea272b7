"""The engine that is asked: DuckDB over files unless a connection names another one."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from salesops_sop.base.errors import EnvironmentProblem
from salesops_sop.warehouse.plan import Need, PlanError
from salesops_sop.warehouse.sql.names import Select

CONNECTIONS = {
    "postgresql": ("postgres", "PostgreSQL"),
    "postgres": ("postgres", "PostgreSQL"),
    "spark": ("spark", "Spark"),
}
"""From what a connection begins with to our module, which is the name of the extra, and a name."""


class Engine(Protocol):
    """Something that answers compiled queries; `notes` are sentences on what it noticed."""

    notes: list[str]

    def rows(self, select: Select) -> list[tuple[Any, ...]]:
        """The rows of a query; raises PlanError with the engine's reason where it fails."""


@contextmanager
def opened(
    data: Path | None, connection: str | None, needs: Mapping[str, Need], timezone: str
) -> Iterator[Engine]:
    """Open the engine in which the datasets are there as they are declared.

    `connection` is `postgresql://…` or `spark:…`; without one DuckDB reads `data`. Days of moments
    are those of `timezone`. Raises PlanError for data that is not as declared, and
    EnvironmentProblem where the engine is not installed.
    """
    if connection is not None:
        with _module(connection).opened(connection, data, needs, timezone) as found:
            yield found
        return
    if data is None:
        raise PlanError("there is no data: name a folder with --data, or a --connection")
    duck = import_module("salesops_sop.warehouse.duck")
    with duck.opened(data, needs, timezone) as found:
        yield found


def _module(connection: str) -> Any:
    scheme = connection.partition(":")[0].casefold()
    if scheme not in CONNECTIONS:
        raise PlanError(
            "a connection begins with postgresql:// or spark:, as postgresql://crm.example/sales "
            "or spark:local[*]"
        )
    module, name = CONNECTIONS[scheme]
    try:
        return import_module(f"salesops_sop.warehouse.{module}")
    except ImportError as error:
        package = str(error.name).partition(".")[0]
        raise EnvironmentProblem(
            f"{name} needs a part that is not installed ({package}): "
            f"pip install 'salesops-sop[{module}]'"
        ) from None
