"""What was built is kept, by what it was built from, so that no release is built twice."""

import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from salesops_sop.base import resources

FORGOTTEN_AFTER = 90 * 24 * 3600  # seconds in which nobody asked for it
SUFFIX = ".zip"
_ABOUT, _SITE = "about.json", "site/"
_GROUPS = ("mkdocs.plugins", "mkdocs.themes", "markdown.extensions")


@dataclass(frozen=True, slots=True)
class Kept:
    """What is worth knowing of a site besides its files."""

    pages: int
    warnings: tuple[str, ...]


def usual_folder() -> Path:
    """The folder where a user's programs keep what they can make anew."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "salesops-sop/sites"


def key(*parts: str) -> str:
    """Name what is built from these parts by the tool as it is now, on any machine."""
    return hashlib.sha256(json.dumps([tool(), *parts]).encode()).hexdigest()


@lru_cache(maxsize=1)
def tool() -> str:
    """A digest of all that makes a page: this program, and what it is installed with."""
    digest = hashlib.sha256()
    for name, file in sorted(_sources()):
        digest.update(f"{name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\0".encode())
    for line in sorted(_installed()):
        digest.update(f"{line}\0".encode())
    return digest.hexdigest()


def take(folder: Path, name: str, into: Path) -> Kept | None:
    """Unpack what is kept under a name into a new folder; None when there is nothing whole."""
    file = folder / f"{name}{SUFFIX}"
    try:
        with zipfile.ZipFile(file) as archive:  # it checks a sum of every file
            for member in archive.namelist():
                if member.startswith(_SITE):
                    target = into / member.removeprefix(_SITE)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(archive.read(member))
            about = json.loads(archive.read(_ABOUT))
        os.utime(file)
        return Kept(int(about["pages"]), tuple(map(str, about["warnings"])))
    except (OSError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, EOFError):
        shutil.rmtree(into, ignore_errors=True)
        return None


def put(folder: Path, name: str, site: Path, about: Kept) -> None:
    """Keep a site under a name; where nothing can be written nothing is kept."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, written = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
        try:
            with (
                os.fdopen(handle, "wb") as file,
                zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
            ):
                for path in sorted(p for p in site.rglob("*") if p.is_file()):
                    archive.write(path, _SITE + path.relative_to(site).as_posix())
                told = {"pages": about.pages, "warnings": about.warnings}
                archive.writestr(_ABOUT, json.dumps(told))
            os.replace(written, folder / f"{name}{SUFFIX}")
        finally:
            with suppress(FileNotFoundError):
                os.unlink(written)


def forget(folder: Path) -> None:
    """Delete what nobody asked for in a long time, and what a killed run left behind."""
    for pattern, age in ((f"*{SUFFIX}", FORGOTTEN_AFTER), (".*.part", 3600)):
        for file in folder.glob(pattern):
            with suppress(OSError):
                if time.time() - file.stat().st_mtime > age:
                    file.unlink()


def _sources() -> Iterator[tuple[str, Path]]:
    places = (
        ("code", resources.PACKAGE, "*.py"),
        ("words", resources.PACKAGE, "*.txt"),
        ("site", resources.site_folder(), "*"),
        ("mkdocs", resources.mkdocs_yml().parent, "mkdocs.yml"),
    )
    for label, folder, pattern in places:
        find = folder.rglob if label != "mkdocs" else folder.glob
        for file in find(pattern):
            inside = file.relative_to(folder)
            if file.is_file() and inside.parts[0] not in ("public", "_data"):
                yield f"{label}/{inside.as_posix()}", file


def _installed() -> Iterator[str]:
    """What a page can be made by: Python, and whatever adds to MkDocs or to Markdown."""
    yield f"python {sys.version_info.major}.{sys.version_info.minor}"
    named = {"mkdocs", "markdown", "jinja2", "markupsafe", "pygments", "msgspec", "nh3"}
    for group in _GROUPS:
        named |= {point.dist.name for point in metadata.entry_points(group=group) if point.dist}
    for name in named:
        with suppress(metadata.PackageNotFoundError):
            yield f"{name.lower()} {metadata.version(name)}"
