"""Data and talk go their own ways; colors and signs of work only to a terminal."""

import io
import re
import sys
import time
from pathlib import Path

import click
import pytest

from salesops_sop.cli.frame import terminal

COLORS = re.compile(r"\x1b\[\d*m")


class Screen(io.StringIO):
    """A standard error that says it is a terminal."""

    def __init__(self, is_terminal):
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self):
        return self.is_terminal


@pytest.fixture
def screen(monkeypatch):
    def make(is_terminal=True):
        made = Screen(is_terminal)
        monkeypatch.setattr(sys, "stderr", made)
        return made

    return make


def test_work_that_takes_long_is_shown_and_the_sign_is_wiped_away(screen, monkeypatch):
    monkeypatch.setattr(terminal, "PATIENCE", 0.01)
    shown = screen()
    with terminal.working("building the site"):
        time.sleep(0.3)
    assert re.fullmatch(r"(\r. building the site … 0 s){2,}\r\x1b\[K", shown.getvalue())


def test_quick_work_shows_nothing(screen):
    shown = screen()
    with terminal.working("building the site"):
        pass
    assert shown.getvalue() == ""


def test_work_shows_nothing_where_nobody_looks(screen, monkeypatch):
    monkeypatch.setattr(terminal, "PATIENCE", 0.01)
    shown = screen(is_terminal=False)
    with terminal.working("building the site"):
        time.sleep(0.1)
    assert shown.getvalue() == ""


def test_quiet_work_shows_nothing(screen, monkeypatch):
    monkeypatch.setattr(terminal, "PATIENCE", 0.01)
    shown = screen()
    with click.Context(click.Command("x")) as context:
        context.meta[terminal.QUIET] = True
        with terminal.working("building the site"):
            time.sleep(0.1)
    assert shown.getvalue() == ""


def test_the_sign_is_wiped_away_when_work_fails(screen, monkeypatch):
    monkeypatch.setattr(terminal, "PATIENCE", 0.01)
    shown = screen()
    with pytest.raises(ValueError, match="chr"), terminal.working("x"):
        _slow_failure()
    assert shown.getvalue().endswith("\r\x1b[K")


def test_colors_on_a_terminal(typed, handbook):
    code, said = typed(["rules"], [])
    assert code == 0
    assert COLORS.search(said)


@pytest.mark.parametrize(
    ("args", "env"),
    [
        (["--no-color", "rules"], {}),
        (["rules", "--no-color"], {}),
        (["rules"], {"NO_COLOR": "1"}),
        (["lint", "--no-color"], {}),
        (["lint"], {"NO_COLOR": "yes"}),
    ],
)
def test_no_colors_where_they_are_refused(typed, handbook, args, env):
    _, said = typed(args, [], **env)
    assert said
    assert not COLORS.search(said)


def test_no_colors_in_a_file(typed, handbook):
    (handbook / "empty.yaml").touch()
    typed(["lint", "--output", "report.txt"], [])
    assert "empty.yaml" in Path("report.txt").read_text()
    assert not COLORS.search(Path("report.txt").read_text())


def _slow_failure():
    time.sleep(0.1)
    chr(-1)
