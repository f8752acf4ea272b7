"""`sop diff`: commits, tags and folders; what it prints, and one sentence where it cannot."""

import json
import shutil

import pytest

from tests.history.test_repo import git

TEXT = """\
Ownership: who does and who answers

  Sales manager · role:manager
    ~ It reports to nobody instead of the Chief of Sales
      sops/organization/roles.yaml:16:13 · major · Sales manager, Chief of Sales

References: facts, words and document control

  Chief of Sales · role:vp-sales
    ~ The title is “Chief of Sales” instead of “VP of Sales”
      sops/organization/roles.yaml:8:8 · patch · Chief of Sales

2 changes from v1 to the working folder: 1 ownership, 1 reference · demands a new major version
"""


@pytest.fixture
def repository(handbook):
    """A handbook with a tag, and a working folder that is different."""
    git(handbook.parent, "init", "-q", "-b", "main")
    git(handbook.parent, "add", "-A")
    git(handbook.parent, "commit", "-q", "-m", "first")
    git(handbook.parent, "tag", "v1")
    return handbook


@pytest.fixture
def changed(repository):
    file = repository / "organization" / "roles.yaml"
    before = file.read_text()
    after = before.replace("reports_to: vp-sales\n", "").replace(
        "title: VP of Sales", "title: Chief of Sales"
    )
    assert after != before
    file.write_text(after)
    return repository


def test_the_working_folder_against_a_tag(changed, sop):
    assert sop("diff", "v1") == (0, TEXT, "")


def test_nothing_changed(repository, sop):
    file = repository / "organization" / "roles.yaml"
    file.write_text(
        "# a comment\n" + file.read_text().replace("title: Sales\n", "title:  'Sales'\n")
    )
    ran = sop("diff", "v1", "HEAD")
    assert ran == (0, "✓ nothing changed in meaning from v1 to HEAD\n", "")
    ran = sop("diff", "HEAD")
    assert ran == (0, "✓ nothing changed in meaning from HEAD to the working folder\n", "")
    assert sop("diff", "HEAD", "-q") == (0, "", "")


def test_two_folders_without_git(handbook, tmp_path, sop):
    shutil.copytree(handbook, tmp_path / "old" / "sops")
    (handbook / "organization" / "roles.yaml").unlink()
    ran = sop("diff", str(tmp_path / "old"), ".")
    assert ran.out.count("is gone") == 3
    assert sop("diff", str(tmp_path / "old" / "sops"), "sops").out == ran.out.replace(
        f"{tmp_path / 'old'} to .", f"{tmp_path / 'old' / 'sops'} to sops"
    )


def test_json(changed, sop):
    ran = sop("diff", "v1", "--format", "json")
    found = json.loads(ran.out)
    assert found["format"] == "salesops-sop/diff/1"
    assert (found["base"], found["head"]) == ("v1", "the working folder")
    assert [change["type"] for change in found["changes"]] == [
        "reporting-line-moved",
        "fact-changed",
    ]
    assert found["changes"][0] == {
        "type": "reporting-line-moved",
        "class": "ownership",
        "version": "major",
        "document": "role:manager",
        "title": "Sales manager",
        "path": "sops/organization/roles.yaml",
        "line": 16,
        "column": 13,
        "in": "base",
        "sentence": "It reports to nobody instead of the Chief of Sales",
        "roles": ["manager", "vp-sales"],
        "before": "the Chief of Sales",
        "after": "nobody",
        "details": [],
        "affects": [],
    }
    assert found["summary"]["version"] == "major"
    assert ran.err.startswith("2 changes from v1")


def test_for_a_role_and_a_class(changed, sop):
    only = json.loads(sop("diff", "v1", "--role", "manager", "--format", "json").out)["changes"]
    assert [change["document"] for change in only] == ["role:manager"]
    assert "Sales manager" not in sop("diff", "v1", "--class", "reference").out
    ran = sop("diff", "v1", "--role", "manger")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "sop: there is no role ‘manger’, did you mean ‘manager’?\n"


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("v2", "there is no revision ‘v2’"),
        ("--upload-pack=x", "no such option"),
        ("v1..HEAD", "‘v1..HEAD’ is a range: name one revision, such as ‘v1’"),
        ("x" * 300, "a revision of 300 characters is none"),
        ("sops/organization", "there is no handbook in ‘sops/organization’"),
    ],
)
def test_one_sentence_for_what_is_no_side(repository, sop, side, said):
    ran = sop("diff", side)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_revision_without_the_handbook(repository, sop):
    git(repository.parent, "checkout", "-q", "--orphan", "empty")
    git(
        repository.parent,
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "nothing",
        "--",
    )
    git(
        repository.parent,
        "tag",
        "bare-commit",
        git(
            repository.parent, "commit-tree", "-m", "x", "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
        ).strip(),
    )
    ran = sop("diff", "bare-commit")
    assert (ran.code, ran.err) == (
        2,
        "sop: ‘bare-commit’ has no handbook at ‘sops’: name another\n",
    )


def test_what_cannot_be_read_is_told(repository, sop):
    (repository / "broken.yaml").write_text("kind: role\nid: broken\n")
    ran = sop("diff", "HEAD")
    assert "1 document of the working folder cannot be read and is left out" in ran.err
    assert ran.out.startswith("✓ nothing changed")


def test_narrow_and_wide(changed, sop, monkeypatch):
    for columns, longest in (("60", 60), ("200", 120)):
        monkeypatch.setenv("COLUMNS", columns)
        lines = sop("diff", "v1").out.splitlines()[:-1]
        assert max(map(len, lines)) <= longest


def test_versions_to_raise(repository, sop):
    file = repository / "grading.yaml"
    text = (
        "kind: procedure\nid: grading\ntitle: Grading\n"
        "control: {owner: manager, version: 1.0.0, status: effective}\n"
        "steps:\n  - {id: grade, action: Grade the lead, raci: {responsible: manager}}\n"
    )
    file.write_text(text)
    git(repository.parent, "add", "-A")
    git(repository.parent, "commit", "-q", "-m", "grading")
    file.write_text(text.replace("responsible: manager", "responsible: vp-sales"))
    ran = sop("diff", "HEAD")
    assert (
        "Versions to raise\n\n  Grading · procedure:grading: major, from 1.0.0 to 2.0.0\n"
        in ran.out
    )
    found = json.loads(sop("diff", "HEAD", "--format", "json").out)["unraised"]
    assert found == [
        {
            "document": "procedure:grading",
            "before": "1.0.0",
            "after": "1.0.0",
            "demands": "major",
            "least": "2.0.0",
        }
    ]
    assert "Versions to raise" not in sop("diff", "HEAD", "--class", "measure").out
