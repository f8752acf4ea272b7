"""The table of contents: complete, quick to open, and every page of it teaches by example."""

import importlib
import os
import pkgutil
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

import salesops_sop
from salesops_sop.cli import sop as contents
from salesops_sop.cli.frame.command import Command, Contents

SLOW = ("duckdb", "git", "jinja2", "jsonschema", "mkdocs", "msgspec", "sqlglot", "yaml")
NO_COMMANDS = {"frame"}


def _command(name: str) -> Command | Contents:
    """A command by the words that call it; no word is the table of contents itself."""
    found: click.Command | None = contents
    for word in name.split():
        assert isinstance(found, Contents)
        found = found.get_command(click.Context(found), word)
    assert isinstance(found, Command | Contents)
    return found


def _inside(name: str) -> list[str]:
    """The names of what a table lists, and of what those list."""
    table = _command(name)
    if not isinstance(table, Contents):
        return []
    listed = [f"{name} {word}".strip() for word in table.listed]
    return [found for inner in listed for found in (inner, *_inside(inner))]


COMMANDS = _inside("")
TABLES = ["", *(name for name in COMMANDS if isinstance(_command(name), Contents))]


@pytest.mark.parametrize("name", TABLES)
def test_every_command_is_listed_and_every_listed_command_is_there(name):
    table = _command(name)
    assert isinstance(table, Contents)
    package = importlib.import_module(table.package)
    modules = {module.name for module in pkgutil.iter_modules(package.__path__)} - NO_COMMANDS
    assert set(table.listed) == modules
    assert [table.get_command(click.Context(table), word) for word in table.listed] == [
        getattr(importlib.import_module(f"{table.package}.{word}"), word) for word in table.listed
    ]


def test_the_list_imports_no_command_and_nothing_slow():
    code = "import sys, salesops_sop.cli; print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", code], text=True).split()
    assert not {name.partition(".")[0] for name in loaded} & set(SLOW)
    assert not {f"salesops_sop.cli.{name}" for name in contents.listed} & set(loaded)


@pytest.mark.parametrize("name", [name for name in TABLES if name])
def test_a_table_inside_another_imports_no_command_either(name):
    code = f"import sys, salesops_sop.cli.{name.replace(' ', '.')}; print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", code], text=True).split()
    assert not {word.partition(".")[0] for word in loaded} & set(SLOW)


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="needs to ask the system for used time")
@pytest.mark.parametrize(("option", "limit"), [("--version", 0.1), ("--help", 0.2)])
def test_it_starts_at_once(option, limit):
    best = min(_seconds(option) for _ in range(5))
    assert best < limit


def test_version(process):
    assert process("--version") == (0, f"sop {salesops_sop.__version__}\n", "")


def test_help(process):
    code, out, err = process("--help")
    assert (code, err) == (0, "")
    assert out.startswith("Usage: sop [OPTIONS] COMMAND …\n")
    assert [line for line in out.splitlines() if line.startswith("  lint ")] == [
        "  lint        Find everything that is wrong in the handbook."
    ]


def test_no_word_at_all_shows_the_help_as_talk(sop):
    code, out, err = sop()
    assert (code, out) == (2, "")
    assert err == sop("--help").out


def test_an_unknown_command_gets_a_suggestion(sop):
    assert sop("lnit") == (
        2,
        "",
        "sop: there is no command ‘lnit’, did you mean ‘lint’? (see `sop --help`)\n",
    )
    assert sop("frobnicate") == (
        2,
        "",
        "sop: there is no command ‘frobnicate’ (see `sop --help`)\n",
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(sop, name):
    outer, _, word = name.rpartition(" ")
    table = _command(outer)
    assert isinstance(table, Contents)
    summary = table.listed[word]
    for option in ("-h", "--help"):
        code, out, err = sop(*name.split(), option)
        assert (code, err) == (0, "")
        usage, *rest = out.splitlines()
        assert usage.startswith(f"Usage: sop {name} ")
        assert summary.endswith(".")
        assert len(summary) <= 60
        for heading in ("Examples:", "Everywhere:"):
            assert heading in rest
        for shared in ("-C DIR", "-q, --quiet", "--no-color", "--version", "-h, --help"):
            assert sum(line.startswith(f"  {shared}  ") for line in rest) == 1


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_example_can_be_called(name):
    context = click.Context(contents, info_name="sop")
    shown = _command(name)
    assert shown.examples
    for line, text in shown.examples:
        assert text
        words = shlex.split(line.removeprefix('eval "$(').removesuffix(')"').partition(" >")[0])
        assert words[0] == "sop"
        called = [name for name in COMMANDS if words[1:][: len(name.split())] == name.split()]
        longest = max(called, key=len)
        assert isinstance(_command(longest), Command)
        rest = words[1 + len(longest.split()) :]
        _command(longest).make_context(longest, rest, parent=context).close()


def test_a_table_inside_another_is_one_like_it(sop):
    code, out, err = sop("kpi")
    assert (code, out) == (2, "")
    assert err == sop("kpi", "--help").out
    assert err.startswith("Usage: sop kpi [OPTIONS] COMMAND …\n")
    assert sop("kpi", "runn") == (
        2,
        "",
        "sop: there is no command ‘runn’, did you mean ‘run’? (see `sop kpi --help`)\n",
    )


def test_options_of_all_stand_before_or_behind_the_command(sop, handbook, monkeypatch):
    monkeypatch.chdir(handbook.parent.parent)
    before = sop("-C", "project", "-q", "lint")
    assert before == sop("lint", "-q", "-C", "project")
    assert before == sop("-C", ".", "lint", "--quiet", "-C", "project")
    assert before.code == 1
    assert sop("lint", "--version") == sop("--version")


def test_a_folder_that_is_not_there(sop):
    assert sop("-C", "nowhere", "lint") == (
        2,
        "",
        "sop: -C nowhere: no such file or directory: name a folder that is there\n",
    )


def test_the_folder_is_left_again(sop, handbook):
    here = Path.cwd()
    sop("-C", "sops", "lint")
    assert Path.cwd() == here


def test_one_does_not_need_to_know_the_name_of_the_module(handbook):
    script = Path(sys.executable).with_name("salesops-sop")
    done = subprocess.run([script, "lnit"], capture_output=True, text=True, check=False)
    assert done.stderr == (
        "sop: there is no command ‘lnit’, did you mean ‘lint’? (see `salesops-sop --help`)\n"
    )


def _seconds(option):
    """Return the processor time that a run takes: other work on the machine does not count."""
    command = [sys.executable, "-m", "salesops_sop", option]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, run.returncode, used = os.wait4(run.pid, 0)
    assert run.returncode == 0
    return used.ru_utime + used.ru_stime
