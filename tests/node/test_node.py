"""The packages that judge our exports are the locked ones, and their lock names no host."""

import json
from pathlib import Path

import pytest

from tests.node.running import run

HERE = Path(__file__).resolve().parent
LOCK = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))
ASKED = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]


def test_what_is_asked_for_is_installed() -> None:
    answer = run(HERE / "versions.js", sorted(ASKED))
    assert answer["node"].startswith("v24.")
    assert answer["installed"] == ASKED


def test_the_lock_is_of_what_is_asked_for() -> None:
    assert LOCK["packages"][""]["dependencies"] == ASKED


def test_the_lock_pins_every_package_by_hash_and_names_no_host() -> None:
    packages = {name: about for name, about in LOCK["packages"].items() if name}
    assert len(packages) > len(ASKED)
    assert [name for name, about in packages.items() if "sha512-" not in about["integrity"]] == []
    assert [name for name, about in packages.items() if "resolved" in about] == []


def test_a_script_that_fails_says_why(tmp_path: Path) -> None:
    script = tmp_path / "broken.js"
    script.write_text('throw new Error("no such table");', encoding="utf-8")
    with pytest.raises(RuntimeError, match=r"broken\.js: (?s:.*)no such table"):
        run(script, None)
