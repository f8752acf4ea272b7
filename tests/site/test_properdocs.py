"""The maintained fork of MkDocs makes the same site: with the plugin, and of the plain pages."""

import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

from salesops_sop.base.resources import mkdocs_yml, reference_handbook
from salesops_sop.site.plugin import pages_only

PYTHON = Path(sys.prefix, "properdocs", "bin", "python")
NOWHERE = "import importlib.util as u, sys; sys.exit(u.find_spec('salesops_sop') is not None)"


def started(config: Path, site: Path, *options: str, path: str = "") -> subprocess.Popen[str]:
    """properdocs, at work in its own environment, where `path` may bring the plugin."""
    assert PYTHON.exists(), "`make test` installs requirements/properdocs.txt into .venv/properdocs"
    command = [str(PYTHON), *options, "-m", "properdocs", "build", "--strict", "--quiet"]
    return subprocess.Popen(
        [*command, "-f", str(config), "-d", str(site)],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def ended(build: subprocess.Popen[str]) -> None:
    said, _ = build.communicate(timeout=300)
    assert (build.returncode, said) == (0, "")


def body(page: Path) -> str:
    """What a page says, links and all; between two blocks there may be any white space."""
    found = re.search(r"<article.*</article>", page.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return re.sub(r">\s+<", "><", " ".join(found[0].split()))


def test_the_reference_handbook(tmp_path: Path) -> None:
    """Every page, built by the fork with our plugin, and without it where nobody has it."""
    ours, pages, plain = tmp_path / "ours", tmp_path / "pages", tmp_path / "plain"
    path = os.pathsep.join([str(mkdocs_yml().parent), sysconfig.get_path("purelib")])
    real = started(mkdocs_yml(), ours, path=path)
    written = pages_only.write(reference_handbook(), pages, strict=True)
    assert subprocess.run([PYTHON, "-I", "-c", NOWHERE], check=False).returncode == 0
    ended(started(pages / "mkdocs.yml", plain, "-I"))
    ended(real)
    names = {file.relative_to(ours) for file in ours.rglob("*.html")}
    assert names == {file.relative_to(plain) for file in plain.rglob("*.html")}
    assert len(names) == written.pages + 1 > 100  # and the page of what is not found
    different = [str(name) for name in sorted(names) if body(ours / name) != body(plain / name)]
    assert different == []
    assert "salesops" not in (pages / "mkdocs.yml").read_text(encoding="utf-8")
