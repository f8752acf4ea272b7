"""Handbooks with KPIs: one of measures with its data, and one of KPIs that build on each other."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.kpi.definitions import KPIS
from tests.warehouse.small import HEAD, ROWS, texts_of

QUALITY = """\
quality:
  - Deals are entered at once.
  - {id: late, check: A deal closes after it opened., condition: 'stage = "open" or closed_on >= opened_on'}
"""


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with `sops/` and `crm/`, where we stand."""
    texts = texts_of()
    texts["big-deals.yaml"] += QUALITY
    for name, text in texts.items():
        path = tmp_path / "sops" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "crm").mkdir()
    (tmp_path / "crm" / "big-deals.csv").write_text(f"{HEAD}\n{ROWS}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def kpi(sop: Callable[..., Any], handbook: Path) -> Callable[..., Any]:
    """Run a command of `sop kpi` on those KPIs."""
    (handbook / "kpis.yaml").write_text(KPIS)
    return lambda *words: sop("kpi", *words)
