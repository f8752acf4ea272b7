"""Writes KPIs as MetricFlow YAML, which belongs into the models of a dbt project."""

from collections.abc import Sequence

from salesops_sop.export.metrics.gathering import gather
from salesops_sop.export.metrics.metrics import Metrics
from salesops_sop.export.metrics.models import model
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Kpi
from salesops_sop.handbook.yamltree import emit


def write(handbook: Handbook, kpis: Sequence[Kpi]) -> tuple[str, tuple[str, ...]]:
    """Return the file, and sentences about KPIs that need more than data.

    The file holds semantic models and metrics after dbt-semantic-interfaces 0.10. What it cannot
    say (unit, direction, owner, targets, bands) stands in `config.meta`. Raises ExportError where
    no KPI can be written.
    """
    gathered = gather(handbook, kpis)
    made = Metrics(gathered)
    metrics = made.all()
    models = [model(made.columns[ident], made.measures[ident]) for ident in sorted(made.measures)]
    data = {"version": 2, "semantic_models": models, "metrics": metrics}
    return _comments(gathered.left_out) + emit(data, dates=False), gathered.left_out


def _comments(left_out: Sequence[str]) -> str:
    """What is not in the file, as comments: a dbt file has no field for it."""
    return "".join(f"# left out: {' '.join(sentence.split())}\n" for sentence in left_out)
