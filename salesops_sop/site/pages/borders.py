"""Borders: every overlap, gap and conflict, where the site tells of it, by row and by role."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from salesops_sop.analysis.activity.match import SAME
from salesops_sop.analysis.anchors import parts
from salesops_sop.analysis.ownership.collecting import findings
from salesops_sop.analysis.ownership.findings import Item, Side
from salesops_sop.analysis.ownership.overlaps import SIMILAR
from salesops_sop.analysis.where import Where
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Scope
from salesops_sop.handbook.model.record import Document, Place
from salesops_sop.render.prose import escape
from salesops_sop.rules.ownership.separation import separated
from salesops_sop.site.pages.address import Address, anchor
from salesops_sop.site.pages.writer import Writer

PATH = "ownership.md"
MOST = 150  # findings of one sort that are told at length
HEADINGS = {"overlap": "overlaps", "gap": "gaps", "conflict": "conflicts", "similar": "alike"}
KINDS = {
    "duplicate-accountable": "Two answer for it",
    "duplicate-work": "Two do it",
    "double-transition": "Two steps move it",
    "same-trigger": "One event starts two procedures",
    "split-decision": "Two tables decide it",
    "two-channels": "Two ways to ask",
    "unowned": "Nobody answers for it",
    "scope-gap": "Not covered everywhere",
    "self-approval": "One hand asks and approves",
    "incompatible-duties": "Duties to be kept apart",
    "prohibited-yet-assigned": "Forbidden here, a duty there",
    "out-of-scope-yet-promised": "Refused here, offered there",
}
# fields that have a place of their own on the page of their document
_FIELDS = ("trigger", "prohibited", "exceptions", "not_for", "responsibilities")
Row = tuple[str, str | int, str | int]  # a document, a field of it, and the number in that


@dataclass(frozen=True, slots=True)
class Border:
    """A finding; `place` is where the ownership page tells it, `sort` the heading over it."""

    item: Item
    sort: str
    place: Address

    @property
    def sure(self) -> bool:
        """Whether its sides are one activity for certain; else they are worth a look."""
        return self.sort != "similar"


class Borders:
    """All findings of a handbook; ask `handbook.derived(Borders)`, which keeps one for all."""

    def __init__(self, handbook: Handbook) -> None:
        found = findings(handbook, SIMILAR, separated(handbook))
        sure = [item for item in found.overlaps if item.similarity >= SAME]
        weak = [item for item in found.overlaps if item.similarity < SAME]
        self.overlaps = tuple(_placed("overlap", sure))
        self.similar = tuple(_placed("similar", weak))
        self.gaps = tuple(_placed("gap", found.gaps))
        self.conflicts = tuple(_placed("conflict", found.conflicts))
        self.loads = found.loads
        self._anchors: dict[str, dict[tuple[str | int, ...], str]] = {}

    @property
    def all(self) -> tuple[Border, ...]:
        """Every border, those that are sure first."""
        return (*self.overlaps, *self.gaps, *self.conflicts, *self.similar)

    @cached_property
    def by_row(self) -> dict[Row, list[Border]]:
        """From a row of a charter or a procedure to what is certainly wrong with it."""
        found: dict[Row, list[Border]] = {}
        for border in (*self.overlaps, *self.gaps, *self.conflicts):
            for ref, path in {(s.document.ref, s.place.path[:2]): None for s in border.item.sides}:
                if len(path) == 2:
                    found.setdefault((ref, *path), []).append(border)
        return found

    @cached_property
    def by_role(self) -> dict[str, list[Border]]:
        """From a role's id to the borders on which it stands."""
        found: dict[str, list[Border]] = {}
        for border in self.all:
            for role in {r: None for side in border.item.sides for _, r in side.claims}:
                found.setdefault(role, []).append(border)
        return found

    def anchor(self, place: Place) -> str:
        """The id of the part of a document's page on which something stands; empty for none."""
        document = place.document
        if document.ref not in self._anchors:
            self._anchors[document.ref] = dict(_anchors(document))
        if not place.path:
            return ""
        field = str(place.path[0])
        beside = field.replace("_", "-") if field in _FIELDS else ""
        return self._anchors[document.ref].get(place.path[:2], beside)


def link(writer: Writer, side: Side) -> Markup:
    """What a side says, linked to the very place, and the document behind it."""
    place = writer.handbook.derived(Borders).anchor(side.place)
    said = writer.wording.plain(side.text)
    document = writer.wording.title(side.document)
    shown = writer.link(side.document, said, place)
    if said == document:
        return shown
    return Markup('{} <span class="sop-muted">{}</span>').format(shown, document)


def regions(writer: Writer, scopes: Iterable[Scope]) -> Markup:
    """Places in words: “EMEA › DACH, SMB; APAC”."""
    said = "; ".join(writer.handbook.derived(Where).said(scope) for scope in scopes)
    return escape(f"{said[:1].upper()}{said[1:]}")


def _placed(sort: str, items: Iterable[Item]) -> Iterator[Border]:
    for number, item in enumerate(items, 1):
        told = f"{sort}-{number}" if number <= MOST and sort != "similar" else HEADINGS[sort]
        yield Border(item, sort, Address(PATH, told))


def _anchors(document: Document) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for part in parts(document):
        yield part.place.path[:2], anchor(part.noun, part.id)
