"""`sop build` writes a whole site, or leaves the old one."""

import re
from pathlib import Path

import pytest

from salesops_sop.base.errors import UnreadableError
from salesops_sop.site.plugin import running


def test_a_site_beside_the_handbook(process, handbook, monkeypatch):
    monkeypatch.chdir("sops/organization")
    code, out, err = process("build", timeout=120)
    assert (code, out) == (0, "")
    last = err.splitlines()[-1]
    assert re.fullmatch(r"✓ \d+ pages in \d+\.\d s · open \.\./\.\./site/public/index\.html", last)
    assert (handbook.parent / "site" / "public" / "index.html").is_file()


def test_what_is_asked_of_the_site(sop, handbook, monkeypatch):
    asked = []

    def build(root, out, strict):
        asked.append((root, out, strict))
        return running.Built(3, ("one thing", "another"))

    monkeypatch.setattr(running, "build", build)
    code, out, err = sop("build", "--out", "public", "--strict")
    assert asked == [(handbook, Path("public"), True)]
    assert (code, out) == (0, "")
    assert re.sub(r"\d\.\d s", "# s", err) == (
        "warning: one thing\nwarning: another\n✓ 3 pages in # s · open public/index.html\n"
    )


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("one sentence", "sop: one sentence\n"),
        ("one\ntwo", "sop: one\nsop: two\nsop: 2 warnings: the site stays as it was\n"),
    ],
)
def test_what_went_wrong(sop, handbook, monkeypatch, message, told):
    def build(*_):
        raise UnreadableError(message)

    monkeypatch.setattr(running, "build", build)
    assert sop("build", "-q") == (2, "", told)


@pytest.mark.parametrize(("name", "place"), [("sops", ".."), ("acme", ".")])
def test_where_the_site_goes(sop, handbook, monkeypatch, name, place):
    root = handbook.rename(handbook.parent / name)
    asked = []

    def build(_, out, __):
        asked.append(out)
        return running.Built(1, ())

    monkeypatch.setattr(running, "build", build)
    monkeypatch.chdir(root)
    assert sop("build", "-q") == (0, "", "")
    assert asked == [(root / place).resolve() / "site" / "public"]


def test_pages_instead_of_a_site(sop, handbook):
    code, out, err = sop("build", "--pages-only", "pages")
    assert (code, out) == (0, "")
    said = r"✓ \d+ pages in \d+\.\d s · run `mkdocs build` in pages\n"
    assert re.fullmatch(said, err)
    assert (handbook.parent / "pages" / "docs" / "roles" / "manager.md").is_file()
    assert sop("build", "--pages-only", "pages", "--out", "x") == (
        2,
        "",
        "sop: --pages-only writes no site: leave out what is for sites\n",
    )
    assert sop("build", "--pages-only", ".").err.startswith("sop: “")
    role = handbook / "organization" / "broken.yaml"
    role.write_text("kind: role\nid: broken\ntitle: [\n")
    code, out, err = sop("build", "--pages-only", "pages", "--strict")
    assert (code, out) == (2, "")
    assert err.startswith("sop: sops/organization/broken.yaml:")
