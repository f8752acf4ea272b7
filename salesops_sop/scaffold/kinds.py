"""Where a new document of each kind belongs, and what is worth filling in from the start."""

from pathlib import PurePosixPath
from typing import NamedTuple


class Home(NamedTuple):
    """A kind's folder in the handbook, its kind of file, and fields to propose beside the required.

    A proposed field is a way with dots: `steps.0.raci.responsible`.
    """

    folder: str
    suffix: str = ".yaml"
    proposed: tuple[str, ...] = ()


_CONTROL = ("control.version", "control.status")

HOMES: dict[str, Home] = {
    "handbook": Home("", proposed=("organization", "currency", "timezone")),
    "department": Home("organization", proposed=("head", "purpose")),
    "role": Home("organization", proposed=("reports_to", "purpose")),
    "person": Home("organization"),
    "responsibilities": Home(
        "responsibilities",
        proposed=("purpose", "activities.0.raci.responsible", "activities.0.raci.accountable"),
    ),
    "procedure": Home(
        "procedures",
        ".md",
        (*_CONTROL, "purpose", "trigger", "steps.0.raci.responsible"),
    ),
    "pipeline": Home("pipelines", proposed=("purpose",)),
    "decision": Home("decisions", proposed=_CONTROL),
    "kpi": Home("kpis", ".md", (*_CONTROL, "definition")),
    "dataset": Home("data"),
    "system": Home("data", proposed=("purpose",)),
    "service": Home("services", proposed=("respond_within",)),
    "term": Home("vocabulary"),
    "dimension": Home("vocabulary"),
    "parameter": Home("vocabulary", proposed=("owner", "meaning")),
}
"""One line per kind; a kind that is missing here fails a test."""


def file_of(kind: str, ident: str) -> str:
    """Return the name of the file that holds one document."""
    return "handbook.yaml" if kind == "handbook" else f"{ident}{HOMES[kind].suffix}"


def folder_of(kind: str, area: str | None = None) -> PurePosixPath:
    """Return the folder below the handbook; `area` is a folder of procedures."""
    return PurePosixPath(HOMES[kind].folder, area or "")
