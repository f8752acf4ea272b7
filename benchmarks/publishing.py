"""Publishing: every release beside mike, and one build beside plain MkDocs, of the same pages.

mike 2 is installed into a folder of its own that is thrown away, and builds with the same plugin,
theme and settings, so that what differs is the publishing.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from salesops_sop.base.resources import mkdocs_yml, reference_handbook
from salesops_sop.handbook import folder as handbook_folder
from salesops_sop.handbook.loader import load
from salesops_sop.site import assets
from salesops_sop.site.pages import pages
from salesops_sop.site.source import today

ROOT = mkdocs_yml().parent
IN_A_FILE = 500  # a file of over a thousand documents is refused
MIKE = "mike==2.2.0"
TARGET = "gh-pages"
FIXED = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
for _who in ("AUTHOR", "COMMITTER"):
    FIXED |= {f"GIT_{_who}_NAME": "bench", f"GIT_{_who}_EMAIL": "bench@example.org"}

CONFIGURATION = """\
site_name: Benchmark
docs_dir: docs
use_directory_urls: false
theme:
  name: material
  font: false
  features: [navigation.prune, navigation.indexes, navigation.tabs]
plugins: [search{plugins}]
markdown_extensions: [attr_list, tables, toc]
"""


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock and of the processors, of a command and all that it started."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:8.1f} s {self.cpu:8.1f} s CPU"


Publish = Callable[[Path, list[int]], Cost]


def main() -> None:
    """A few pages and versions: what anybody can wait for."""
    compare(pages_wanted=60, versions=3, reference=False)


def full() -> None:
    """500 pages in 10 versions, the reference handbook among them; and 5,000 pages at once."""
    compare(pages_wanted=500, versions=10, reference=True)
    large(5000)


def compare(pages_wanted: int, versions: int, reference: bool) -> None:
    """Print what both tools cost at first and for one more release, and what they leave behind."""
    with _workplace(pages_wanted, reference) as project:
        _overhead(project)
        for number in range(1, versions + 1):
            _release(project, number)
        print(f"\n{versions} releases and the working tree, {_count(project)} pages each")
        tools: dict[str, Publish] = {"sop build --to": _ours}
        mike = _installed(project.parent)
        if mike:
            tools["mike deploy"] = _mike(mike)
        else:
            print("mike cannot be installed here (no package index?): only we are measured")
        costs: dict[str, list[Cost]] = {}
        for name, publish in tools.items():
            repository = project.parent / name.split()[0]
            _run(project.parent, "git", "clone", "-q", str(project), str(repository))
            costs[name] = [publish(repository, list(range(1, versions + 1)))]
        _release(project, versions + 1)
        for name, publish in tools.items():
            repository = project.parent / name.split()[0]
            _run(repository, "git", "pull", "-q", "--tags")
            costs[name].append(publish(repository, [versions + 1]))
            tree, stored = _bytes(repository)
            first, more = costs[name]
            print(f"  {name:15} all {first}   one more {more}   {tree:6.1f} MB in {stored:5.1f} MB")
        if mike:
            ours, theirs = costs["sop build --to"], costs["mike deploy"]
            ratios = [f"{o.wall / t.wall:.2f}" for o, t in zip(ours, theirs, strict=True)]
            print(f"  ours / theirs, wall: all {ratios[0]}, one more {ratios[1]}")


def large(count: int) -> None:
    """Print what one build of many pages costs, and how much it writes."""
    with _workplace(count, reference=True) as project:
        cost = _sop(project, "build", "--out", "out")
        size = sum(f.stat().st_size for f in (project / "out").rglob("*") if f.is_file()) / 1e6
        print(
            f"\n{_count(project)} pages at once: {cost}, {size:.0f} MB (allowed: 150 s CPU, 500 MB)"
        )


def _overhead(project: Path) -> None:
    """Print our build beside plain MkDocs, given our pages as files; the better of two runs."""
    plain = project.parent / "plain"
    shutil.copytree(project / "docs", plain / "docs")
    texts, _ = handbook_folder.read(project / "sops", "sops")
    for page in pages(load(texts), today()):
        file = plain / "docs" / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.markdown, encoding="utf-8")
    for name in (*assets.STYLES, *assets.SCRIPTS):
        file = plain / "docs" / assets.published(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(assets.source(name), file)
    styles = ", ".join(assets.published(name) for name in assets.STYLES)
    scripts = ", ".join(assets.published(name) for name in assets.SCRIPTS)
    added = f"extra_css: [{styles}]\nextra_javascript: [{scripts}]\n"
    (plain / "mkdocs.yml").write_text(CONFIGURATION.format(plugins="") + added)
    ours = min((_sop(project, "build", "--out", "out") for _ in range(2)), key=lambda c: c.cpu)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", "out"]
    theirs = min((_timed(plain, command) for _ in range(2)), key=lambda c: c.cpu)
    print(f"\none build of {_count(project)} pages")
    print(f"  sop build       {ours}\n  mkdocs build    {theirs}, of the same Markdown")
    print(f"  ours / theirs, CPU: {ours.cpu / theirs.cpu:.2f} (allowed at 500 pages: 1.20)")


@contextmanager
def _workplace(count: int, reference: bool) -> Iterator[Path]:
    """A repository with a handbook of so many pages, thrown away at the end."""
    with tempfile.TemporaryDirectory(prefix="sop-bench-") as place:
        project = Path(place, "project")
        (project / "docs").mkdir(parents=True)
        (project / "docs" / "guide.md").write_text("# Guide\n\nRead it.\n")
        (project / "mkdocs.yml").write_text(CONFIGURATION.format(plugins=", salesops-sop"))
        (project / ".gitignore").write_text("out/\nsite/\n")
        if reference:
            shutil.copytree(reference_handbook(), project / "sops")
        else:
            (project / "sops").mkdir()
            (project / "sops" / "handbook.yaml").write_text("kind: handbook\ntitle: Benchmark\n")
        (project / "sops" / "generated.yaml").write_text(_department())
        _fill(project, count - _count(project))
        _run(project, "git", "init", "-q", "-b", "main")
        _run(project, "git", "add", "-A")
        _run(project, "git", "commit", "-q", "-m", "first")
        yield project


def _department() -> str:
    return "kind: department\nid: generated\ntitle: Generated\nhead: generated-0\n"


def _fill(project: Path, count: int, release: int = 0) -> None:
    roles = [_department()]
    for number in range(count):
        above = f"reports_to: generated-{(number - 1) // 7}\n" if number else ""
        changed = f" since release {release}" if release and number % 20 == release % 20 else ""
        roles.append(
            f"kind: role\nid: generated-{number}\ntitle: Regional manager {number}{changed}\n"
            f"department: generated\npurpose: Leads the sales of region {number}.\n{above}"
        )
    for first in range(0, len(roles), IN_A_FILE):
        file = project / "sops" / f"generated-{first}.yaml"
        file.write_text("---\n".join(roles[first : first + IN_A_FILE]))


def _count(project: Path) -> int:
    texts, _ = handbook_folder.read(project / "sops", "sops")
    return sum(1 for _ in pages(load(texts), today()))


def _release(project: Path, number: int) -> None:
    files = (project / "sops").glob("generated-*.yaml")
    _fill(project, sum(file.read_text().count("kind: role") for file in files), number)
    _run(project, "git", "commit", "-q", "-a", "--allow-empty", "-m", f"release {number}")
    _run(project, "git", "tag", f"v{number}.0")


def _ours(repository: Path, releases: list[int]) -> Cost:
    return _sop(repository, "build", "--to", TARGET, "--cache", str(repository.parent / "kept"))


def _mike(place: Path) -> Publish:
    def publish(repository: Path, releases: list[int]) -> Cost:
        """As its users do: check a release out, deploy it; at last the working tree."""
        costs = []
        mike = [sys.executable, "-c", "from mike.driver import main; main()", "deploy"]
        mike += ["-b", TARGET, "--alias-type", "copy", "--update-aliases"]
        for number in releases:
            _run(repository, "git", "checkout", "-q", f"v{number}.0")
            costs.append(_timed(repository, [*mike, f"v{number}.0", "latest"], place))
        _run(repository, "git", "checkout", "-q", "main")
        costs.append(_timed(repository, [*mike[:-1], "next"], place))
        return Cost(sum(cost.wall for cost in costs), sum(cost.cpu for cost in costs))

    return publish


def _installed(place: Path) -> Path | None:
    """A folder with mike in it, beside what we are installed with; None where it cannot be had."""
    target = place / "installed"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--target", str(target)]
    done = subprocess.run([*pip, MIKE], capture_output=True, check=False)
    return target if not done.returncode else None


def _sop(place: Path, *words: str) -> Cost:
    return _timed(place, [sys.executable, "-m", "salesops_sop", *words, "-q"])


def _timed(place: Path, command: list[str], *paths: Path) -> Cost:
    path = os.pathsep.join(map(str, [*paths, ROOT]))
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    _run(place, *command, PYTHONPATH=path)
    wall, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu)


def _bytes(repository: Path) -> tuple[float, float]:
    """Megabytes of the files on the branch, and of all objects of the repository when packed."""
    listed = _run(repository, "git", "ls-tree", "-r", "-l", TARGET).splitlines()
    tree = sum(int(line.split()[3]) for line in listed)
    _run(repository, "git", "gc", "-q", "--prune=now")
    packs = (repository / ".git" / "objects" / "pack").glob("*.pack")
    return tree / 1e6, sum(pack.stat().st_size for pack in packs) / 1e6


def _run(place: Path, *command: str, **env: str) -> str:
    beside = Path(sys.executable).parent  # mike calls `mkdocs` by its name
    path = {"PATH": os.pathsep.join([str(beside), os.environ["PATH"]])}
    done = subprocess.run(
        command,
        cwd=place,
        env={**os.environ, **path, **FIXED, **env},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.decode()[-2000:]}")
    return done.stdout.decode()
