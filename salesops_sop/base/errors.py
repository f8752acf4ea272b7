"""Errors that end a run: each carries its exit code and one sentence that says what to do."""


class SopError(Exception):
    """Anything that ends a run; `str(error)` is the whole message to the user."""

    exit_code = 2


class UsageError(SopError):
    """The command was called in a way that cannot work."""


class UnreadableError(SopError):
    """What the command should read is missing or cannot be read."""


class EnvironmentProblem(SopError):
    """The machine lacks something the command needs: git, a tool, a part of this program."""

    exit_code = 3
