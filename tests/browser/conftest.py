"""One headless Chromium for all browser tests of a worker, one built site for all workers."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from salesops_sop.base.resources import reference_handbook
from salesops_sop.site.plugin.running import build
from tests.browser.chromium import chromium
from tests.browser.serving import serving


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser; without one the tests fail, they never skip."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the reference handbook's site; the worker that comes first builds it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    site, lock = shared / "site", shared / "site.lock"
    while not site.exists():
        try:
            lock.mkdir()
        except FileExistsError:
            time.sleep(0.1)
            continue
        try:
            if not site.exists():
                build(reference_handbook(), site, strict=True)
        finally:
            lock.rmdir()
    return site


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Where the site is served, with a slash at its end."""
    with serving(built) as home:
        yield home
