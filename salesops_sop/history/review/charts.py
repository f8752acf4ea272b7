"""Before and after of a procedure as a picture: its steps, who does them, and the ways between."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.analysis.flow.graph import Edge, Graph, Node, NodeKind
from salesops_sop.analysis.organization.doing import doers
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.history.diff.acting import ROLE
from salesops_sop.history.diff.change import Change, Class, Type
from salesops_sop.history.diff.documents import before_of, by_document
from salesops_sop.history.diff.naming import Names, cut
from salesops_sop.render.conditions import in_words

LONGEST_CONDITION = 60
_DRAWN = (("steps",), ("outcomes",))
NEW, GONE, CHANGED = "new", "gone", "changed"


class Box(NamedTuple):
    """A node: what is done or said there, who does it, and whether that is new, gone or changed."""

    kind: NodeKind
    text: str = ""
    who: str = ""
    mark: str = ""


class Way(NamedTuple):
    """From one box to another, by their places in the picture, on a condition if there is one."""

    source: int
    target: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """What a flowchart shows."""

    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]

    @property
    def bare(self) -> tuple[list[Box], tuple[Way, ...]]:
        """The same without marks."""
        return [box._replace(mark="") for box in self.boxes], self.ways


class Chart(NamedTuple):
    """A procedure that goes another way now."""

    procedure: Procedure
    before: Picture
    after: Picture


def charts(before: Names, after: Names, found: Iterable[Change]) -> Iterator[Chart]:
    """The procedures whose flowchart is another one now, by id.

    Procedures that are new or gone, or had or have no steps, are left out; so are those whose steps
    are only worded differently.
    """
    for changes in by_document(found).values():
        document = changes[0].document
        if not isinstance(document, Procedure) or not any(map(_is_drawn, changes)):
            continue
        was = before.handbook.get(Procedure, before_of(changes))
        now = after.handbook.get(Procedure, document.id)
        if was is None or now is None:
            continue
        marks = _marks(was, now, changes)
        one, other = _picture(before, was, marks), _picture(after, now, marks)
        if one and other and one.bare != other.bare:
            yield Chart(now, one, other)


def _is_drawn(change: Change) -> bool:
    """Whether a change may be seen in the picture, and is more than words."""
    return change.place.path[:1] in _DRAWN and change.of is not Class.WORDING


def _marks(old: Procedure, new: Procedure, changes: Iterable[Change]) -> Mapping[str, str]:
    """From the id of a step to what became of it."""
    found: dict[str, str] = {}
    for change in changes:
        path = change.place.path
        if path[:1] != ("steps",) or len(path) < 2 or not _is_drawn(change):
            continue
        steps = (old if change.gone else new).steps
        if isinstance(path[1], int) and path[1] < len(steps):
            mark = {Type.STEP_ADDED: NEW, Type.STEP_REMOVED: GONE}.get(change.type, CHANGED)
            found.setdefault(steps[path[1]].id, mark)
    return found


def _picture(names: Names, procedure: Procedure, marks: Mapping[str, str]) -> Picture | None:
    graph = names.handbook.derived(Flows).graphs.get(procedure.id)
    if graph is None or not graph.nodes:
        return None
    return _drawn(names, graph, marks)


def _drawn(names: Names, graph: Graph, marks: Mapping[str, str]) -> Picture:
    place = {ident: number for number, ident in enumerate(graph.nodes)}
    boxes = tuple(_box(names, graph, node, marks) for node in graph.nodes.values())
    ways = (Way(place[e.source], place[e.target], _label(names, e)) for e in graph.edges)
    return Picture(boxes, tuple(ways))


def _box(names: Names, graph: Graph, node: Node, marks: Mapping[str, str]) -> Box:
    step = node.step
    if node.kind is NodeKind.STEP and step:
        who = ", ".join(_title(names, role) for role in doers(graph.procedure, step))
        return Box(node.kind, cut(names.plain(step.action)), cut(who), marks.get(step.id, ""))
    if node.kind is NodeKind.CALL:
        return Box(node.kind, cut(names.of(("procedure",), node.calls)))
    if node.kind is NodeKind.END:
        return Box(node.kind, cut(names.plain(node.outcome.title)) if node.outcome else "End")
    return Box(
        node.kind, {NodeKind.START: "Start", NodeKind.LOST: "leads nowhere"}.get(node.kind, "")
    )


def _title(names: Names, role: str) -> str:
    document = names.handbook.find(*ROLE, role)
    return cut(names.plain(document.title)) if document else role


def _label(names: Names, edge: Edge) -> str:
    if edge.otherwise:
        return "otherwise"
    said = in_words(edge.label, _words, str) if edge.label else None
    return cut(said or names.plain(edge.label), LONGEST_CONDITION)


def _words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")
