"""Refusals: what a service or a procedure is not for, and whether it says where to go instead."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import ID
from salesops_sop.handbook.model.kinds import KINDS
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.model.record import Control, Instead, Place, Status
from salesops_sop.handbook.model.service import Service

_BARE = re.compile(rf"(?:(?P<kind>[a-z]+):)?(?P<id>{ID})")


class Refusal(NamedTuple):
    """A refusal that leads nowhere; `missing` is the document it names that is not there."""

    place: Place
    refused: Instead
    missing: str = ""


def refusals(handbook: Handbook) -> Iterator[Refusal]:
    """What is refused without a word on where to go, or with the id of a document nobody has.

    An `instead` of a single word in lower case is taken for an id where it names a kind
    (`service:contract-review`) or has a hyphen (`contract-review`). Links are judged elsewhere, and
    so is what the same provider refuses here and offers there.
    """
    elsewhere = {id(found.refusal) for found in handbook.derived(Ownership).promised}
    for document in handbook.documents:
        control: Control | None = getattr(document, "control", None)
        if control is not None and control.status is Status.RETIRED:
            continue
        match document:
            case Service():
                field, items = "not_for", document.not_for
            case Procedure():
                field, items = "out_of_scope", document.out_of_scope
            case _:
                continue
        for number, item in enumerate(items):
            if item.instead is None and id(item) not in elsewhere:
                yield Refusal(document.at(field, number), item)
            elif item.instead is not None and (missing := _missing(handbook, item.instead)):
                yield Refusal(document.at(field, number, "instead"), item, missing)


def _missing(handbook: Handbook, instead: str) -> str:
    """The id that an `instead` consists of, where no document has it; else nothing."""
    found = _BARE.fullmatch(instead.strip())
    if found is None or not (found["kind"] or "-" in found["id"]) or found["id"] in handbook.lost:
        return ""
    kinds = [found["kind"]] if found["kind"] else list(KINDS)
    there = any(handbook.find(kind, found["id"]) for kind in kinds)
    return "" if there else found[0]
