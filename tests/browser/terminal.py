"""Runs a command on a terminal, and shows what it printed, colors included, as a page."""

import os
import pty
import re
import subprocess
from collections.abc import Sequence
from html import escape
from pathlib import Path

STYLE = """
body { margin: 0; padding: 24px; background: #e9edf2; }
.frame { border-radius: 10px; background: #16202c; box-shadow: 0 6px 22px rgb(23 32 44 / 30%); }
.bar { display: flex; gap: 8px; padding: 13px 16px; border-bottom: 1px solid #2a3747; }
.bar i { width: 12px; height: 12px; border-radius: 50%; background: #47586c; }
pre { margin: 0; padding: 16px 22px 22px; color: #dfe6ee; white-space: pre-wrap;
  font: 15px/1.5 "DejaVu Sans Mono", "Liberation Mono", Menlo, Consolas, monospace; }
.s1 { font-weight: bold; } .s2 { color: #93a1b2; } .s31 { color: #ff8f88; }
.s32 { color: #7fd39a; } .s33 { color: #f1c265; } .s36 { color: #6fd0e0; }
"""
CODE = re.compile(r"\x1b\[([\d;]*)m")


def run(command: Sequence[str], folder: Path, columns: int) -> str:
    """What the command writes to a terminal with so many columns."""
    ours, theirs = pty.openpty()
    variables = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**variables, "COLUMNS": str(columns), "TERM": "xterm"},
    ):
        os.close(theirs)
        written = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return written.decode().replace("\r\n", "\n")


def page(typed: str, printed: str) -> str:
    """A page that looks like a terminal in which `typed` was run."""
    body = f'<span class="s2">$</span> {escape(typed)}\n{_colored(printed)}'
    frame = (
        f'<div class="frame"><div class="bar"><i></i><i></i><i></i></div><pre>{body}</pre></div>'
    )
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{frame}"


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""


def _colored(text: str) -> str:
    """Text with the terminal's codes as spans; each code holds until the next reset."""
    parts, opened = [], 0
    for number, part in enumerate(CODE.split(text)):
        if number % 2 == 0:
            parts.append(escape(part))
        elif part in ("", "0"):
            parts.append("</span>" * opened)
            opened = 0
        else:
            parts.append(f'<span class="{" ".join(f"s{code}" for code in part.split(";"))}">')
            opened += 1
    return "".join(parts)
