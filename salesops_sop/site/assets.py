"""The styles and scripts that every site carries, under names that change with their content."""

import hashlib
from pathlib import Path

from salesops_sop.base.resources import site_folder

FOLDER = "assets/sop"
STYLES = (
    "tokens.css",
    "theme.css",
    "content.css",
    "changes.css",
    "flowchart.css",
    "decide.css",
    "home.css",
    "kpi.css",
    "organization.css",
    "ownership.css",
    "print.css",
)
SCRIPTS = (
    "calculator.js",
    "changes.js",
    "dates.js",
    "decide.js",
    "flow.js",
    "keyboard.js",
    "matrix.js",
    "organization.js",
    "read.js",
    "role.js",
    "terms.js",
)
# where several versions lie side by side
VERSION_STYLE, VERSION_SCRIPT = "versions.css", "versions.js"
# In the place of scripts that the theme would write into pages: run where they stand, if at all.
MOVED = ("dismissed.js", "outdated.js", "palette.js", "scope.js", "tabs.js")
# In the place of the theme's worker.
SEARCH = "search.js"
# Material finds its substitute for workers by this name; without it search needs a server.
SHIM = "iframe-worker/shim.js"
PLAIN = ("iframe-worker/LICENSE", "logo.svg")
ALL = (*STYLES, *SCRIPTS, *MOVED, SEARCH, SHIM, *PLAIN)  # without what only versions need


def source(name: str) -> Path:
    """Where an asset lies on this machine."""
    return site_folder() / "assets" / name


def published(name: str) -> str:
    """Where an asset lies in the site; a browser that keeps it never shows an outdated one."""
    if name in PLAIN:
        return f"{FOLDER}/{name}"
    digest = hashlib.sha256(source(name).read_bytes()).hexdigest()[:8]
    path = Path(name)
    return f"{FOLDER}/{path.with_name(f'{path.stem}.{digest}{path.suffix}').as_posix()}"


def overrides() -> Path:
    """The folder of templates that take the place of the theme's own."""
    return site_folder() / "overrides"
