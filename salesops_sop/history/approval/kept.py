"""The approvals that lie beside the documents of a folder, as they are: the audit judges them."""

import os
from pathlib import Path

from salesops_sop.history.approval.record import FOLDER, LONGEST, Approval, read
from salesops_sop.lint.approved import Approved


def kept(root: Path) -> tuple[Approved, ...]:
    """Return every approval of the handbook in a folder, sorted by document.

    A file counts where it stands in the place that its content names; any other, links and what
    nobody wrote with `sop approve` are left out. It needs no git.
    """
    found = []
    start = root / FOLDER
    for folder, _, names in os.walk(start):
        for name in names:
            path = Path(folder, name)
            approval = _approval(path)
            if approval and path.relative_to(root).as_posix() == approval.path:
                said = (approval.document, approval.digest, approval.role, approval.person)
                found.append(Approved(*said))
    return tuple(sorted(found))


def _approval(path: Path) -> Approval | None:
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > 4 * LONGEST:
            return None
        return read(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # a text that is no UTF-8 is a ValueError too
        return None
