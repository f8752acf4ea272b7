"""The two states of a handbook that a command compares: commits, tags, folders."""

import os
from pathlib import Path

from salesops_sop.base.errors import UsageError
from salesops_sop.base.listing import counted
from salesops_sop.cli.frame import finding, terminal
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.history.diff.compared import Compared, compare

WORKING = "the working folder"


def compared(base: str, head: str | None, start: str = "") -> Compared:
    """Compare two states by name; without `head` it is the working folder.

    `start` is the commit that stands for `base`, where it is another one. Raises UsageError for
    what is no state, UnreadableError and EnvironmentProblem where one cannot be read.
    """
    old = _handbook(start or base)
    new = finding.opened(finding.here()) if head is None else _handbook(head)
    return compare(old, new, f"{base} at {start[:10]}" if start else base, head or WORKING)


def is_folder(name: str | None) -> bool:
    """Whether a side is named by its folder and not by a revision."""
    return name is not None and os.path.isdir(name)


def warn(found: Compared) -> None:
    """Say what could not be compared, since it cannot be read."""
    sides = ((found.base, found.before.handbook), (found.head, found.after.handbook))
    for side, handbook in sides:
        if handbook.lost:
            said = counted(len(handbook.lost), "document")
            terminal.say(
                f"warning: {said} of {side} cannot be read and is left out: see `sop lint`"
            )


def _handbook(name: str) -> Handbook:
    """The handbook of a folder, if there is one of this name, else of a revision."""
    if is_folder(name):
        return finding.opened(finding.inside(Path(name).absolute()))
    from salesops_sop.history.releases import handbook_at  # two folders need no git

    root = finding.here()
    handbook = handbook_at(root, name, finding.seen(root))
    if not handbook.documents and not handbook.flaws:
        raise UsageError(f"‘{name}’ has no handbook at ‘{finding.seen(root) or '.'}’: name another")
    return handbook
