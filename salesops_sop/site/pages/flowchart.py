"""The flowchart of a procedure: its steps in the lanes of those who do them."""

from collections.abc import Iterator

from markupsafe import Markup

from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.analysis.flow.graph import Edge, Graph, NodeKind
from salesops_sop.analysis.flow.graph import Node as Part
from salesops_sop.analysis.flow.lanes import Lane as Doer
from salesops_sop.analysis.flow.lanes import lanes
from salesops_sop.analysis.organization.doing import doers
from salesops_sop.base.listing import counted, joined
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.organization import Department, Role
from salesops_sop.handbook.model.process import Procedure, Step
from salesops_sop.render.swimlane.model import Diagram, Flow, Lane, Node, Note, Shape
from salesops_sop.render.swimlane.svg import svg
from salesops_sop.render.tables import scrolled
from salesops_sop.site.pages.address import anchor
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.ways import Ways
from salesops_sop.site.pages.writer import Writer


def flowchart(writer: Writer, procedure: Procedure) -> Markup:
    """The picture of a procedure; empty where it has fewer than two steps."""
    if len(procedure.steps) < 2 or (drawn := diagram(writer, procedure)) is None:
        return Markup("")
    title = f"Flowchart of {writer.wording.title(procedure)}"
    roles = joined([lane.title for lane in drawn.lanes])
    said = f"{counted(len(procedure.steps), 'step')} in the lanes of {roles}."
    picture = svg(drawn, f"{said} They are listed after the picture.")
    return fill("flowchart.html.j2", legend=_legend(drawn), picture=scrolled(title, picture))


def _legend(drawn: Diagram) -> str:
    """What the signs mean that are in the picture."""
    shapes = {node.shape for node in drawn.nodes}
    late = any(note.kind == "late" for node in drawn.nodes for note in node.notes)
    said = [
        ("Each column is a role, time runs down.", True),
        ("At × one of the ways is taken.", Shape.CHOICE in shapes),
        ("At + all ways are taken at the same time.", Shape.SPLIT in shapes),
        ("A clock on the border says who is called in when the time is up.", late),
    ]
    return " ".join(sentence for sentence, holds in said if holds)


def diagram(writer: Writer, procedure: Procedure) -> Diagram | None:
    """What the picture shows; None for a procedure without steps, or with an id that is taken."""
    graph = writer.handbook.derived(Flows).graphs.get(procedure.id)
    if graph is None or graph.procedure is not procedure or not graph.nodes:
        return None
    return _Chart(writer, graph).diagram()


class _Chart:
    def __init__(self, writer: Writer, graph: Graph) -> None:
        self.writer = writer
        self.wording = writer.wording
        self.procedure = graph.procedure
        self.graph = graph
        self.ways = Ways(writer, graph.procedure)
        self.numbers = {id(step): n for n, step in enumerate(graph.procedure.steps, 1)}

    def diagram(self) -> Diagram:
        """Lanes, nodes and flows in people's words."""
        found = lanes(self.writer.handbook, self.graph)
        nodes = [
            self._node(part)._replace(lane=found.of[part.id]) for part in self.graph.nodes.values()
        ]
        flows = [Flow(edge.source, edge.target, self._condition(edge)) for edge in self.graph.edges]
        return Diagram([self._lane(lane) for lane in found.lanes], nodes, flows)

    def _lane(self, doer: Doer) -> Lane:
        role = self.writer.handbook.get(Role, doer.role)
        department = self.writer.handbook.get(Department, doer.department)
        return Lane(
            self.wording.named("role", doer.role),
            self.wording.title(department) if department else "",
            self.writer.url(role) if role else "",
            self.writer.book.hue(role) if role else "",
        )

    def _node(self, part: Part) -> Node:
        shape = Shape(part.kind.value)
        if part.kind is NodeKind.STEP and part.step:
            return self._step(part.id, part.step)
        if part.kind is NodeKind.CALL:
            title = self.wording.named("procedure", part.calls)
            note = Note("calls", "other procedure")
            href = self._to_procedure(part.calls)
            return Node(part.id, shape, 0, title, href, notes=(note,), said=f"Carry out {title}")
        if part.kind is NodeKind.END:
            return self._end(part)
        titles = {NodeKind.START: "Start", NodeKind.LOST: "leads nowhere"}
        return Node(part.id, shape, 0, titles.get(part.kind, ""), said=_SAID[part.kind])

    def _step(self, ident: str, step: Step) -> Node:
        number = str(self.numbers[id(step)])
        title = self.wording.plain(step.action)
        who = joined([self._role(role) for role in doers(self.procedure, step)])
        notes = list(self._notes(step))
        return Node(
            ident,
            Shape.STEP,
            0,
            title,
            f"#{anchor('step', step.id)}",
            number,
            notes,
            f"Step {number}: {title}. {who}",
            self._hue(step),
        )

    def _hue(self, step: Step) -> str:
        role = self.writer.handbook.get(Role, doers(self.procedure, step)[0])
        return self.writer.book.hue(role) if role else ""

    def _notes(self, step: Step) -> Iterator[Note]:
        others = doers(self.procedure, step)[1:]
        if others:
            yield Note("with", f"with {joined([self._role(role) for role in others])}")
        table = self.writer.handbook.get(Decision, step.apply) if step.apply else None
        if table:
            yield Note("table", self.wording.title(table), self.writer.url(table))
        if step.automation:
            yield Note("system", self.wording.named("system", step.automation.system))
        if step.within:
            yield Note("limit", self.wording.limit(step.within))
        for late in step.escalate:
            yield Note("late", f"after {self.wording.limit(late.after)}: {self._role(late.to)}")

    def _end(self, part: Part) -> Node:
        outcome = part.outcome
        title = self.wording.plain(outcome.title) if outcome else "End"
        href = f"#{anchor('outcome', outcome.id)}" if outcome else ""
        starts: tuple[Note, ...] = ()
        if outcome and outcome.start:
            name = self.wording.named("procedure", outcome.start)
            starts = (Note("starts", name, self._to_procedure(outcome.start)),)
        return Node(part.id, Shape.END, 0, title, href, notes=starts, said=f"End: {title}")

    def _condition(self, edge: Edge) -> str:
        step = self.graph.nodes[edge.source].step
        if edge.otherwise:
            return "otherwise"
        return self.ways.condition(edge.label, step) if edge.label and step else ""

    def _role(self, ident: str) -> str:
        return self.wording.named("role", ident)

    def _to_procedure(self, ident: str) -> str:
        found = self.writer.handbook.get(Procedure, ident)
        return self.writer.url(found) if found else ""


_SAID = {
    NodeKind.START: "",
    NodeKind.CHOICE: "Choice: one of the ways is taken",
    NodeKind.MERGE: "Ways come together",
    NodeKind.SPLIT: "All ways are taken at the same time",
    NodeKind.JOIN: "Waits for all ways that lead here",
    NodeKind.LOST: "What follows is missing",
}
