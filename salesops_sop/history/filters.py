"""Programs that a repository names as filters of its files, and how git is told to run none."""

import os

LOOKING = frozenset({"status", "update-index"})
"""Commands of git that may look at files again, and would run filters for that."""

ASKED = ("config", "-z", "--show-scope", "--get-regexp", r"^filter\..*\.(clean|process|required)$")
_OWN = ("local", "worktree")


def silenced(listed: bytes) -> list[str]:
    """From what git lists when it is `ASKED`: settings that take the place of a repository's own.

    Those of the person and of the machine stay: they are as good as the git that runs them.
    """
    tokens = os.fsdecode(listed).split("\0")
    entries = zip(tokens[::2], tokens[1::2], strict=False)
    names = sorted({entry.partition("\n")[0] for scope, entry in entries if scope in _OWN})
    values = (f"{name}={'false' if name.endswith('.required') else ''}" for name in names)
    return [word for value in values for word in ("-c", value)]
