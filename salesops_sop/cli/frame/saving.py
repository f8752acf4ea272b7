"""Writing files: beside and renamed, so that an interrupted run leaves what it found."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress

from salesops_sop.base.errors import UsageError


def replace(path: str, text: str | bytes) -> None:
    """Write a file, in the place of one that may be there; raises UsageError when it cannot be."""
    target = os.path.realpath(path)
    with _explained(path):
        if os.path.exists(target) and not os.path.isfile(target):
            _into(target, text)  # a pipe or a device: nothing to rename there
            return
        with _beside(target, text) as written:
            os.replace(written, target)


def add(path: str, text: str) -> None:
    """Write behind what a file holds; raises UsageError when that cannot be."""
    with _explained(path), open(path, "a", encoding="utf-8") as opened:
        opened.write(text)


def create(path: str, text: str) -> None:
    """Write a new file, and the folders it needs; raises UsageError when there is one already."""
    with _explained(path):
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with _beside(path, text) as written:
            _link(written, path)


def fill(folder: str, files: Mapping[str, str | bytes]) -> None:
    """Write several files into a folder, which is made if need be; all of them, or none.

    Files of other names stay. Raises UsageError when it cannot be done.
    """
    with _explained(folder), ExitStack() as stack:
        if not os.path.isdir(folder):
            os.makedirs(folder)
            stack.callback(_forget, folder)
        pairs = []
        for name, text in sorted(files.items()):
            target = os.path.realpath(os.path.join(folder, name))
            if os.path.isdir(target):
                raise UsageError(f"cannot write ‘{os.path.join(folder, name)}’: it is a folder")
            pairs.append((stack.enter_context(_beside(target, text)), target))
        for written, target in pairs:  # now that all are finished
            os.replace(written, target)


def _forget(folder: str) -> None:
    """Remove a folder that was made for nothing."""
    with suppress(OSError):
        os.rmdir(folder)


def _link(written: str, path: str) -> None:
    """Give the finished text its name, unless the name is taken: both in one act."""
    try:
        os.link(written, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        with open(written, encoding="utf-8") as source:
            text = source.read()
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)


def _into(target: str, text: str | bytes) -> None:
    with open(target, "wb") as file:
        file.write(_bytes(text))


def _bytes(text: str | bytes) -> bytes:
    return text.encode("utf-8") if isinstance(text, str) else text


@contextmanager
def _beside(target: str, text: str | bytes) -> Iterator[str]:
    folder, name = os.path.split(target)
    handle, written = tempfile.mkstemp(prefix=f".{name[:40]}.", suffix=".part", dir=folder or ".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_bytes(text))
        os.chmod(written, _mode(target))
        yield written
    finally:
        with suppress(FileNotFoundError):
            os.unlink(written)


def _mode(target: str) -> int:
    """Return the permissions of the file that is there, or those that a new file gets."""
    try:
        return os.stat(target).st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


@contextmanager
def _explained(path: str) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise UsageError(f"‘{path}’ is there already: nothing was written") from error
    except FileNotFoundError as error:
        folder = os.path.dirname(path)
        raise UsageError(f"cannot write ‘{path}’: make the folder ‘{folder}’ first") from error
    except IsADirectoryError as error:
        raise UsageError(f"cannot write ‘{path}’: it is a folder, name a file") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot write ‘{path}’: {reason}") from error
