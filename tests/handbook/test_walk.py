"""What a document refers to and says: found by the types of its fields, each at its place."""

from pathlib import Path

from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.record import Document
from salesops_sop.handbook.walk import Contents, contents

DOCUMENTS = (Path(__file__).parent / "documents.yaml").read_text(encoding="utf-8")
LINES = DOCUMENTS.splitlines()
HANDBOOK = load({"documents.yaml": DOCUMENTS})


def of(ref: str) -> Contents:
    return contents(next(d for d in HANDBOOK.documents if d.ref == ref))


def references(ref: str) -> list[str]:
    return [f"{' or '.join(r.kinds)} {r.id}" for r in of(ref).references]


def passages(ref: str) -> list[str]:
    return [p.text for p in of(ref).passages]


def one(text: str) -> Document:
    (document,) = load({"a.md" if text.startswith("---") else "a.yaml": text}).documents
    return document


def test_every_reference_stands_where_its_place_says() -> None:
    count = 0
    for document in HANDBOOK.documents:
        for reference in contents(document).references:
            line, column = reference.place.position.line, reference.place.position.column
            said = LINES[line - 1][column - 1 :].lstrip("[").lstrip("]").lstrip("(")
            said = said.removeprefix(f"{reference.kinds[0]}:") if reference.in_prose else said
            assert said.startswith(reference.id), reference
            count += 1
    assert count == 84


def test_every_passage_stands_where_its_place_says() -> None:
    for document in HANDBOOK.documents:
        for passage in contents(document).passages:
            line, column = passage.place.position.line, passage.place.position.column
            assert LINES[line - 1][column - 1 :].startswith(passage.text), passage


def test_references_of_organization() -> None:
    assert references("department:sales") == ["department company", "role vp-sales"]
    assert references("role:vp-sales") == [
        "department sales",
        "role chief-executive",
        "role or department marketing",
        "role or department finance-director",
        "role sales-manager",
        "parameter discount-limit",
        "parameter deal-limit",
        "parameter large-deal",
    ]
    assert references("person:jane-doe") == ["role sales-manager", "role vp-sales"]
    assert references("handbook:example") == [
        "role vp-sales",
        *("role vp-sales", "role finance-director", "role vp-sales"),
        "role or department sales",
        "role vp-sales",
        "department sales",
    ]


def test_references_of_a_procedure() -> None:
    assert references("procedure:grading") == [
        *("role vp-sales", "role vp-sales", "parameter review-interval", "procedure ranking"),
        *("role analyst", "dimension segment", "role sdr", "decision lead-grading", "system crm"),
        *("system crm", "role analyst", "parameter grading-time", "role vp-sales"),
        *("role or department sdr", "role or department marketing", "service lead-feedback"),
        *("pipeline lead", "procedure routing", "dimension region", "procedure routing"),
        *("role vp-sales", "kpi close-rate"),
    ]


def test_references_of_pipelines_and_tables() -> None:
    assert references("pipeline:lead") == [
        *("dimension segment", "parameter idle-time"),
        "role vp-sales",
    ]
    assert references("decision:lead-grading") == [
        "role vp-sales",
        "dimension region",
        *("role vp-sales", "role analyst"),
        "role analyst",
        "dimension region",
        *("role vp-sales", "role analyst"),
    ]
    text = "kind: decision\nid: d\ntitle: D\ncontrol: {owner: o}\nquestion: Q?\nrules: []\n"
    columns = "inputs: [{id: region, type: dimension}]\noutputs: [{id: a, type: role}]\n"
    (_, reference) = contents(one(text + columns)).references
    assert (reference.kinds, reference.id) == (("dimension",), "region")


def test_references_of_measurement() -> None:
    assert references("kpi:close-rate") == [
        *("role vp-sales", "kpi pitches", "role analyst", "role vp-sales"),
        *("dimension region", "parameter close-rate-target", "dimension region", "kpi pitches"),
    ]
    assert references("dataset:opportunities") == [
        *("system crm", "role vp-sales", "role analyst", "role vp-sales")
    ]
    kpi = "kind: kpi\nid: k\ntitle: K\ncontrol: {owner: o}\nowner: o\n"
    kpi += "formula: a\nunit: u\ninputs: {}\n"
    for target, found in {"t-1": ["t-1"], "25%": [], "30": [], "a lot": []}.items():
        here = contents(one(f"{kpi}target: {target}\n")).references
        assert [r.id for r in here if r.kinds == ("parameter",)] == found


def test_references_of_services_and_parameters() -> None:
    assert references("service:lead-feedback") == [
        *("role or department sales", "role or department marketing", "role vp-sales"),
        *("parameter feedback-time", "dimension region", "role vp-sales"),
    ]
    assert references("parameter:grading-time") == [
        *("dimension region", "role vp-sales", "role vp-sales")
    ]


def test_passages_are_sentences_and_names_but_not_ids() -> None:
    assert passages("role:vp-sales") == [
        *("VP of Sales", "Leads sales.", "Plan the year", "Close the quarter")
    ]
    titles = [p.text for p in of("role:vp-sales").passages if p.title]
    assert titles == ["VP of Sales"]
    assert passages("term:mql") == [
        *("MQL", "A lead that marketing has qualified.", "qualified lead", "hot lead")
    ]


def test_scopes_and_values() -> None:
    scopes = [(s.place.path, dict(s.scope)) for s in of("responsibilities:deals").scopes]
    assert scopes == [
        (("activities", 0, "scope"), {"segment": ("smb",)}),
        (("scope",), {"region": ("emea",)}),
    ]
    values = [(v.dimension, v.value, v.place.path) for v in of("responsibilities:deals").values]
    assert values == [
        ("segment", "smb", ("activities", 0, "scope", "segment")),
        ("region", "emea", ("scope", "region", 0)),
    ]
    idle = [(v.dimension, v.value, v.place.key) for v in of("pipeline:lead").values]
    assert idle == [("segment", "smb", True), ("segment", "enterprise", True)]


def test_links_of_prose_and_body() -> None:
    body = "See [the head](role:vp-sales#purpose), `[no](role:a)` and [all](b.md).\n\n[x]: #y\n"
    document = one(f"---\nkind: department\nid: a\ntitle: A\npurpose: By [](role:b).\n---\n{body}")
    found = contents(document)
    assert [(link.label, link.target) for link in found.links] == [
        *(("", "role:b"), ("the head", "role:vp-sales#purpose"), ("all", "b.md"), ("x", "#y"))
    ]
    assert [(r.id, r.anchor, r.in_prose) for r in found.references] == [
        *(("b", "", True), ("vp-sales", "purpose", True))
    ]
    places = [(r.place.position.line, r.place.position.column) for r in found.references]
    assert places == [(5, 13), (7, 5)]
    (passage,) = (p for p in found.passages if p.body)
    assert passage.text == body


def test_one_text_and_a_list_of_one_stand_at_different_places() -> None:
    head = "kind: service\nid: a\ntitle: A\nprovider: p\nrequest: R\nchannel: C\n"
    (_, single) = contents(one(f"{head}consumers: sales\n")).references
    (_, listed) = contents(one(f"{head}consumers: [sales]\n")).references
    assert single.place.path == ("consumers",)
    assert listed.place.path == ("consumers", 0)


def test_a_document_is_read_through_once() -> None:
    document = HANDBOOK.documents[0]
    assert contents(document) is contents(document)
