"""The one door to git: the texts of a folder as a revision has them.

What stands here only reads; `branch` writes.
"""

import os
import posixpath
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from salesops_sop.base.errors import EnvironmentProblem, UnreadableError, UsageError
from salesops_sop.base.position import Position
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.base.visible import visible
from salesops_sop.handbook import markdown
from salesops_sop.handbook.folder import ENDINGS, LARGEST_FILE, PROSE, Unreadable, decoded
from salesops_sop.handbook.yamltree import Flaw
from salesops_sop.history import filters

LONGEST_REVISION = 250
LARGEST_ASSET = 20_000_000
FILES, LINK = ("100644", "100755"), "120000"

# What a repository's own settings could start is switched off, and nothing is fetched.
_HARMLESS = (
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "protocol.allow=never"),
    *("-c", "log.showSignature=false"),  # it would call the program that checks signatures
)
_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
# A hook that calls us names its repository here; ours is the one that the folder lies in.
_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


def texts_at(folder: Path, revision: str, prefix: str = "") -> dict[str, str]:
    """Return the documents below `folder` as they were, by path below it, behind `prefix`.

    What cannot be read is left out. Raises like `documents_at`.
    """
    return documents_at(folder, revision, prefix)[0]


def documents_at(
    folder: Path, revision: str, prefix: str = ""
) -> tuple[dict[str, str], list[Flaw]]:
    """Return the documents below `folder` as they were, and a flaw for what cannot be read.

    Takes what `handbook.folder.read` takes, by path below it, behind `prefix`. A folder that the
    revision does not have gives no texts. Raises UsageError for what is no revision,
    UnreadableError where there is no repository, EnvironmentProblem where there is no git.
    """
    _check(revision)
    inside = _place(folder)
    commit = _commit(folder, revision)
    listed = _listed(folder, commit, inside)
    start = prefix.rstrip("/") + "/" if prefix else ""
    wanted = {p: e for p, e in listed.items() if _is_document(p) and e[0] in (*FILES, LINK)}
    contents = _files(folder, wanted, LARGEST_FILE)
    texts: dict[str, str] = {}
    flaws = []
    for path in sorted(wanted):
        try:
            text = _text(path, contents.get(path))
        except Unreadable as why:
            position = Position(start + path, why.line, why.column)
            flaws.append(Flaw("document/unreadable", str(why), position))
        else:
            texts |= {} if text is None else {start + path: text}
    return texts, flaws


def files_at(folder: Path, revision: str, below: str = "") -> dict[str, bytes]:
    """Return the bytes of every file as a revision has it, by path, of `below` or of all.

    `below` is the path of a folder or a file from the top of the repository that `folder` lies
    in, and so are the paths that come back. A link gives the file that it leads to, where the
    revision has that; files of more than 20 MB and names that no system should write are left
    out. Raises like `texts_at`.
    """
    _check(revision)
    _place(folder)
    listed = _listed(folder, _commit(folder, revision), below.strip("/"), whole=True)
    safe = {path: entry for path, entry in listed.items() if _is_writable(path)}
    return _files(folder, safe, LARGEST_ASSET)


def place(folder: Path) -> str:
    """Return the path of a folder from the top of its repository; empty for the top itself.

    Raises like `texts_at`.
    """
    return _place(folder).rstrip("/")


def _is_writable(path: str) -> bool:
    parts = path.split("/")
    return visible(path) == path and all(
        part not in ("", ".", "..")
        and part.lower() != ".git"
        and "\\" not in part
        and ":" not in part
        for part in parts
    )


def names(folder: Path) -> list[str]:
    """Return the short names of all branches and tags; raises like `texts_at`."""
    code, out, _ = run(folder, "for-each-ref", "--format=%(refname:short)")
    return [] if code else os.fsdecode(out).split()


def resolved(folder: Path, revision: str) -> str:
    """Return the commit that a revision means. Raises like `texts_at`."""
    _check(revision)
    _place(folder)
    return _commit(folder, revision)


def entries(folder: Path, commit: str, below: str) -> tuple[str, ...]:
    """Return what lies right in a folder at a commit, as `git ls-tree` writes it: mode, kind,
    object, a tab and the name. `below` is its path from the top of the repository."""
    code, out, _ = run(folder, "ls-tree", "-z", "--full-tree", f"{commit}:{below}")
    return () if code else tuple(filter(None, os.fsdecode(out).split("\0")))


def _check(revision: str) -> None:
    """Refuse what git would not take for one revision; raises UsageError."""
    advice = "write a branch, a tag or a commit"
    if len(revision) > LONGEST_REVISION:
        raise UsageError(f"a revision of {len(revision)} characters is none: {advice}")
    if not revision.strip() or revision.startswith("-") or visible(revision) != revision:
        raise UsageError(f"‘{revision}’ is no revision: {advice}")
    if ".." in revision:
        first = revision.partition("..")[0] or "HEAD"
        raise UsageError(f"‘{revision}’ is a range: name one revision, such as ‘{first}’")


def _place(folder: Path) -> str:
    """Return the folder's path in its repository, with a `/` at the end; empty for the root."""
    code, out, err = run(folder, "rev-parse", "--is-inside-work-tree", "--show-prefix")
    if code and "dubious ownership" in err:
        raise UnreadableError(
            f"git does not trust the repository of ‘{folder}’, which somebody else owns: see "
            "`git help config` on safe.directory"
        )
    if code and "not a git repository" not in err:
        raise UnreadableError(f"git cannot read the repository of ‘{folder}’: {last_line(err)}")
    if code:
        raise UnreadableError(f"‘{folder}’ is in no git repository: there is no history to look at")
    working, _, inside = os.fsdecode(out).partition("\n")
    if working != "true":
        raise UnreadableError(
            f"‘{folder}’ is in a bare repository: use a clone with a working tree"
        )
    return inside.removesuffix("\n")


