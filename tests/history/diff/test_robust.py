"""Whatever two handbooks hold, they can be compared: all that the rules are tested with."""

import pytest

from salesops_sop.handbook.loader import load
from salesops_sop.history.diff.compared import Compared
from salesops_sop.history.diff.documents import changes
from salesops_sop.history.diff.naming import Names
from salesops_sop.report.diff import FORMATS
from salesops_sop.report.outcome import Look
from tests.rules.test_cases import case_files, cases

FILES = [pytest.param(path, id=name) for name, path in case_files()]


@pytest.mark.parametrize("path", FILES)
def test_handbooks_with_problems_are_compared(path):
    """Each case of a rule against the next one, both ways, and against itself."""
    books = [load(case["files"]) for case in cases(path)]
    for old, new in zip(books, [*books[1:], books[0]], strict=True):
        assert list(changes(old, load(dict(old.files)))) == []
        for one, other in ((old, new), (new, old)):
            found = tuple(changes(one, other))
            compared = Compared(found, "a", "b", Names(one), Names(other))
            for write in FORMATS.values():
                assert write(compared, Look())
