"""`sop serve` shows the site until it is stopped."""

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from salesops_sop.base.errors import EnvironmentProblem
from salesops_sop.site.plugin import running


def test_until_it_is_stopped(handbook):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "salesops_sop", "serve", "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as run:
        try:
            assert "<title>" in _page(f"http://127.0.0.1:{port}/", run)
        finally:
            run.send_signal(signal.SIGINT)
            assert run.stderr
            said = run.stderr.read()
        assert run.wait(30) == 0
    assert re.search(rf"^Serving http://127.0.0.1:{port}/ ", said, re.MULTILINE)
    assert "Traceback" not in said


def test_what_is_asked_of_the_site(sop, handbook, monkeypatch):
    def serve(root, host, port, say):
        say(f"{root.name} {host} {port}\nand more")

    monkeypatch.setattr(running, "serve", serve)
    assert sop("serve") == (0, "", "sops 127.0.0.1 8000\nand more\n")
    assert (
        sop("serve", "--host", "0.0.0.0", "--port", "8080").err == "sops 0.0.0.0 8080\nand more\n"
    )


def test_a_port_that_is_taken(sop, handbook, monkeypatch):
    def serve(*_):
        raise EnvironmentProblem("port 8000 is in use: name another one")

    monkeypatch.setattr(running, "serve", serve)
    assert sop("serve") == (3, "", "sop: port 8000 is in use: name another one\n")


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_is_none(sop, handbook, port):
    code, out, err = sop("serve", "--port", port)
    assert (code, out, err.count("\n")) == (2, "", 1)


def _page(address, run):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and run.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.2)
    return ""
