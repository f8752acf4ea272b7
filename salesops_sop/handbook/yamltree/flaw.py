"""A flaw: what is wrong with the text of a document, before anybody asks what it means."""

from typing import NamedTuple

from salesops_sop.base.position import Position


class Flaw(NamedTuple):
    """`rule` is of the family `document`; `related` are second places, each with a remark."""

    rule: str
    message: str
    position: Position
    related: tuple[tuple[Position, str], ...] = ()
