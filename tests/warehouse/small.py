"""A small handbook of measures, and rows for its dataset."""

from collections.abc import Mapping

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load

SETTINGS = """\
kind: handbook
id: handbook
title: Handbook
timezone: America/New_York
fiscal_year_start: "04-01"
"""
DEALS = """\
kind: dataset
id: big-deals
title: Deals
system: crm
owner: manager
time_field: opened_on
fields:
  - {name: deal_id, type: text, required: true, key: true}
  - {name: opened_on, type: date}
  - {name: closed_on, type: date}
  - {name: stamped_at, type: timestamp}
  - {name: stage, type: text, allowed: [open, won, lost]}
  - {name: amount, type: number, unit: USD}
  - {name: chance, type: number, unit: percent}
  - {name: rank, type: integer}
  - {name: urgent, type: boolean}
  - {name: region, type: text}
  - {name: contact, type: text, personal: true}
  - {name: salary, type: number, personal: true}
"""
PARAMETER = """\
kind: parameter
id: closed-stages
title: Closed stages
value: [won, lost]
owner: manager
meaning: Stages of deals that are over.
"""
REGION = """\
kind: dimension
id: region
title: Region
values: {emea: [dach, nordics], us: []}
"""
CONTROL = """\
control: {number: KPI-001, version: 1.0.0, status: effective, owner: manager, approvers: manager, \
effective: 2026-01-01, reviewed: 2026-01-01, review_every: 1 year}
owner: manager
"""
KPIS = {
    "win-rate": """\
title: Win rate
formula: won / closed
unit: percent
better: higher
target: 50%
precision: 3
inputs:
  won: {title: won deals, unit: deal, measure: count(big_deals where stage = "won"), date: closed_on}
  closed:
    {title: closed deals, unit: deal, measure: count(big_deals where stage in closed_stages), date: closed_on}
bands:
  - {title: Fine, min: 50%}
  - {title: Poor, max: 50%}
""",
    "open-value": """\
title: Open value
formula: value
unit: USD
inputs:
  value: {title: value, unit: USD, measure: sum(big_deals.amount * chance where stage = "open"), date: opened_on}
""",
    "snapshot-share": """\
title: Lost share
formula: lost / (lost + all)
unit: percent
inputs:
  lost: {title: lost deals, unit: deal, measure: count(big_deals where stage = "lost"), date: closed_on}
  all: {title: open deals, unit: deal, measure: count(big_deals where stage = "open"), snapshot: true}
""",
    "coverage": """\
title: Coverage
formula: pipeline / quota
unit: ratio
inputs:
  pipeline: {title: open value, unit: USD, kpi: open-value}
  quota: {title: quota, unit: USD, entered_by: manager}
""",
    "margin-value": """\
title: Margin
formula: won * margin
unit: USD
inputs:
  won: {title: won value, unit: USD, measure: sum(big_deals.amount where stage = "won"), date: closed_on}
  margin: {title: margin, unit: percent, entered_by: manager}
""",
}
HEAD = "deal_id,opened_on,closed_on,stage,amount,chance,region,contact"
ROWS = """\
a,2026-01-05,2026-02-10,won,1000,1,dach,Ann
b,2026-01-20,2026-02-11,lost,500,0,dach,Bob
c,2026-02-03,2026-04-02,won,2000,1,us,Cy
d,2026-03-09,,open,4000,0.25,us,Di
e,2026-05-30,,open,100.5,0.5,,Ed
"""


def kpi(ident: str, text: str) -> str:
    """A KPI of the handbook, with document control."""
    return f"kind: kpi\nid: {ident}\n{text}{CONTROL}"


def texts_of(kpis: Mapping[str, str] = KPIS, deals: str = DEALS) -> dict[str, str]:
    """The files of the handbook with these KPIs."""
    files = {"handbook.yaml": SETTINGS, "big-deals.yaml": deals}
    files |= {"closed-stages.yaml": PARAMETER, "region.yaml": REGION}
    files |= {f"{ident}.yaml": kpi(ident, text) for ident, text in kpis.items()}
    return files


def handbook_of(kpis: Mapping[str, str] = KPIS, deals: str = DEALS) -> Handbook:
    """The handbook with these KPIs, every document of which can be read."""
    found = load(texts_of(kpis, deals))
    assert not found.flaws
    return found


def of_measure(measure: str, day: str = "closed_on") -> str:
    """A KPI that is one measure, without its document control."""
    quoted = measure.replace("'", "''")
    return f"""\
title: A measure
formula: x
unit: number
inputs:
  x: {{title: x, unit: number, measure: '{quoted}', date: {day}}}
"""
