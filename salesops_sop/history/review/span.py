"""What lies between two revisions: where they parted, and who wrote what since."""

from collections.abc import Mapping
from pathlib import Path
from posixpath import join

from salesops_sop.base.errors import SopError
from salesops_sop.history import repo
from salesops_sop.history.approval.commits import touching
from salesops_sop.history.plumbing import identity


def parted(folder: Path, base: str, head: str) -> str:
    """Return the commit at which a revision left another one, as a pull request counts it.

    What `base` got since then is none of its changes. That is the commit of `base` itself where it
    lies in the history of `head` or the other way round, or where no common commit is known, as
    in a shallow clone. Raises like `repo.resolved`.
    """
    ours, theirs = repo.resolved(folder, base), repo.resolved(folder, head)
    code, out, _ = repo.run(folder, "merge-base", ours, theirs)
    found = "" if code else out.decode("ascii").strip()
    return ours if found in ("", theirs) else found


def uncommitted(
    folder: Path, texts: Mapping[str, str], prefix: str = ""
) -> Mapping[str, frozenset[str]]:
    """Return who writes the files that are not as they are committed: whoever would commit them.

    `texts` are those of now, by path behind `prefix`. Nobody does where git knows no name.
    """
    try:
        _, email = identity(folder)
    except SopError:
        return {}
    before = repo.texts_at(folder, "HEAD", prefix)
    paths = (path for path in {*before, *texts} if before.get(path) != texts.get(path))
    return dict.fromkeys(paths, frozenset({email.lower()}))


def authors(folder: Path, start: str, head: str, prefix: str = "") -> Mapping[str, frozenset[str]]:
    """Return who wrote each file of the handbook in a folder between two commits.

    The addresses are in lower case, those of co-authors among them; paths are those below the
    folder, behind `prefix`. Raises UnreadableError where git cannot read the history.
    """
    inside = repo.place(folder)
    found: dict[str, frozenset[str]] = {}
    for commit in touching(folder, f"{start}..{head}", inside or "."):
        for path in commit.files:
            if not inside or path.startswith(f"{inside}/"):
                seen = join(prefix, path[len(inside) + 1 :] if inside else path)
                found[seen] = found.get(seen, frozenset()) | commit.emails
    return found
