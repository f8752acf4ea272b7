"""Puts `mkdocs.yml` beside the other shipped data in a wheel."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """Hatchling looks for exactly this name."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """An editable install reads the checkout itself; every other wheel carries a copy."""
        if version != "editable":
            build_data["force_include"]["mkdocs.yml"] = "salesops_sop/_data/mkdocs.yml"
