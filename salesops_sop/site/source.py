"""What a site is made of, and the day it is made for."""

import datetime
import os
from dataclasses import replace
from pathlib import Path

from salesops_sop.base.errors import SopError, UnreadableError
from salesops_sop.handbook import folder
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.history.changelog import Entry, changelog
from salesops_sop.history.releases import releases, tags_of
from salesops_sop.history.revisions import Revisions
from salesops_sop.history.revisions import revisions as made


def read(root: Path, project: Path) -> Handbook:
    """Read every document below `root`.

    Raises UnreadableError when there is none.
    """
    texts, flaws = folder.read(root, _seen_from(project, root))
    if not texts and not flaws:
        raise UnreadableError(f"there is no document in “{root}”: name the handbook’s folder")
    handbook = load(texts)
    found = sorted([*flaws, *handbook.flaws], key=lambda flaw: flaw.position)
    return replace(handbook, flaws=tuple(found))


def history(root: Path, project: Path, handbook: Handbook) -> tuple[Entry, ...]:
    """What each release of a handbook changed; nothing outside of a repository with releases."""
    try:
        prefix = _seen_from(project, root)
        found = releases(root, tags_of(handbook.settings)).found
        return changelog(root, found, prefix, handbook)
    except SopError:
        return ()


def revisions(root: Path, project: Path, handbook: Handbook) -> Revisions:
    """Who touched which document, up to what is checked out; nothing outside of a repository."""
    try:
        return made(root, "HEAD", handbook, _seen_from(project, root))
    except SopError:
        return {}


def today() -> datetime.date:
    """The day for which the site is made: overdue reviews depend on it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.date.today()
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()


def _seen_from(project: Path, path: Path) -> str:
    """A path as people name it who stand in the project."""
    return path.relative_to(project).as_posix() if path.is_relative_to(project) else path.name
