"""Computes KPIs from data: plans, asks the engine, and says what was noticed on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from salesops_sop.analysis.facts import Facts
from salesops_sop.analysis.measures.definitions import Definitions
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.vocabulary import Dimension
from salesops_sop.warehouse.answering import Answer, answers
from salesops_sop.warehouse.engines import opened
from salesops_sop.warehouse.entering import Entered, entered_input, entries
from salesops_sop.warehouse.periods import Span
from salesops_sop.warehouse.plan import Plan, PlanError, needs, plan
from salesops_sop.warehouse.sql.querying import select, written

SESSION_ZONES = {
    "duckdb": "SET TimeZone = '{}'",
    "postgres": "SET TIME ZONE '{}'",
    "spark": "SET TIME ZONE '{}'",
    "snowflake": "ALTER SESSION SET TIMEZONE = '{}'",
    "bigquery": "SET @@time_zone = '{}'",
}
"""How each dialect is told on which day a moment lies."""


@dataclass(frozen=True)
class Question:
    """Which KPIs (none: all) for which days, by which fields; `fixed` are inputs given at once."""

    kpis: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    span: Span = field(default_factory=Span)
    fixed: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Computed:
    """The answers to a question, and sentences about what makes them doubtful."""

    question: Question
    answers: tuple[Answer, ...]
    notes: tuple[str, ...]


def planned(handbook: Handbook, question: Question) -> tuple[Plan, tuple[str, ...], list[str]]:
    """The plan, the KPIs that are asked for, and sentences about those that are left out.

    A KPI is left out where all are asked for and its data cannot be grouped so. Raises PlanError
    for one that is asked for by its name, and where none is left.
    """
    if question.kpis:
        kpis = tuple(dict.fromkeys(question.kpis))
        return plan(handbook, kpis, question.groups), kpis, []
    kept, notes = [], []
    for ident in handbook.derived(Definitions).all:
        try:
            plan(handbook, [ident], question.groups)
        except PlanError as error:
            notes.append(f"‘{ident}’ is left out: {error}")
        else:
            kept.append(ident)
    if not kept:
        raise PlanError(notes[0] if notes else "the handbook has no KPI")
    return plan(handbook, kept, question.groups), tuple(kept), notes


def compute(
    handbook: Handbook, question: Question, data: Path | None, connection: str | None = None
) -> Computed:
    """Compute KPIs from a folder of files or a DuckDB file, or over a connection.

    With a connection `data` may still name the folder that holds what people enter. Raises
    PlanError with a sentence for what cannot be planned, read or computed, and EnvironmentProblem
    for an engine that is not installed or cannot be reached.
    """
    made, asked, notes = planned(handbook, question)
    definitions = handbook.derived(Definitions)
    for kpi, name in question.fixed:
        entered_input(definitions, kpi, name, f"--set {kpi}.{name}")
    entered = Entered(
        question.span,
        question.groups,
        entries(data if data.is_dir() else data.parent, definitions) if data else (),
        question.fixed,
        handbook.derived(Facts).working_day,
    )
    timezone = handbook.settings.timezone or "UTC"
    with opened(data, connection, needs(made.queries), timezone) as engine:
        rows = [engine.rows(select(query, question.span, made.sets)) for query in made.queries]
        notes += engine.notes
    found = tuple(answers(made, asked, rows, question.span, entered))
    return Computed(question, found, (*notes, *_strange(handbook, question, found)))


def texts(handbook: Handbook, question: Question, dialect: str) -> list[str]:
    """The SQL of each query, each below a comment that says what it measures.

    Raises PlanError as planning does, and for a median in BigQuery, which has none for groups.
    """
    made, _, _ = planned(handbook, question)
    zone = handbook.settings.timezone or "UTC"
    found = []
    for query in made.queries:
        if dialect == "bigquery" and (measure := query.median):
            raise PlanError(
                f"{measure.where} is a median, and BigQuery has no exact one for groups: run it on "
                "DuckDB from an export, or have an average instead"
            )
        how = f"by {query.date}" if query.date else "a snapshot"
        names = ", ".join(f"{measure.kpi}.{measure.input}" for measure in query.measures)
        before = f"-- first: {SESSION_ZONES[dialect].format(zone)}\n" if query.moments else ""
        sql = written(select(query, question.span, made.sets), dialect)
        found.append(f"-- {query.dataset.id}, {how}: {names}\n{before}{sql};\n")
    return found


def _strange(handbook: Handbook, question: Question, found: Sequence[Answer]) -> Iterator[str]:
    """Values in the data that the dimension of the same name does not have."""
    dimensions = handbook.derived(Facts).dimensions
    for number, name in enumerate(question.groups):
        if handbook.get(Dimension, name) is None:
            continue
        there = {answer.key.group[number] for answer in found if answer.key.group}
        unknown = sorted(v for v in there if v is not None and v not in dimensions.values(name))
        for value in unknown:
            yield f"the data has the {name} ‘{value}’, which the dimension does not have"
        if None in there:
            yield f"some rows have no {name}: they stand under “–”"
