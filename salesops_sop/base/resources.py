"""Where the files that travel with the program lie: in a checkout or in an installed package."""

from pathlib import Path

from salesops_sop.base.errors import EnvironmentProblem

PACKAGE = Path(__file__).resolve().parent.parent


def schemas_folder() -> Path:
    """Return the folder of the JSON Schemas, one file per kind."""
    return _find("schemas")


def reference_handbook() -> Path:
    """Return the folder of the reference handbook."""
    return _find("sops")


def site_folder() -> Path:
    """Return the folder of what a published site is made of: styles, scripts, templates."""
    return _find("site")


def mkdocs_yml() -> Path:
    """Return the site's configuration file."""
    return _find("mkdocs.yml")


def _find(name: str, package: Path = PACKAGE) -> Path:
    """Look inside the package first: what lies beside an installed one belongs to others.

    Raises EnvironmentProblem when neither place has it.
    """
    for folder in (package / "_data", package.parent):
        if (folder / name).exists():
            return folder / name
    raise EnvironmentProblem(f"“{name}” is missing from this installation: install it again")
