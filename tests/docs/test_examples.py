"""What the README and the guide show is what happens: every command is run, every example loads."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from salesops_sop.base.resources import site_folder
from salesops_sop.cli import sop
from salesops_sop.handbook import yamltree
from salesops_sop.handbook.loader import load
from tests.docs.generate import PAGES
from tests.docs.reading import Block, agrees, blocks, commands

TODAY = "2026-11-23"  # the day on which the examples were run
DOCS = site_folder() / "docs"
README = site_folder().parent / "README.md"
WRITTEN = [README, *sorted(path for path in DOCS.glob("*.md") if path.name not in PAGES)]


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_commands_print_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    """From top to bottom in one empty folder; files that the page names are written there.

    What a page shows of `examples/` it shows in a checkout.
    """
    if any("examples/" in block.text for block in blocks(page) if block.language == "console"):
        for name in ("examples", "sops"):
            (tmp_path / name).symlink_to(README.parent / name, target_is_directory=True)
    for block in blocks(page):
        if block.file:
            (tmp_path / block.file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / block.file).write_text(block.text, encoding="utf-8")
        elif block.language == "console":
            for typed, shown in commands(block):
                real = run(typed, tmp_path)
                assert agrees(shown, real), f"{page.name}:{block.line}: $ {typed}\n{real}"

    if page.name == "kpis-from-data.md":
        picture = (tmp_path / "close-rate.svg").read_text(encoding="utf-8")
        assert picture == (DOCS / "pictures" / "close-rate.svg").read_text(encoding="utf-8")


def run(typed: str, folder: Path) -> str:
    """Everything that a command prints in a terminal without colors."""
    typed = re.sub(r"\bsop lint\b(?!.*--today)", f"sop lint --today {TODAY}", typed)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["sh", "-c", typed],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "100", "SOURCE_DATE_EPOCH": "1795392000"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.stdout


YAML = [
    pytest.param(block, id=f"{page.name}:{block.line}")
    for page in [*WRITTEN, DOCS / "kinds.md"]
    for block in blocks(page)
    if block.language == "yaml"
]


@pytest.mark.parametrize("block", YAML)
def test_yaml_examples_load(block: Block) -> None:
    """Whole documents load; an extract of handbook.yaml does within it; others are YAML."""
    text = block.text
    if text.startswith(("rules:", "waivers:", "governance:", "releases:", "review:")):
        text = f"kind: handbook\ntitle: Handbook\n{text}"
    if text.startswith("kind:"):
        flaws = load({"sops/example.yaml": text}).flaws
        faults = [flaw for flaw in flaws if flaw.rule != "document/file-name"]
        assert [f"{flaw.position}: {flaw.message}" for flaw in faults] == []
    else:
        assert [flaw for tree in yamltree.parse(text, "block") for flaw in tree.problems] == []


@pytest.mark.parametrize(
    ("shown", "real", "is_agreed"),
    [
        ("a\n", "a", True),
        ("a\n…\nz\n", "a\nb\nc\nz\n", True),
        ("a … c\n", "a b c\n", True),
        ("2 pages in 0.1 s\n", "2 pages in 12.3 s\n", True),
        ("2 pages in 0.1 s\n", "3 pages in 0.1 s\n", False),
        ("a\n", "a\nb\n", False),
    ],
)
def test_what_agrees(shown: str, real: str, is_agreed: bool) -> None:
    assert agrees(shown, real) == is_agreed


def test_a_page_that_shows_something_else_would_be_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Write `a.txt`:\n\n```text\nA\n```\n\n```console\n$ cat a.txt\nB\n```\n")
    (tmp_path / "in").mkdir()
    with pytest.raises(AssertionError, match=r"page.md:7: \$ cat a.txt"):
        test_commands_print_what_the_page_shows(page, tmp_path / "in")


def test_the_readme_lists_the_commands_that_exist() -> None:
    listed = re.findall(r"^\| `sop (\w+)", README.read_text(encoding="utf-8"), re.MULTILINE)
    commands_there = [name for name in sop.listed if name != "help"]
    assert list(dict.fromkeys(listed)) == commands_there


@pytest.mark.parametrize("page", [README, *sorted(DOCS.glob("*.md"))], ids=lambda page: page.name)
def test_files_that_a_page_leads_to_exist(page: Path) -> None:
    text = re.sub(r"```.*?^```$|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.S | re.M)
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), target
