"""Puts a freshly built folder in the place of the old one, all at once or not at all."""

import ctypes
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from salesops_sop.base.errors import EnvironmentProblem, UsageError

STALE = 3600  # seconds after which what a killed build left behind is swept away
ESSENTIAL = (  # a folder with all of one line is a site that we built
    ("index.html", "assets", "search"),
    ("index.html", "versions.js", "versions.json"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a folder is called that we wrote, and how it is known."""

    name: str
    ours: Callable[[Path], bool]


def _is_site(folder: Path) -> bool:
    return any(all((folder / name).exists() for name in names) for names in ESSENTIAL)


SITE = Kind("a built site", _is_site)


@contextmanager
def fresh(out: Path, kind: Kind = SITE) -> Iterator[Path]:
    """Give an empty folder beside `out`; when the block succeeds it becomes `out`.

    However the block ends, even by being killed, `out` is the whole old or the whole new folder.
    Raises UsageError when `out` holds something of another kind, EnvironmentProblem when the system
    does not let us write there.
    """
    out = out.resolve()
    _refuse_strangers(out, kind)
    try:
        beside = _beside(out)
        try:
            yield beside
            replace(beside, out)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise EnvironmentProblem(f"cannot write to “{out}”: {error.strerror}") from error


def replace(new: Path, old: Path) -> None:
    """Let the folder `new` take the name `old`; `new` then names what was there, if anything."""
    if not old.exists():
        new.rename(old)
    elif not _exchange(new, old):
        aside = new.with_name(f"{new.name}-old")
        old.rename(aside)
        new.rename(old)
        aside.rename(new)


def _beside(out: Path) -> Path:
    out.parent.mkdir(parents=True, exist_ok=True)
    for left in out.parent.glob(f".{out.name}-*"):
        if time.time() - left.stat().st_mtime > STALE:
            shutil.rmtree(left, ignore_errors=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    beside.chmod(0o777 & ~_umask())  # mkdtemp makes folders that no web server may read
    return beside


def _exchange(one: Path, other: Path) -> bool:
    """Swap two names in one step where the system can; elsewhere say so."""
    if sys.platform not in _SWAPS:
        return False
    name, here = _SWAPS[sys.platform]
    call = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    a, b = os.fsencode(one), os.fsencode(other)
    return call is not None and call(*here, a, *here, b, 2) == 0  # 2: exchange


# the system's call, and what goes before each path: -100 is “as everywhere else”
_SWAPS: dict[str, tuple[str, tuple[int, ...]]] = {
    "linux": ("renameat2", (-100,)),
    "darwin": ("renamex_np", ()),
}


def _refuse_strangers(out: Path, kind: Kind) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise UsageError(f"“{out}” is a file: name a folder")
    if any(out.iterdir()) and not kind.ours(out):
        raise UsageError(f"“{out}” holds something that is not {kind.name}: name another folder")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
