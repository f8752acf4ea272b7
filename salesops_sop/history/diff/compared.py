"""What `sop diff` writes about: the changes between two states of a handbook, some or all."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.history.diff.change import CLASSES, Change, Class, Part, demanded
from salesops_sop.history.diff.documents import changes
from salesops_sop.history.diff.naming import Names
from salesops_sop.history.diff.versions import unraised
from salesops_sop.lint.since import Unraised


@dataclass(frozen=True)
class Compared:
    """The changes from `base` to `head`, as they were named; the names of roles before and now.

    `unraised` are the documents whose version does not say what changed in them."""

    changes: tuple[Change, ...]
    base: str
    head: str
    before: Names
    after: Names
    unraised: tuple[Unraised, ...] = ()

    def only(self, roles: Collection[str], classes: Collection[str]) -> "Compared":
        """Those that touch one of the roles and are of one of the classes; none given: all."""
        kept = (
            change
            for change in self.changes
            if (not roles or not set(roles).isdisjoint(change.roles))
            and (not classes or change.of in classes)
        )
        changes = tuple(kept)
        shown = {change.document.ref for change in changes}
        unraised = tuple(u for u in self.unraised if u.document.ref in shown)
        return replace(self, changes=changes, unraised=unraised)

    @property
    def version(self) -> Part:
        """The part of the handbook's version that all of it demands."""
        return demanded(self.changes)

    @property
    def classes(self) -> list[tuple[Class, list[Change]]]:
        """The changes by class, the weightiest first; classes without any are left out."""
        grouped = [(of, [c for c in self.changes if c.of is of]) for of in CLASSES]
        return [(of, changes) for of, changes in grouped if changes]

    def role(self, ident: str) -> str:
        """The title of a role, as it is called now or was where it is gone."""
        names = self.after if self.after.handbook.find("role", ident) else self.before
        document = names.handbook.find("role", ident)
        return names.plain(document.title) if document else ident


def compare(old: Handbook, new: Handbook, base: str, head: str) -> Compared:
    """Compare two states of a handbook, and say by what names they go."""
    found = tuple(changes(old, new))
    behind = tuple(unraised(old, new, found))
    return Compared(found, base, head, Names(old), Names(new), behind)
