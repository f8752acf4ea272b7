"""The small handbook of measures with its data, in a folder where we stand."""

from pathlib import Path

import pytest

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
