"""Which KPIs a metric layer can compute, and of the others why not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from salesops_sop.analysis.measures.definitions import Definition, Definitions
from salesops_sop.export.format import ExportError
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Scalar
from salesops_sop.handbook.model.measurement import Dataset, Kpi
from salesops_sop.lang.formula.reading import FormulaError
from salesops_sop.lang.formula.tree import Expression, Member
from salesops_sop.warehouse.plan import Measure, Plan, PlanError, Query, plan
from salesops_sop.warehouse.sql.lending import formula


@dataclass(frozen=True)
class Gathered:
    """KPIs that can be computed from data alone, each behind those it is built on."""

    handbook: Handbook
    plan: Plan
    left_out: tuple[str, ...]

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """The KPIs."""
        return self.plan.kpis

    @property
    def sets(self) -> Mapping[str, tuple[Scalar, ...]]:
        """The named sets of values that measures use."""
        return self.plan.sets

    @cached_property
    def measures(self) -> Mapping[tuple[str, str], tuple[Measure, Query]]:
        """From a KPI and a measured input to its aggregate and where it is asked."""
        return {(m.kpi, m.input): (m, query) for query in self.plan.queries for m in query.measures}

    @cached_property
    def datasets(self) -> tuple[Dataset, ...]:
        """The datasets that are measured, by id."""
        found = {query.dataset.id: query.dataset for query in self.plan.queries}
        return tuple(found[ident] for ident in sorted(found))

    def formula(self, definition: Definition) -> Expression:
        """The formula of a KPI that was gathered."""
        assert isinstance(definition.formula, Expression)
        return definition.formula


def gather(handbook: Handbook, kpis: Sequence[Kpi]) -> Gathered:
    """The KPIs that can be computed, with all they are built on, and sentences about the others.

    Raises ExportError where none can.
    """
    kept, left_out = [], []
    for kpi in sorted(kpis, key=lambda kpi: kpi.id):
        try:
            _check(handbook, kpi.id)
        except PlanError as error:
            left_out.append(f"‘{kpi.ref}’: {error}")
        else:
            kept.append(kpi.id)
    if not kept:
        raise ExportError(left_out[0])
    return Gathered(handbook, plan(handbook, kept), tuple(left_out))


def _check(handbook: Handbook, ident: str) -> None:
    """Raises PlanError for a KPI that needs more than data, or is no more in use."""
    if ident not in handbook.derived(Definitions).all:
        raise PlanError("it is retired")
    for definition in plan(handbook, [ident]).kpis:
        for sentence in _wants(handbook, definition):
            of = "" if definition.kpi.id == ident else f" of the KPI ‘{definition.kpi.id}’"
            raise PlanError(sentence.replace("@", of, 1))


def _wants(handbook: Handbook, definition: Definition) -> Iterator[str]:
    """What a KPI wants, `@` standing for whose it is."""
    kpi, known = definition.kpi, handbook.derived(Definitions).all
    if isinstance(definition.formula, FormulaError):
        return  # the plan says it
    used = {name.name for name in definition.inputs}
    if not used:
        yield "the formula@ has no input, so there is nothing to measure"
    for name in sorted(used):
        item = kpi.inputs.get(name)
        if item is None:
            yield f"the formula@ names an input ‘{name}’ that is not there"
        elif item.kpi:
            if item.kpi not in known:
                yield f"its input ‘{name}’@ is the KPI ‘{item.kpi}’, which is not there"
        elif name not in definition.measures:
            yield f"its input ‘{name}’@ is entered by hand, and no dataset holds it"
    for part in definition.formula.walk():
        if isinstance(part, Member) and isinstance(part.members, str):
            yield f"the formula@ names the set of values ‘{part.members}’, which needs data"
    formula(definition.formula)
