"""Errors of Spark in one sentence."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException

from salesops_sop.warehouse.plan import PlanError

ERRORS = (PySparkException, Py4JError)


@contextmanager
def said(what: str) -> Iterator[None]:
    """Errors of Spark as a sentence."""
    try:
        yield
    except ERRORS as error:
        raise PlanError(f"{what}: {sentence(error)}") from None


def sentence(error: Exception) -> str:
    """The first line of an error that is not about Java's calls, without Spark's code for it."""
    lines = [line for line in str(error).splitlines() if not line.startswith("An error occurred")]
    words = re.sub(r"^: |^[\w.]+(Exception|Error): ", "", (lines or [type(error).__name__])[0])
    return re.sub(r"^\[[A-Z0-9_.]+\] ", "", words).partition(" SQLSTATE: ")[0]
