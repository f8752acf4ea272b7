"""`sop show`: a document, and everything that refers to it."""

from typing import Any

import click

from salesops_sop.base.data import dumps
from salesops_sop.cli.frame import completing, finding, terminal
from salesops_sop.cli.frame.command import command
from salesops_sop.cli.frame.naming import meant
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Department, Role
from salesops_sop.handbook.model.record import Document
from salesops_sop.handbook.walk import Reference
from salesops_sop.report.card import card, way
from salesops_sop.report.claims import claims, claims_data
from salesops_sop.report.interfaces import interfaces, interfaces_data

FORMAT = "salesops-sop/show/1"


@command(
    ("sop show role:vp-sales", "a role, and every place that names it"),
    ("sop show vp-sales", "the same: the kind may be left out where only one document has the id"),
    (
        "sop show department:finance",
        "a department, and what it hands to others and may ask of them",
    ),
    ("sop show --format json kpi:close-rate", "for a program"),
)
@click.argument("ref", shell_complete=completing.refs)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text for people (default), json for programs.",
)
def show(ref: str, form: str) -> None:
    """Show a document and everything that refers to it.

    REF is kind:id, or an id that only one document has. Places are file:line:column.
    """
    handbook = finding.opened(finding.here())
    document = meant(handbook, ref)
    if form == "json":
        terminal.data(dumps(_data(document, handbook)))
    else:
        terminal.data(card(document, handbook, terminal.width()))
        if isinstance(document, Role):
            terminal.data(claims(document, handbook))
        if isinstance(document, Department):
            terminal.data(interfaces(document, handbook))


def _data(document: Document, handbook: Handbook) -> dict[str, Any]:
    position = document.at("id").position
    return {
        "format": FORMAT,
        "document": {
            "kind": document.kind,
            "id": document.id,
            "title": document.title,
            "path": position.path,
            "line": position.line,
            "fields": document.tree.value,
            "body": document.body,
        },
        **({"claims": claims_data(document, handbook)} if isinstance(document, Role) else {}),
        **(
            {"interfaces": interfaces_data(document, handbook)}
            if isinstance(document, Department)
            else {}
        ),
        "referred_by": [_reference(r) for r in handbook.incoming.get(document.ref, [])],
    }


def _reference(reference: Reference) -> dict[str, Any]:
    path, line, column = reference.place.position
    return {
        "document": reference.document.ref,
        "title": reference.document.title,
        "path": path,
        "line": line,
        "column": column,
        "where": way(reference.place),
    }
