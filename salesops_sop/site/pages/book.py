"""What all pages of one site share: the handbook, the day, and what is often looked up."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Kpi
from salesops_sop.handbook.model.organization import Department, Role
from salesops_sop.handbook.model.record import Document
from salesops_sop.handbook.model.vocabulary import Term
from salesops_sop.history.changelog import Entry
from salesops_sop.history.revisions import Revisions
from salesops_sop.render.body import Bodies
from salesops_sop.site.pages.defining import Names
from salesops_sop.site.pages.duties import Duty, by_role
from salesops_sop.site.pages.expressions import users
from salesops_sop.site.pages.wording import Wording

HUES = 12


@dataclass(frozen=True)
class Book:
    """A handbook as of a day, on which overdue reviews depend; `history` has the newest first.

    `revisions` leads from the reference of a document to the commits that touched it."""

    handbook: Handbook
    today: date
    history: tuple[Entry, ...] = ()
    revisions: Revisions = field(default_factory=dict)

    @cached_property
    def wording(self) -> Wording:
        """Ids and values in people's words."""
        return Wording(self.handbook)

    @cached_property
    def bodies(self) -> Bodies:
        """The renderer of bodies."""
        return Bodies()

    @cached_property
    def names(self) -> Names:
        """The names of terms that are marked where a text uses them."""
        return Names(self.handbook.all(Term))

    @cached_property
    def by_path(self) -> dict[str, Document]:
        """From a file to its first document."""
        return {document.path: document for document in reversed(self.handbook.documents)}

    @cached_property
    def in_file(self) -> Counter[str]:
        """How many documents each file holds."""
        return Counter(document.path for document in self.handbook.documents)

    @cached_property
    def by_department(self) -> dict[str, list[Role]]:
        """From a department's id to its roles."""
        found: dict[str, list[Role]] = {}
        for role in self.handbook.all(Role):
            found.setdefault(role.department, []).append(role)
        return found

    @cached_property
    def duties(self) -> dict[str, dict[str, list[Duty]]]:
        """From a role's id and a letter to the duties in which the role has it."""
        return by_role(self.handbook)

    @cached_property
    def formula_users(self) -> dict[str, list[Kpi]]:
        """From the `kind:id` of a dataset or parameter to the KPIs computed from it."""
        return users(self.handbook)

    def department(self, role: str) -> str:
        """The id of a role's department; empty for a role that is not there."""
        known = self.handbook.get(Role, role)
        return known.department if known else ""

    def hue(self, document: Document) -> str:
        """The CSS class of a department's colour, for it and for its roles; empty for others."""
        ident = document.department if isinstance(document, Role) else document.id
        if isinstance(document, Role | Department) and ident in self._hues:
            return f"sop-hue-{self._hues[ident]}"
        return ""

    @cached_property
    def _hues(self) -> dict[str, int]:
        departments = self.handbook.all(Department)
        return {department.id: i % HUES + 1 for i, department in enumerate(departments)}
