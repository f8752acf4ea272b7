"""Documents: files that can be read, and documents that have the fields their kind needs."""

from collections.abc import Iterator

from salesops_sop.analysis.anchors import Part, parts
from salesops_sop.base.position import Position
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.record import Document
from salesops_sop.lint.rule import Finding, rule


@rule("document/duplicate-id")
def duplicate_id(handbook: Handbook) -> Iterator[Finding]:
    """Two things have one id.

    A reference must mean one thing. Ids are unique among the documents of a kind, and among the
    steps, outcomes, activities, stages, rules, columns or values of one document.

    Bad:
        kind: pipeline
        id: lead
        title: Lead
        stages:
          - {id: new, title: New}
          - {id: new, title: Graded}
    Good:
        kind: pipeline
        id: lead
        title: Lead
        stages:
          - {id: new, title: New}
          - {id: graded, title: Graded}
    """
    yield from _flaws(handbook, "document/duplicate-id")
    for document in handbook.documents:
        seen: dict[tuple[str, str], Part] = {}
        for part in parts(document):
            first = seen.setdefault((part.noun, part.id), part)
            if first is not part:
                message = f"the {part.noun} ‘{part.id}’ is here a second time: rename or delete one"
                yield Finding(part.place, message, ((first.place, "the other one"),))


@rule("document/duplicate-key")
def duplicate_key(handbook: Handbook) -> Iterator[Finding]:
    """A field is stated twice.

    Of two values only one can count, and nobody sees which.

    Bad:
        kind: department
        id: sales
        title: Sales
        title: Field sales
    Good:
        kind: department
        id: sales
        title: Sales
    """
    yield from _flaws(handbook, "document/duplicate-key")


@rule("document/file-name")
def file_name(handbook: Handbook) -> Iterator[Finding]:
    """A file is not named after its document.

    Whoever looks for a document finds it by its name. A register of several documents may have
    any name.

    Bad:
        # in a file example.yaml
        kind: department
        id: sales
        title: Sales
    Good:
        # in a file example.yaml
        kind: department
        id: example
        title: Sales
    """
    yield from _flaws(handbook, "document/file-name")


@rule("document/schema")
def schema(handbook: Handbook) -> Iterator[Finding]:
    """A document does not have the fields of its kind.

    A misspelled field would be ignored, and with it what it says. The schemas in `schemas/` tell
    an editor the same while you type.

    Bad:
        kind: department
        id: sales
        titel: Sales
    Good:
        kind: department
        id: sales
        title: Sales
    """
    yield from _flaws(handbook, "document/schema")


@rule("document/unreadable")
def unreadable(handbook: Handbook) -> Iterator[Finding]:
    """A file cannot be read.

    What cannot be read cannot be checked. Handbooks are text in UTF-8, in files of sensible size,
    inside the folder of the handbook.
    """
    yield from _flaws(handbook, "document/unreadable")


@rule("document/yaml-syntax")
def yaml_syntax(handbook: Handbook) -> Iterator[Finding]:
    """The YAML of a document is broken.

    Documents are YAML 1.2 without anchors, aliases and tags: what you see is what counts.

    Bad:
        kind: department
        id: sales
        title: Sales: field and inside
    Good:
        kind: department
        id: sales
        title: "Sales: field and inside"
    """
    yield from _flaws(handbook, "document/yaml-syntax")


def _flaws(handbook: Handbook, rule_name: str) -> Iterator[Finding]:
    """What was found of this rule while the handbook was loaded, with the document if it loaded."""
    flaws = [flaw for flaw in handbook.flaws if flaw.rule == rule_name]
    owners = _owners(handbook) if flaws else {}
    for flaw in flaws:
        document = owners.get(flaw.position, "")
        yield Finding(flaw.position, flaw.message, flaw.related, document=document)


def _owners(handbook: Handbook) -> dict[Position, str]:
    """From places of flaws to the documents that were read in spite of them."""
    found = {document.at("id").position: document.ref for document in _flawed(handbook)}
    for document in handbook.documents:
        found.update((flaw.position, document.ref) for flaw in document.tree.problems)
    return found


def _flawed(handbook: Handbook) -> Iterator[Document]:
    paths = {flaw.position.path for flaw in handbook.flaws}
    return (document for document in handbook.documents if document.path in paths)


RULES = (duplicate_id, duplicate_key, file_name, schema, unreadable, yaml_syntax)
