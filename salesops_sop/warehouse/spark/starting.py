"""Starts Spark, which says nothing meanwhile, and ends it."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pyspark import SparkConf, SparkContext
from pyspark.java_gateway import launch_gateway
from pyspark.sql import SparkSession

from salesops_sop.base.errors import EnvironmentProblem
from salesops_sop.warehouse.plan import PlanError
from salesops_sop.warehouse.spark import java
from salesops_sop.warehouse.spark.saying import ERRORS, sentence

SECONDS_TO_END = 20
_QUIET = {
    "spark.app.name": "salesops-sop",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
_ALONE = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
}
"""Settings for one machine; a cluster has its own, in spark-defaults.conf."""


@contextmanager
def started(connection: str, timezone: str) -> Iterator[Any]:
    """A session of Spark, which says nothing while it starts and is gone afterwards."""
    master = connection if connection.startswith("spark://") else connection.partition(":")[2]
    if not master:
        raise PlanError("‘spark:’ needs the name of a master, as spark:local[*]")
    settings = {**_QUIET, "spark.master": master, "spark.sql.session.timeZone": timezone}
    if master.startswith("local"):
        settings |= _ALONE
    configured = SparkConf().setAll(list(settings.items()))
    with TemporaryDirectory(prefix="sop-") as folder:
        chatter = Path(folder, "chatter")
        with _launched(configured, Path(folder), chatter) as gateway:
            try:
                context = SparkContext(conf=configured, gateway=gateway)
            except ERRORS as error:
                raise EnvironmentProblem(f"Spark did not start: {sentence(error)}") from None
            try:
                yield SparkSession(context)
            finally:
                context.stop()


@contextmanager
def _launched(configured: Any, folder: Path, chatter: Path) -> Iterator[Any]:
    """Java with Spark in it, whose chatter goes to a file."""
    before = os.environ.get("JAVA_HOME")
    found = java.home(folder)
    try:
        if found:
            os.environ["JAVA_HOME"] = str(found)
        with chatter.open("wb") as file:
            gateway = launch_gateway(configured, {"stdout": file, "stderr": file})
    except ERRORS:
        why = _reason(chatter.read_text(encoding="utf-8", errors="replace"))
        raise EnvironmentProblem(
            f"Spark did not start{why}: it needs Java {java.OLDEST} or newer, on the PATH or in "
            "JAVA_HOME"
        ) from None
    finally:
        if before is None:
            os.environ.pop("JAVA_HOME", None)
        else:
            os.environ["JAVA_HOME"] = before
    try:
        yield gateway
    finally:
        gateway.shutdown()
        gateway.proc.stdin.close()  # which is how Java hears that it should end
        gateway.proc.wait(SECONDS_TO_END)
        SparkContext._gateway = SparkContext._jvm = None  # else the next start takes the dead one


def _reason(chatter: str) -> str:
    lines = [line.strip() for line in chatter.splitlines()]
    found = [line for line in lines if re.search("error|exception|not set", line, re.IGNORECASE)]
    return f" ({found[0]})" if found else ""
