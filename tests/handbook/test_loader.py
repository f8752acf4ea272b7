"""From texts to a handbook: what is read, what is a flaw, and what is lost."""

from pathlib import Path

import pytest

from salesops_sop.base.position import Position
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.organization import Department, Role
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.yamltree import Flaw

DOCUMENTS = (Path(__file__).parent / "documents.yaml").read_text(encoding="utf-8")
SALES = "kind: department\nid: sales\ntitle: Sales\n"
LEGAL = "kind: department\nid: legal\ntitle: Legal\n"


def flaws(handbook: Handbook) -> list[str]:
    return [f"{flaw.position}: {flaw.message} [{flaw.rule}]" for flaw in handbook.flaws]


def test_every_kind_is_read() -> None:
    handbook = load({"documents.yaml": DOCUMENTS})
    assert handbook.flaws == ()
    assert handbook.lost == frozenset()
    assert len(handbook.documents) == 15
    assert [d.ref for d in handbook.documents][:3] == [
        "handbook:example",
        "department:sales",
        "role:vp-sales",
    ]


def test_documents_come_by_file_and_line_and_are_found_by_kind() -> None:
    handbook = load({"b.yaml": SALES, "a.yaml": f"{LEGAL}---\nkind: role\nid: x\n"})
    assert [d.path for d in handbook.documents] == ["a.yaml", "b.yaml"]
    assert [d.id for d in handbook.all(Department)] == ["legal", "sales"]
    assert handbook.get(Department, "sales") is handbook.documents[1]
    assert handbook.find("department", "sales") is handbook.documents[1]
    assert (handbook.get(Role, "sales"), handbook.find("role", "sales")) == (None, None)
    assert list(handbook.ids("department")) == ["legal", "sales"]
    assert list(handbook.ids("role")) == []


def test_markdown_has_a_body_and_yaml_has_none() -> None:
    text = f"---\n{SALES}---\n# Sales\n\nSells.\n"
    (document,) = load({"sales.md": text}).documents
    assert document.body == "# Sales\n\nSells.\n"
    assert document.body_position(0) == Position("sales.md", 6, 1)
    assert document.body_position(document.body.index("Sells")) == Position("sales.md", 8, 1)
    assert document.at("body", offset=10)._replace(path=("body",)).position.line == 8
    assert document.at("title").position == Position("sales.md", 4, 8)
    (document,) = load({"sales.yaml": SALES}).documents
    assert document.body == ""


