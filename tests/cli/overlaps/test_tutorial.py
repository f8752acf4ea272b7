"""The tutorial shows what happens: its files are written, and its commands run."""

import os
import re
import subprocess
import sys
from pathlib import Path

from salesops_sop.base.resources import site_folder

PAGE = site_folder() / "docs" / "ownership-tutorial.md"
BLOCK = re.compile(r"(?:`([\w./-]+)`:\s*)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TODAY = "2026-11-23"


def test_the_tutorial_shows_what_happens(tmp_path):
    ran = []
    for file, language, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if file:
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_text(text, encoding="utf-8")
        elif language == "console":
            for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                typed, _, shown = part.partition("\n")
                assert timeless(run(typed.split()[1:], tmp_path)) == timeless(shown)
                ran.append(typed)
    assert ran == ["sop overlaps", "sop lint --select ownership"] * 2


def run(words: list[str], folder: Path) -> str:
    today = ["--today", TODAY] if words[0] == "lint" else []
    return subprocess.run(
        [sys.executable, "-m", "salesops_sop", *words, *today],
        cwd=folder,
        env={**os.environ, "COLUMNS": "100"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    ).stdout


def timeless(text: str) -> str:
    return re.sub(r"\d+\.\d s$", "N s", text, flags=re.MULTILINE)
