"""Compute KPIs: from numbers you give, or from the company's data.

A KPI is a document of the handbook: a formula over inputs that are measured in datasets, are other
KPIs, or are entered by hand.
"""

from salesops_sop.cli.frame.command import Contents

kpi = Contents(
    "kpi",
    package=__name__,
    listed={
        "show": "Show how a KPI is computed, and what its values mean.",
        "calc": "Work out a KPI from numbers you give.",
        "run": "Compute KPIs from data, by period and group.",
    },
    examples=[
        ("sop kpi show close-rate", "formula, unit, target, bands, examples, lineage"),
        ("sop kpi calc close-rate sales_made=20 people_pitched=80", "its value, target and band"),
        ("sop kpi run --data crm/", "every KPI from a folder of files named after the datasets"),
        ("sop kpi run close-rate --data crm/ --period month", "month by month"),
        ("sop kpi run close-rate --sql snowflake", "the SQL that computes it"),
    ],
)
