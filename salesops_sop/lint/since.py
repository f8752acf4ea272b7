"""What a run may know of an older state of the handbook; it is found by whoever can read one."""

from typing import NamedTuple

from salesops_sop.handbook.model.record import Document


class Unraised(NamedTuple):
    """A document whose version was raised less than what changed in it since then demands.

    `part` is what had to be raised: “major”, “minor” or “patch”. `before` and `after` are its
    versions, `after` empty where it states none any more; `least` is the least version that would
    do. `reasons` are the sentences of the changes that demand it.
    """

    document: Document
    part: str
    before: str
    after: str
    least: str
    reasons: tuple[str, ...] = ()
