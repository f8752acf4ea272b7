"""What the audit lets pass, and each way in which an approval does not count."""

from datetime import timedelta
from os import environ

import pytest

from salesops_sop.base.errors import UsageError
from salesops_sop.handbook.meaning import approved_digest
from salesops_sop.history.approval.auditing import audit
from salesops_sop.history.releases import handbook_at
from tests.history.approval.conftest import GRADING, PEOPLE, ROLES, Approve, Repository

ROUNDS = int(environ.get("SOP_ROUNDS", "12"))
"""How often a document is changed and approved, of three commits each; `make kills` takes 67."""


def breaches(repository: Repository, revision: str = "HEAD") -> list[str]:
    now = repository.now + timedelta(minutes=1)
    found = audit(repository.sops, revision, now.date(), now)
    return [f"{v.document.ref}: {breach}" for v in found.verdicts for breach in v.breaches]


def test_an_approved_handbook_has_no_breach(repository: Repository, approve: Approve) -> None:
    assert breaches(repository) == ["procedure:grading: ‘vp-sales’ has not approved it"]
    commit = approve()
    assert breaches(repository) == []
    assert repository.git("status", "--porcelain") == ""
    assert repository.git("show", "--stat", "--format=%s", commit).startswith(
        "Approve procedure:grading as vp-sales"
    )


def test_an_edit_after_approval(repository: Repository, approve: Approve) -> None:
    approve()
    repository.write("grading.md", GRADING.replace("Grade the lead", "Grade each lead twice"))
    commit = repository.commit()
    assert breaches(repository) == [
        "procedure:grading: it was changed after it was approved (last by a@example.org in "
        f"{commit[:10]} on 2026-11-02): ‘vp-sales’ has not approved it"
    ]
    approve()
    assert breaches(repository) == []


def test_an_edit_of_form_alone(repository: Repository, approve: Approve) -> None:
    approve()
    repository.write("grading.md", GRADING.replace("Read it once.", "Read\nit   once.\n"))
    repository.commit()
    assert breaches(repository) == []


def test_a_forged_file(repository: Repository, approve: Approve) -> None:
    """Somebody copies what an approval looks like, and commits it under the own name."""
    approval = approval_of(repository, approve)
    repository.git("reset", "-q", "--hard", "HEAD~1")
    forged(repository, approval)
    commit = repository.commit("Approve", who="a")
    assert breaches(repository) == [
        "procedure:grading: the approval by ‘v’ as ‘vp-sales’ does not count: its commit is by "
        "a@example.org, who is not ‘v’"
    ], commit


def test_an_approval_among_other_changes(repository: Repository, approve: Approve) -> None:
    approval = approval_of(repository, approve)
    repository.git("reset", "-q", "--hard", "HEAD~1")
    forged(repository, approval)
    repository.write("other.yaml", "kind: system\nid: crm\ntitle: CRM\n")
    commit = repository.commit("Approve", who="v")
    assert breaches(repository)[0] == (
        "procedure:grading: the approval by ‘v’ as ‘vp-sales’ does not count: its commit "
        f"{commit[:10]} changes more than approvals"
    )


def test_an_approval_of_what_nobody_saw(repository: Repository, approve: Approve) -> None:
    """It is bound to a text that comes in a later commit."""
    repository.write("grading.md", GRADING.replace("Grade the lead", "Grade what you like"))
    repository.commit()
    approval = approval_of(repository, approve)
    repository.git("reset", "-q", "--hard", "HEAD~2")
    forged(repository, approval)
    commit = repository.commit("Approve", who="v")
    repository.write("grading.md", GRADING.replace("Grade the lead", "Grade what you like"))
    repository.commit()
    assert breaches(repository)[0] == (
        "procedure:grading: the approval by ‘v’ as ‘vp-sales’ does not count: what it approves was "
        f"not in the handbook at its commit {commit[:10]}"
    )


