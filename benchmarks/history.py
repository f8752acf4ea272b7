"""The history of a handbook with 200 releases, beside what git alone takes for it."""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from salesops_sop.history.changelog import changelog
from salesops_sop.history.releases import handbook_at, releases
from salesops_sop.history.revisions import revisions

TAGS, DOCUMENTS, CHANGED = 200, 300, 80


def main() -> None:
    """Print seconds, and how many times what git takes for the same commits."""
    with tempfile.TemporaryDirectory(prefix="sop-bench-") as name:
        top = Path(name)
        repository(top)
        sops = top / "sops"
        tip = handbook_at(sops, "main")
        listed = _timed(lambda: releases(sops))
        refs = _timed(lambda: _git(top, "for-each-ref", "--format=%(creatordate) %(*objectname)"))
        found = releases(sops).found
        told = _timed(lambda: changelog(sops, found))
        touched = _timed(lambda: revisions(sops, "main", tip))
        log = _timed(lambda: _git(top, "log", "--name-status", "main"))
    print(f"history: {TAGS} tags, {DOCUMENTS} documents, {CHANGED} changed in each")
    print(f"  releases listed     {listed:6.2f} s  {listed / refs:6.1f} × git for-each-ref")
    print(f"  changes by release  {told:6.2f} s  {told / log:6.1f} × git log --name-status")
    print(f"  revisions           {touched:6.2f} s  {touched / log:6.1f} × git log --name-status")


def repository(top: Path) -> None:
    """Make a repository of so many releases, each with documents that say something else."""
    (top / "sops").mkdir(exist_ok=True)
    _git(top, "init", "-q", "-b", "main")
    stream = []
    for release in range(TAGS):
        when = f"{1_700_000_000 + release * 86_400} +0000"
        who = f"A <a@example.org> {when}"
        stream.append(f"commit refs/heads/main\ncommitter {who}\ndata 7\nrelease\n")
        numbers = range(DOCUMENTS) if not release else range(CHANGED)
        for number in numbers:
            ident = (number + release * 7) % DOCUMENTS
            text = (
                f"kind: term\nid: term-{ident}\ntitle: Term {ident}\n"
                f"definition: What is meant in release {release}.\n"
            )
            stream.append(f"M 100644 inline sops/term-{ident}.yaml\ndata {len(text)}\n{text}\n")
        stream.append(f"tag v1.{release}.0\nfrom refs/heads/main\ntagger {who}\ndata 0\n\n")
    _git(top, "fast-import", "--quiet", text="".join(stream))


def _git(top: Path, *words: str, text: str = "") -> str:
    done = subprocess.run(
        ["git", *words],
        cwd=top,
        input=text,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
    )
    return done.stdout


def _timed(run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin
