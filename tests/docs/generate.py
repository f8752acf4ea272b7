"""Writes the pages of the guide that are made from the code: `make docs`."""

from pathlib import Path

from salesops_sop.base.resources import site_folder
from tests.docs import kinds, rules

PAGES = {"kinds.md": kinds.page, "rules.md": rules.page}


def write(folder: Path) -> None:
    """Write each page into the folder."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(site_folder() / "docs")
