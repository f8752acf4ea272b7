"""Serves a folder on a free port of this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


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