def test_a_file_that_was_changed_later(repository: Repository, approve: Approve) -> None:
    path, text = approval_of(repository, approve)
    repository.write(path, text.replace('"comment": ""', '"comment": "and all others"'))
    commit = repository.commit("Approve", who="v")
    assert breaches(repository)[0].endswith(f"its file was changed later, in {commit[:10]}")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "it is no approval that `sop approve` writes"),
        ("[" * 3000, "it is no approval that `sop approve` writes"),
        ('{"format": "salesops-sop/approval/1"}', "its fields are not those"),
    ],
)
def test_a_file_that_is_none(repository: Repository, text: str, fault: str) -> None:
    repository.write(".approvals/procedure/grading/x.json", text)
    repository.commit("Approve", who="v")
    assert breaches(repository)[0].startswith(
        f"procedure:grading: “x.json” does not count: {fault}"
    )


def test_nobody_approves_without_the_role(repository: Repository, approve: Approve) -> None:
    with pytest.raises(UsageError, match="‘f’ does not hold ‘vp-sales’ today"):
        approve(who="f")
    with pytest.raises(UsageError, match="‘finance-director’ is not asked: ‘vp-sales’ can approve"):
        approve(who="f", role="finance-director")
    with pytest.raises(
        UsageError, match=r"no person of the handbook has the address x@example\.org"
    ):
        approve(who="x")
    assert breaches(repository) == ["procedure:grading: ‘vp-sales’ has not approved it"]


def test_an_approver_without_the_role(repository: Repository, approve: Approve) -> None:
    """What `sop approve` refuses, made by hand."""
    path, text = approval_of(repository, approve)
    repository.git("reset", "-q", "--hard", "HEAD~1")
    other = path.replace("-v.json", "-f.json")
    forged(repository, (other, text.replace('"v"', '"f"').replace("v@", "f@")))
    repository.commit("Approve", who="f")
    assert breaches(repository)[0] == (
        "procedure:grading: the approval by ‘f’ as ‘vp-sales’ does not count: ‘f’ did not hold "
        "‘vp-sales’ on 2026-11-02"
    )


def test_a_role_that_had_ended(repository: Repository, approve: Approve) -> None:
    approve()
    repository.write(
        "people.yaml",
        PEOPLE.replace("holds: [vp-sales]", "holds: [{role: vp-sales, until: 2026-11-30}]"),
    )
    repository.commit()
    repository.later(60)
    assert breaches(repository) == [], "it was held when it was given"
    repository.write("grading.md", GRADING.replace("once", "twice"))
    repository.commit()
    with pytest.raises(UsageError, match="‘v’ does not hold ‘vp-sales’ today"):
        approve()


def test_a_delegation_counts_in_its_period_only(repository: Repository, approve: Approve) -> None:
    approve()
    repository.write("grading.md", GRADING.replace("once", "twice"))
    repository.commit(who="v")
    repository.later(9)
    assert approve(who="a")
    assert breaches(repository) == []
    repository.write("grading.md", GRADING.replace("once", "thrice"))
    repository.commit(who="v")
    repository.later(2)
    with pytest.raises(UsageError, match="‘a’ does not hold ‘vp-sales’ today"):
        approve(who="a")


def test_whoever_wrote_it_does_not_approve_it(repository: Repository, approve: Approve) -> None:
    repository.write("grading.md", GRADING.replace("once", "twice"))
    repository.commit(who="v")
    with pytest.raises(UsageError, match="‘v’ wrote what has changed since it was last approved"):
        approve()
    repository.write("grading.md", GRADING.replace("once", "thrice"))
    repository.commit("x\n\nCo-authored-by: V <V@example.org>", who="a")
    with pytest.raises(UsageError, match="‘v’ wrote what has changed"):
        approve()


def test_an_author_who_approves_by_hand(repository: Repository, approve: Approve) -> None:
    approval = approval_of(repository, approve)
    repository.git("reset", "-q", "--hard", "HEAD~1")
    repository.write("grading.md", GRADING.replace("once", "twice"))
    repository.commit(who="v")
    repository.write("grading.md", GRADING)
    repository.commit(who="v")
    forged(repository, approval)
    repository.commit("Approve", who="v")
    assert breaches(repository)[0].endswith("that person wrote what it approves")


def test_a_merge_that_brings_an_edit(repository: Repository, approve: Approve) -> None:
    repository.git("checkout", "-q", "-b", "side")
    repository.write("grading.md", GRADING.replace("once", "twice"))
    repository.commit()
    repository.git("checkout", "-q", "main")
    approve()
    repository.git("merge", "-q", "--no-ff", "-m", "merge", "side", who="f")
    (found,) = breaches(repository)
    assert found.startswith("procedure:grading: it was changed after it was approved (last by a@")


