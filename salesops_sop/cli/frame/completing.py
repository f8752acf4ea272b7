"""What the shell may complete; on any trouble nothing, for nobody asked yet."""

from collections.abc import Iterable
from pathlib import Path

import click

from salesops_sop.base.errors import SopError
from salesops_sop.cli.frame.offering import Items, handbook_of, items, root_of
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.kinds import KINDS
from salesops_sop.handbook.model.measurement import Dataset
from salesops_sop.handbook.model.organization import Role
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.model.record import Document


def rules(context: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Rules, each with its title."""
    from salesops_sop.rules import RULES  # measured: a fifth of a second, for all that rules need

    return items(((rule.name, rule.title) for rule in RULES), incomplete)


def rules_and_families(context: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Rules and families; of a list with commas the last one."""
    before, comma, last = incomplete.rpartition(",")
    from salesops_sop.cli.frame.choice import families  # measured, as above
    from salesops_sop.rules import RULES

    known = {name: f"all of {name}/…" for name in families(RULES)}
    known |= {rule.name: rule.title for rule in RULES}
    return items(
        ((f"{before}{comma}{name}", text) for name, text in known.items()), before + comma + last
    )


def kinds(context: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Kinds of documents, each with what it is."""
    return items(((kind, summary(kind)) for kind in KINDS), incomplete)


def refs(context: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Documents of the handbook, by kind and id; by id alone where no colon was written."""
    return _documents(handbook_of(context).documents, incomplete)


def roles(context: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Roles, each with its title."""
    return items(((role.id, role.title) for role in handbook_of(context).all(Role)), incomplete)


def revisions(context: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Branches and tags of the repository in which the handbook lies."""
    from salesops_sop.history.repo import names  # only these words need git

    try:
        root = root_of(context)
        return items(((name, "") for name in names(root)), incomplete) if root else []
    except (SopError, OSError):
        return []


def exported(context: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Documents of the kinds that the format takes, by kind and id, or by id alone."""
    from salesops_sop.export import FORMATS  # measured: half a second, for engines and SQL

    form = FORMATS.get(context.params.get("form") or "")
    kinds = form.kinds if form else ()
    documents = [d for d in handbook_of(context).documents if d.kind in kinds]
    return _documents(documents, incomplete)


def ways(context: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """The tools that formats have files for; click does not tell of the format before a value."""
    from salesops_sop.export import FORMATS  # measured, as above
    from salesops_sop.export.format import Choice

    choices = [form for form in FORMATS.values() if isinstance(form, Choice)]
    found = {name: way.title for form in choices for name, way in form.ways.items()}
    return items(found.items(), incomplete)


def tables(context: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Decision tables, each with its question."""
    decisions = handbook_of(context).all(Decision)
    return items(((decision.id, decision.question) for decision in decisions), incomplete)


def datasets(context: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Datasets, each with its title."""
    known = handbook_of(context).all(Dataset)
    return items(((dataset.id, dataset.title) for dataset in known), incomplete)


def inputs(context: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Inputs of the table that was named, each with `=`; after that the values it can have."""
    from salesops_sop.analysis.decision.questions import question  # measured: 0.15 s

    handbook = handbook_of(context)
    ident = str(context.params.get("name") or "").removeprefix("decision:")
    decision = handbook.get(Decision, ident)
    name, equals, _value = incomplete.partition("=")
    columns = {column.id: column for column in decision.inputs} if decision else {}
    if not equals:
        return items(((f"{c.id}=", c.title or "") for c in columns.values()), incomplete)
    found = question(columns[name], handbook) if name in columns else None
    values = [*found.values, *found.around] if found else []
    return items(((f"{name}={value}", "") for value in values), incomplete)


def areas(context: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Areas that have procedures."""
    return items(((name, "") for name in areas_of(handbook_of(context))), incomplete)


def areas_of(handbook: Handbook) -> list[str]:
    """Return the names of the folders that hold procedures."""
    return sorted({Path(d.path).parent.name for d in handbook.all(Procedure)})


def summary(kind: str) -> str:
    """Return the first line of what is written about a kind."""
    return (KINDS[kind].__doc__ or "").partition("\n")[0].rstrip(".")


def _documents(documents: Iterable[Document], incomplete: str) -> Items:
    listed = list(documents)
    full = items(((document.ref, document.title) for document in listed), incomplete)
    return full or items(((document.id, document.title) for document in listed), incomplete)
