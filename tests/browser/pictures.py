"""Takes the pictures of the README and the guide: `make pictures`."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser

from salesops_sop.base.resources import reference_handbook
from salesops_sop.site.plugin.running import build
from tests.browser import terminal
from tests.browser.chromium import chromium

BROKEN = Path(__file__).parent / "broken"  # the handbook that the linter is shown with
LARGEST = 200_000  # bytes of a picture: they are part of the repository


class Shot(NamedTuple):
    """A picture: its file, the page, the size of the window, and the colors."""

    name: str
    page: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"


SHOTS = (
    Shot("home", "index.html", 1280, 800),
    Shot("procedure", "procedures/lead-grading.html", 1280, 840),
    Shot("flowchart", "procedures/kpi-review.html#flowchart", 1280, 1000),
    Shot("matrix", "raci.html", 1280, 800),
    Shot("phone", "roles/sales-operations-manager.html", 390, 780),
    Shot("dark", "kpis/close-rate.html", 1280, 800, "dark"),
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Build the reference handbook, take its pictures and one of the linter at work."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, chromium() as browser:
        site = Path(temporary, "site")
        build(reference_handbook(), site, strict=True)
        for shot in SHOTS:
            path, mark, place = shot.page.partition("#")
            _take(browser, (site / path).as_uri() + mark + place, shot, folder)
        at_work = Path(temporary, "linter.html")
        at_work.write_text(_linter(), encoding="utf-8")
        _take(browser, at_work.as_uri(), Shot("linter", "", 1200, 300), folder)
    large = [path.name for path in folder.glob("*.png") if path.stat().st_size > LARGEST]
    if large:
        sys.exit(f"too large for a repository: {', '.join(large)}")


def _linter() -> str:
    program = [sys.executable, "-m", "salesops_sop", "lint"]
    return terminal.page("sop lint", terminal.run(program, BROKEN, columns=110))


def _take(browser: Browser, address: str, shot: Shot, folder: Path) -> None:
    with browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        page.goto(address)
        page.screenshot(path=folder / f"{shot.name}.png", full_page=not shot.page)


if __name__ == "__main__":
    main()
