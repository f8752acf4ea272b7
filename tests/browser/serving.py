"""Serves a folder on a free port of this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


class Silent(SimpleHTTPRequestHandler):
    """Does not write every request to the terminal; lets the browser keep what many pages share."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a request; a browser asks for the icon of a page that names none."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing to say."""

    def end_headers(self) -> None:
        """A page is asked for anew each time, scripts and styles once."""
        page = self.path.partition("?")[0].endswith((".html", "/"))
        self.send_header("Cache-Control", "no-cache" if page else "max-age=600")
        super().end_headers()


# what `site/docs/publishing.md` tells people to send
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


class Strict(Silent):
    """Forbids everything that does not lie in files of the site: what breaks it is on the console."""

    def end_headers(self) -> None:
        """Each answer carries the policy."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


@contextmanager
def serving(folder: Path, handler: type[Silent] = Silent) -> Iterator[str]:
    """The address of the folder, with a slash at its end, as long as the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