def test_an_approval_that_comes_with_a_merge(repository: Repository, approve: Approve) -> None:
    approval = approval_of(repository, approve)
    repository.git("reset", "-q", "--hard", "HEAD~1")
    repository.git("checkout", "-q", "-b", "side")
    repository.write("roles.yaml", ROLES + "---\nkind: system\nid: crm\ntitle: CRM\n")
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "--no-commit", "side")
    forged(repository, approval)
    repository.commit("merge", who="v")
    assert breaches(repository)[0].endswith("it came with a merge, not in a commit of its own")


def test_a_merge_of_approvals_is_none(repository: Repository, approve: Approve) -> None:
    repository.git("checkout", "-q", "-b", "side")
    approve()
    repository.git("checkout", "-q", "main")
    repository.write("other.yaml", "kind: system\nid: crm\ntitle: CRM\n")
    repository.commit()
    repository.git("merge", "-q", "--no-ff", "-m", "merge", "side", who="f")
    assert breaches(repository) == []


def test_clocks_that_are_wrong(repository: Repository, approve: Approve) -> None:
    repository.now -= timedelta(days=2)
    approve()
    assert breaches(repository)[0].endswith(
        "its commit is dated before the one that it builds on: a clock was wrong"
    )
    repository.git("reset", "-q", "--hard", "HEAD~1")
    repository.now += timedelta(days=9)
    approve()
    repository.now -= timedelta(days=7)
    assert "is dated in the future, 2026-11-09" in breaches(repository)[0]


def test_a_review_that_is_overdue(repository: Repository, approve: Approve) -> None:
    repository.write("grading.md", GRADING.replace("status:", "review_every: 1 months, status:"))
    repository.commit()
    approve()
    assert breaches(repository) == []
    repository.later(60)
    assert breaches(repository) == ["procedure:grading: its review was due on 2026-12-01"]


def test_a_long_clean_history(repository: Repository, approve: Approve) -> None:
    for number in range(ROUNDS):
        repository.write("grading.md", GRADING.replace("once", f"{number} times"))
        repository.commit()
        approve()
        repository.write("other.yaml", f"kind: system\nid: crm\ntitle: CRM {number}\n")
        repository.commit()
    assert int(repository.git("rev-list", "--count", "HEAD")) == 1 + 3 * ROUNDS
    assert breaches(repository) == []


def test_an_approval_leads_nowhere_else(repository: Repository, approve: Approve) -> None:
    elsewhere = repository.top.parent / "elsewhere"
    elsewhere.mkdir()
    (repository.sops / ".approvals").symlink_to(elsewhere)
    repository.commit()
    with pytest.raises(UsageError, match="leads out of the repository"):
        approve()
    assert list(elsewhere.iterdir()) == []


def test_an_author_does_not_hide_behind_a_forged_file(
    repository: Repository, approve: Approve
) -> None:
    """A file that names the author’s text as approved does not end the search for authors."""
    approve()
    repository.write("grading.md", GRADING.replace("once", "as I like"))
    repository.commit(who="v")
    document = handbook_at(repository.sops, "HEAD").find("procedure", "grading")
    assert document is not None
    name = f"{approved_digest(document)[:12]}-vp-sales-f.json"
    repository.write(f".approvals/procedure/grading/{name}", "{}")
    repository.commit(who="v")
    repository.write("grading.md", GRADING.replace("once", "as I like."))
    repository.commit(who="a")
    with pytest.raises(UsageError, match="‘v’ wrote what has changed"):
        approve()


def test_an_author_is_one_in_whatever_file_it_stands(
    repository: Repository, approve: Approve
) -> None:
    repository.write("grading.md", GRADING.replace("once", "twice"))
    repository.commit(who="v")
    repository.git("mv", "sops/grading.md", "sops/lead-grading.md")
    repository.commit(who="f")
    with pytest.raises(UsageError, match="‘v’ wrote what has changed"):
        approve()


def approval_of(repository: Repository, approve: Approve) -> tuple[str, str]:
    """Path and text of an approval that was given."""
    commit = approve()
    path = repository.git("show", "--name-only", "--format=", commit)
    return path.removeprefix("sops/"), (repository.top / path).read_text()


def forged(repository: Repository, approval: tuple[str, str]) -> None:
    repository.write(*approval)
