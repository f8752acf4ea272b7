"""A small handbook, two rules of its own, and the command line in this process or in a real one."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

import salesops_sop.cli.release
import salesops_sop.cli.review  # noqa: F401  # before `rules` is put in the place of theirs
from salesops_sop.base.problem import Severity
from salesops_sop.cli import sop as contents
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Role
from salesops_sop.handbook.model.record import Place
from salesops_sop.lint.rule import Finding, rule

ROLES = """\
kind: department
id: sales
title: Sales
head: vp-sales
---
kind: role
id: vp-sales
title: VP of Sales
department: sales
backup: manager
---
kind: role
id: manager
title: Sales manager
department: sales
reports_to: vp-sales
"""


class Ran(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str


@rule("demo/no-backup")
def no_backup(handbook: Handbook) -> Iterator[Finding]:
    """A role has no backup.

    Work stops when its holder is away.

    Bad:
        kind: role
        id: vp-sales
    Good:
        kind: role
        id: vp-sales
        backup: manager
    """
    for role in handbook.all(Role):
        if not role.backup:
            department = role.at("department")
            yield Finding(
                role.at("id"),
                f"nobody stands in for the {role.title}: name a backup",
                ((department, "its department"),),
            )


@rule("demo/short-title", Severity.WARNING)
def short_title(handbook: Handbook, *, letters: int = 12) -> Iterator[tuple[Place, str]]:
    """A title is short.

    A short title is easily taken for another one.
    """
    for role in handbook.all(Role):
        if len(role.title) < letters:
            yield role.at("title"), f"“{role.title}” is short: say more"


@rule("other/quiet", Severity.INFO)
def quiet(handbook: Handbook) -> Iterator[tuple[Place, str]]:
    """It never fires."""
    return iter(())


RULES = (no_backup, short_title, quiet)


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "SOP_DEBUG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run with three rules of our own: what the real ones say is tested elsewhere."""
    for module in ("cli.lint", "cli.rules", "cli.explain", "cli.review", "rules"):
        monkeypatch.setattr(f"salesops_sop.{module}.RULES", RULES)


@pytest.fixture
def handbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A handbook with one error and one warning; we stand beside it."""
    folder = tmp_path / "project" / "sops"
    (folder / "organization").mkdir(parents=True)
    (folder / "handbook.yaml").write_text("kind: handbook\ntitle: Handbook\n")
    (folder / "organization" / "roles.yaml").write_text(ROLES)
    monkeypatch.chdir(folder.parent)
    return folder


@pytest.fixture
def sop(rules: None) -> Callable[..., Ran]:
    """Run a command in this process, with our own rules."""

    def run(*args: str, stdin: str | None = None) -> Ran:
        result = CliRunner().invoke(contents, args, input=stdin)
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def process() -> Callable[..., Ran]:
    """Run a command as a process of its own."""

    def run(*args: str, timeout: float = 30, **env: str) -> Ran:
        command = [sys.executable, "-m", "salesops_sop", *args]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=timeout,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **env},
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def typed() -> Callable[..., tuple[int, str]]:
    """Run a command on a terminal, and type an answer whenever it asks."""
    pty = pytest.importorskip("pty", reason="needs terminals as Unix has them")

    def run(args: list[str], answers: list[str], **env: str) -> tuple[int, str]:
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "salesops_sop", *args]
        with subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm", **env},
            start_new_session=True,
            preexec_fn=_own_terminal,
        ) as started:
            os.close(theirs)
            said = _conversation(ours, answers)
            code = started.wait(10)
        os.close(ours)
        return code, said.replace("\r\n", "\n")

    return run


def _conversation(terminal: int, answers: list[str]) -> str:
    """Read until nobody writes any more; when a question stands there, type the next answer."""
    said, waiting, deadline = "", list(answers), time.monotonic() + 30
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 0.1)
        try:
            said += os.read(terminal, 4096).decode() if ready else ""
        except OSError:
            break
        if said.endswith(("]: ", "): ")) and waiting and not ready:
            answer = waiting.pop(0)
            os.write(terminal, (answer if answer == "\x03" else f"{answer}\n").encode())
    return said


def _own_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
