"""Writes the pages as plain Markdown, in a folder that MkDocs builds without our plugin."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection
from mkdocs.structure.files import Files, get_files, set_exclusions

from salesops_sop.base.errors import UnreadableError, UsageError
from salesops_sop.site import publish
from salesops_sop.site.plain import plain
from salesops_sop.site.plugin import NAME, SalesOpsSopPlugin, settings
from salesops_sop.site.plugin.running import Built, configuration, listening, plugin_of
from salesops_sop.site.plugin.settings import CONFIGURATION, OVERRIDES

DOCS, SITE, ABOUT = "docs", "site", "README.md"
ICONS = ".icons"  # where the theme looks for icons of one's own
NOWHERE = ".sop-nowhere"  # MkDocs wants a folder for the site, and nothing is written there
FIRST_LINE = "# Written by `sop build --pages-only`; the next run writes this folder anew.\n"
README = """\
# The pages of a handbook

`sop build --pages-only` wrote this folder, and the next run writes all of it anew, with what was
built below `site/`: change the handbook, not these files.

The pages are Markdown with HTML in it. They need MkDocs and its theme, and no plugin:

    pip install mkdocs-material
    mkdocs build --strict

or [properdocs](https://pypi.org/project/properdocs/), which goes on where MkDocs ended:

    pip install properdocs mkdocs-material
    properdocs build --strict -f mkdocs.yml

What only the plugin does is missing. Search is that of the theme: it loads the index of all pages
at once and knows no synonyms. The theme writes scripts into pages, which a Content-Security-Policy
must allow. Pages have no links to the files that they were made from, and no list of versions.
"""


def write(handbook_root: Path, out: Path, strict: bool) -> Built:
    """Write the pages and a `mkdocs.yml` to `out`, whole or not at all; `strict` allows no warning.

    The same handbook, project and day give the same bytes. Raises SopError, whose message says
    what was wrong; `out` is then as it was.
    """
    config = configuration(handbook_root, handbook_root.absolute().parent / NOWHERE)
    plugin = plugin_of(config)
    # MkDocs may give one that has built a version before
    plugin.version, plugin.history, plugin.revisions = "", None, None
    _refuse_sources(out.resolve(), [plugin.root(config), *_sources(config)])
    carried = settings.written(Path(config.config_file_path))
    with publish.fresh(out.absolute(), PAGES) as folder, listening() as warnings:
        others, config.plugins = config.plugins, _alone(plugin)
        config.plugins.on_config(config)
        files = config.plugins.on_files(get_files(config), config=config)
        set_exclusions(files, config)
        _write_files(folder / DOCS, files, plugin)
        _write_overrides(folder / OVERRIDES, config.theme.custom_dir)
        settings.keep_standard(carried, others)
        _write(folder / CONFIGURATION, FIRST_LINE + settings.plainly(carried, config, plugin))
        _write(folder / ABOUT, README)
        if strict and warnings:
            raise UnreadableError("\n".join(warnings))
        return Built(_written(files), tuple(warnings))


def _alone(plugin: SalesOpsSopPlugin) -> PluginCollection:
    """MkDocs’ list of plugins with no other: what others do, they do when the pages are built."""
    plugins = PluginCollection()
    plugins[NAME] = plugin
    return plugins


def _is_ours(folder: Path) -> bool:
    """Whether we wrote a folder, and nobody put anything beside what we wrote."""
    try:
        begin = (folder / CONFIGURATION).read_text(encoding="utf-8").startswith(FIRST_LINE)
    except (OSError, UnicodeDecodeError):
        return False
    known = {CONFIGURATION, DOCS, OVERRIDES, SITE, ABOUT}
    return begin and {path.name for path in folder.iterdir()} <= known


PAGES = publish.Kind("the work of `sop build --pages-only`", _is_ours)


def _sources(config: MkDocsConfig) -> list[Path]:
    return [Path(name) for name in (config.docs_dir, config.theme.custom_dir) if name]


def _refuse_sources(out: Path, sources: Iterable[Path]) -> None:
    for source in sources:
        if out.is_relative_to(source.resolve()):
            raise UsageError(f"“{out}” lies in “{source}”, which is read: name a folder outside")


def _write_files(docs: Path, files: Files, plugin: SalesOpsSopPlugin) -> None:
    for file in files:
        made = plugin.pages.get(file.src_uri) if file.generated_by is not None else None
        if file.inclusion.is_excluded():
            continue
        content = plain(made).encode("utf-8", "replace") if made else file.content_bytes
        path = docs / file.src_uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _written(files: Files) -> int:
    return sum(1 for file in files.documentation_pages() if not file.inclusion.is_excluded())


def _write_overrides(folder: Path, own: str | None) -> None:
    """Copy the project’s templates; links to folders, which may lead anywhere, are not followed."""
    for place, below, names in os.walk(own or ""):
        below[:] = [name for name in below if name == ICONS or _shown(name)]
        for name in filter(_shown, names):
            source = Path(place, name)
            if source.is_file():
                target = folder / source.relative_to(own or "")
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)


def _shown(name: str) -> bool:
    return not name.startswith(".") and name != "__pycache__"


def _write(file: Path, text: str) -> None:
    file.write_bytes(text.encode("utf-8", "replace"))
