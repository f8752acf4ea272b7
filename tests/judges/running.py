"""Asks programs that judge our exports, in the environment that `make test` makes for them."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PYTHON = Path(sys.prefix, "judges", "bin", "python")


def complaints(judge: str, files: Mapping[str, str]) -> list[str]:
    """What a script of this folder has against files, each sentence behind the name of its file."""
    assert PYTHON.exists(), "`make test` installs requirements/judges.txt into .venv/judges"
    script = Path(__file__).with_name(f"{judge}.py")
    done = subprocess.run(
        [PYTHON, script],
        input=json.dumps(dict(files)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said.keys() == files.keys()
    return [f"{name}: {message}" for name, messages in said.items() for message in messages]
