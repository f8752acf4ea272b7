"""The small handbook, and folders of data for it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from salesops_sop.handbook.handbook import Handbook
from tests.warehouse.small import HEAD, ROWS, handbook_of


@pytest.fixture
def handbook() -> Handbook:
    return handbook_of()


@pytest.fixture
def data(tmp_path: Path) -> Callable[..., Path]:
    """Write files into a folder; five deals if none are named."""

    def write(**files: str) -> Path:
        for name, text in (files or {"big-deals": f"{HEAD}\n{ROWS}"}).items():
            (tmp_path / f"{name.replace('__', '.')}{'' if '__' in name else '.csv'}").write_text(
                text, encoding="utf-8", newline=""
            )
        return tmp_path

    return write
