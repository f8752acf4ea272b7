"""What a report is asked about: the options `--role`, `--department`, `--area` and `--scope`."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, TypeVar

import click

from salesops_sop.base.errors import UsageError
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.cli.frame import completing
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Scope
from salesops_sop.handbook.model.vocabulary import Dimension
from salesops_sop.report.asked import Asked

F = TypeVar("F", bound=Callable[..., Any])


def options(function: F) -> F:
    """Give a command the options; each may be given several times."""
    for option in (
        click.option(
            "--scope",
            metavar="DIM=VALUE",
            multiple=True,
            help="Only what holds there, as region=emea.",
        ),
        click.option(
            "--area",
            metavar="AREA",
            multiple=True,
            shell_complete=completing.areas,
            help="Only procedures of this folder, and what they meet.",
        ),
        click.option(
            "--department",
            metavar="ID",
            multiple=True,
            help="Only what concerns its roles; departments inside count.",
        ),
        click.option("--role", metavar="ID", multiple=True, help="Only what concerns this role."),
    ):
        function = option(function)
    return function


def asked(
    handbook: Handbook,
    roles: Iterable[str],
    departments: Iterable[str],
    areas: Iterable[str],
    scopes: Iterable[str],
) -> Asked:
    """Return what the options say; raises UsageError for a name that the handbook does not have."""
    return Asked(
        roles=_known("role", roles, handbook.ids("role")),
        departments=_known("department", departments, handbook.ids("department")),
        areas=_known("area", areas, completing.areas_of(handbook)),
        scope=_scope(handbook, scopes),
    )


def _known(what: str, names: Iterable[str], known: Collection[str]) -> frozenset[str]:
    found = set()
    for name in names:
        bare = name.removeprefix(f"{what}:")
        if bare not in known:
            raise UsageError(f"there is no {what} ‘{bare}’{_hint(bare, known)}")
        found.add(bare)
    return frozenset(found)


def _scope(handbook: Handbook, stated: Iterable[str]) -> Scope:
    found: dict[str, tuple[str, ...]] = {}
    for text in stated:
        name, equals, values = (part.strip() for part in text.partition("="))
        if not (name and equals and values):
            raise UsageError(f"--scope takes a dimension and a value, as region=emea, not ‘{text}’")
        dimension = handbook.get(Dimension, name)
        if dimension is None:
            names = handbook.ids("dimension")
            raise UsageError(f"there is no dimension ‘{name}’{_hint(name, names)}")
        known = [node.id for outer in dimension.values for node in outer.all()]
        for value in (part.strip() for part in values.split(",")):
            if value not in known:
                raise UsageError(f"{name} has no value ‘{value}’{_hint(value, known)}")
            found[name] = (*found.get(name, ()), value)
    return Scope(found)


def _hint(name: str, known: Collection[str]) -> str:
    if suggestion := did_you_mean(name, known):
        return suggestion
    listed = sorted(known)
    if len(listed) > 12:
        listed = [*listed[:12], "…"]
    return f": write one of {', '.join(listed)}" if listed else ": the handbook has none"
