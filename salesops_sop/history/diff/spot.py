"""Where two handbooks are compared: the same thing in both, and how a change there is told."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from salesops_sop.analysis.facts import Facts
from salesops_sop.analysis.scope import Dimensions
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Department, Role
from salesops_sop.handbook.model.record import Document, Place
from salesops_sop.history.diff.change import Change, Class, Part, Type
from salesops_sop.history.diff.naming import Names

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Both:
    """Two handbooks; `renames` leads from the kind and id of a document to its id of now."""

    old: Handbook
    new: Handbook
    renames: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def now(self, kinds: Iterable[str], ident: str) -> str:
        """The id that a reference of the older handbook has now."""
        if not self.renames:
            return ident
        return next((self.renames[k, ident] for k in kinds if (k, ident) in self.renames), ident)

    def text_now(self, text: str) -> str:
        """A text of the older handbook with its links as they are now."""
        for (kind, ident), new in self.renames.items():
            for end in ")#":
                text = text.replace(f"]({kind}:{ident}{end}", f"]({kind}:{new}{end}")
        return text

    def roles(self, idents: Iterable[str]) -> tuple[str, ...]:
        """Those of the ids that are roles before or now, as they are called now, sorted."""
        current = {self.now(("role",), ident) for ident in idents}
        known = (self.new.ids("role"), self.old.ids("role"))
        return tuple(sorted(role for role in current if any(role in ids for ids in known)))

    def speaker(self, ident: str) -> str:
        """Who speaks for a role or a department: itself, or the head of the department."""
        for handbook in (self.old, self.new):
            department = handbook.get(Department, ident)
            if department is not None and ident not in handbook.ids("role"):
                return department.head or ident
        return ident

    @cached_property
    def before(self) -> Names:
        """The names of the older handbook."""
        return Names(self.old)

    @cached_property
    def after(self) -> Names:
        """The names of the newer handbook."""
        return Names(self.new)

    @cached_property
    def facts(self) -> tuple[Facts, Facts]:
        """What parameters say before and after."""
        return self.old.derived(Facts), self.new.derived(Facts)

    @cached_property
    def trees(self) -> Dimensions:
        """The dimensions of now, in which scopes and cases are compared."""
        return Dimensions.of(self.new)

    def name(self, kinds: Iterable[str], ident: str) -> str:
        """The name of something: as it is called now, or was called where it is gone."""
        kinds = tuple(kinds)
        there = any(self.new.find(kind, ident) for kind in kinds)
        return (self.after if there else self.before).of(kinds, ident)

    def names(self, kinds: Iterable[str], idents: Iterable[str], word: str = "and") -> str:
        """Several names."""
        kinds = tuple(kinds)
        found = [self.name(kinds, ident) for ident in idents]
        if not found:
            return self.after.all(kinds, ())
        before = ", ".join(found[:-1])
        return f" {word} ".join([*filter(None, [before]), found[-1]])


@dataclass(frozen=True)
class Spot:
    """One thing in both handbooks, and what is said before the sentence about it.

    `roles` are those whom a change here touches unless it says otherwise.
    """

    both: Both
    old: Document
    new: Document
    there: Path = ()
    here: Path = ()
    subject: str = ""
    roles: frozenset[str] = frozenset()

    def into(self, *steps: str | int, there: Path | None = None) -> "Spot":
        """A part of it; `there` is the way in the older document, where it is another."""
        way = steps if there is None else there
        return replace(self, there=(*self.there, *way), here=(*self.here, *steps))

    def about(self, subject: str, roles: Iterable[str] | None = None) -> "Spot":
        """The same spot under another subject, and for other roles."""
        return replace(
            self, subject=subject, roles=self.roles if roles is None else frozenset(roles)
        )

    def change(
        self,
        kind: Type,
        of: Class,
        part: Part,
        text: str,
        *,
        roles: Iterable[str] | None = None,
        parties: Iterable[str] | None = None,
        gone: bool = False,
        **more: Any,
    ) -> Change:
        """A change here; `text` goes on after the subject, in small letters.

        `parties` are those of whom it changes a duty or a right: unless they are named, the roles
        that are, or those of the part that it is about.
        """
        document, path = (self.old, self.there) if gone else (self.new, self.here)
        touched = self._touched(kind, of, part) if roles is None else roles
        return Change(
            kind,
            of,
            part,
            document,
            Place(document, path),
            f"{self.subject}: {text}" if self.subject else text[:1].upper() + text[1:],
            self.both.roles(touched),
            self._parties(of, part, roles if parties is None else parties),
            gone=gone,
            **more,
        )

    def _parties(self, of: Class, part: Part, named: Iterable[str] | None) -> tuple[str, ...]:
        if of not in (Class.AUTHORITY, Class.OWNERSHIP) or part is not Part.MAJOR:
            return ()
        own = self.roles if self.subject or isinstance(self.new, Role) else ()
        return self.both.roles(map(self.both.speaker, own if named is None else named))

    def _touched(self, kind: Type, of: Class, part: Part) -> frozenset[str]:
        """Another word, another version or another day asks nothing of anybody."""
        quiet = of is Class.WORDING or (part is Part.NONE and kind is not Type.STATUS)
        return frozenset() if quiet else self.roles


Compare = Callable[[Spot, Any, Any], Iterator[Change]]
"""Tells how a value of the older and one of the newer handbook differ."""
