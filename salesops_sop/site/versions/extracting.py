"""What the site of a release is made of, taken from its tag into a folder of its own."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from salesops_sop.history import repo
from salesops_sop.history.releases import Release

PROJECT = "project"
CONFIGURATION = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Home:
    """Where a handbook lies: its folder, and the path of that folder in its repository."""

    root: Path
    inside: str

    @classmethod
    def of(cls, root: Path) -> "Home":
        """Raises UnreadableError where there is no repository, EnvironmentProblem without git."""
        return cls(root, repo.place(root))


def extract(home: Home, release: Release, into: Path) -> Path:
    """Write the project of a release below `into` and return the folder of its handbook.

    The project is what lies beside the handbook, where that has a `mkdocs.yml`: the hand-written
    pages are those of the release, too. Else it is the handbook alone. The working tree is neither
    read nor touched.
    """
    inside = PurePosixPath(home.inside)
    beside = inside.parent if home.inside else inside
    wanted = home.inside
    if home.inside and _configured(home, release, beside):
        wanted = beside.as_posix().removeprefix(".")
    files = repo.files_at(home.root, release.commit, wanted)
    project = into / PROJECT
    for path, data in files.items():
        target = project / PurePosixPath(path).relative_to(beside)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    root = project / inside.relative_to(beside)
    root.mkdir(parents=True, exist_ok=True)
    return root


def _configured(home: Home, release: Release, beside: PurePosixPath) -> bool:
    path = (beside / CONFIGURATION).as_posix()
    return path in repo.files_at(home.root, release.commit, path)
