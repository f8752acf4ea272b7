"""Who touched which document, on real repositories: requests, moves, approvals, hostile texts."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from salesops_sop.history.releases import handbook_at
from salesops_sop.history.revisions import Revision, Revisions, revisions
from tests.history.approval.conftest import GRADING, PEOPLE, ROLES, SETTINGS, Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A handbook in its first commit."""
    made = Repository(tmp_path / "repo")
    made.sops.mkdir(parents=True)
    made.git("init", "-q", "-b", "main")
    texts = {"handbook.yaml": SETTINGS, "roles.yaml": ROLES, "people.yaml": PEOPLE}
    for name, text in {**texts, "grading.md": GRADING}.items():
        made.write(name, text)
    made.commit("The first text")
    return made


def told(repository: Repository, revision: str = "HEAD") -> Revisions:
    handbook = handbook_at(repository.sops, revision, "some/sops")
    return revisions(repository.sops, revision, handbook, "some/sops")


def lines(found: tuple[Revision, ...]) -> list[str]:
    return [f"{one.day} {one.author}: {one.why} {one.request}".rstrip() for one in found]


def test_when_who_why_and_with_which_request(repository: Repository) -> None:
    repository.write("grading.md", GRADING.replace("once", "twice"))
    repository.commit("Grade twice, since once missed too much (#12)", who="v")
    repository.write("people.yaml", PEOPLE + "# x\n")
    repository.commit("Another file")
    repository.git("checkout", "-q", "-b", "topic")
    repository.write("grading.md", GRADING.replace("once", "three times"))
    repository.later(1)
    repository.commit("Grade three times", who="f")
    repository.git("checkout", "-q", "main")
    message = "Merge pull request #13 from f/topic\n\nThree times"
    repository.git("merge", "-q", "--no-ff", "topic", "-m", message)
    assert lines(told(repository)["procedure:grading"]) == [
        "2026-11-03 F: Grade three times #13",
        "2026-11-02 V: Grade twice, since once missed too much #12",
        "2026-11-02 A: The first text",
    ]
    assert len(told(repository)["role:analyst"]) == 1
    assert len(told(repository, "HEAD~1")["procedure:grading"]) == 2


def test_a_merge_request_of_gitlab(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "topic")
    repository.write("grading.md", GRADING.replace("once", "twice"))
    repository.commit("Grade twice")
    repository.git("checkout", "-q", "main")
    message = "Merge branch 'topic' into 'main'\n\nTwice\n\nSee merge request sales/handbook!7"
    repository.git("merge", "-q", "--no-ff", "topic", "-m", message)
    assert told(repository)["procedure:grading"][0].request == "!7"


def test_a_document_is_followed_to_the_folder_it_came_from(repository: Repository) -> None:
    (repository.sops / "areas").mkdir()
    repository.git("mv", "sops/grading.md", "sops/areas/grading.md")
    repository.commit("Areas")
    repository.write("other/grading.md", GRADING.replace("id: grading", "id: other"))
    repository.commit("Another one of that name")
    found = told(repository)
    assert [one.why for one in found["procedure:grading"]] == ["Areas", "The first text"]
    assert [one.why for one in found["procedure:other"]] == ["Another one of that name"]


def test_approvals_count_and_addresses_stay_out(repository: Repository) -> None:
    name = ".approvals/procedure/grading/0123456789ab-vp-sales-v.json"
    repository.write(name, "{}")
    repository.commit("Approve procedure:grading as vp-sales", who="v")
    repository.write("grading.md", GRADING.replace("once", "twice"))
    text = "Ask a@example.org <b>x</b>\x1b[31m \u202eevil " + "x" * 300
    repository.commit(text, GIT_AUTHOR_NAME="robin@example.org")
    newest, approval, _ = told(repository)["procedure:grading"]
    assert newest.why.startswith("Ask … <b>x</b>\\x1b[31m \\u202eevil xxx")
    assert len(newest.why) <= 120
    assert newest.author == "…"
    assert (approval.author, approval.why) == ("V", "Approve procedure:grading as vp-sales")


def test_one_look_at_a_long_history(repository: Repository) -> None:
    stream = ["reset refs/heads/main\nfrom refs/heads/main^0\n"]
    for number in range(2000):
        body = f"{GRADING}{number}\n"
        stream.append(
            "commit refs/heads/main\n"
            f"committer A <a@example.org> {1_800_000_000 + number} +0000\n"
            f"data {len(str(number))}\n{number}\n"
            f"M 100644 inline sops/p{number % 400}.md\ndata {len(body.encode())}\n{body}\n"
        )
    subprocess.run(
        ["git", "fast-import", "--quiet", "--force"],
        input="".join(stream).encode(),
        cwd=repository.top,
        check=True,
        env=os.environ,
    )
    handbook = handbook_at(repository.sops, "main")
    begin = time.process_time()
    found = revisions(repository.sops, "main", handbook)
    assert time.process_time() - begin < 2
    assert len(found["procedure:grading"]) >= 1
