"""`sop kpi calc`: a KPI worked out from the numbers on the command line."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

import click

from salesops_sop.analysis.facts import Facts
from salesops_sop.analysis.measures.calculating import UNDEFINED
from salesops_sop.analysis.measures.cases import Case, GivenTwice, Slot, work_out
from salesops_sop.analysis.measures.definitions import Definition, Definitions
from salesops_sop.analysis.measures.values import read, shown
from salesops_sop.analysis.where import Where
from salesops_sop.base.errors import UsageError
from salesops_sop.base.quantity import parse_date
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.cli.frame import finding, terminal
from salesops_sop.cli.frame import kpis as naming
from salesops_sop.cli.frame.command import command
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Kpi
from salesops_sop.handbook.model.vocabulary import Dimension
from salesops_sop.lang.units import Unit
from salesops_sop.report.calculated import FORMATS
from salesops_sop.report.calculated.answer import Answer
from salesops_sop.report.outcome import Look

LONGEST_SHOWN = 60
NEEDED = ("dimension", "handbook", "kpi", "parameter", "term")
_LINKED = re.compile(r"\]\(([a-z]+):")


@command(
    ("sop kpi calc close-rate sales_made=20 people_pitched=80", "the value, its target and band"),
    ("sop kpi calc close-rate sales_made=20 people_pitched=80 --steps", "how it is computed"),
    (
        "sop kpi calc selling-time-share working_time=40 time-spent-selling.selling_time=30 "
        "time-spent-selling.administrative_time=6",
        "a KPI that is an input, worked out from its own inputs",
    ),
    ("sop kpi calc close-rate sales_made=1 people_pitched=9 --scope region=dach", "for a region"),
)
@click.argument("name", metavar="ID", shell_complete=naming.kpis)
@click.argument("inputs", metavar="[INPUT=VALUE]…", nargs=-1, shell_complete=naming.inputs)
@click.option(
    "--scope",
    "scopes",
    metavar="DIMENSION=VALUE",
    multiple=True,
    help="What the numbers are about; several values with commas.",
)
@click.option("--on", "day", metavar="DAY", help="The day whose target counts (default: today).")
@click.option("--steps", is_flag=True, help="Show every step of the calculation.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="text for people (default), json for programs.",
)
def calc(
    name: str,
    inputs: tuple[str, ...],
    scopes: tuple[str, ...],
    day: str | None,
    steps: bool,
    form: str,
) -> None:
    """Work out a KPI from numbers.

    Numbers may have their unit (25%, 50,000 USD, 90 days); ‘undefined’ is an input without a value.
    An input that is a KPI is given like any other, or worked out from its own inputs, which are
    written behind its id: close-rate.sales_made=20. Exit code 1 means that there is no value.
    """
    handbook = _opened(name)
    definition = naming.computable(handbook, name)
    given = _given(handbook, definition, inputs)
    where = _where(handbook, scopes)
    try:
        case = work_out(handbook.derived(Definitions), definition.kpi.id, given)
    except GivenTwice as error:
        raise UsageError(str(error)) from None
    _complete(case, handbook)
    answer = Answer(handbook, case, where, _day(day), steps)
    look = Look(color=terminal.colored(), width=terminal.width())
    terminal.data(FORMATS[form](answer, look))
    click.get_current_context().exit(1 if answer.value is None else 0)


def _opened(name: str) -> Handbook:
    """The handbook without what no calculation needs; measured: half of the time is reading."""
    root = finding.here()
    handbook = finding.opened(root, NEEDED)
    kpi = handbook.get(Kpi, name.removeprefix(naming.KIND))
    texts = [kpi.when_undefined, *(band.action for band in kpi.bands)] if kpi else []
    linked = {kind for text in texts for kind in _LINKED.findall(text or "")}
    return handbook if kpi and linked <= set(NEEDED) else finding.opened(root)


def _given(
    handbook: Handbook, definition: Definition, inputs: Iterable[str]
) -> dict[Slot, Fraction | None]:
    working_day = handbook.derived(Facts).working_day
    found: dict[Slot, Fraction | None] = {}
    for text in inputs:
        written, equals, value = text.partition("=")
        slot, owner = _slot(handbook, definition, written.strip(), bool(equals))
        if slot in found:
            raise UsageError(f"{written.strip()} is given twice: say it once")
        if value.strip() == UNDEFINED:
            found[slot] = None
            continue
        try:
            found[slot] = _number(value.strip(), owner.units[slot[1]], working_day)
        except ValueError as error:
            typed = value.strip()[:LONGEST_SHOWN]
            raise UsageError(f"{written.strip()}: ‘{typed}’ {error}") from None
    return found


def _number(text: str, unit: Unit, working_day: int) -> Fraction:
    """Read a value; more than all of something is to be written with its percent sign."""
    found = read(text, unit, working_day)
    if unit.plain and unit.shown == "percent" and abs(found) > 1 and "%" not in text:
        share = shown(found, unit)
        raise ValueError(f"is more than 1 in percent: write {text}%, or {share} if that is meant")
    return found


def _slot(
    handbook: Handbook, definition: Definition, written: str, has_value: bool
) -> tuple[Slot, Definition]:
    """The input that is meant, and the KPI to which it belongs."""
    definitions = handbook.derived(Definitions)
    own, lineage = definition.kpi.id, definitions.lineage(definition.kpi.id)
    known = {name: (own, name) for name in definition.kpi.inputs}
    for ident in (own, *lineage):
        known |= {f"{ident}.{name}": (ident, name) for name in definitions.all[ident].kpi.inputs}
    if not written or not has_value:
        sample = f"{next(iter(known), 'input')}=…"
        raise UsageError(f"‘{written[:LONGEST_SHOWN]}’ has no value: write {sample}")
    if written not in known:
        hint = did_you_mean(written, known)
        hint = hint or f": it has {', '.join(definition.kpi.inputs) or 'none'}"
        raise UsageError(f"{own} has no input ‘{written[:LONGEST_SHOWN]}’{hint}")
    return known[written], definitions.all[known[written][0]]


def _complete(case: Case, handbook: Handbook) -> None:
    """Refuse a case whose value depends on what is not given; what does not matter may be left."""
    if case.missing and not isinstance(case.result, Fraction):
        definitions, own = handbook.derived(Definitions), case.definition.kpi.id
        wanted = "; ".join(_wanted(definitions, own, slot) for slot in case.missing)
        raise UsageError(f"{own} has no value yet: give {wanted}")


def _wanted(definitions: Definitions, own: str, slot: Slot) -> str:
    """What to write for an input: “won=… (deals won, deal)”, or the inputs of its KPI."""
    ident, name = slot
    item = definitions.all[ident].kpi.inputs[name]
    text = f"{name if ident == own else f'{ident}.{name}'}=… ({item.title}, {item.unit})"
    if item.kpi is None or item.kpi not in definitions.all:
        return text
    below = (f"{item.kpi}.{inner}=…" for inner in definitions.all[item.kpi].kpi.inputs)
    return f"{text} or {' '.join(below)}"


def _where(handbook: Handbook, scopes: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for text in scopes:
        name, equals, values = text.partition("=")
        dimension = handbook.get(Dimension, name.strip())
        if not equals:
            raise UsageError(f"--scope takes a dimension and a value, as region=emea, not ‘{text}’")
        if dimension is None:
            known = handbook.ids("dimension")
            hint = did_you_mean(name, known) or f": write one of {', '.join(sorted(known))}"
            raise UsageError(f"there is no dimension ‘{name}’{hint}")
        parts = [part.strip() for part in values.split(",")]
        found[dimension.id] = tuple(_value(handbook, dimension, part) for part in parts)
    return found


def _value(handbook: Handbook, dimension: Dimension, text: str) -> str:
    """A value of a dimension, by its id or its name."""
    name = handbook.derived(Where).name
    ids = [node.id for node in dimension.values.all()]
    named = {word.casefold(): ident for ident in ids for word in (name(ident), ident)}
    found = named.get(text.casefold())
    if found is None:
        hint = did_you_mean(text, ids) or f": write one of {', '.join(ids)}"
        raise UsageError(f"{dimension.id} has no value ‘{text[:LONGEST_SHOWN]}’{hint}")
    return found


def _day(text: str | None) -> date:
    try:
        return parse_date(text) if text is not None else date.today()
    except ValueError as error:
        raise UsageError(f"--on: {error}") from None