@pytest.mark.parametrize("text", [f"\ufeff---\n{SALES}---\nText\n", f"---\n{SALES}---\nText\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_byte_order_marks_and_line_ends_do_not_matter(text: str, end: str) -> None:
    handbook = load({"sales.md": text.replace("\n", end)})
    (document,) = handbook.documents
    assert handbook.flaws == ()
    assert document.title == "Sales"
    assert document.at("title").position == Position("sales.md", 4, 8)
    assert document.body.strip() == "Text"
    assert document.body_position(0).line == 6


def test_places_in_the_second_document_of_a_file() -> None:
    handbook = load({"a.yaml": f"{SALES}---\n# a remark\n{LEGAL}"})
    assert handbook.documents[1].at("title").position == Position("a.yaml", 8, 8)


def test_empty_documents_are_left_out() -> None:
    handbook = load({"a.yaml": f"---\n---\n{SALES}---\n# nothing\n---\n{LEGAL}...\n"})
    assert [d.id for d in handbook.documents] == ["sales", "legal"]
    assert handbook.flaws == ()


def test_files_without_a_document() -> None:
    files = {
        "a.yaml": "",
        "b.yaml": "# nothing\n",
        "c.md": "",
        "d.md": "# Title\n",
        "e.md": "---\n---\n",
    }
    no_front = (
        "there is no front matter: start the file with `---`, the document’s fields, "
        "and `---` again [document/schema]"
    )
    handbook = load(files)
    assert flaws(handbook) == [
        "a.yaml:1:1: the file is empty: write a document or delete it [document/schema]",
        "b.yaml:1:1: the file is empty: write a document or delete it [document/schema]",
        f"c.md:1:1: {no_front}",
        f"d.md:1:1: {no_front}",
        "e.md:1:1: the front matter is empty: start with `kind:` [document/schema]",
    ]
    assert handbook.documents == ()


def test_front_matter_that_never_ends() -> None:
    handbook = load({"sales.md": f"---\n{SALES}\n# Sales\n\nSells.\n"})
    assert flaws(handbook) == [
        "sales.md:1:1: the front matter has no end: write `---` on a line of its own below the "
        "document’s fields [document/schema]"
    ]
    assert handbook.lost == {"sales"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- a\n", "1:1: expected fields with values, starting with `kind:`"),
        ("text\n", "1:1: expected fields with values, starting with `kind:`"),
        ("kind: departement\n", "1:7: ‘departement’ is no kind, did you mean ‘department’?"),
        ("kind: [a]\n", "1:7: ‘['a']’ is no kind: write one of handbook, department, role, "),
        ("id: a\n", "1:1: ‘kind’ is missing: write one of handbook, department, role, "),
        ("kind:\n", "1:6: ‘kind’ is missing: write one of handbook, department, role, "),
    ],
)
def test_what_is_no_document(text: str, sentence: str) -> None:
    handbook = load({"a.yaml": text})
    (found,) = flaws(handbook)
    assert found.startswith(f"a.yaml:{sentence}")
    assert handbook.documents == ()
    assert "a" in handbook.lost


def test_faults_stand_at_their_values() -> None:
    text = f"---\n{SALES}head: VP\nblock: x\n---\n"
    handbook = load({"sales.md": text})
    assert [f"{f.position.line}:{f.position.column}" for f in handbook.flaws] == ["5:7", "6:8"]
    assert handbook.lost == {"sales"}


def test_ids_of_what_cannot_be_read_are_lost() -> None:
    files = {
        "organization/legal.yaml": "kind: department\nid: law\ntitel: Legal\n",
        "organization/sales.yaml": "kind: department\nid: [sales\n",
    }
    assert load(files).lost == {"legal", "law", "sales"}
    unreadable = Flaw("document/unreadable", "too large", Position("roles/vp-sales.yaml", 1, 1))
    handbook = load({"sales.yaml": SALES}, [unreadable])
    assert handbook.lost == {"vp-sales"}
    assert flaws(handbook) == ["roles/vp-sales.yaml:1:1: too large [document/unreadable]"]


def test_the_first_of_two_documents_with_one_id_counts() -> None:
    handbook = load({"a/sales.yaml": SALES, "b/sales.yaml": SALES.replace("Sales", "Other")})
    assert [d.title for d in handbook.documents] == ["Sales"]
    assert flaws(handbook) == [
        "b/sales.yaml:2:5: there are two documents ‘department:sales’: rename or delete one "
        "[document/duplicate-id]"
    ]
    assert handbook.flaws[0].related == ((Position("a/sales.yaml", 2, 5), "the other one"),)


def test_a_handbook_has_one_file_of_settings() -> None:
    files = {"a/handbook.yaml": "kind: handbook\nid: a\ntitle: A\n"}
    files["b/handbook.yaml"] = "kind: handbook\nid: b\ntitle: B\n"
    handbook = load(files)
    assert flaws(handbook) == [
        "b/handbook.yaml:2:5: there are two documents of kind ‘handbook’: delete one "
        "[document/duplicate-id]"
    ]
    assert handbook.settings.title == "A"


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("a/other.yaml", "sales.yaml"),
        ("sales.yml", "sales.yaml"),
        ("a/other.md", "sales.md"),
        ("sales.MD", "sales.md"),
        ("sales.yaml", None),
        ("deep/down/sales.md", None),
    ],
)
def test_a_file_is_named_after_its_document(path: str, wanted: str | None) -> None:
    text = f"---\n{SALES}---\n" if path.lower().endswith("md") else SALES
    message = f"a file is named after its document: rename it to ‘{wanted}’ [document/file-name]"
    line = 3 if path.lower().endswith("md") else 2
    assert flaws(load({path: text})) == ([f"{path}:{line}:5: {message}"] if wanted else [])


def test_without_settings_defaults_hold() -> None:
    settings = load({}).settings
    assert (settings.rules, settings.waivers, settings.currency) == ({}, [], None)


def test_incoming_references() -> None:
    handbook = load({"documents.yaml": DOCUMENTS})
    found = handbook.incoming["system:crm"]
    assert [(r.document.ref, r.place.path[0]) for r in found] == [
        ("procedure:grading", "steps"),
        ("procedure:grading", "steps"),
        ("dataset:opportunities", "system"),
    ]
    assert "system:erp" not in handbook.incoming


def test_a_step_is_found_by_itself() -> None:
    (procedure,) = load({"documents.yaml": DOCUMENTS}).all(Procedure)
    place = procedure.at(procedure.steps[0], "raci", "responsible")
    assert place.path == ("steps", 0, "raci", "responsible")
    line = DOCUMENTS.splitlines()[place.position.line - 1]
    assert line[place.position.column - 1 :] == "analyst}"
