"""MkDocs is spoken to here and nowhere else: what it calls, and in `running` what calls it."""

import logging
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils.templates import TemplateContext

from salesops_sop.base.errors import SopError
from salesops_sop.base.resources import mkdocs_yml, site_folder
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.history import changelog
from salesops_sop.history.revisions import Revisions
from salesops_sop.site import assets, compiled, source
from salesops_sop.site.navigation import navigation
from salesops_sop.site.pages import pages
from salesops_sop.site.pages.glossary import names as term_names
from salesops_sop.site.pages.page import Page
from salesops_sop.site.plugin.menu import Menu
from salesops_sop.site.search.index import Entry, Index
from salesops_sop.site.search.passages import marked, passages, plain
from salesops_sop.site.search.synonyms import Synonyms
from salesops_sop.site.twin import twin

NAME = "salesops-sop"

log = logging.getLogger("mkdocs.plugins.salesops_sop")

_ID = re.compile(r' id="([^"]+)"')


class Options(Config):
    """What stands under the plugin's name in `mkdocs.yml`."""

    handbook = Type(str, default="sops")  # relative to mkdocs.yml


class SalesOpsSopPlugin(BasePlugin[Options]):
    """Adds the pages of a handbook, and what they need to look and work, to a MkDocs site."""

    def __init__(self) -> None:
        self.serving = False
        self.version = ""
        self.history: tuple[changelog.Entry, ...] | None = None
        self.revisions: Revisions | None = None
        self.pages: dict[str, Page] = {}
        self.twin: dict[str, str] = {}
        self.search = Index(Synonyms([]))

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """MkDocs keeps this object while it serves."""
        self.serving = command == "serve"
        if dirty and not self.serving:
            raise PluginError("--dirty breaks the search and the navigation: build without it")

    @event_priority(100)  # before `offline`, which would fetch a script from another host
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the handbook and make its pages; bring the styles, scripts and templates."""
        if config.theme.name != "material":
            raise PluginError("the pages are made for one theme: write `theme: {name: material}`")
        _dress(config)
        if self.version:
            _dress_version(config, self.version)
        handbook = self._read(config)
        if Path(config.config_file_path) == mkdocs_yml():  # the shipped one: it is for any handbook
            config.site_name = escape(handbook.settings.title)
            config.site_description = escape(handbook.settings.purpose or "")
        told = self.history
        if told is None:
            told = source.history(self.root(config), _project(config), handbook)
        who = self.revisions
        if who is None:
            who = source.revisions(self.root(config), _project(config), handbook)
        self.pages = {page.path: page for page in pages(handbook, source.today(), told, who)}
        self.twin = twin(handbook, self.version)
        self.search = Index(Synonyms(term_names(handbook)))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add what is made; a hand-written file of the same name takes its place."""
        names = list(assets.ALL)
        if self.version:
            names += [assets.VERSION_STYLE, assets.VERSION_SCRIPT]
        for name in names:
            path = str(assets.source(name))
            files.append(File.generated(config, assets.published(name), abs_src_path=path))
        made = {page.path: page.frame for page in self.pages.values()}
        for path, text in (made | self.twin).items():
            if files.get_file_from_path(path) is None:
                file = File.generated(config, path, content=text)
                if path in self.pages:
                    file.edit_uri = _edit_uri(self.pages[path].source, config)
                files.append(file)
        if not config.site_url:
            config.theme.static_templates.discard("sitemap.xml")  # it would list nothing
        config.nav = [*navigation(self.pages.values()), *(config.nav or [])]
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Compile the templates once for all versions; lines of theirs alone leave no blank ones.

        The theme’s menu was two thirds of a page, and two thirds of it spaces.
        """
        env.bytecode_cache = compiled.KEPT
        env.trim_blocks = env.lstrip_blocks = True
        env.globals["menu"] = Menu("navigation.prune" in config.theme.get("features", ()))
        return env

    def on_page_markdown(
        self, markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files
    ) -> str:
        """Let search results say where they stand: two pages may have one title."""
        if page.file.generated_by is not None and (made := self.pages.get(page.file.src_uri)):
            page.meta["tags"] = [str(escape(name)) for name in made.section]
        return markdown

    def on_page_content(
        self, html: str, *, page: SitePage, config: MkDocsConfig, files: Files
    ) -> str:
        """Put the parts of a made page into it, and mark what search is not to read."""
        if page.file.generated_by is None or page.file.src_uri not in self.pages:
            return html
        made = self.pages[page.file.src_uri]
        html = made.filled(html)
        self.pages[page.file.src_uri] = replace(made, parts=())  # a large site has no room for two
        page.present_anchor_ids = (page.present_anchor_ids or set()) | set(_ID.findall(html))
        return marked(html, page.file.src_uri)

    @event_priority(50)  # before the theme's own index, which would read the page
    def on_page_context(
        self, context: TemplateContext, *, page: SitePage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Take the page into our search index; the theme's stays empty."""
        asked = page.meta.get("search")
        if not (isinstance(asked, dict) and asked.get("exclude")):
            tags = page.meta.get("tags")
            self.search.add(
                Entry(
                    page.url,
                    plain(str(page.meta.get("title") or page.title or "")),
                    [plain(str(tag)) for tag in tags] if isinstance(tags, list) else [],
                    list(passages(page.content or "")),
                )
            )
        page.meta["search"] = {"exclude": True}
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the search index."""
        if "material/search" in config.plugins:
            for path, text in self.search.files().items():
                _write(Path(config.site_dir, path), text)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Build again whenever the handbook or the look of the site changes."""
        server.watch(str(self.root(config)))
        for name in ("assets", "overrides", "templates"):
            server.watch(str(site_folder() / name))
        return server

    def root(self, config: MkDocsConfig) -> Path:
        """The folder of the handbook."""
        return _project(config) / self.config.handbook

    def _read(self, config: MkDocsConfig) -> Handbook:
        """The handbook as far as it can be read: what cannot is a warning.

        While serving it is told on the pages as well, even that the handbook is gone.
        """
        handbook, flaws = Handbook(), []
        try:
            handbook = source.read(self.root(config), _project(config))
            flaws = [f"{flaw.position}: {flaw.message}" for flaw in handbook.flaws]
        except SopError as error:
            if not (self.serving and self.pages):
                raise PluginError(str(error)) from error
            flaws = [str(error)]
        for flaw in flaws:
            log.warning(flaw)
        config.extra["sop_flaws"] = flaws if self.serving else []
        return handbook


