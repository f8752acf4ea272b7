"""The one list of export formats; a file that is missing here fails a test."""

from salesops_sop.export.bpmn import writing as bpmn
from salesops_sop.export.codeowners import writing as codeowners
from salesops_sop.export.contract import writing as contract
from salesops_sop.export.dmn import writing as dmn
from salesops_sop.export.format import Choice, Format, OneEach, OneForAll
from salesops_sop.export.metrics import metricflow, ossie
from salesops_sop.handbook.model.kinds import KINDS

FORMATS: dict[str, Format] = {
    "bpmn": OneEach("BPMN 2.0: procedures, for process tools", ("procedure",), "bpmn", bpmn.write),
    "codeowners": OneForAll(
        "CODEOWNERS: whose review GitHub or GitLab asks for, by owners and approvers",
        tuple(KINDS),
        codeowners.NAME,
        codeowners.write,
    ),
    "contract": OneEach(
        "Open Data Contract Standard 3.1: datasets, for data platforms",
        ("dataset",),
        "odcs.yaml",
        contract.write,
    ),
    "dmn": OneEach("DMN 1.3: tables, for decision engines", ("decision",), "dmn", dmn.write),
    "metrics": Choice(
        "KPIs, for metric layers: --to metricflow (dbt) or --to ossie",
        {
            "metricflow": OneForAll("MetricFlow, in dbt", ("kpi",), "kpis.yml", metricflow.write),
            "ossie": OneForAll("Apache Ossie 0.2", ("kpi",), "kpis.ossie.yaml", ossie.write),
        },
    ),
}
