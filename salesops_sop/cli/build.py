"""`sop build`: the website."""

import time
from pathlib import Path

import click

from salesops_sop.base.errors import UnreadableError, UsageError
from salesops_sop.cli.frame import finding, terminal
from salesops_sop.cli.frame.command import command
from salesops_sop.report.summary import counted

USUAL = "site/public"


@command(
    ("sop build", f"write {USUAL}/ beside the handbook; open index.html"),
    ("sop build --strict --out public", "for a pipeline: any warning fails it"),
    ("sop build --versions", "every release side by side, and what is being worked on"),
)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help=f"Where the site goes; default: {USUAL} beside the handbook.",
)
@click.option("--strict", is_flag=True, help="Fail on any warning, and leave the old site.")
@click.option(
    "--versions",
    is_flag=True,
    help="Every release (a git tag) in a folder of its own, and the working tree in ‘next’.",
)
@click.option(
    "--cache",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where built releases are kept; default: a folder in your cache.",
)
def build(out: Path | None, strict: bool, versions: bool, cache: Path | None) -> None:
    """Write the website.

    The site works from a folder, without a server and without any other host. It takes the place
    of an older one as a whole, or not at all.

    With --versions a release is built from its tag, once; `releases: {tags: "v*"}` in handbook.yaml
    says which tags are releases.
    """
    root = finding.here()
    out = out or project(root) / USUAL
    if versions:
        _versions(root, out, strict, cache)
        return
    if cache is not None:
        raise UsageError("--cache keeps releases: it needs --versions")
    from salesops_sop.site import plugin  # measured: MkDocs takes half a second to import

    begin = time.monotonic()
    try:
        with terminal.working("building the site"):
            built = plugin.build(root, out, strict)
    except UnreadableError as error:
        raise _one(error) from error
    for warning in built.warnings:
        terminal.say(f"warning: {warning}")
    seconds = time.monotonic() - begin
    where = finding.seen(out / "index.html")
    terminal.say(f"✓ {counted(built.pages, 'page')} in {seconds:.1f} s · open {where}")


def _versions(root: Path, out: Path, strict: bool, cache: Path | None) -> None:
    from salesops_sop.site.versions import publishing
    from salesops_sop.site.versions.cache import usual_folder

    begin = time.monotonic()
    try:
        with terminal.working("building the site of every release"):
            done = publishing.publish_all(root, out, strict=strict, kept=cache or usual_folder())
    except UnreadableError as error:
        raise _one(error) from error
    for sentence in publishing.worth_telling(done):
        terminal.say(f"warning: {sentence}")
    releases, kept = counted(len(done.made), "release"), len(done.made) - done.built
    seconds, where = time.monotonic() - begin, finding.seen(out / "index.html")
    terminal.say(
        f"✓ {releases} ({done.built} built, {kept} as before) and what comes next "
        f"in {seconds:.1f} s · open {where}"
    )


def _one(error: UnreadableError) -> UnreadableError:
    """Tell several warnings line by line, and end with one sentence."""
    lines = str(error).splitlines()
    if len(lines) == 1:
        return error
    for line in lines:
        terminal.complain(line)
    return UnreadableError(f"{counted(len(lines), 'warning')}: the site stays as it was")


def project(root: Path) -> Path:
    """Return the folder that holds the handbook and what belongs to it."""
    return root.parent if root.name == finding.USUAL else root
