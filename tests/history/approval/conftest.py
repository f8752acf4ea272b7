"""A real repository with a handbook, people, and a clock that each commit moves on."""

import os
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

BEGIN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

SETTINGS = """\
kind: handbook
title: Handbook
timezone: Europe/Berlin
governance:
  default: {approvers: vp-sales, minimum: 1}
  kinds:
    decision: {approvers: {all_of: [vp-sales, finance-director]}, minimum: 2, signature: required}
"""
ROLES = """\
kind: role
id: vp-sales
title: VP of Sales
department: sales
---
kind: role
id: finance-director
title: Finance Director
department: sales
---
kind: role
id: analyst
title: Analyst
department: sales
---
kind: department
id: sales
title: Sales
"""
PEOPLE = """\
kind: person
id: v
title: V
email: v@example.org
holds: [vp-sales]
---
kind: person
id: f
title: F
email: f@example.org
holds: [finance-director]
---
kind: person
id: a
title: A
email: a@example.org
holds: [analyst, {role: vp-sales, from: 2026-11-10, until: 2026-11-12}]
"""
GRADING = """\
---
kind: procedure
id: grading
title: Grading
control: {owner: analyst, version: 1.0.0, status: effective, effective: 2026-11-01}
steps:
  - {id: grade, action: Grade the lead, raci: {responsible: analyst, accountable: vp-sales}}
---
Read it once.
"""


class Repository:
    """The folder of the handbook, and what people do in it; a day passes with `tomorrow`."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.sops = top / "sops"
        self.now = BEGIN

    def git(self, *words: str, who: str = "a", **env: str) -> str:
        """What git prints; `who` acts, at the time of the clock."""
        stamp = f"{int(self.now.timestamp())} +0000"
        own = {
            **{f"GIT_{kind}_NAME": who.upper() for kind in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{kind}_EMAIL": f"{who}@example.org" for kind in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{kind}_DATE": stamp for kind in ("AUTHOR", "COMMITTER")},
        }
        done = subprocess.run(
            ["git", *words],
            cwd=self.top,
            env={**os.environ, **own, **env},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, name: str, text: str) -> None:
        """Write a file of the handbook."""
        path = self.sops / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self, message: str = "change", who: str = "a", **env: str) -> str:
        """Commit everything; return the commit."""
        self.now += timedelta(minutes=10)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message, who=who, **env)
        return self.git("rev-parse", "HEAD")

    def later(self, days: int) -> None:
        """Let days pass."""
        self.now += timedelta(days=days)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The handbook is committed by `a`; nothing is approved."""
    made = Repository(tmp_path / "repo")
    made.sops.mkdir(parents=True)
    made.git("init", "-q", "-b", "main")
    made.write("handbook.yaml", SETTINGS)
    made.write("roles.yaml", ROLES)
    made.write("people.yaml", PEOPLE)
    made.write("grading.md", GRADING)
    made.commit("first")
    return made


Approve = Callable[..., str]


@pytest.fixture
def approve(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Approve:
    """Approve a document as `sop approve` does: by whom, for which role; returns the commit."""
    from salesops_sop.history.approval.giving import give
    from salesops_sop.history.releases import handbook_at

    def run(ref: str = "procedure:grading", who: str = "v", role: str = "vp-sales") -> str:
        repository.now += timedelta(minutes=10)
        stamp = f"{int(repository.now.timestamp())} +0000"
        for kind in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{kind}_NAME", who.upper())
            monkeypatch.setenv(f"GIT_{kind}_EMAIL", f"{who}@example.org")
            monkeypatch.setenv(f"GIT_{kind}_DATE", stamp)
        kind_, _, ident = ref.partition(":")
        document = handbook_at(repository.sops, "HEAD").find(kind_, ident)
        assert document is not None
        return give(repository.sops, [document], role, repository.now).commit

    return run
