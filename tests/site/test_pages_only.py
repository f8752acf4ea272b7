"""The pages as a folder of Markdown: MkDocs makes the same site of it without the plugin."""

import os
import re
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from salesops_sop.base.errors import UnreadableError, UsageError
from salesops_sop.site.plugin import NAME, pages_only, running

HOSTILE = (
    "R & 'D' < &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; {{ config }} {: onclick=x} “ü”"
)
HANDBOOK = f'kind: handbook\nid: handbook\ntitle: "{HOSTILE}"\n'
SALES = """\
kind: department
id: sales
title: Sales
head: vp-sales
---
kind: role
id: vp-sales
title: VP of Sales
department: sales
"""
BODY = "---\nkind: role\nid: editor\ntitle: |\n  {}\ndepartment: sales\n---\n\n````\n```\n# code\n````\n"
SETTINGS = """\
INHERIT: base.yml
docs_dir: words
site_dir: public
repo_url: https://github.com/example/handbook
theme: {custom_dir: own, features: [navigation.tabs]}
extra: {secret: !ENV [NOBODY_SETS_THIS, none]}
extra_css: [ours.css]
extra_javascript: [{path: ours.js, type: module}]
plugins:
  salesops-sop: {}
  search: {lang: [en, de]}
  offline: {enabled: false}
"""
BASE = """\
site_name: Ours
theme: {name: material, language: ar, custom_dir: elsewhere}
watch: [words]
nav: [Ours: ours.md]
markdown_extensions:
  - attr_list
  - toc: {slugify: !!python/name:markdown.extensions.toc.slugify_unicode }
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a configuration, words, a style and a template of its own."""
    folder = tmp_path / "project"
    files = {
        "sops/handbook.yaml": HANDBOOK,
        "sops/sales.yaml": SALES,
        "sops/editor.md": BODY.format(HOSTILE),
        "mkdocs.yml": SETTINGS,
        "base.yml": BASE,
        "words/ours.md": "# Ours\n\n[Sales](departments/sales.md#department), [VP](roles/vp-sales.md)\n",
        "words/.hidden": "a secret",
        "words/ours.css": "p { color: red; }",
        "words/ours.js": "export {}",
        "words/glossary.md": "# Our own words\n",
        "own/main.html": '{% extends "base.html" %}{% block footer %}our footer{% endblock %}',
        "own/.hidden": "a secret",
        "own/.icons/ours/mark.svg": "<svg></svg>",
    }
    for name, text in files.items():
        write(folder, name, text)
    (folder / "own" / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "own" / "gone.html").symlink_to(folder / "nowhere")
    return folder


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def bodies(site: Path) -> dict[str, str]:
    """What stands on each page; between two blocks there may be any white space."""
    found = {}
    for file in sorted(site.rglob("*.html")):
        article = re.search(r"<article.*</article>", file.read_text(encoding="utf-8"), re.DOTALL)
        assert article
        links = re.sub(r'<a href="[^"]*/(?:edit|raw)/.*?</a>', "", article[0], flags=re.DOTALL)
        found[file.relative_to(site).as_posix()] = re.sub(r">\s+<", "><", " ".join(links.split()))
    return found


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_mkdocs_makes_the_same_pages_of_it(project: Path, tmp_path: Path) -> None:
    out, real = tmp_path / "pages", tmp_path / "real"
    written = pages_only.write(project / "sops", out, strict=True)
    made = running.build(project / "sops", real, strict=True)
    assert written.pages == len(list((out / "docs").rglob("*.md"))) == made.pages - 1  # no 404
    config = load_config(str(out / "mkdocs.yml"), strict=True)
    assert list(config.plugins) == ["material/search", "material/offline"]
    build(config)
    assert bodies(out / "site") == bodies(real)
    page = (out / "site" / "roles" / "editor.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "our footer" in page
    assert 'dir="rtl"' in page
    assert "Our own words" in (out / "site" / "glossary.html").read_text(encoding="utf-8")
    for link in re.findall(r'(?:src|href)="([^":#]+)"', page):
        assert (out / "site" / "roles" / link).exists(), link
    assert (out / "site" / "handbook.json").read_bytes() == (real / "handbook.json").read_bytes()


def test_the_configuration_is_that_of_the_project(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "pages"
    pages_only.write(project / "sops", out, strict=True)
    text = (out / "mkdocs.yml").read_text(encoding="utf-8")
    assert text.startswith("# Written by `sop build --pages-only`")
    for kept in (
        "secret: !ENV [NOBODY_SETS_THIS, none]",
        "slugify: !!python/name:markdown.extensions.toc.slugify_unicode",
        "custom_dir: overrides",
        "language: ar",
        "search: {lang: [en, de]}",
        "- {path: ours.js, type: module}",
        "- ours.css",
        "edit_uri: ''",
        "Ours: ours.md",
        "site_name: Ours",
    ):
        assert kept in text, kept
    for gone in (NAME, "INHERIT", "docs_dir", "site_dir", "watch", "words", str(project)):
        assert gone not in text, gone
    assert sorted(os.listdir(out)) == ["README.md", "docs", "mkdocs.yml", "overrides"]
    assert (out / "overrides" / ".icons" / "ours" / "mark.svg").is_file()
    assert not list(out.rglob(".hidden"))


class Counting(BasePlugin):  # type: ignore[type-arg]
    """A plugin that nobody else has."""


def test_programs_of_the_project_are_left_out_and_told(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = dict(MkDocsConfig._schema)["plugins"].installed_plugins  # type: ignore[attr-defined]
    found = EntryPoint("counting", f"{__name__}:Counting", "mkdocs.plugins")
    monkeypatch.setitem(known, "counting", found)
    write(project, "hook.py", "")
    write(project, "mkdocs.yml", f"hooks: [hook.py]\n{SETTINGS}  counting: {{}}\n")
    out = tmp_path / "pages"
    told = pages_only.write(project / "sops", out, strict=False).warnings
    assert told == (
        "mkdocs.yml: the plugin ‘counting’ is left out: it comes neither with MkDocs nor with the "
        "theme",
        "mkdocs.yml: ‘hooks’ is left out: it is a program of the project",
    )
    text = (out / "mkdocs.yml").read_text(encoding="utf-8")
    assert "counting" not in text
    assert "hook" not in text
    before = everything(out)
    write(project, "words/ours.md", "# Changed\n")
    with pytest.raises(UnreadableError, match="counting"):
        pages_only.write(project / "sops", out, strict=True)
    assert everything(out) == before


def test_the_same_bytes_and_never_over_what_others_wrote(project: Path, tmp_path: Path) -> None:
    out, again = tmp_path / "pages", tmp_path / "again"
    for folder in (out, again):
        pages_only.write(project / "sops", folder, strict=True)
    assert everything(out) == everything(again)
    write(out, "site/index.html", "built from it")
    pages_only.write(project / "sops", out, strict=True)
    assert everything(out) == everything(again)
    write(out, ".git/HEAD", "somebody’s history")
    with pytest.raises(UsageError, match="holds something that is not the work of `sop build --p"):
        pages_only.write(project / "sops", out, strict=True)
    with pytest.raises(UsageError, match="holds something"):
        pages_only.write(project / "sops", project, strict=True)
    assert (out / ".git" / "HEAD").exists()


@pytest.mark.parametrize("inside", ["sops/a/pages", "words/pages", "own/pages"])
def test_not_into_what_is_read(project: Path, inside: str) -> None:
    before = everything(project)
    with pytest.raises(UsageError, match="which is read: name a folder outside"):
        pages_only.write(project / "sops", project / inside, strict=True)
    assert everything(project) == before
    assert not (project / inside).parent.joinpath("a").exists()


def test_without_a_configuration_it_is_ours(tmp_path: Path) -> None:
    write(tmp_path, "sops/handbook.yaml", HANDBOOK)
    pages_only.write(tmp_path / "sops", tmp_path / "pages", strict=False)
    config = load_config(str(tmp_path / "pages" / "mkdocs.yml"))
    assert "<script>" not in config.site_name
    assert "script&amp;gt;alert(1)" in config.site_name
    assert list(config.plugins) == ["material/search", "material/offline"]
