"""`sop export`: documents of the handbook as files for other programs."""

import os
from collections.abc import Sequence
from inspect import cleandoc

import click

from salesops_sop.base.errors import UnreadableError, UsageError
from salesops_sop.base.listing import counted
from salesops_sop.cli.frame import completing, finding, naming, saving, terminal
from salesops_sop.cli.frame.command import command
from salesops_sop.export import FORMATS
from salesops_sop.export.format import Choice, ExportError, File, OneEach, Plain
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.record import Document


@command(
    ("sop export bpmn lead-grading --output lead-grading.bpmn", "a procedure for a process tool"),
    ("sop export dmn discount-approval", "a decision table, to standard output"),
    ("sop export dmn discount-approval --output table.dmn", "the same into a file"),
    ("sop export dmn --output tables/", "every decision table, a file for each"),
    ("sop export metrics --output models/kpis.yml", "all KPIs for MetricFlow, in a dbt project"),
    ("sop export metrics close-rate --to ossie", "a KPI for tools that read Apache Ossie"),
    ("sop export contract --output contracts/", "a data contract for each dataset"),
    ("sop export codeowners --output .github/CODEOWNERS", "who reviews changes to which file"),
)
@click.argument("form", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.argument("refs", metavar="[REF]…", nargs=-1, shell_complete=completing.exported)
@click.option(
    "--to",
    "way",
    metavar="TOOL",
    shell_complete=completing.ways,
    help="For which tool, where a format has files for several; without it the first it names.",
)
@click.option(
    "--output",
    metavar="FILE|DIR",
    type=click.Path(),
    help="Write there, not to standard output. Several documents, or all, go into a folder.",
)
def export(form: str, refs: tuple[str, ...], way: str | None, output: str | None) -> None:
    """Write documents as files that other programs read.

    REF is kind:id, or an id alone; without one, all documents that the format takes are written.
    """
    handbook = finding.opened(finding.here())
    output = None if output == "-" else output
    chosen = _chosen(form, way)
    documents = _documents(handbook, form, refs)
    files = _files(chosen, handbook, documents)
    left_out = [sentence for file in files for sentence in file.left_out]
    if refs and left_out:
        raise UnreadableError(f"cannot export {left_out[0]}: name the others, or none")
    if output is None:
        terminal.data(_text(files))
    elif len(files) > 1 or _is_folder(output) or (not refs and isinstance(chosen, OneEach)):
        _fill(output, files)
    else:
        saving.replace(output, files[0].content)
    if output is not None:
        written = counted(len(documents) - len(left_out), "document")
        terminal.say(f"{written} · written to {output}")
    for sentence in left_out:
        terminal.say(f"left out: {sentence}")
    if output is not None and handbook.lost and not refs:
        terminal.say("documents that cannot be read are left out: `sop lint` says which and why")


_FORMATS = "\n".join(f"  {name}  {form.title}" for name, form in FORMATS.items())
export.help = f"{cleandoc(export.help or '')}\n\n\b\nFORMAT is one of\n{_FORMATS}"


def _chosen(form: str, way: str | None) -> Plain:
    found = FORMATS[form]
    if not isinstance(found, Choice):
        if way is not None:
            raise UsageError(f"{form} is written in one way: leave --to out")
        return found
    if way is None:
        return found.usual
    if way not in found.ways:
        known = " or ".join(found.ways)
        raise UsageError(f"{form} is not written for ‘{way}’: choose {known} with --to")
    return found.ways[way]


def _documents(handbook: Handbook, form: str, refs: Sequence[str]) -> list[Document]:
    kinds = FORMATS[form].kinds
    if not refs:
        refs = [f"{kind}:{ident}" for kind in kinds for ident in sorted(handbook.ids(kind))]
    taken = " or ".join(kinds)
    found = {ref: naming.meant(handbook, ref, kinds) for ref in refs}
    for document in found.values():
        if document.kind not in kinds:
            raise UsageError(f"‘{document.ref}’ cannot be exported: {form} takes a {taken}")
    if not found:
        raise UsageError(f"there is nothing to export: {form} takes a {taken}, there is none")
    return list({document.ref: document for document in found.values()}.values())


def _files(form: Plain, handbook: Handbook, documents: Sequence[Document]) -> list[File]:
    try:
        return form.files(handbook, documents)
    except ExportError as error:
        raise UnreadableError(f"cannot export {error}: `sop lint` says more") from None


def _text(files: Sequence[File]) -> str:
    """What goes to standard output: one file, and not one of bytes."""
    if len(files) > 1:
        raise UsageError(
            f"{len(files)} documents are {len(files)} files: name a folder with --output DIR, "
            "or one document"
        )
    name, content, _ = files[0]
    if isinstance(content, bytes):
        raise UsageError(f"{name} is no text: name a file with --output {name}")
    return content


def _is_folder(output: str) -> bool:
    return os.path.isdir(output) or output.endswith(("/", os.sep))


def _fill(folder: str, files: Sequence[File]) -> None:
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise UsageError(f"‘{folder}’ is a file: name a folder")
    saving.fill(folder, {file.name: file.content for file in files})
