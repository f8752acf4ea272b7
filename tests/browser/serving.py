"""Serves a folder on a free port of this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import BrowserContext

NO_INDEX = (
    '{"config": {"lang": ["en"], "separator": " ", "pipeline": [], "fields": {}}, "docs": []}'
)


class Silent(SimpleHTTPRequestHandler):
    """Does not write every request to the terminal."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing to say."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of the folder, with a slash at its end, as long as the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def unsearched(context: BrowserContext) -> None:
    """Spare the browser the search index, where nobody searches: every page would read it anew."""
    context.route(
        "**/search_index.json",
        lambda route: route.fulfill(body=NO_INDEX, content_type="application/json"),
    )
