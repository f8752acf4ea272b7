"""The reference handbook covers its whole scope: every organization, procedure, table and KPI."""

from functools import cache

import pytest

from salesops_sop.base.resources import reference_handbook
from salesops_sop.handbook.folder import read
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.measurement import Dataset, Kpi, System
from salesops_sop.handbook.model.organization import Department, Responsibilities, Role
from salesops_sop.handbook.model.process import Pipeline, Procedure
from salesops_sop.handbook.model.record import Document

REPORTS_TO = {
    "chief-executive": None,
    "vp-sales": "chief-executive",
    "sales-operations-manager": "vp-sales",
    "sales-operations-representative": "sales-operations-manager",
    "sales-operations-analyst": "sales-operations-manager",
    "crm-administrator": "sales-operations-manager",
    "deal-desk-analyst": "sales-operations-manager",
    "sales-enablement-lead": "sales-operations-manager",
    "field-sales-manager": "vp-sales",
    "sales-representative": "field-sales-manager",
    "sales-development-representative": "field-sales-manager",
    "account-management-lead": "vp-sales",
    "account-manager": "account-management-lead",
    "marketing-director": "chief-executive",
    "demand-generation-manager": "marketing-director",
    "marketing-operations-specialist": "marketing-director",
    "finance-director": "chief-executive",
    "revenue-controller": "finance-director",
    "general-counsel": "chief-executive",
    "product-director": "chief-executive",
    "it-director": "chief-executive",
    "people-director": "chief-executive",
    "recruiter": "people-director",
}
SCOPE: dict[type[Document], str] = {
    Department: """executive sales sales-operations field-sales account-management marketing finance
        legal product it people""",
    Procedure: """lead-generation customer-inquiry lead-grading lead-nurturing prospecting
        deal-qualification deal-structuring discount-approval sales-pitch deal-negotiation
        deal-closing customer-handover sales-forecasting selling-strategy-review
        sales-and-operations-planning sales-data-quality sales-data-analysis sales-plan-correction
        kpi-review insight-sharing price-structuring territory-planning quota-setting sales-hiring
        sales-onboarding sales-training sales-technology-adoption sales-reporting
        crm-administration automated-first-contact automated-outreach pipeline-management
        lead-tracking sop-change-control""",
    Decision: """lead-grading lead-routing nurture-track discount-approval deal-review
        forecast-category""",
    Kpi: """close-rate customer-acquisition-cost customer-lifetime-value pipeline-count
        stage-conversion-rate weighted-pipeline pipeline-velocity pipeline-coverage
        sales-cycle-length time-spent-selling forecast-accuracy lead-response-time ltv-to-cac""",
    Dataset: "leads opportunities activities accounts spend calendar-time",
    System: "crm marketing-automation quoting business-intelligence erp",
    Pipeline: "lead deal",
}
AUTOMATED = (
    "automated-first-contact",
    "automated-outreach",
    "pipeline-management",
    "lead-tracking",
)
LINKED = (
    "sales-operations",
    "marketing",
    "finance",
    "legal",
    "product",
    "it",
    "people",
    "field-sales",
    "account-management",
)


@cache
def handbook() -> Handbook:
    files, flaws = read(reference_handbook())
    return load(files, flaws)


@pytest.mark.parametrize(
    ("record", "ident"), [(record, i) for record, ids in SCOPE.items() for i in ids.split()]
)
def test_every_row_of_the_scope_has_its_document(record: type[Document], ident: str) -> None:
    assert handbook().get(record, ident) is not None


def test_everybody_reports_to_the_right_role() -> None:
    assert {role.id: role.reports_to for role in handbook().all(Role)} == REPORTS_TO


def test_each_linked_department_has_a_charter_of_eight_duties() -> None:
    charters = {charter.department: charter for charter in handbook().all(Responsibilities)}
    assert {name for name in LINKED if len(charters[name].activities) < 8} == set()


def test_procedures_are_whole() -> None:
    for procedure in handbook().all(Procedure):
        assert 5 <= len(procedure.steps) <= 14, procedure.id
        assert all(step.raci and step.raci.responsible for step in procedure.steps), procedure.id
        assert procedure.exceptions, procedure.id
        assert procedure.records, procedure.id
        assert procedure.body.strip(), procedure.id


def test_automations_say_what_happens_when_they_fail() -> None:
    for ident in AUTOMATED:
        procedure = handbook().get(Procedure, ident)
        assert procedure is not None
        automations = [step.automation for step in procedure.steps if step.automation]
        assert automations, ident
        assert all(a.trigger and a.does and a.if_it_fails for a in automations), ident


def test_kpis_have_two_worked_examples_at_least() -> None:
    assert {kpi.id for kpi in handbook().all(Kpi) if len(kpi.examples) < 2} == set()
