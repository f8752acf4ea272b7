"""How every run ends: an exit code, and for whatever went wrong one sentence, never a traceback."""

import errno
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

import click

from salesops_sop.base.errors import SopError
from salesops_sop.base.listing import counted
from salesops_sop.cli.frame import terminal

USAGE, INTERNAL, ENVIRONMENT, INTERRUPTED, NOBODY_READS = 2, 3, 3, 130, 141
_E = TypeVar("_E", bound=SopError)
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
DEBUG = "SOP_DEBUG"


def ended(run: Callable[[], object], args: Sequence[str]) -> int:
    """Return the exit code of a run: what it returns, or what the error that ended it means."""
    try:
        code = run()
        sys.stdout.flush()
    except SopError as error:
        terminal.complain(str(error))
        return error.exit_code
    except click.ClickException as error:
        terminal.complain(_sentence(error))
        return USAGE
    except (click.Abort, KeyboardInterrupt) as stop:
        if stop.__cause__ is None and sys.stderr.isatty():
            click.echo(err=True)  # the terminal stands behind “^C”
        terminal.complain("stopped")
        return INTERRUPTED
    except BrokenPipeError:
        terminal.fall_silent()
        return NOBODY_READS
    except Exception as error:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            terminal.fall_silent()
            terminal.complain(f"cannot write: {os.strerror(error.errno).lower()}: make room")
            return ENVIRONMENT
        return _internal(error, args)
    return code if isinstance(code, int) else 0


def gathered(error: _E, noun: str, outcome: str) -> _E:
    """Tell an error of several lines line by line; return one that counts them, else itself."""
    lines = str(error).splitlines()
    if len(lines) == 1:
        return error
    for line in lines:
        terminal.complain(line)
    return type(error)(f"{counted(len(lines), noun)}: {outcome}")


def _sentence(error: click.ClickException) -> str:
    message = " ".join(error.format_message().split()).replace(". Choose from:", ": choose from")
    message = message[:1].lower() + message[1:].rstrip(".")
    context = getattr(error, "ctx", None)
    return f"{message} (see `{context.command_path} --help`)" if context else message


def _internal(error: Exception, args: Sequence[str]) -> int:
    if os.environ.get(DEBUG):
        import traceback  # for the worst case only

        traceback.print_exception(error)
    called = shlex.join(["sop", *args])
    terminal.complain(
        f"internal error: {type(error).__name__}: {error}: this is a defect of sop, please report "
        f"it with what `{DEBUG}=1 {called}` prints"
    )
    return INTERNAL
