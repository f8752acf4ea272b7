"""`sop new`: a new document with the author's choices filled in."""

import os
import re
from pathlib import Path

import click

from salesops_sop.base.errors import UnreadableError, UsageError
from salesops_sop.base.listing import counted
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.cli.frame import completing, finding, importing, saving, terminal
from salesops_sop.cli.frame.command import command
from salesops_sop.cli.frame.completing import areas_of
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import ID_PATTERN
from salesops_sop.handbook.model.kinds import KINDS
from salesops_sop.scaffold.draft import Draft, way_of
from salesops_sop.scaffold.form import Way
from salesops_sop.scaffold.kinds import folder_of

LONGEST_ID = 100


@command(
    ("sop new procedure lead-recycling --area lead-management", "asks for what is required"),
    ("sop new role sales-engineer --set department=sales", "asks for less"),
    ('sop new term pipeline --title "Pipeline" --set "definition=All open deals."', "asks nothing"),
    ("sop new kpi win-rate --set control.owner=vp-sales --print", "look first"),
    ("sop new decision discounts --from discounts.dmn", "a decision table of another tool"),
)
@click.argument("kind", shell_complete=completing.kinds)
@click.argument("ident", metavar="ID")
@click.option("--title", help="The name people read; default: made from ID.")
@click.option(
    "--set",
    "fields",
    metavar="FIELD=VALUE",
    multiple=True,
    help="Fill a field in; dots lead inside (control.owner, steps.0.action), a list is [a, b].",
)
@click.option(
    "--area",
    metavar="AREA",
    shell_complete=completing.areas,
    help="For a procedure: its folder below procedures/.",
)
@click.option(
    "--dir",
    "folder",
    metavar="DIR",
    type=click.Path(),
    help="The folder of the file; default: that of the kind.",
)
@click.option(
    "--from",
    "source",
    metavar="FILE",
    type=click.Path(),
    help="For a decision: its table in a DMN file.",
)
@click.option("--print", "only_print", is_flag=True, help="Print the document, write nothing.")
def new(
    kind: str,
    ident: str,
    title: str | None,
    fields: tuple[str, ...],
    area: str | None,
    folder: str | None,
    source: str | None,
    only_print: bool,
) -> None:
    """Start a new document of a kind, in the folder where its kind belongs.

    On a terminal it asks for what is required and not given. Whatever stays open is TBD (in
    references: tbd), which `sop lint` finds. A file that is there is never overwritten.

    A DMN file (1.1 to 1.6, of `sop export dmn` or of another tool) gives its table as far as that
    states conditions and values and calculates nothing; who owns and approves it is asked here.

    The path of the new file goes to standard output.
    """
    _check_names(kind, ident, area, source)
    root = finding.here()
    handbook = _handbook(root)
    if existing := handbook.find(kind, ident):
        raise UsageError(f"there is a ‘{existing.ref}’ already, in {existing.path}")
    path = _folder(root, kind, area, folder)
    draft = Draft(kind, ident, title or _title(ident))
    chosen = importing.fill(draft, source, handbook, title) if source else set()
    chosen |= _chosen(draft, fields)
    if terminal.asks():
        _ask(draft, [] if title or source else [("title",)], chosen)
        if kind == "procedure" and not area and not folder:
            path = _folder(root, kind, _asked_area(handbook), None)
    if fault := draft.fault():
        raise UsageError(f"the document would be wrong: {fault}")
    if only_print:
        terminal.data(draft.text())
        return
    file = finding.seen(path / draft.file)
    saving.create(file, draft.text())
    _tell(draft, file)


def _no_id(name: str) -> str:
    return (
        f"‘{name[:LONGEST_ID]}’ is not an id: use lower-case letters, digits and single hyphens, "
        "such as ‘lead-grading’"
    )


def _handbook(root: Path) -> Handbook:
    try:
        return finding.opened(root)
    except UnreadableError:  # the very first document of a folder
        return Handbook()


def _check_names(kind: str, ident: str, area: str | None, source: str | None) -> None:
    if kind not in KINDS:
        hint = did_you_mean(kind, KINDS) or f": write one of {', '.join(KINDS)}"
        raise UsageError(f"there is no kind ‘{kind}’{hint}")
    for name in (ident, area):
        if name is not None and (len(name) > LONGEST_ID or not re.search(ID_PATTERN, name)):
            raise UsageError(_no_id(name))
    if source and kind != "decision":
        raise UsageError(f"--from reads decision tables: a {kind} cannot be read from a file")
    if area and kind != "procedure":
        raise UsageError(f"--area is for procedures: choose the folder of a {kind} with --dir")


def _folder(root: Path, kind: str, area: str | None, folder: str | None) -> Path:
    if area and folder:
        raise UsageError("--area and --dir both choose the folder: give one of them")
    path = Path(os.path.abspath(folder)) if folder else root / folder_of(kind, area)
    inside, outside = os.path.realpath(path), os.path.realpath(root)
    if os.path.commonpath([inside, outside]) != outside:
        raise UsageError(f"‘{finding.seen(path)}’ is not in the handbook: choose a folder in it")
    return path


def _title(ident: str) -> str:
    return ident.replace("-", " ").capitalize()


def _chosen(draft: Draft, fields: tuple[str, ...]) -> set[Way]:
    chosen = set()
    for field in fields:
        name, equals, value = field.partition("=")
        if not equals or not name:
            raise UsageError(f"--set {field}: write FIELD=VALUE, such as title=Lead grading")
        way = way_of(name)
        draft.choose(way, value)
        chosen.add(way)
    return chosen


def _ask(draft: Draft, first: list[Way], chosen: set[Way]) -> None:
    for way in [*first, *draft.to_come()]:
        if way in chosen:
            continue
        name, meaning = ".".join(map(str, way)), draft.form.description(way)
        before = _value(draft, way)
        fault = "?"
        while fault:
            answer = click.prompt(f"{name} ({meaning})", default=str(before), err=True)
            if fault := _refused(draft, way, answer):
                draft.put(way, before)
                terminal.say(fault)


def _asked_area(handbook: Handbook) -> str:
    known = ", ".join(areas_of(handbook))
    question = f"area ({known})" if known else "area (a folder below procedures/)"
    while True:
        area: str = click.prompt(question, default="", show_default=False, err=True)
        if not area or re.search(ID_PATTERN, area):
            return area
        terminal.say(_no_id(area))


def _refused(draft: Draft, way: Way, answer: str) -> str:
    """Fill in an answer; return in a sentence why it cannot be, or nothing."""
    try:
        draft.choose(way, answer)
    except UsageError as error:
        return str(error)
    return draft.fault()


def _value(draft: Draft, way: Way) -> object:
    part: object = draft.data
    for step in way:
        part = part[step]  # type: ignore[index]  # the way was found by walking here
    return part


def _tell(draft: Draft, path: str) -> None:
    terminal.data(f"{path}\n")
    left = [".".join(map(str, way)) for way in draft.to_come()]
    if left:
        terminal.say(f"{counted(len(left), 'value')} to come: {', '.join(left)}")
    terminal.say(f"`sop lint {path}` says what is missing")
