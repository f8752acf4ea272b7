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
from salesops_sop import cli
from salesops_sop.cli import sop as contents
from salesops_sop.cli.frame.command import Command

COMMANDS = list(contents.listed)
SLOW = ("git", "jinja2", "jsonschema", "mkdocs", "msgspec", "yaml")


def test_every_command_is_listed_and_every_listed_command_is_there():
    modules = [m.name for m in pkgutil.iter_modules(cli.__path__) if not m.ispkg]
    assert sorted(COMMANDS) == sorted(modules)
    context = click.Context(contents)
    assert [contents.get_command(context, name) for name in COMMANDS] == [
        getattr(importlib.import_module(f"salesops_sop.cli.{name}"), name) for name in COMMANDS
    ]


def test_the_list_imports_no_command_and_nothing_slow():
    code = "import sys, salesops_sop.cli; print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", code], text=True).split()
    assert not {name.partition(".")[0] for name in loaded} & set(SLOW)
    assert not {f"salesops_sop.cli.{name}" for name in COMMANDS} & set(loaded)


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
    summary = contents.listed[name]
    for option in ("-h", "--help"):
        code, out, err = sop(name, option)
        assert (code, err) == (0, "")
        usage, *rest = out.splitlines()
        assert usage.startswith(f"Usage: sop {name} ")
        assert summary.endswith(".")
        assert len(summary) <= 60
        for heading in ("Examples:", "Everywhere:"):
            assert heading in rest
        for shared in ("-C DIR", "-q, --quiet", "--no-color", "--version", "-h, --help"):
            assert sum(line.startswith(f"  {shared}  ") for line in rest) == 1


@pytest.mark.parametrize("name", ["sop", *COMMANDS])
def test_every_example_can_be_called(name):
    context = click.Context(contents, info_name="sop")
    shown = contents if name == "sop" else _command(name)
    assert shown.examples
    for line, text in shown.examples:
        assert text
        words = shlex.split(line.removeprefix('eval "$(').removesuffix(')"').partition(" >")[0])
        assert words[0] == "sop"
        _command(words[1]).make_context(words[1], words[2:], parent=context).close()


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


def _command(name: str) -> Command:
    found = contents.get_command(click.Context(contents), name)
    assert isinstance(found, Command)
    return found


def _seconds(option):
    """Return the processor time that a run takes: other work on the machine does not count."""
    command = [sys.executable, "-m", "salesops_sop", option]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, run.returncode, used = os.wait4(run.pid, 0)
    assert run.returncode == 0
    return used.ru_utime + used.ru_stime
