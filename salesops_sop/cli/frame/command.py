"""What a command and the list of commands are: help with examples, shared options, late imports."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

import click

from salesops_sop.base.memory import collect_rarely
from salesops_sop.cli.frame import everywhere
from salesops_sop.cli.frame.ending import NOBODY_READS, USAGE, ended
from salesops_sop.cli.frame.terminal import fall_silent

Examples = Sequence[tuple[str, str]]
"""Command lines, each with what it does."""


def command(*examples: tuple[str, str]) -> Callable[[Any], "Command"]:
    """Make a command of a function; its docstring is the help, `examples` teach it."""
    return click.command(cls=Command, examples=examples)


class Command(click.Command):
    """A command with examples, and with the options that every command takes."""

    def __init__(self, *args: Any, examples: Examples, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.context_settings = everywhere.SETTINGS
        self.examples = examples
        self.params += everywhere.options()

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's own options, the examples, and the options of all commands."""
        _write_options(self, self.examples, ctx, formatter)


class Contents(click.Group):
    """A table of contents: names and summaries; a command is imported when it is called.

    One may be listed in another: `sop kpi run` is the command `run` of the package `cli.kpi`.
    """

    def __init__(
        self, name: str, *, package: str, listed: Mapping[str, str], examples: Examples
    ) -> None:
        super().__init__(
            name=name,
            help=importlib.import_module(package).__doc__,
            params=everywhere.options(),
            context_settings=everywhere.SETTINGS,
            subcommand_metavar="COMMAND …",
        )
        self.package = package
        self.listed = listed
        self.examples = examples

    def main(  # type: ignore[override]  # it never returns, whatever the mode
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run and exit, always with an exit code and never with a traceback."""
        collect_rarely()
        arguments = [] if args is None else list(args)
        extra["standalone_mode"] = False
        run = super().main
        raise SystemExit(ended(lambda: run(args, prog_name or self.name, **extra), arguments))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Without any word, say what there is: that is talk, and no way to use the command."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(USAGE)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; click itself would end a broken pipe like a handbook with problems."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            fall_silent()
            ctx.exit(NOBODY_READS)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(self.listed)

    def get_command(self, ctx: click.Context, name: str) -> "Command | Contents | None":
        """Import the command of this name; the module and the function are named like it."""
        if name not in self.listed:
            return None
        found = getattr(importlib.import_module(f"{self.package}.{name}"), name)
        return found if isinstance(found, Command | Contents) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a name that is not in the table gets a suggestion."""
        if args[0] not in self.listed and not ctx.resilient_parsing and args[0][:1] != "-":
            from salesops_sop.base.suggest import did_you_mean  # measured: difflib starts slowly

            hint = did_you_mean(args[0], self.listed)
            ctx.fail(f"there is no command ‘{args[0]}’{hint}")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> Any:
        """Return the commands that begin so, without importing any."""
        from click.shell_completion import CompletionItem  # no command needs it but completion

        items = [
            CompletionItem(name, help=text)
            for name, text in self.listed.items()
            if name.startswith(incomplete)
        ]
        return [*items, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, the examples, and the options of all commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.listed.items()))
        _write_options(self, self.examples, ctx, formatter)


def _write_options(
    shown: click.Command, examples: Examples, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    own, shared = everywhere.split(ctx, shown.get_params(ctx))
    if own:
        with formatter.section("Options"):
            formatter.write_dl(own)
    with formatter.section("Examples"):
        for line, text in examples:
            formatter.write(f"  {line}\n      {text}\n")
    with formatter.section("Everywhere"):
        formatter.write_dl(shared)
