"""The names in formulas and measures: which datasets and parameters a KPI is computed from."""

import re
from collections import defaultdict
from collections.abc import Iterator

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Dataset, Kpi
from salesops_sop.handbook.model.record import Document
from salesops_sop.handbook.model.vocabulary import Parameter

_TOKEN = re.compile(r'"[^"]*"|[A-Za-z_][A-Za-z0-9_-]*|[^A-Za-z_"]+|"')


def tokens(text: str) -> list[str]:
    """Names, texts in quotes, and what stands between them; together they are the text."""
    return _TOKEN.findall(text)


def named(handbook: Handbook, token: str) -> Document | None:
    """The dataset or parameter that a name in a measure means."""
    ident = token.replace("_", "-")
    return handbook.get(Dataset, ident) or handbook.get(Parameter, ident)


def users(handbook: Handbook) -> dict[str, list[Kpi]]:
    """From the `kind:id` of a dataset or parameter to the KPIs whose measures name it."""
    found: dict[str, dict[str, Kpi]] = defaultdict(dict)
    for kpi in handbook.all(Kpi):
        for document in _documents(handbook, kpi):
            found[document.ref][kpi.id] = kpi
    return {ref: list(kpis.values()) for ref, kpis in found.items()}


def _documents(handbook: Handbook, kpi: Kpi) -> Iterator[Document]:
    for text in (kpi.formula, *(item.measure or "" for item in kpi.inputs.values())):
        for token in tokens(text):
            if document := named(handbook, token):
                yield document
