"""Which engine a connection names; one that is not installed is named with what installs it."""

import sys

import pytest

from salesops_sop.base.errors import EnvironmentProblem
from salesops_sop.warehouse.engines import opened
from salesops_sop.warehouse.plan import PlanError


@pytest.mark.parametrize(
    ("connection", "missing", "message"),
    [
        ("spark:local[*]", "pyspark", "Spark needs a part that is not installed (pyspark): pip install 'salesops-sop[spark]'"),
        ("SPARK://host:7077", "pyspark", "Spark needs a part that is not installed (pyspark): pip install 'salesops-sop[spark]'"),
        ("postgresql://host/x", "psycopg", "PostgreSQL needs a part that is not installed (psycopg): pip install 'salesops-sop[postgres]'"),
        ("postgres://host/x", "psycopg", "PostgreSQL needs a part that is not installed (psycopg): pip install 'salesops-sop[postgres]'"),
    ],
)  # fmt: skip
def test_an_engine_that_is_not_installed(monkeypatch, connection, missing, message) -> None:
    for module in [name for name in sys.modules if name.startswith("salesops_sop.warehouse.")]:
        if module.split(".")[2] in ("spark", "postgres"):
            monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(EnvironmentProblem) as caught, opened(None, connection, {}, "UTC"):
        pass
    assert str(caught.value) == message


@pytest.mark.parametrize("connection", ["mysql://host/x", "host", "", "postgresqlx://a", "/data"])
def test_a_connection_that_is_none(connection: str) -> None:
    with (
        pytest.raises(PlanError, match=r"^a connection begins with postgresql:// or spark:, as"),
        opened(None, connection, {}, "UTC"),
    ):
        pass


def test_no_data_at_all() -> None:
    with (
        pytest.raises(PlanError, match=r"^there is no data: name a folder with --data, or a"),
        opened(None, None, {}, "UTC"),
    ):
        pass
