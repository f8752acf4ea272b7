"""Runs MkDocs with our plugin, for `sop build` and `sop serve`."""

import errno
import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from salesops_sop.base.errors import EnvironmentProblem, SopError, UnreadableError, UsageError
from salesops_sop.base.resources import mkdocs_yml
from salesops_sop.history import changelog
from salesops_sop.history.revisions import Revisions
from salesops_sop.site import publish, source
from salesops_sop.site.plugin import NAME, SalesOpsSopPlugin, log


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: how many pages, and what is worth telling about it."""

    pages: int
    warnings: tuple[str, ...]


def build(
    handbook_root: Path,
    out: Path,
    strict: bool,
    version: str = "",
    history: tuple[changelog.Entry, ...] | None = None,
    revisions: Revisions | None = None,
) -> Built:
    """Write the site of a handbook to `out`, whole or not at all; `strict` fails on any warning.

    Uses the `mkdocs.yml` beside the handbook if there is one, else the one that is shipped. With
    the name of a `version` the site is one of several, which lie in folders side by side. What
    releases changed is `history`, who touched which document `revisions`; where one is not given,
    git is asked.
    Raises SopError, whose message says what was wrong; `out` is then as it was.
    """
    with publish.fresh(out.absolute()) as site, listening() as warnings:
        config = configuration(handbook_root, site)
        plugin_of(config).version = version
        plugin_of(config).history = history
        plugin_of(config).revisions = revisions
        config.plugins.on_startup(command="build", dirty=False)
        build_site(config)
        config.plugins.on_shutdown()
        if strict and warnings:
            raise UnreadableError("\n".join(warnings))
        return Built(sum(1 for _ in site.rglob("*.html")), tuple(warnings))


def serve(handbook_root: Path, host: str, port: int, say: Callable[[str], None] = log.info) -> None:
    """Show the site at http://host:port/ and renew it at every change, until interrupted.

    A mistake in the handbook is told on the pages; any other mistake is said, and the last good
    site stays. Raises SopError when there is nothing to show at all.
    """
    source.read(handbook_root, handbook_root.parent)
    with tempfile.TemporaryDirectory(prefix="sop-serve-") as name:
        site = Path(name, "site")
        config = configuration(handbook_root, site, dev_addr=f"{host}:{port}")
        config.plugins.on_startup(command="serve", dirty=False)

        def renew() -> None:
            try:
                say(_renew(handbook_root, site))
            except (SopError, OSError) as error:
                say(f"{error}\nThe site stays as it was until this is mended.")

        server = _Server(builder=renew, host=host, port=port, root=str(site))
        server.ready = lambda: say(f"Serving http://{host}:{port}/ (Ctrl+C ends it)")
        say(_renew(handbook_root, site))
        server.watch(config.docs_dir)
        server.watch(config.config_file_path)
        config.plugins.on_serve(server, config=config, builder=renew)
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            say("Ended.")
        except OSError as error:
            raise _port_problem(error, port) from error
        finally:
            server.shutdown()


class _Server(LiveReloadServer):
    """Says when it can be reached, and not before."""

    ready: Callable[[], None]

    def server_activate(self) -> None:
        super().server_activate()
        self.ready()


def _renew(handbook_root: Path, site: Path) -> str:
    """Build beside and swap, so that no reader meets half a site."""
    with publish.fresh(site) as beside, listening() as warnings:
        config = configuration(handbook_root, beside)
        config.plugins.on_startup(command="serve", dirty=False)
        build_site(config)
    return "\n".join([*warnings, "Built."])


def configuration(handbook_root: Path, site: Path, **options: str) -> MkDocsConfig:
    """The project's own configuration, or the shipped one; either for this handbook.

    Raises UsageError when it does not name our plugin.
    """
    root = handbook_root.absolute()
    own = root.parent / "mkdocs.yml"
    file = own if own.is_file() else mkdocs_yml()
    with listening():
        config = load_config(str(file), site_dir=str(site), **options)
    plugin_of(config).config.handbook = str(root)
    return config


def plugin_of(config: MkDocsConfig) -> SalesOpsSopPlugin:
    plugin = config.plugins.get(NAME)
    if not isinstance(plugin, SalesOpsSopPlugin):
        file = config.config_file_path
        raise UsageError(f"{file} does not use the plugin `{NAME}`: add it under `plugins:`")
    return plugin


@contextmanager
def listening() -> Iterator[list[str]]:
    """Collect MkDocs' warnings rather than print them; its errors become ours."""
    ear = _Ear(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    before, logger.propagate = logger.propagate, False
    logger.addHandler(ear)
    try:
        yield ear.warnings
    except MkDocsException as error:
        raise UnreadableError("\n".join(ear.errors) or str(error)) from error
    finally:
        logger.removeHandler(ear)
        logger.propagate = before


class _Ear(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.warnings: list[str] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        heard = self.errors if record.levelno >= logging.ERROR else self.warnings
        heard.append(record.getMessage())


def _port_problem(error: OSError, port: int) -> SopError:
    if error.errno == errno.EADDRINUSE:
        return EnvironmentProblem(f"port {port} is in use: name another one")
    return EnvironmentProblem(f"cannot serve on port {port}: {error.strerror}")
