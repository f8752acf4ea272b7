"""However a run ends, it ends with an exit code and at most one sentence."""

import errno
import os
import signal
import subprocess
import sys
import time

import click
import pytest

from salesops_sop.base.errors import EnvironmentProblem, UnreadableError, UsageError
from salesops_sop.cli.frame.ending import ended

REPORT = "this is a defect of sop, please report it with what `SOP_DEBUG=1 sop lint 'a b'` prints"


@pytest.mark.parametrize(
    ("answer", "code"), [(None, 0), (0, 0), (1, 1), ("text", 0), (True, 1), (False, 0)]
)
def test_what_a_command_returns_is_its_exit_code(answer, code, capsys):
    assert ended(lambda: answer, []) == code
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (UsageError("write it otherwise"), 2, "write it otherwise"),
        (UnreadableError("there is\nno ‘\x1b[31mx’"), 2, "there is\\nno ‘\\x1b[31mx’"),
        (EnvironmentProblem("install git"), 3, "install git"),
        (click.UsageError("No such thing."), 2, "no such thing"),
        (click.Abort(), 130, "stopped"),
        (KeyboardInterrupt(), 130, "stopped"),
        (KeyError("x"), 3, f"internal error: KeyError: 'x': {REPORT}"),
        (RecursionError("too deep"), 3, f"internal error: RecursionError: too deep: {REPORT}"),
        (
            OSError(errno.EIO, "I/O error"),
            3,
            f"internal error: OSError: [Errno 5] I/O error: {REPORT}",
        ),
    ],
)
def test_an_error_is_one_sentence(error, code, sentence, capsys):
    assert ended(_raising(error), ["lint", "a b"]) == code
    assert capsys.readouterr() == ("", f"sop: {sentence}\n")


def test_the_traceback_is_there_for_who_asks(capsys, monkeypatch):
    monkeypatch.setenv("SOP_DEBUG", "1")
    assert ended(_raising(KeyError("x")), []) == 3
    err = capsys.readouterr().err
    assert err.startswith("Traceback (most recent call last):\n")
    assert err.splitlines()[-1].startswith("sop: internal error: KeyError: 'x': ")


def test_nobody_reads_any_more(handbook):
    command = [sys.executable, "-m", "salesops_sop", "show", "vp-sales"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout
        assert run.stderr
        run.stdout.close()
        assert run.stderr.read() == b""
        assert run.wait(30) == 141


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is full")
@pytest.mark.parametrize("command", [["show", "vp-sales"], ["--help"]])
def test_no_room_for_the_output(handbook, command):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "salesops_sop", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        3,
        "sop: cannot write: no space left on device: make room\n",
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe with a name")
def test_interrupted_while_writing_nothing_half_written_is_left(handbook, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "salesops_sop", "lint", "--output", str(pipe)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr
        time.sleep(1.5)  # by now it waits for a reader of the pipe
        run.send_signal(signal.SIGINT)
        assert run.stderr.read() == "\nsop: stopped\n"
        assert run.wait(30) == 130
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pipe", "project"]


def test_words_reach_a_pipe_whatever_the_locale(handbook):
    (handbook / "role.yaml").write_text(
        "kind: role\nid: x\ntitle: Vertrieb “é” 日本\ndepartment: sales\n"
    )
    command = [sys.executable, "-X", "utf8=0", "-m", "salesops_sop", "show", "role:x"]
    env = {**os.environ, "LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(command, capture_output=True, env=env, check=True)
    assert "Vertrieb “é” 日本" in done.stdout.decode("utf-8")


def _raising(error):
    def run():
        raise error

    return run
