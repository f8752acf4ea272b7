"""Files of other programs, as the fields of a new document."""

from salesops_sop.base.errors import UnreadableError
from salesops_sop.cli.frame import terminal
from salesops_sop.export.dmn.reading import read
from salesops_sop.export.dmn.tree import LARGEST, ReadError
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.scaffold.draft import Draft
from salesops_sop.scaffold.form import Way


def fill(draft: Draft, path: str, handbook: Handbook, title: str | None) -> set[Way]:
    """Fill in the decision table of a DMN file; returns the ways to the fields that it gives.

    Says what of the file was left out. Raises UnreadableError.
    """
    try:
        found = read(_bytes(path), draft.data["id"], handbook)
    except ReadError as error:
        raise UnreadableError(f"cannot read ‘{path}’: {error}") from None
    for note in found.notes:
        terminal.say(note)
    given = {n: v for n, v in found.fields.items() if not (n == "title" and title)}
    for name, value in given.items():
        draft.put((name,), value)
    return {(name,) for name in given}


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableError(f"cannot read ‘{path}’: {reason}") from error
