"""“I am a …”: the choice of a role on the home page, and the mark of it on the page of the role."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from salesops_sop.handbook.model.organization import Department, Role
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.render.prose import escape
from salesops_sop.site.pages import raci
from salesops_sop.site.pages.templates import fill
from salesops_sop.site.pages.writer import Writer

TITLE = "I am a …"
ACTS = "RA"
"""Who has one of these letters in a step has something to do in its procedure."""


class Choice(NamedTuple):
    """A role that can be chosen, with the address of its page."""

    id: str
    title: str
    href: str


def form(writer: Writer) -> Markup:
    """A list to choose from and what is shown then; without a script, a way to the list of roles.

    `role.js` fills it in from the links of the page that say `data-does` (see `doers`).
    """
    groups = [(name, choices) for name, choices in _groups(writer) if choices]
    return fill("choice.html.j2", groups=groups) if groups else Markup("")


def doers(procedure: Procedure) -> str:
    """The ids of the roles that do or answer for a step, with spaces between, sorted."""
    found = {
        role
        for step in procedure.steps
        for letter, role in raci.of_step(procedure, step)
        if letter in ACTS
    }
    return " ".join(sorted(found))


def mark(role: Role) -> Markup:
    """A button on the page of a role: this is mine. A script shows it."""
    return Markup(
        f'<p class="sop-tools" hidden data-my-role="{escape(role.id)}">'
        '<button type="button" aria-pressed="false">This is my role</button></p>\n\n'
    )


def _groups(writer: Writer) -> Iterator[tuple[str, list[Choice]]]:
    departments = {d.id: writer.wording.title(d) for d in writer.handbook.all(Department)}
    names = {i: departments.get(i) or writer.wording.name(i) for i in writer.book.by_department}
    for ident in sorted(names, key=lambda i: (names[i].casefold(), i)):
        roles = [
            Choice(role.id, writer.wording.title(role), writer.url(role))
            for role in writer.book.by_department[ident]
        ]
        yield names[ident], sorted(roles, key=lambda choice: (choice.title.casefold(), choice.id))
