"""Starts the Chromium of the browser tests and of the gallery."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.browser.install import find

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--no-first-run",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium that asks nobody for anything.

    Raises RuntimeError when there is none on this machine.
    """
    executable = find()
    if executable is None:
        raise RuntimeError("no Chromium: run `python tests/browser/install.py`")
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium refuses to sandbox root
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=[*FLAGS, *sandbox])
        try:
            yield opened
        finally:
            opened.close()
