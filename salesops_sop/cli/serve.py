"""`sop serve`: the website while the handbook is edited."""

import click

from salesops_sop.cli.frame import finding, terminal
from salesops_sop.cli.frame.command import command


@command(
    ("sop serve", "then open http://127.0.0.1:8000/"),
    ("sop serve --port 8080", "when something else uses 8000"),
)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    metavar="N",
    help="The port; default: 8000.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="H",
    help="The address; default: 127.0.0.1, which only this machine reaches.",
)
def serve(port: int, host: str) -> None:
    """Preview the website; it is built again whenever the handbook changes.

    Mistakes in the handbook are shown on the pages. Ctrl+C ends it.
    """
    from salesops_sop.site.plugin import running  # measured: MkDocs takes half a second to import

    running.serve(finding.here(), host, port, terminal.say)
