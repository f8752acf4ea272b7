"""The house stands as it is drawn: floors, doors, locks, and what a wheel holds."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "salesops_sop"
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")
LOCKS = ["site.txt", "test.txt", "engines.txt", "judges.txt", "properdocs.txt"]

# An import, where it must not stand, and the contract that it breaks.
FORBIDDEN = [
    ("from salesops_sop import cli", "base", "a module imports only from floors below its own"),
    ("from salesops_sop import report", "site", "a module imports only from floors below its own"),
    ("import yaml", "lint", "YAML is read in one place"),
    ("import jsonschema", "lint", "JSON Schema is checked in one place"),
    ("import git", "rules", "git is asked in one place"),
    ("from mkdocs.config import Config", "site", "MkDocs is spoken to in one place"),
    ("import click", "report", "only the command line knows a terminal"),
    ("import lark", "rules", "formulas are parsed in one place"),
    ("import msgspec", "rules", "records are made by the handbook"),
    ("import resvg_py", "site", "pictures become pixels in one place"),
    ("import sqlglot", "rules", "SQL is written in one place"),
    ("import duckdb", "report", "DuckDB is opened in one place"),
    ("import pyspark", "warehouse", "Spark is started in one place"),
    ("import psycopg", "warehouse", "PostgreSQL is connected to in one place"),
    (
        "from salesops_sop import history",
        "warehouse",
        "a module imports only from floors below its own",
    ),
]


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted((PACKAGE / "base").glob("*.py")), ids=lambda p: p.stem)
def test_the_ground_floor_imports_the_standard_library_only(path: Path) -> None:
    strangers = {
        name
        for name in _imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not name.startswith("salesops_sop.base")
    }
    assert not strangers


def test_the_floors_hold() -> None:
    answer = _lint_imports(ROOT)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize(("line", "room", "contract"), FORBIDDEN, ids=[f[0] for f in FORBIDDEN])
def test_a_forbidden_import_is_caught(tmp_path: Path, line: str, room: str, contract: str) -> None:
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / PACKAGE.name / room / "planted.py").write_text(f"{line}\n", encoding="utf-8")
    answer = _lint_imports(tmp_path)
    assert answer.returncode == 1, answer.stdout
    broken = re.findall(r"^(.+?) BROKEN", answer.stdout, re.MULTILINE)
    assert broken == [contract]
    assert f"salesops_sop.{room}.planted" in answer.stdout


def test_a_new_package_needs_a_floor(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / PACKAGE.name / "attic").mkdir()
    (tmp_path / PACKAGE.name / "attic" / "__init__.py").touch()
    assert _lint_imports(tmp_path).returncode == 1


def test_no_module_is_named_after_nothing() -> None:
    names = {path.stem for path in PACKAGE.rglob("*.py")} | {p.name for p in PACKAGE.rglob("*/")}
    assert not names & {"utils", "util", "helpers", "common", "manager", "misc"}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_requirement_by_hash_and_names_no_host(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)
    pins = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []


def test_the_locks_hold_what_the_project_asks_for(project: dict[str, Any]) -> None:
    site, test = _pinned("site.txt"), _pinned("test.txt")
    groups = project["dependency-groups"]
    runtime = {_name(requirement) for requirement in project["project"]["dependencies"]}
    assert runtime | {_name(requirement) for requirement in groups["build"]} <= site.keys()
    assert {_name(requirement) for requirement in groups["test"]} <= test.keys()
    assert {name: test.get(name) for name in site} == site
    engines = _pinned("engines.txt")
    assert {_name(requirement) for requirement in groups["engines"]} <= engines.keys()
    shared = engines.keys() & test.keys()
    assert {name: engines[name] for name in shared} == {name: test[name] for name in shared}


def test_an_extra_is_what_it_is_tested_with(project: dict[str, Any]) -> None:
    extras = project["project"]["optional-dependencies"]
    assert {"fast", "postgres", "spark"} == extras.keys()
    groups = project["dependency-groups"]
    tested = {
        name for group in ("engines", "test") for name in groups[group] if isinstance(name, str)
    }
    assert all(set(needed) <= tested for needed in extras.values())


def test_a_wheel_holds_the_handbook_and_what_the_site_is_made_of(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    data = "salesops_sop/_data/"
    assert {data + "mkdocs.yml", data + "sops/handbook.yaml", "salesops_sop/py.typed"} <= held
    for folder in ("schemas", "site", "sops"):
        files = _files_in_git(folder)
        assert files
        assert {data + file for file in files} <= held
    assert not [name for name in held if name.startswith((data + "site/public", "tests/"))]


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            names.add(node.module or "")
    return names


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(LINT_IMPORTS), "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def _pinned(lock: str) -> dict[str, set[str]]:
    """Name → versions; several where a marker chooses."""
    pins: dict[str, set[str]] = {}
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    for name, version in re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", text, re.MULTILINE):
        pins.setdefault(name, set()).add(version)
    return pins


def _name(requirement: str) -> str:
    return re.split(r"[<>=~! \[;]", requirement.lower(), maxsplit=1)[0]


def _files_in_git(folder: str) -> list[str]:
    command = ["git", "-c", "core.quotePath=false", "ls-files", "-z", "--", folder]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [file for file in answer.stdout.split("\0") if file]
