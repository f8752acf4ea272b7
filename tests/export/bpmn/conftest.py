"""The procedures of the reference handbook, and their files."""

import pytest

from salesops_sop.base.resources import reference_handbook
from salesops_sop.cli.frame import finding
from salesops_sop.export import FORMATS
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.process import Procedure


@pytest.fixture(scope="session")
def reference() -> Handbook:
    return finding.opened(reference_handbook())


@pytest.fixture(scope="session")
def files(reference: Handbook) -> dict[str, str]:
    """The file of each procedure, by its id."""
    procedures = reference.all(Procedure)
    written = FORMATS["bpmn"].files(reference, procedures)
    return {file.name.removesuffix(".bpmn"): str(file.content) for file in written}
