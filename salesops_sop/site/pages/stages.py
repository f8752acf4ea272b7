"""The stage diagram of a pipeline: what must be true in each stage, and which steps move it on."""

from collections.abc import Iterator

from markupsafe import Markup

from salesops_sop.base.listing import counted
from salesops_sop.handbook.model.process import Pipeline, Stage, Step
from salesops_sop.render.swimlane.model import Diagram, Flow, Lane, Node, Note, Shape
from salesops_sop.render.swimlane.svg import svg
from salesops_sop.render.tables import paragraph, scrolled
from salesops_sop.site.pages.address import anchor
from salesops_sop.site.pages.mentions import Mention, mentions
from salesops_sop.site.pages.writer import Writer

LEGEND = (
    "Each box is a stage: first what must be true to enter it, then, under the arrow that points "
    "out, what must be true to leave it. The lines name the steps that move a record on; a dashed "
    "line is a move back."
)


def diagram(writer: Writer, pipeline: Pipeline) -> Markup:
    """The picture of a pipeline; empty where nothing moves from stage to stage."""
    known = {stage.id for stage in pipeline.stages}
    flows = [flow for flow in _flows(writer, pipeline) if {flow.source, flow.target} <= known]
    if not flows or len(known) < len(pipeline.stages):
        return Markup("")
    leaving = {flow.source for flow in flows if not flow.dashed}
    nodes = [
        _box(writer, stage, number, stage.id not in leaving)
        for number, stage in enumerate(pipeline.stages, 1)
    ]
    title = writer.wording.title(pipeline)
    drawn = Diagram([Lane(title)], nodes, flows, columns=3)
    said = f"{counted(len(nodes), 'stage')} of the {title} and the steps that move it on."
    picture = svg(drawn, f"{said} The tables below say the same.")
    return paragraph(LEGEND, "sop-muted") + scrolled(f"Stages of the {title}", picture)


def _box(writer: Writer, stage: Stage, number: int, last: bool) -> Node:
    title = writer.wording.plain(stage.title)
    chance = [Note("chance", f"{writer.wording.said(str(stage.probability))} to win")]
    notes = [
        *(chance if stage.probability is not None and not stage.probability.parameter else []),
        *(Note("enter", writer.wording.plain(text)) for text in stage.entry),
        *(Note("leave", writer.wording.plain(text)) for text in stage.exit),
    ]
    href = f"#{anchor('stage', stage.id)}"
    said = f"Stage {number}: {title}{', an end' if last else ''}"
    kind = "sop-flow__final" if last else ""
    return Node(stage.id, Shape.STEP, 0, title, href, str(number), notes, said, kind)


def _flows(writer: Writer, pipeline: Pipeline) -> Iterator[Flow]:
    """A line for every transition: steps that make the same one share it."""
    steps: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions(writer.handbook, pipeline)["steps.pipeline"]:
        step = mention.part
        if isinstance(step, Step) and step.moves:
            steps.setdefault((step.moves.origin, step.moves.to), []).append(mention)
    back = {(move.origin, move.to): move for move in pipeline.back}
    for (source, target), found in steps.items():
        label, href = _by(writer, found)
        yield Flow(source, target, label, href, (source, target) in back)
    for source, target in sorted(back.keys() - steps.keys()):
        yield Flow(source, target, writer.wording.plain(back[source, target].when), dashed=True)


def _by(writer: Writer, found: list[Mention]) -> tuple[str, str]:
    """What makes a transition and where that stands: a step, or the list of several."""
    documents = list(dict.fromkeys(writer.wording.title(mention.document) for mention in found))
    if len(found) == 1:
        mention = found[0]
        href = writer.url(mention.document, mention.anchor)
        return f"{documents[0]}, step {mention.number}", href
    return f"{documents[0]} and {len(found) - 1} more", "#moves"
