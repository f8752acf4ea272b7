"""Which handbook is meant: found from a folder upwards, as git finds a repository."""

import os
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from salesops_sop.base.errors import UnreadableError
from salesops_sop.handbook import folder
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load

SETTINGS = "handbook.yaml"
USUAL = "sops"


@dataclass(frozen=True)
class Target:
    """A handbook, and the files and folders in it that are asked about: none means all of it."""

    root: Path
    only: tuple[str, ...] = ()

    def covers(self, path: str) -> bool:
        """Return whether a file, seen from the working directory, is asked about."""
        inside = os.path.relpath(path, self.root).replace(os.sep, "/")
        return not self.only or any(f"{inside}/".startswith(f"{part}/") for part in self.only)


def find(start: Path) -> Path | None:
    """Return the handbook's folder: `sops/` or the folder itself, with settings; going upwards.

    Where no folder has a `handbook.yaml`, the nearest folder named `sops` will do.
    """
    folders = (start, *start.parents)
    for place in folders:
        root = _with_settings(place)
        if root is not None:
            return root
    return next((place / USUAL for place in folders if os.path.isdir(place / USUAL)), None)


def _with_settings(place: Path) -> Path | None:
    """`sops/` in a folder, or the folder itself, whichever has settings."""
    return next((root for root in (place / USUAL, place) if os.path.isfile(root / SETTINGS)), None)


def home() -> Path | None:
    """Return the folder of the handbook that the working directory belongs to, if any."""
    return find(_working_directory())


def here() -> Path:
    """Return the same; raises UnreadableError when there is none."""
    root = home()
    if root is None:
        raise UnreadableError(
            f"there is no handbook here: no folder ‘{USUAL}’ and no ‘{SETTINGS}’, here or above; "
            "go to a handbook, or name its folder with -C"
        )
    return root


def inside(place: Path) -> Path:
    """Return the handbook's folder: this one or `sops/` in it; raises UnreadableError for none."""
    root = _with_settings(place)
    if root is not None:
        return root
    if (place / USUAL).is_dir():
        return place / USUAL
    if place.name == USUAL:
        return place
    raise UnreadableError(
        f"there is no handbook in ‘{seen(place) or '.'}’: no folder ‘{USUAL}’ and no ‘{SETTINGS}’"
    )


def targets(paths: Sequence[str]) -> list[Target]:
    """Return the handbooks that paths belong to, each with what of it is asked about.

    A path belongs to the handbook of the working directory if that contains it, else to the one
    found upwards from the path. Raises UnreadableError for a path that is missing, or in none.
    """
    if not paths:
        return [Target(here())]
    ours = home()
    asked: dict[Path, list[str]] = {}
    for path in paths:
        root = _owner(path, ours)
        asked.setdefault(root, []).append(_inside(path, root) or ".")
    return [
        Target(root, () if "." in only else tuple(sorted(set(only))))
        for root, only in asked.items()
    ]


def opened(root: Path, kinds: Collection[str] = ()) -> Handbook:
    """Read the handbook in a folder; paths are as seen from the working directory.

    Where only some kinds of documents are needed, files that name none of them are left out, which
    is quicker. Raises UnreadableError when there is nothing to read.
    """
    texts, flaws = folder.read(root, seen(root))
    if kinds:
        named = re.compile(rf"\bkind\b[\"']?\s*:\s*[\"']?(?:{'|'.join(kinds)})\b")
        texts = {path: text for path, text in texts.items() if named.search(text)}
    if not texts and not flaws:
        raise UnreadableError(
            f"there is no document in ‘{seen(root) or '.'}’: start one with `sop new`"
        )
    return load(texts, flaws)


def seen(path: Path) -> str:
    """Return a path as seen from the working directory, with `/`; empty for that itself."""
    try:
        relative = os.path.relpath(path, _working_directory())
    except ValueError:  # another drive
        relative = str(path)
    return "" if relative == "." else relative.replace(os.sep, "/")


def _working_directory() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError as error:
        raise UnreadableError("the working directory is gone: change to another one") from error


def _owner(path: str, ours: Path | None) -> Path:
    if not os.path.lexists(path):
        raise UnreadableError(f"there is no file or folder ‘{path}’: check its name")
    if ours and _inside(path, ours) is not None:
        return ours
    absolute = Path(os.path.abspath(path))
    root = find(absolute if absolute.is_dir() else absolute.parent)
    if root is None:
        raise UnreadableError(
            f"‘{path}’ is in no handbook: a handbook is a folder with a ‘{SETTINGS}’"
        )
    return root


def _inside(path: str, root: Path) -> str | None:
    """Return the path seen from `root`, “.” when it holds all of it, None when it is elsewhere."""
    for absolute in (os.path.abspath(path), os.path.realpath(path)):
        for folder_ in (str(root), os.path.realpath(root)):
            relative = os.path.relpath(absolute, folder_).replace(os.sep, "/")
            if set(relative.split("/")) <= {"..", "."}:
                return "."
            if not relative.startswith("../"):
                return relative
    return None
