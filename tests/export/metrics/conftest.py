"""The reference handbook."""

import pytest

from salesops_sop.base.resources import reference_handbook
from salesops_sop.cli.frame import finding
from salesops_sop.handbook.handbook import Handbook


@pytest.fixture(scope="session")
def reference() -> Handbook:
    return finding.opened(reference_handbook())
