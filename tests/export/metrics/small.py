"""A shop with two datasets, KPIs as YAML, and their files for metric layers as others read them."""

from typing import Any

import yaml

from salesops_sop.export import FORMATS
from salesops_sop.export.format import Choice, File
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.measurement import Kpi
from salesops_sop.handbook.yamltree import emit

ORDERS = """\
kind: dataset
id: web-orders
title: Web orders
system: shop
owner: clerk
time_field: ordered_on
fields:
  - {name: order_id, type: text, key: true, required: true}
  - {name: buyer_id, type: text}
  - {name: ordered_on, type: date, required: true}
  - {name: paid_on, type: date}
  - {name: state, type: text, allowed: [open, paid]}
  - {name: amount, type: number, unit: USD}
  - {name: card, type: text, personal: true}
---
kind: dataset
id: buyers
title: Buyers
system: shop
owner: clerk
fields:
  - {name: buyer_id, type: text, key: true, required: true}
  - {name: country, type: text}
"""


def shop(*kpis: str, **files: str) -> Handbook:
    """The shop with KPIs, and more files."""
    texts = {f"kpi{number}.yaml": text for number, text in enumerate(kpis)}
    return load({"data.yaml": ORDERS, **texts, **{f"{n}.yaml": t for n, t in files.items()}})


def kpi(ident: str, formula: str, title: str = "", **inputs: Any) -> str:
    """A KPI as YAML; an input is given as its measure, or as what it is."""
    found = {}
    for name, item in inputs.items():
        item = {"measure": item, "date": "ordered_on"} if isinstance(item, str) else item
        found[name] = {"title": name, "unit": "deal", **item}
    data = {
        "kind": "kpi",
        "id": ident,
        "title": title or ident,
        "control": {"owner": "clerk"},
        "formula": formula,
        "unit": "ratio",
        "owner": "clerk",
        "inputs": found,
    }
    return emit(data)


def exported(handbook: Handbook, way: str) -> File:
    """The file of all KPIs for a tool."""
    metrics = FORMATS["metrics"]
    assert isinstance(metrics, Choice)
    [file] = metrics.ways[way].files(handbook, handbook.all(Kpi))
    return file


def read(handbook: Handbook, way: str) -> Any:
    """The same, as another reader of YAML takes it."""
    return yaml.safe_load(str(exported(handbook, way).content))
