"""The decision tables of the reference handbook."""

import pytest

from salesops_sop.base.resources import reference_handbook
from salesops_sop.cli.frame import finding
from salesops_sop.handbook.model.decision import Decision
from tests.export.dmn.tables import Made


@pytest.fixture(scope="session")
def decisions() -> list[Made]:
    handbook = finding.opened(reference_handbook())
    return [Made(handbook, decision) for decision in handbook.all(Decision)]
