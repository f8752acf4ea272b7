"""`sop build`: the website."""

import time
from collections.abc import Iterable
from pathlib import Path

import click

from salesops_sop.base.errors import UnreadableError, UsageError
from salesops_sop.base.listing import counted
from salesops_sop.cli.frame import finding, terminal
from salesops_sop.cli.frame.command import command
from salesops_sop.cli.frame.ending import gathered

USUAL = "site/public"


@command(
    ("sop build", f"write {USUAL}/ beside the handbook; open index.html"),
    ("sop build --strict --out public", "for a pipeline: any warning fails it"),
    ("sop build --versions", "every release side by side, and what is being worked on"),
    ("sop build --to gh-pages", "the same, as a commit on a branch that a host serves"),
    ("sop build --pages-only pages", "Markdown for a MkDocs that does not know this program"),
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
    "--to",
    "branch",
    metavar="BRANCH",
    help="Commit all versions to BRANCH; the working tree and the index stay as they are.",
)
@click.option(
    "--cache",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where built releases are kept; default: a folder in your cache.",
)
@click.option(
    "--pages-only",
    "pages",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Instead of a site write its pages as plain Markdown, which needs no plugin.",
)
def build(
    out: Path | None,
    strict: bool,
    versions: bool,
    branch: str | None,
    cache: Path | None,
    pages: Path | None,
) -> None:
    """Write the website.

    The site works from a folder, without a server and without any other host. It takes the place
    of an older one as a whole, or not at all.

    With --versions a release is built from its tag, once; `releases: {tags: "v*"}` in handbook.yaml
    says which tags are releases.

    With --pages-only DIR gets the pages, what they look like and a mkdocs.yml: `mkdocs build` makes
    the site of them, on a machine that does not have this program.
    """
    root = finding.here()
    if pages is not None:
        if out or versions or branch is not None or cache is not None:
            raise UsageError("--pages-only writes no site: leave out what is for sites")
        _pages(root, pages, strict)
        return
    if versions or branch is not None:
        _versions(root, out, strict, branch, cache)
        return
    out = out or project(root) / USUAL
    if cache is not None:
        raise UsageError("--cache keeps releases: it needs --versions")
    from salesops_sop.site.plugin import running  # measured: MkDocs takes half a second to import

    begin = time.monotonic()
    try:
        with terminal.working("building the site"):
            built = running.build(root, out, strict)
    except UnreadableError as error:
        raise gathered(error, "warning", "the site stays as it was") from error
    _tell(built.warnings)
    seconds = time.monotonic() - begin
    where = finding.seen(out / "index.html")
    terminal.say(f"✓ {counted(built.pages, 'page')} in {seconds:.1f} s · open {where}")


def _pages(root: Path, out: Path, strict: bool) -> None:
    from salesops_sop.site.plugin import pages_only

    begin = time.monotonic()
    try:
        with terminal.working("writing the pages"):
            built = pages_only.write(root, out, strict)
    except UnreadableError as error:
        raise gathered(error, "warning", "the folder stays as it was") from error
    _tell(built.warnings)
    count, seconds = counted(built.pages, "page"), time.monotonic() - begin
    terminal.say(f"✓ {count} in {seconds:.1f} s · run `mkdocs build` in {finding.seen(out)}")


def _versions(
    root: Path, out: Path | None, strict: bool, branch: str | None, cache: Path | None
) -> None:
    from salesops_sop.site.versions import publishing
    from salesops_sop.site.versions.cache import usual_folder

    begin, kept, commit = time.monotonic(), cache or usual_folder(), None
    try:
        with terminal.working("building the site of every release"):
            if branch is None:
                out = out or project(root) / USUAL
                done = publishing.publish_all(root, out, strict=strict, kept=kept)
            else:
                done, commit = publishing.publish_to_branch(
                    root, branch, out, strict=strict, kept=kept
                )
    except UnreadableError as error:
        raise gathered(error, "warning", "the site stays as it was") from error
    _tell(publishing.worth_telling(done))
    count = counted(len(done.made), "release")
    count += f" ({done.built} built, {len(done.made) - done.built} as before) and what comes next"
    terminal.say(f"✓ {count} in {time.monotonic() - begin:.1f} s · {_where(out, branch, commit)}")


def _tell(warnings: Iterable[str]) -> None:
    for warning in warnings:
        terminal.say(f"warning: {warning}")


def _where(out: Path | None, branch: str | None, commit: str | None) -> str:
    if branch is None:
        return f"open {finding.seen((out or Path()) / 'index.html')}"
    if commit is None:
        return f"nothing new: ‘{branch}’ holds it already"
    return f"{commit[:10]} on ‘{branch}’: publish it with `git push origin {branch}`"


def project(root: Path) -> Path:
    """Return the folder that holds the handbook and what belongs to it."""
    return root.parent if root.name == finding.USUAL else root
