"""Writes the pages as plain Markdown, in a folder that MkDocs builds without our plugin."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, PluginCollection
from mkdocs.structure.files import Files, get_files, set_exclusions

from salesops_sop.base.errors import UnreadableError, UsageError
from salesops_sop.base.resources import mkdocs_yml
from salesops_sop.handbook.yamltree.foreign import Foreign
from salesops_sop.site import assets, publish
from salesops_sop.site.navigation import navigation
from salesops_sop.site.plain import plain
from salesops_sop.site.plugin import NAME, SalesOpsSopPlugin, log
from salesops_sop.site.plugin.running import Built, configuration, listening, plugin_of

CONFIGURATION, DOCS, OVERRIDES, SITE, ABOUT = (
    "mkdocs.yml",
    "docs",
    "overrides",
    "site",
    "README.md",
)
NOWHERE = ".sop-nowhere"  # MkDocs wants a folder for the site, and nothing is written there
STANDARD = ("mkdocs.", "material.")  # modules of plugins that whoever builds the pages has
FOREIGN = ("hooks",)  # programs that lie in the project
HERE = ("INHERIT", "docs_dir", "site_dir", "watch", "edit_uri_template")  # true of the project only
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
    _refuse_sources(out.resolve(), [plugin.root(config), *_sources(config)])
    settings = _settings(Path(config.config_file_path))
    with publish.fresh(out.absolute(), PAGES) as folder, listening() as warnings:
        others, config.plugins = config.plugins, _alone(plugin)
        config.plugins.on_config(config)
        files = config.plugins.on_files(get_files(config), config=config)
        set_exclusions(files, config)
        _write_files(folder / DOCS, files, plugin)
        _write_overrides(folder / OVERRIDES, config.theme.custom_dir)
        _choose_plugins(settings, others)
        _write(folder / CONFIGURATION, FIRST_LINE + _plainly(settings, config, plugin))
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


def _settings(file: Path) -> Foreign:
    """A configuration as it is written, with what it inherits."""
    own = Foreign.parse(file.read_bytes())
    base = own.scalar("INHERIT")
    return own.over(_settings(file.parent / base)) if base else own


def _plainly(settings: Foreign, config: MkDocsConfig, plugin: SalesOpsSopPlugin) -> str:
    """The project’s configuration, for these files and with nothing that only the project has."""
    if Path(config.config_file_path) == mkdocs_yml():
        settings.put("site_name", config.site_name)
        settings.put("site_description", config.site_description)
    settings.drop(*HERE)
    for key in settings.drop(*FOREIGN):
        log.warning("%s: ‘%s’ is left out: it is a program of the project", CONFIGURATION, key)
    _dress(settings, config)
    settings.ahead("nav", navigation(plugin.pages.values()))
    return settings.text()


def _choose_plugins(settings: Foreign, plugins: PluginCollection) -> None:
    standard = set()
    for name, plugin in plugins.items():
        short = name.removeprefix("material/")
        if type(plugin).__module__.startswith(STANDARD):
            standard |= {name, short}
        elif name != NAME and isinstance(plugin, BasePlugin):  # hooks stand among them
            log.warning(
                "%s: the plugin ‘%s’ is left out: it comes neither with MkDocs nor with the theme",
                CONFIGURATION,
                name,
            )
    settings.keep("plugins", standard.__contains__)


def _dress(settings: Foreign, config: MkDocsConfig) -> None:
    """The look: what the plugin would bring, and what the project has of its own."""
    settings.ahead("extra_css", map(assets.published, assets.STYLES))
    settings.ahead("extra_javascript", map(assets.published, assets.SCRIPTS))
    extra = settings.inside("extra")
    extra.ahead("polyfills", [assets.published(assets.SHIM)])
    if extra.scalar("generator") is None:
        extra.put("generator", False)
    theme = settings.inside("theme", short="name")
    theme.put("font", False)
    theme.drop("custom_dir")
    if config.theme.custom_dir:
        theme.put("custom_dir", OVERRIDES)
    if config.repo_url:
        settings.put("edit_uri", "")  # it would lead to files that nobody has


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
    if own:
        shutil.copytree(own, folder, ignore=shutil.ignore_patterns(".*", "__pycache__"))


def _write(file: Path, text: str) -> None:
    file.write_bytes(text.encode("utf-8", "replace"))
