"""A CODEOWNERS file, as GitHub and GitLab both read it: a line for each file of the handbook.

Of several lines that match, the last one counts, so each file has one line of its own. Who is named
is who approves a document, or owns it where nobody approves: an account or a team that `accounts`
in handbook.yaml states, else the addresses of the persons who hold the role.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from salesops_sop.analysis.governance import acting, requirement
from salesops_sop.base.visible import visible
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Department, Role
from salesops_sop.handbook.model.record import Control, Document

NAME = "CODEOWNERS"
HEAD = "# Made by `sop export codeowners` from owners and approvers: change them, not this file.\n"

_ADDRESS = re.compile(r"[^\s@#]+@[^\s@#]+\.[^\s@#]+")
_ESCAPED = re.compile(r"[ #*?\\]")
_UNKNOWN_TO_HOSTS = re.compile(r"[\[\]!]")  # GitHub has no way to write these


def write(handbook: Handbook, documents: Sequence[Document]) -> tuple[str, list[str]]:
    """Return the file, and a sentence for each file of the handbook that it has no line for.

    Files are named as seen from the working directory, which is to be the top of the repository.
    """
    lines, left_out = [HEAD], []
    by_path: dict[str, list[Document]] = {}
    for document in documents:
        by_path.setdefault(document.path, []).append(document)
    for path, inside in sorted(by_path.items()):
        roles = dict.fromkeys(role for document in inside for role in _asked(handbook, document))
        owners = dict.fromkeys(one for role in roles for one in _accounts(handbook, role))
        why = _why_not(path, owners, roles)
        if why:
            left_out.append(f"{visible(path)}: {why}")
            lines.append(f"# {visible(path)}: {why}\n")
        else:
            lines.append(f"{_pattern(path)} {' '.join(owners)}\n")
    return "".join(lines), left_out


def _why_not(path: str, owners: Collection[str], roles: Iterable[str]) -> str:
    if _UNKNOWN_TO_HOSTS.search(path) or visible(path) != path or path.startswith("../"):
        return "its name cannot be written there: rename it, and run this at the top"
    if owners:
        return ""
    named = ", ".join(f"‘{role}’" for role in roles)
    if not named:
        return "it names no owner and no approvers"
    return f"nobody is known for {named}: name a `person` with an `email`, or state `accounts`"


def _pattern(path: str) -> str:
    return "/" + _ESCAPED.sub(r"\\\g<0>", path)


def _asked(handbook: Handbook, document: Document) -> tuple[str, ...]:
    """The roles that approve a document, else the one that answers for it."""
    control = getattr(document, "control", None)
    owner = getattr(document, "owner", None)
    if isinstance(document, Department):
        owner = document.head
    if isinstance(control, Control):
        owner = control.owner
        if required := requirement(handbook, document, control):
            return required.roles
    return (owner,) if owner else ()


def _accounts(handbook: Handbook, role: str) -> Iterator[str]:
    """How a host of code knows who holds a role: by what is stated for it or its department."""
    stated = handbook.settings.accounts
    known = handbook.get(Role, role)
    if role in stated:
        yield stated[role]
        return
    found = [
        person.email
        for person in acting(handbook, role, date.today())
        if person.email and _ADDRESS.fullmatch(person.email)
    ]
    yield from found
    if not found and known is not None and known.department in stated:
        yield stated[known.department]
