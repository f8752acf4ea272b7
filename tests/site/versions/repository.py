"""A small handbook in a repository of its own, and its releases."""

import hashlib
import os
import subprocess
from pathlib import Path

HANDBOOK = "kind: handbook\ntitle: Small handbook\n"
ROLES = """\
kind: department
id: sales
title: Sales
head: boss
---
kind: role
id: boss
title: The boss
department: sales
---
kind: role
id: clerk
title: The clerk
department: sales
reports_to: boss
"""
# few pages of our own, so that a build takes half a second
MKDOCS = """\
site_name: Small handbook
docs_dir: docs
use_directory_urls: false
theme:
  name: material
  palette:
    - {media: "(prefers-color-scheme)", toggle: {icon: material/eye, name: light}}
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/eye, name: dark}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/eye, name: system}}
plugins: [search, offline, salesops-sop]
"""


def git(place: Path, *words: str, day: str = "2026-01-02") -> str:
    """What git says; whatever it makes is of a day, by the same person, on any machine."""
    fixed = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for who in ("AUTHOR", "COMMITTER"):
        fixed |= {f"GIT_{who}_NAME": "A", f"GIT_{who}_EMAIL": "a@example.org"}
        fixed[f"GIT_{who}_DATE"] = f"{day}T12:00:00Z"
    done = subprocess.run(
        ["git", *words], cwd=place, env={**os.environ, **fixed}, capture_output=True, check=True
    )
    return done.stdout.decode()


def repository(folder: Path) -> Path:
    """Make a repository with one commit; return the folder of its handbook."""
    files = {
        "sops/handbook.yaml": HANDBOOK,
        "sops/organization/roles.yaml": ROLES,
        "docs/guide.md": "# Guide\n\nRead it.\n",
        "mkdocs.yml": MKDOCS,
        ".gitignore": "site/\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    git(folder, "init", "-q", "-b", "main")
    commit(folder / "sops")
    return folder / "sops"


def commit(sops: Path, tag: str = "", day: str = "2026-01-02") -> str:
    """Commit all there is, and tag it; return the commit."""
    git(sops.parent, "add", "-A", day=day)
    git(sops.parent, "commit", "-q", "--allow-empty", "-m", tag or "a change", day=day)
    if tag:
        git(sops.parent, "tag", tag)
    return git(sops.parent, "rev-parse", "HEAD").strip()


def released(sops: Path, count: int) -> None:
    """Release `v1.0` and so on, each with another name of the clerk."""
    for number in range(1, count + 1):
        text = ROLES.replace("The clerk", f"The clerk of release {number}")
        (sops / "organization" / "roles.yaml").write_text(text)
        commit(sops, f"v{number}.0", f"2026-01-{number + 2:02}")


def digests(folder: Path) -> dict[str, str]:
    """The contents of every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
