"""`sop new`: writes one file in the right place, or nothing."""

import pytest

from salesops_sop.handbook.loader import load

TERM = """\
kind: term
id: open-deal
title: Open deal
definition: A deal that is neither won nor lost.
# Other fields: synonyms, avoid
"""
BAD_ID = "is not an id: use lower-case letters, digits and single hyphens, such as ‘lead-grading’"


def test_a_document_with_all_it_needs(sop, handbook):
    done = sop(
        "new", "term", "open-deal", "--set", "definition=A deal that is neither won nor lost."
    )
    path = "sops/vocabulary/open-deal.yaml"
    assert done == (0, f"{path}\n", f"`sop lint {path}` says what is missing\n")
    assert (handbook / "vocabulary" / "open-deal.yaml").read_text() == TERM


def test_what_is_open_is_told_and_found(process, handbook):
    path = "sops/procedures/leads/recycling.md"
    code, out, err = process("new", "procedure", "recycling", "--area", "leads")
    assert (code, out) == (0, f"{path}\n")
    assert err == (
        "6 values to come: control.owner, steps.0.id, steps.0.action, steps.0.raci.responsible, "
        f"purpose, trigger\n`sop lint {path}` says what is missing\n"
    )
    assert process("lint", path, "--select", "document").code == 0
    found = process("lint", path, "--select", "reference/unknown,wording/placeholder")
    assert found.code == 1


def test_print_writes_nothing(sop, handbook):
    args = ["--set", "definition=A deal that is neither won nor lost.", "--print"]
    before = sorted(handbook.rglob("*"))
    assert sop("new", "term", "open-deal", *args) == (0, TERM, "")
    assert sorted(handbook.rglob("*")) == before


def test_a_title_of_ones_own(sop, handbook):
    out = sop("new", "term", "mql", "--title", "Marketing: “qualified”", "--print").out
    assert 'title: "Marketing: “qualified”"' in out or "title: 'Marketing: “qualified”'" in out
    assert [d.title for d in load({"mql.yaml": out}).documents] == ["Marketing: “qualified”"]


def test_from_inside_the_handbook(sop, handbook, monkeypatch):
    monkeypatch.chdir("sops/organization")
    assert sop("new", "system", "crm", "-q") == (0, "../data/crm.yaml\n", "")
    assert (handbook / "data" / "crm.yaml").exists()


def test_another_folder_of_the_handbook(sop, handbook):
    assert (
        sop("new", "role", "clerk", "-q", "--dir", "sops/people").out == "sops/people/clerk.yaml\n"
    )


def test_the_first_document_of_all(sop, tmp_path, monkeypatch):
    (tmp_path / "sops").mkdir()
    monkeypatch.chdir(tmp_path)
    assert sop("new", "handbook", "acme", "-q") == (0, "sops/handbook.yaml\n", "")