def is_shallow(folder: Path) -> bool:
    """Whether the repository is a clone without all of its history."""
    return run(folder, "rev-parse", "--is-shallow-repository")[1].strip() == b"true"


def _commit(folder: Path, revision: str) -> str:
    asked = f"{revision}^{{commit}}"
    code, out, _ = run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", asked)
    if not code:
        return out.decode("ascii").strip()
    hint = did_you_mean(revision, names(folder))
    if not hint and is_shallow(folder):
        hint = ": the clone is shallow, fetch its history with `git fetch --unshallow`"
    raise UsageError(f"there is no revision ‘{revision}’{hint or ': see `git log`'}")


def _listed(
    folder: Path, commit: str, inside: str, *, whole: bool = False
) -> dict[str, tuple[str, str]]:
    """Return mode and object of everything below `inside`, by path below it or by `whole` path."""
    below = ["--", inside] if inside else []
    code, out, err = run(folder, "ls-tree", "-r", "-z", "--full-tree", commit, *below)
    if code:
        raise UnreadableError(f"git cannot list the files of {commit[:10]}: {last_line(err)}")
    found = {}
    for entry in filter(None, out.split(b"\0")):
        about, _, path = entry.partition(b"\t")
        mode, _, name = about.decode("ascii").split(" ")
        found[os.fsdecode(path)[0 if whole else len(inside) :]] = (mode, name)
    return found


def _files(folder: Path, wanted: dict[str, tuple[str, str]], largest: int) -> dict[str, bytes]:
    """Return the bytes of files by path; a link has those of the file that it leads to."""
    names = {name for mode, name in wanted.values() if mode in (*FILES, LINK)}
    found = _blobs(folder, names, largest)
    direct = {path: found[name] for path, (_, name) in wanted.items() if name in found}
    targets = {
        path: posixpath.normpath(posixpath.join(posixpath.dirname(path), os.fsdecode(data)))
        for path, data in direct.items()
        if wanted[path][0] == LINK
    }
    return {
        path: direct[targets.get(path, path)]
        for path in direct
        if wanted.get(targets.get(path, path), ("", ""))[0] in FILES
    }


def _blobs(folder: Path, names: set[str], largest: int) -> dict[str, bytes]:
    """Return objects by name; those that are too large, or missing, are left out."""
    with tempfile.TemporaryFile() as asked:
        asked.write("".join(f"{name}\n" for name in sorted(names)).encode("ascii"))
        asked.seek(0)
        code, out, err = run(folder, "cat-file", "--batch", stdin=asked)
    if code:
        raise UnreadableError(f"git cannot read the repository of ‘{folder}’: {last_line(err)}")
    found, at = {}, 0
    while at < len(out):
        end = out.index(b"\n", at)
        head = out[at:end].decode("ascii").split(" ")
        at = end + 1
        if len(head) == 3 and head[2].isdigit():
            size = int(head[2])
            if size <= largest:
                found[head[0]] = out[at : at + size]
            at += size + 1
    return found


def _is_document(path: str) -> bool:
    hidden = any(part.startswith(".") for part in path.split("/"))
    return path.lower().endswith(ENDINGS) and not hidden and visible(path) == path


def _text(path: str, data: bytes | None) -> str | None:
    """Return the text of a document, None for what is none; raises Unreadable."""
    if data is None:
        raise Unreadable("the file is too large, or a link out of the handbook: put a file here")
    text = decoded(data)
    prose = posixpath.basename(path).lower() in PROSE
    return None if prose and markdown.split(text).front is None else text


def run(
    folder: Path, *words: str, stdin: object = None, env: Mapping[str, str] | None = None
) -> tuple[int, bytes, str]:
    """Run git in a folder and return its exit code, its output and what it complained about.

    No hook and no filter of the repository runs, and nothing is fetched. Raises EnvironmentProblem
    where there is no git.
    """
    try:
        from git import Git  # measured: it starts slowly, and it looks for git when it is imported
        from git.exc import GitCommandNotFound
    except ImportError as error:
        raise EnvironmentProblem(
            "git is not there: install it, the history of a handbook lies there"
        ) from error
    looks = words[0] in filters.LOOKING
    silent = filters.silenced(run(folder, *filters.ASKED)[1]) if looks else []
    command = [Git.GIT_PYTHON_GIT_EXECUTABLE or "git", *_HARMLESS, *silent, *words]
    try:
        with _no_hook():
            code, out, err = Git(str(folder)).execute(
                command,
                istream=stdin,  # type: ignore[call-overload]  # its stub knows no open file
                with_extended_output=True,
                with_exceptions=False,
                stdout_as_string=False,
                strip_newline_in_stdout=False,
                env={**_QUIET, **(env or {})},
            )
    except GitCommandNotFound as error:
        raise EnvironmentProblem(
            "git is not there: install it, the history of a handbook lies there"
        ) from error
    return int(code), bytes(out), err if isinstance(err, str) else os.fsdecode(err)


@contextmanager
def _no_hook() -> Iterator[None]:
    kept = {name: os.environ.pop(name) for name in _HOOK if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(kept)


def last_line(complaint: str) -> str:
    """What git complained about, on one line."""
    lines = complaint.strip().splitlines() or ["it does not say why"]
    return visible(lines[-1].removeprefix("fatal: "))
