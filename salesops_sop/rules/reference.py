"""References: what documents name exists, is in force, and is used; links lead somewhere."""

from collections.abc import Iterable, Iterator
from functools import cache, partial

from salesops_sop.analysis.anchors import anchors
from salesops_sop.analysis.links import dead_links
from salesops_sop.analysis.mentions import unmentioned
from salesops_sop.analysis.persons import named_persons
from salesops_sop.analysis.wording.prose import retired
from salesops_sop.base.problem import Severity
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.process import Pipeline, Procedure
from salesops_sop.handbook.model.record import Document, Place
from salesops_sop.handbook.model.vocabulary import Dimension
from salesops_sop.handbook.walk import Reference
from salesops_sop.lint.rule import Finding, rule

Findings = Iterator[Finding]


@rule("reference/dead-link")
def dead_link(handbook: Handbook) -> Findings:
    """A link in prose leads nowhere.

    Links to documents by kind and id are checked by reference/unknown; this rule looks at all
    others: headings of the same page, files of the handbook, and kinds that do not exist.

    Bad:
        kind: department
        id: sales
        title: Sales
        purpose: Sells. See [who does what](#roles) and [the team](../people/team.md).
    Good:
        kind: department
        id: sales
        title: Sales
        purpose: Sells. See [the representative](role:sales-representative).
    """
    for link in dead_links(handbook):
        sign = "#" if link.missing == "anchor" else ""
        hint = f", did you mean ‘{sign}{link.meant}’?" if link.meant else ""
        match link.missing:
            case "target":
                message = f"the link “{link.name}” has no target: write where it leads"
            case "anchor":
                there = hint or ": link to a heading or a part that exists"
                message = f"there is no heading or part ‘#{link.name}’{there}"
            case "file":
                message = (
                    f"there is no file ‘{link.name}’ in the handbook: "
                    "link to a document by kind and id, such as ‘role:vp-sales’"
                )
            case _:
                message = f"‘{link.name}’ is no kind of document{hint}"
        yield Finding(link.place, message)


@rule("reference/person-in-prose")
def person_in_prose(handbook: Handbook) -> Findings:
    """A person is named where a role belongs.

    People move on, and the text goes on to send work to them. A role stays, and the document of
    the person says who holds it now.

    Bad:
        kind: department
        id: sales
        title: Sales
        purpose: Sells what we make. Discounts are approved by Ms Okafor.
    Good:
        kind: department
        id: sales
        title: Sales
        purpose: Sells what we make. Discounts are approved by the VP of Sales.
    """
    for named in named_persons(handbook):
        roles = ", ".join(f"‘{role}’" for role in named.roles)
        instead = f"name the role {roles} instead" if len(named.roles) == 1 else "name the role"
        yield Finding(named.place, f"“{named.words}” is a person: {instead}")


@rule("reference/retired-target")
def retired_target(handbook: Handbook) -> Findings:
    """A document in force refers to a retired one.

    Who follows the reference does what is no longer done.

    Bad:
        kind: system
        id: crm
        title: CRM
        owner: crm-administrator
        purpose: Holds leads; see [grading](procedure:grading).
        ---
        kind: procedure
        id: grading
        title: Grading
        control: {owner: crm-administrator, status: retired}
        steps: []
    Good:
        kind: system
        id: crm
        title: CRM
        owner: crm-administrator
        purpose: Holds leads; see [grading](procedure:lead-grading).
        ---
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: crm-administrator, status: effective}
        steps: []
    """
    gone = {document.ref for document in handbook.documents if retired(document)}
    if not gone:
        return
    successors = _successors(handbook)
    for reference in handbook.references():
        target = handbook.resolve(reference)
        if target is None or target.ref not in gone or retired(reference.document):
            continue
        if reference.place.path[:2] != ("control", "supersedes"):
            then = successors.get(target.ref)
            instead = f"‘{then}’, which replaces it" if then else "what replaces it"
            message = f"the {target.kind} ‘{target.id}’ is retired: refer to {instead}"
            yield Finding(reference.place, message, ((target.at("control", "status"), "retired"),))


