"""The twin for programs: every document, at addresses that exist, in bytes that do not change."""

import json
import re
from pathlib import Path

import pytest

from salesops_sop.base.resources import reference_handbook
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.meaning import digest
from salesops_sop.site import source
from salesops_sop.site.pages.address import address
from salesops_sop.site.plugin import running
from salesops_sop.site.twin import FORMAT, LIST, twin


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return source.read(reference_handbook(), reference_handbook().parent)


def test_every_document_with_a_page_has_its_file(handbook: Handbook) -> None:
    files = twin(handbook)
    listed = json.loads(files[LIST])
    assert (listed["format"], listed["release"]) == (FORMAT, None)
    shown = {d.ref for d in handbook.documents if d.kind != "person"}
    assert {f"{entry['kind']}:{entry['id']}" for entry in listed["documents"]} == shown
    assert set(files) == {LIST, *(entry["data"] for entry in listed["documents"])}
    for entry in listed["documents"]:
        own = json.loads(files[entry["data"]])
        document = handbook.find(entry["kind"], entry["id"])
        assert document is not None
        assert address(document) is not None
        assert own["content"]["kind"] == document.kind
        assert own["body"] == document.body
        assert own["digest"] == digest(document)
        assert {key: own[key] for key in entry} == entry


def test_the_site_has_the_files_and_every_address(handbook: Handbook, tmp_path: Path) -> None:
    out = tmp_path / "site"
    running.build(reference_handbook(), out, strict=True, version="v1", history=())
    for name, text in twin(handbook, "v1").items():
        assert (out / name).read_text(encoding="utf-8") == text
    listed = json.loads((out / LIST).read_text(encoding="utf-8"))
    assert listed["release"] == "v1"
    for entry in listed["documents"]:
        page, _, anchor = entry["page"].partition("#")
        html = (out / page).read_text(encoding="utf-8")
        assert not anchor or re.search(rf'\bid="{re.escape(anchor)}"', html), entry["page"]
    assert 'href="handbook.json"' in (out / "documents.html").read_text(encoding="utf-8")


TERM = "kind: term\nid: odd\ntitle: Odd\ndefinition: {}\n"
PERSON = "kind: person\nid: someone\ntitle: Someone\nemail: someone@example.com\nholds: [boss]\n"
ROLE = "kind: role\nid: boss\ntitle: Boss\ndepartment: sales\npurpose: Leads “odd” work.\n"


def test_hostile_texts_stay_data() -> None:
    said = "</script>\u2028\u202e\x85\ufeff{{ config }} \\u0000 “x”"
    read = load({"a.yaml": TERM.format(json.dumps(said))})
    (term,) = read.documents  # read with a sign in the place of what would hide text
    text = twin(read)["data/term/odd.json"]
    assert json.loads(text)["content"]["definition"] == term.tree.value["definition"]
    assert "{{ config }}" in text
    assert not set(text) & set("\u2028\u202e\x85\ufeff")


def test_persons_are_not_told() -> None:
    files = twin(load({"p.yaml": PERSON, "r.yaml": ROLE}))
    assert "someone" not in "".join([*files, *files.values()])
    assert json.loads(files["data/role/boss.json"])["referred_to_by"] == []


def test_the_same_handbook_gives_the_same_bytes_in_any_order() -> None:
    texts = {"t.yaml": TERM.format("x"), "r.yaml": ROLE}
    assert twin(load(texts)) == twin(load(dict(reversed(texts.items()))))


def test_who_refers_is_named_once(handbook: Handbook) -> None:
    files = twin(handbook)
    named = json.loads(files["data/role/vp-sales.json"])["referred_to_by"]
    assert named == sorted(named, key=lambda entry: (entry["kind"], entry["id"]))
    assert len({tuple(entry.values()) for entry in named}) == len(named)
    assert any(entry["kind"] == "procedure" for entry in named)
