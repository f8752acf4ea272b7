"""Finds the Chromium of the browser tests, or installs one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
ADVICE = (
    "no Chromium for the browser tests, and installing one failed:\n{reasons}\n"
    "Install chromium or google-chrome, or set SOP_CHROMIUM to the path of one."
)


def main() -> int:
    """Say which browser the tests will drive; exit code 3 if there is none."""
    browser = find()
    named = os.environ.get("SOP_CHROMIUM")
    if named and browser is None:
        print(f"SOP_CHROMIUM names a browser that does not start: {named}", file=sys.stderr)
        return 3
    reasons: list[str] = []
    for install in (install_by_playwright, install_by_apt):
        browser = browser or _after(install, reasons)
    if browser is None:
        print(ADVICE.format(reasons="\n".join(reasons)), file=sys.stderr)
        return 3
    print(f"test: browser {browser}")
    return 0


def find() -> Path | None:
    """The first browser that starts: $SOP_CHROMIUM alone if set, the machine's, Playwright's."""
    return next((path for path in _candidates() if _starts(path)), None)


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("SOP_CHROMIUM"):
        yield Path(named)
        return
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    yield from map(Path, MACOS)
    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def _starts(path: Path) -> bool:
    """On Ubuntu `chromium-browser` may be a stub that only advertises a snap."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def _after(install: Callable[[], str], reasons: list[str]) -> Path | None:
    """The browser there is once `install` has run; a reason more if there is none."""
    trouble = install()
    browser = find()
    if browser is None:
        reasons.append(f"  {trouble or 'installed, but it does not start'}")
    return browser


def install_by_playwright() -> str:
    """Download Playwright's own build into its default cache; returns what went wrong, if so."""
    print("test: downloading Chromium with Playwright", flush=True)
    return _run([sys.executable, "-m", "playwright", "install", "chromium"])


def install_by_apt() -> str:
    """Install Debian's package as root or by passwordless sudo; returns what went wrong, if so."""
    if not shutil.which("apt-get"):
        return "apt-get: not on this machine"
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and not shutil.which("sudo"):
        return "apt-get: neither root nor sudo"
    print("test: installing chromium with apt-get", flush=True)
    return _run([*sudo, "apt-get", "update"]) or _run(
        [*sudo, "apt-get", "install", "--yes", "--no-install-recommends", "chromium"]
    )


def _run(command: list[str]) -> str:
    """What went wrong in one line, or nothing."""
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode == 0:
        return ""
    lines = (answer.stderr or answer.stdout).strip().splitlines() or ["no message"]
    telling = [line for line in lines if "error" in line.lower()] or lines[-1:]
    return f"{Path(command[0]).name} {' '.join(command[1:4])}: {telling[0].strip()}"


if __name__ == "__main__":
    sys.exit(main())
