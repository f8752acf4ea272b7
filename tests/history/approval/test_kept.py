"""Approvals as they lie in a folder: `sop lint` knows them without git, and whatever else is there."""

from salesops_sop.history.approval.kept import kept
from salesops_sop.history.approval.record import FOLDER
from tests.history.approval.conftest import Approve, Repository


def test_what_was_approved_is_known(repository: Repository, approve: Approve) -> None:
    approve()
    (found,) = kept(repository.sops)
    assert (found.document, found.role, found.person) == ("procedure:grading", "vp-sales", "v")
    (file,) = (repository.sops / FOLDER).rglob("*.json")
    file.rename(file.with_name("other.json"))  # it does not stand where its content says
    (file.parent / "broken.json").write_bytes(b"\xff{")
    (file.parent / "link.json").symlink_to(file.with_name("other.json"))
    (file.parent / "folder.json").mkdir()
    assert kept(repository.sops) == ()
    assert kept(repository.sops / "nowhere") == ()