def test_a_file_that_is_there_is_never_overwritten(sop, handbook):
    (handbook / "vocabulary").mkdir()
    (handbook / "vocabulary" / "open-deal.yaml").write_text("mine")
    path = "sops/vocabulary/open-deal.yaml"
    code, out, err = sop("new", "term", "open-deal")
    assert (code, out) == (2, "")
    assert err == f"sop: ‘{path}’ is there already: nothing was written\n"
    assert (handbook / "vocabulary" / "open-deal.yaml").read_text() == "mine"


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["rol", "x"], "there is no kind ‘rol’, did you mean ‘role’?"),
        (["role", "Clerk"], f"‘Clerk’ {BAD_ID}"),
        (["role", "../../etc/passwd"], f"‘../../etc/passwd’ {BAD_ID}"),
        (["role", "a/b"], f"‘a/b’ {BAD_ID}"),
        (["role", ""], f"‘’ {BAD_ID}"),
        (["role", "x\n"], f"‘x\\n’ {BAD_ID}"),
        (["role", "x" * 101], f"‘{'x' * 100}’ {BAD_ID}"),
        (["procedure", "x", "--area", "../.."], f"‘../..’ {BAD_ID}"),
        (["procedure", "x", "--area", "/tmp"], f"‘/tmp’ {BAD_ID}"),
        (
            ["role", "x", "--area", "leads"],
            "--area is for procedures: choose the folder of a role with --dir",
        ),
        (["role", "x", "--dir", ".."], "‘..’ is not in the handbook: choose a folder in it"),
        (
            ["role", "x", "--dir", "sops/link"],
            "‘sops/link’ is not in the handbook: choose a folder in it",
        ),
        (
            ["procedure", "x", "--area", "leads", "--dir", "sops"],
            "--area and --dir both choose the folder: give one of them",
        ),
        (["role", "manager"], "there is a ‘role:manager’ already, in sops/organization/roles.yaml"),
        (
            ["role", "x", "--set", "purpose"],
            "--set purpose: write FIELD=VALUE, such as title=Lead grading",
        ),
        (
            ["role", "x", "--set", "boss=y"],
            "a role has no field ‘boss’; it has: advises, authority, "
            "backup, department, id, kind, purpose, reports_to, responsibilities, title",
        ),
        (
            ["role", "x", "--set", "department=Big Sales"],
            f"the document would be wrong: ‘department: Big Sales’: ‘Big Sales’ {BAD_ID}",
        ),
    ],
)
def test_what_is_refused_leaves_nothing(sop, handbook, tmp_path, args, sentence):
    (handbook / "link").symlink_to(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert sop("new", *args) == (2, "", f"sop: {sentence}\n")
    assert sorted(tmp_path.rglob("*")) == before


# ---- on a terminal -----------------------------------------------------------------------------


def test_on_a_terminal_it_asks(typed, handbook):
    code, said = typed(
        ["new", "role", "clerk"],
        ["Sales clerk", "Big Sales", "sales", "manager", ""],
    )
    assert code == 0
    assert said.splitlines()[0] == "title (The name people read.) [Clerk]: Sales clerk"
    assert said.count("department (The department it belongs to.) [tbd]: ") == 2
    assert "‘Big Sales’ is not an id" in said
    assert (handbook / "organization" / "clerk.yaml").read_text() == (
        "kind: role\nid: clerk\ntitle: Sales clerk\ndepartment: sales\nreports_to: manager\n"
        "purpose: TBD  # Why the role exists, in a sentence.\n"
        "# Other fields: advises, backup, authority, responsibilities\n"
    )


def test_the_area_of_a_procedure_is_asked(typed, handbook):
    (handbook / "procedures" / "leads").mkdir(parents=True)
    (handbook / "procedures" / "leads" / "grading.yaml").write_text(
        "kind: procedure\nid: grading\ntitle: Grading\ncontrol: {owner: manager}\nsteps: []\n"
    )
    answers = ["", "manager", "first", "Do it", "manager", "", "", "../deals", "deals"]
    code, said = typed(["new", "procedure", "closing"], answers)
    assert code == 0
    assert "area (leads)]: ../deals" not in said
    assert "area (leads): ../deals\n‘../deals’ is not an id: " in said
    assert said.splitlines()[-3:] == [
        "sops/procedures/deals/closing.md",
        "2 values to come: purpose, trigger",
        "`sop lint sops/procedures/deals/closing.md` says what is missing",
    ]


def test_what_was_given_is_not_asked(typed, handbook):
    code, said = typed(["new", "term", "mql", "--title", "MQL", "--set", "definition=A lead."], [])
    assert code == 0
    assert "[" not in said


def test_interrupted_at_a_question_nothing_is_written(typed, handbook):
    before = sorted(handbook.rglob("*"))
    code, said = typed(["new", "role", "clerk"], ["Sales clerk", "\x03"])
    assert code == 130
    assert said.splitlines()[-1] == "sop: stopped"
    assert sorted(handbook.rglob("*")) == before
