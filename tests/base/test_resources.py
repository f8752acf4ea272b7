from pathlib import Path

import pytest

from salesops_sop.base import resources
from salesops_sop.base.errors import EnvironmentProblem

ROOT = Path(__file__).resolve().parents[2]


def test_in_a_checkout_everything_lies_beside_the_package() -> None:
    assert resources.schemas_folder() == ROOT / "schemas"
    assert resources.reference_handbook() == ROOT / "sops"
    assert resources.site_folder() == ROOT / "site"
    assert resources.mkdocs_yml() == ROOT / "mkdocs.yml"


def test_installed_everything_lies_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "salesops_sop"
    (package / "_data" / "schemas").mkdir(parents=True)
    (package.parent / "schemas").mkdir()  # of somebody else
    assert resources._find("schemas", package) == package / "_data" / "schemas"


def test_an_incomplete_installation_is_an_error_of_the_environment(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="“sops” is missing from this installation"):
        resources._find("sops", tmp_path)
