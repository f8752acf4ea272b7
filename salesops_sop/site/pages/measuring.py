"""The KPIs of a role: those that it answers for or feeds, and those that measure its work."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from salesops_sop.base.listing import joined
from salesops_sop.handbook.model.measurement import Kpi
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.render.tables import listed, table
from salesops_sop.site.pages.duties import Duty
from salesops_sop.site.pages.kpis import aim
from salesops_sop.site.pages.mentions import Mention
from salesops_sop.site.pages.writer import Writer

TITLE = "My KPIs"


class Measure(NamedTuple):
    """A KPI, and what a role has to do with it, in words."""

    kpi: Kpi
    parts: list[str]


def measures(
    writer: Writer, duties: Sequence[Duty], found: Mapping[str, list[Mention]]
) -> list[Measure]:
    """Those the role answers for first; `duties` are those that it does."""
    parts: dict[str, list[str]] = {}
    for mention in found.get("owner", ()):
        parts.setdefault(mention.document.ref, []).append("I answer for it")
    for mention in found.get("inputs.entered_by", ()):
        said = parts.setdefault(mention.document.ref, [])
        if "I enter an input" not in said:
            said.append("I enter an input")
    measured: dict[str, list[str]] = {}
    for procedure in dict.fromkeys(duty.document for duty in duties):
        for ident in procedure.kpis if isinstance(procedure, Procedure) else ():
            measured.setdefault(f"kpi:{ident}", []).append(writer.wording.title(procedure))
    for ref, titles in measured.items():
        parts.setdefault(ref, []).append(f"it measures {joined(titles)}")
    known = [(writer.handbook.get(Kpi, ref.removeprefix("kpi:")), ref) for ref in parts]
    return [Measure(kpi, parts[ref]) for kpi, ref in known if kpi and kpi.ref == ref]


def shown(writer: Writer, found: Sequence[Measure]) -> Markup:
    """A table of KPIs with their targets and one's own part."""
    rows = [[writer.link(m.kpi), aim(writer, m.kpi), listed(m.parts)] for m in found]
    return table(TITLE, ["KPI", "Target", "My part"], rows)