@rule("reference/unknown")
def unknown(handbook: Handbook) -> Findings:
    """A reference names something that does not exist.

    Work is then given to nobody, or a limit is taken from nowhere. Roles in decision tables are
    checked by decision/unknown-role.

    Bad:
        kind: department
        id: sales
        title: Sales
        head: vp-sales
    Good:
        kind: department
        id: sales
        title: Sales
        head: vp-sales
        ---
        kind: role
        id: vp-sales
        title: VP of Sales
        department: sales
    """
    known = cache(anchors)
    said = cache(partial(missing, handbook))
    for reference in handbook.references():
        target = handbook.resolve(reference)
        if target is None:
            if not (reference.id in handbook.lost or is_table_role(reference)):
                yield Finding(reference.place, said(reference.kinds, reference.id))
        elif reference.anchor and reference.anchor not in known(target):
            yield Finding(reference.place, _no_part(target, reference.anchor, known(target)))
    yield from _unknown_values(handbook)
    yield from _unknown_stages(handbook)


@rule("reference/unused", Severity.WARNING)
def unused(handbook: Handbook) -> Findings:
    """A term, a parameter or a system is defined and nobody mentions it.

    What nobody refers to is not kept true. Either a document forgot to refer to it, or it can go.

    Bad:
        kind: parameter
        id: lead-grading-time
        title: Lead grading time
        value: 4 business hours
    Good:
        kind: parameter
        id: lead-grading-time
        title: Lead grading time
        value: 4 business hours
        ---
        kind: department
        id: sales
        title: Sales
        purpose: Answers every lead within [](parameter:lead-grading-time).
    """
    for document in unmentioned(handbook):
        message = f"nothing mentions the {document.kind} ‘{document.id}’: refer to it, or delete it"
        yield Finding(document.at("id"), message)


def missing(handbook: Handbook, kinds: tuple[str, ...], ident: str) -> str:
    """The sentence about an id that no document of these kinds has."""
    hint = did_you_mean(ident, (known for kind in kinds for known in handbook.ids(kind)))
    if not hint and kinds == ("parameter",) and ident[:1].isdigit():
        hint = ": for a time limit write a number and a unit, such as ‘4 business hours’"
    hint = hint or ": create it, or name one that exists"
    return f"there is no {' or '.join(kinds)} ‘{ident}’{hint}"


def is_table_role(reference: Reference) -> bool:
    """Whether a reference is the answer of a decision table, which decision/unknown-role checks."""
    table = isinstance(reference.document, Decision) and not reference.in_prose
    return table and reference.place.path[:1] == ("rules",)


def _no_part(target: Document, name: str, known: Iterable[str]) -> str:
    hint = did_you_mean(name, known) or ": link to one that exists"
    return f"the {target.kind} ‘{target.id}’ has no heading or part ‘{name}’{hint}"


def _unknown_values(handbook: Handbook) -> Findings:
    known = {
        dimension.id: {node.id for node in dimension.values.all()}
        for dimension in handbook.all(Dimension)
    }
    for document in handbook.documents:
        for at in handbook.contents(document).values:
            values = known.get(at.dimension)
            if values is not None and at.value not in values:
                hint = did_you_mean(at.value, values) or ": add it, or name one that exists"
                message = f"the dimension ‘{at.dimension}’ has no value ‘{at.value}’{hint}"
                yield Finding(at.place, message)


def _unknown_stages(handbook: Handbook) -> Findings:
    for pipeline, stage, place in _stages_named(handbook):
        known = [stage.id for stage in pipeline.stages]
        if stage not in known:
            hint = did_you_mean(stage, known) or ": add it, or name one that exists"
            yield Finding(place, f"the pipeline ‘{pipeline.id}’ has no stage ‘{stage}’{hint}")


def _stages_named(handbook: Handbook) -> Iterator[tuple[Pipeline, str, Place]]:
    for pipeline in handbook.all(Pipeline):
        for number, back in enumerate(pipeline.back):
            yield pipeline, back.origin, pipeline.at("back", number, "from")
            yield pipeline, back.to, pipeline.at("back", number, "to")
    for procedure in handbook.all(Procedure):
        for number, step in enumerate(procedure.steps):
            moved = handbook.get(Pipeline, step.moves.pipeline) if step.moves else None
            if step.moves and moved:
                yield moved, step.moves.origin, procedure.at("steps", number, "moves", "from")
                yield moved, step.moves.to, procedure.at("steps", number, "moves", "to")


def _successors(handbook: Handbook) -> dict[str, str]:
    """From a document to the id of the one in force that supersedes it."""
    found: dict[str, str] = {}
    for document in handbook.documents:
        control = getattr(document, "control", None)
        for old in control.supersedes if control and not retired(document) else ():
            found.setdefault(f"{document.kind}:{old}", document.id)
    return found


RULES = (dead_link, person_in_prose, retired_target, unknown, unused)
