"""What all sentences about ownership have in common: roles, rows, documents and places."""

import re
from collections.abc import Iterable, Mapping

from salesops_sop.analysis.ownership.duties import Duty
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.analysis.where import EVERYWHERE, Where
from salesops_sop.base.listing import joined
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Scope
from salesops_sop.handbook.model.organization import Role
from salesops_sop.handbook.model.record import Place

_LINK = re.compile(r"!?\[(?P<label>[^\[\]]*)\]\((?P<target>[^\s()<>]*)\)")
_LONGEST = 160

Related = tuple[tuple[Place, str], ...]


def known(handbook: Handbook, roles: Iterable[str]) -> bool:
    """Whether all of these roles exist; an unknown one is told by another rule.

    A handbook without any role says nothing about which ones exist.
    """
    there = handbook.ids("role")
    return not there or all(role in there or role in handbook.lost for role in roles)


def names(handbook: Handbook, roles: Iterable[str]) -> str:
    """The titles of roles: “VP of Sales” and “Finance director”."""
    return joined([name(handbook, role) for role in roles])


def name(handbook: Handbook, role: str) -> str:
    """The title of a role, or its id where there is no such role."""
    found = handbook.get(Role, role)
    return said(found.title) if found else f"‘{role}’"


def said(text: str) -> str:
    """A text of the handbook as it reads, in quotation marks and without a full stop.

    Of a text that is longer than a sentence bears the beginning is given.
    """
    plain = " ".join(_LINK.sub(_label, text).split()).rstrip(".")
    return f"“{plain if len(plain) <= _LONGEST else f'{plain[:_LONGEST].rstrip()}…'}”"


def stands_in(duty: Duty) -> str:
    """A row and its document: “Approve the discount” in “Deals”."""
    return f"{said(duty.activity)} in {said(duty.document.title)}"


def everywhere_or_in(handbook: Handbook, scope: Scope) -> str:
    """Where something holds: “everywhere”, or “in EMEA › DACH, SMB”."""
    where = handbook.derived(Where).said(scope)
    return where if where == EVERYWHERE else f"in {where}"


def only_in(handbook: Handbook, scope: Scope) -> str:
    """The same to hang on a sentence; nothing where there is no limit."""
    return f", {everywhere_or_in(handbook, scope)}" if scope else ""


def order(own: Ownership) -> Mapping[int, int]:
    """From the identity of each duty to its number in the handbook."""
    return {id(duty): number for number, duty in enumerate(own.duties)}


def _label(link: re.Match[str]) -> str:
    return link["label"].strip() or link["target"].rpartition(":")[2]
