"""The sentences that ask somebody to do something."""

from collections.abc import Iterator

from salesops_sop.analysis.wording.prose import retired
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Responsibilities, Role
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.walk import Passage


def instructions(handbook: Handbook) -> Iterator[Passage]:
    """Actions of steps, activities of charters and responsibilities of roles, by kind and id."""
    for kind, first, last in _FIELDS:
        for document in handbook.all(kind):
            if retired(document):
                continue
            for passage in handbook.contents(document).passages:
                path = passage.place.path
                if path[0] == first and (last == "" or path[-1] == last):
                    yield passage


_FIELDS: tuple[tuple[type[Procedure | Responsibilities | Role], str, str], ...] = (
    (Procedure, "steps", "action"),
    (Responsibilities, "activities", "activity"),
    (Role, "responsibilities", ""),
)
