"""Look after the data that KPIs are computed from.

A dataset is a document of the handbook: fields with types, allowed values and a key, and rules of
quality.
"""

from salesops_sop.cli.frame.command import Contents

data = Contents(
    "data",
    package=__name__,
    listed={
        "check": "Check data against what the handbook declares.",
    },
    examples=[
        ("sop data check --data crm/", "types, values, keys and rules of every dataset"),
    ],
)
