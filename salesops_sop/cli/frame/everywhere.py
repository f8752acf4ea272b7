"""The options that every command takes, before or after its name."""

import os
from collections.abc import Iterable
from functools import partial

import click

import salesops_sop
from salesops_sop.base.errors import UsageError
from salesops_sop.cli.frame import terminal

FOLDER = "salesops_sop.folder"
SETTINGS = {"help_option_names": ["-h", "--help"]}


def options() -> list[click.Parameter]:
    """Return the options; each acts at once and is no argument of the command."""
    return [
        click.Option(
            ["-C", "start_in"],
            metavar="DIR",
            is_eager=True,
            expose_value=False,
            callback=_start_in,
            help="Run as if started in DIR.",
        ),
        click.Option(
            ["-q", "--quiet"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_be_quiet,
            help="Write nothing but data and errors.",
        ),
        click.Option(
            ["--no-color"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_use_no_color,
            help="No colors; the variable NO_COLOR does the same.",
        ),
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
            help="Show the version.",
        ),
    ]


def split(
    context: click.Context, parameters: Iterable[click.Parameter]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the help of a command's own options, and of those that every command has."""
    everywhere = {"--help"}.union(*(option.opts for option in options()))
    own: list[tuple[str, str]] = []
    shared: list[tuple[str, str]] = []
    for parameter in parameters:
        record = parameter.get_help_record(context)
        if record and isinstance(parameter, click.Option):
            (shared if everywhere.intersection(parameter.opts) else own).append(record)
    return own, shared


def _start_in(context: click.Context, _: click.Parameter, folder: str | None) -> None:
    if folder is None:
        return
    try:
        here = os.getcwd()
        os.chdir(folder)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise UsageError(f"-C {folder}: {reason}: name a folder that is there") from error
    context.meta[FOLDER] = os.getcwd()
    context.find_root().call_on_close(partial(os.chdir, here))


def _be_quiet(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        context.meta[terminal.QUIET] = True


def _use_no_color(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted or os.environ.get("NO_COLOR"):
        context.color = False


def _show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        terminal.data(f"sop {salesops_sop.__version__}\n")
        context.exit()
