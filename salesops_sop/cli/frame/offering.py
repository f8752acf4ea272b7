"""What completing needs, whatever is completed: the handbook that is meant, and the items."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from salesops_sop.base.errors import SopError
from salesops_sop.cli.frame import everywhere, finding
from salesops_sop.handbook.handbook import Handbook

Items = list[CompletionItem]


def items(known: Iterable[tuple[str, str]], incomplete: str) -> Items:
    """What begins as was typed, each with what is said of it."""
    return [CompletionItem(name, help=text) for name, text in known if name.startswith(incomplete)]


def root_of(context: click.Context) -> Path | None:
    """The folder of that handbook, if there is one."""
    start: Any = context.meta.get(everywhere.FOLDER)
    return finding.find(Path(start)) if start else finding.home()


def handbook_of(context: click.Context) -> Handbook:
    """The handbook of the working directory or of `-C`; on any trouble an empty one."""
    try:
        root = root_of(context)
        return finding.opened(root) if root else Handbook()
    except (SopError, OSError):
        return Handbook()