def _dress(config: MkDocsConfig) -> None:
    """Bring what the pages need to look right, to work without a server, and to stay private."""
    config.theme["font"] = False
    config.use_directory_urls = False  # our links name files
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(assets.overrides()))
    config.extra_css[:0] = [assets.published(name) for name in assets.STYLES]
    config.extra_javascript[:0] = [assets.published(name) for name in assets.SCRIPTS]
    moved = (*assets.MOVED, assets.SEARCH)
    config.extra["sop_scripts"] = {Path(n).stem: assets.published(n) for n in moved}
    config.extra.setdefault("polyfills", []).append(assets.published(assets.SHIM))
    config.extra.setdefault("generator", False)


def _dress_version(config: MkDocsConfig, name: str) -> None:
    """Let a reader go to other versions; the theme's own way needs a server and a sitemap."""
    config.extra_css.append(assets.published(assets.VERSION_STYLE))
    config.extra_javascript.append(assets.published(assets.VERSION_SCRIPT))
    config.extra.pop("version", None)
    config.extra["sop_version"] = name
    if config.site_url:
        config.site_url = f"{config.site_url.rstrip('/')}/{name}/"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("utf-8", "replace"))


def _project(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).absolute().parent


def _edit_uri(file: str, config: MkDocsConfig) -> str | None:
    """Where a page is edited, as MkDocs wants it: seen from the folder of hand-written pages."""
    if not file:
        return None
    return Path(os.path.relpath(_project(config) / file, config.docs_dir)).as_posix()
