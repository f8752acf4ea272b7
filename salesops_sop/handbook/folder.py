"""The texts of a handbook's folder: nothing from outside of it, nothing that is no text."""

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from salesops_sop.base.errors import UnreadableError
from salesops_sop.base.position import Position
from salesops_sop.base.visible import visible
from salesops_sop.handbook import markdown
from salesops_sop.handbook.yamltree import Flaw

LARGEST_FILE = 2_000_000
ENDINGS = (".md", ".yaml", ".yml")
PROSE = frozenset({"readme.md", "changes.md"})
"""Names of files that are no documents unless they begin with front matter."""

_LINE_END = re.compile(r"\r\n?|\n")
_OPENING = os.O_RDONLY
for _flag in ("O_BINARY", "O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK"):  # where the system has them
    _OPENING |= getattr(os, _flag, 0)
_REASONS = {
    errno.ENOENT: "the file vanished while the handbook was read: run the command again",
    errno.EACCES: "you have no right to read this: ask its owner, or change its permissions",
    errno.ELOOP: "the link leads in a circle: put the file itself here",
}


class Unreadable(Exception):
    """One sentence about why a file is not read; line and column if it is about a byte."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def read(root: Path, prefix: str = "") -> tuple[dict[str, str], list[Flaw]]:
    """Return the text of every document below `root` by path, and a flaw for what is not read.

    Paths are relative to `root`, with `/`, behind `prefix`. Documents are `*.md`, `*.yaml` and
    `*.yml` of at most 2 MB of UTF-8; hidden files and folders, and a README.md or CHANGES.md
    without front matter, are left out. Links to files inside are followed, links to folders are
    not. Raises UnreadableError when `root` is no folder that can be listed.
    """
    if not root.is_dir():
        what = "is a file" if root.exists() else "does not exist"
        raise UnreadableError(f"“{root}” {what}: name the folder of the handbook")
    start = prefix.rstrip("/") + "/" if prefix else ""
    texts: dict[str, str] = {}
    flaws: list[Flaw] = []
    for path, found in _found(os.path.realpath(root)):
        if isinstance(found, str):
            texts[start + path] = found
        else:
            position = Position(start + path, found.line, found.column)
            flaws.append(Flaw("document/unreadable", str(found), position))
    flaws += _collisions(texts)
    return dict(sorted(texts.items())), sorted(flaws, key=lambda flaw: flaw.position)


def _found(root: str) -> Iterator[tuple[str, str | Unreadable]]:
    """Yield each document's path below `root` with its text, or with what is wrong."""
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            entries = _entries(os.path.join(root, folder))
        except OSError as error:
            if not folder:
                raise UnreadableError(f"“{root}”: {_reason(error)}") from error
            yield folder.rstrip("/"), Unreadable(_reason(error))
            continue
        for entry in entries:
            path = folder + visible(entry.name)
            found = _tried(entry, root)
            if found is not None:
                yield path, found
            if entry.is_dir(follow_symlinks=False) and path == folder + entry.name:
                folders.append(f"{path}/")


def _entries(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as listed:
        return sorted(
            (entry for entry in listed if not entry.name.startswith(".")),
            key=lambda entry: entry.name,
        )


def _tried(entry: os.DirEntry[str], root: str) -> str | Unreadable | None:
    try:
        return _text(entry, root)
    except Unreadable as error:
        return error
    except OSError as error:
        return Unreadable(_reason(error))


def _text(entry: os.DirEntry[str], root: str) -> str | None:
    """Return the text of a document, None for what is none; raises Unreadable or OSError."""
    is_document = entry.name.lower().endswith(ENDINGS)
    is_folder = entry.is_dir(follow_symlinks=False)
    if (is_document or is_folder) and visible(entry.name) != entry.name:
        raise Unreadable("the name holds characters that cannot be shown: rename it")
    if is_folder and is_document:
        raise Unreadable("this is a folder, and its name ends like that of a file: rename it")
    file = entry.path
    if entry.is_symlink() and (is_document or entry.is_dir()):
        file = _target(entry, root)
    if not is_document or is_folder:
        return None
    text = decoded(_bytes(file))
    if entry.name.lower() in PROSE and markdown.split(text).front is None:
        return None
    return text


def _target(entry: os.DirEntry[str], root: str) -> str:
    """Return where a link leads; raises Unreadable when that is no file of the handbook."""
    try:
        target = os.path.realpath(entry.path, strict=True)
    except FileNotFoundError:
        raise Unreadable("the link leads nowhere: put the file itself here") from None
    if os.path.commonpath([root, target]) != root:
        raise Unreadable("the link leads out of the handbook: put the file itself here")
    if os.path.isdir(target):
        raise Unreadable("this is a link to a folder: put the files themselves here")
    return target


def _bytes(file: str) -> bytes:
    _check(os.lstat(file))  # opening a device can already do something
    with open(os.open(file, _OPENING), "rb") as opened:
        _check(os.fstat(opened.fileno()))
        data = opened.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise Unreadable(_too_large(len(data)))
    return data


def _check(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable("this is no ordinary file: remove it, a document is a file with text")
    if status.st_size > LARGEST_FILE:
        raise Unreadable(_too_large(status.st_size))


def _too_large(size: int) -> str:
    limit = LARGEST_FILE / 1_000_000
    return f"the file has {size / 1_000_000:,.1f} MB, more than {limit:.0f} MB: split it"


def decoded(data: bytes) -> str:
    """Return the text of a document; raises Unreadable for what is no text in UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("the file is UTF-16: save it as UTF-8")
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        what = f"the byte 0x{data[error.start]:02X} here is not UTF-8: save the file as UTF-8"
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
    else:
        if "\x00" not in text:
            return text
        what = "this is not text but binary data: save the document as text in UTF-8"
        before = text[: text.index("\x00")]
    lines = _LINE_END.split(before)
    raise Unreadable(what, len(lines), len(lines[-1]) + 1)


def _reason(error: OSError) -> str:
    number = errno.EACCES if error.errno == errno.EPERM else error.errno
    default = f"this cannot be read ({error.strerror}): check the disk and its permissions"
    return _REASONS.get(number or 0, default)


def _collisions(paths: Iterable[str]) -> Iterator[Flaw]:
    """Yield a flaw for each path that some systems cannot tell from an earlier one."""
    seen: dict[str, str] = {}
    for path in sorted(paths):
        first = seen.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if first != path:
            message = f"some systems take this file and “{first}” for the same: rename one"
            related = ((Position(first, 1, 1), "the other file"),)
            yield Flaw("document/unreadable", message, Position(path, 1, 1), related)
