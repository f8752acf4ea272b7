"""Speaking to whoever called: data to standard output, talk to standard error."""

import io
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from salesops_sop.base.visible import visible

QUIET = "salesops_sop.quiet"
PATIENCE = 1.0  # seconds of work after which it is said that work goes on
_MARKS = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"


def data(text: str) -> None:
    """Write what was asked for; colors only reach a terminal."""
    click.echo(text, nl=False)


def say(text: str) -> None:
    """Write a sentence about the run, or several lines, unless `--quiet` was given."""
    if not quiet():
        for line in text.splitlines():
            click.echo(visible(line), err=True)


def complain(text: str) -> None:
    """Write why the run ends: one line, whatever the text holds."""
    with suppress(OSError, ValueError):
        click.echo(f"sop: {visible(text)}", err=True)


def quiet() -> bool:
    """Return whether `--quiet` was given."""
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(QUIET))


def colored() -> bool:
    """Return whether standard output shows colors and nobody refused them."""
    context = click.get_current_context(silent=True)
    refused = context is not None and context.color is False
    return sys.stdout.isatty() and not refused


def asks() -> bool:
    """Return whether somebody is there to answer a question."""
    return sys.stdin.isatty() and sys.stderr.isatty() and not quiet()


def width() -> int:
    """Return how many cells of a source line are shown: what the terminal holds, but 60 to 120."""
    import shutil  # only a report needs it; measured: a twentieth of the time of `sop --version`

    margin = len("1234567 │ ")
    return min(max(shutil.get_terminal_size((110, 24)).columns - margin, 60), 120)


def speak_utf8() -> None:
    """Let pipes and files have UTF-8 wherever we are; a terminal shows what its charset can."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def fall_silent() -> None:
    """Nobody reads any more: what is still to be written goes nowhere."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say on a terminal that work goes on, and since when, if it takes longer than a moment."""
    if quiet() or not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    sign = threading.Thread(target=_show, args=(what, done), daemon=True)
    sign.start()
    try:
        yield
    finally:
        done.set()
        sign.join()


def _show(what: str, done: threading.Event) -> None:
    begin, shown = time.monotonic(), 0
    while not done.wait(0.1 if shown else PATIENCE):
        seconds = time.monotonic() - begin
        sys.stderr.write(f"\r{_MARKS[shown % len(_MARKS)]} {what} … {seconds:.0f} s")
        sys.stderr.flush()
        shown += 1
    if shown:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
