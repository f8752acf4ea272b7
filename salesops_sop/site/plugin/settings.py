"""The project’s configuration, as far as it holds where nobody has our plugin."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, PluginCollection

from salesops_sop.base.resources import mkdocs_yml
from salesops_sop.handbook.yamltree.foreign import Foreign
from salesops_sop.site import assets
from salesops_sop.site.navigation import navigation
from salesops_sop.site.plugin import NAME, SalesOpsSopPlugin, log

CONFIGURATION, OVERRIDES = "mkdocs.yml", "overrides"
STANDARD = ("mkdocs.", "material.")  # modules of plugins that whoever builds the pages has
FOREIGN = ("hooks",)  # programs that lie in the project
HERE = ("INHERIT", "docs_dir", "site_dir", "watch", "edit_uri_template")  # true of the project only


def written(file: Path) -> Foreign:
    """A configuration as it is written, with what it inherits."""
    own = Foreign.parse(file.read_bytes())
    base = own.scalar("INHERIT")
    return own.over(written(file.parent / base)) if base else own


def plainly(settings: Foreign, config: MkDocsConfig, plugin: SalesOpsSopPlugin) -> str:
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


def keep_standard(settings: Foreign, plugins: PluginCollection) -> None:
    """Leave out plugins that come neither with MkDocs nor with its theme, and say which."""
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
    settings.put("use_directory_urls", False)
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
