"""Loading: what cannot be read is one flaw at its place."""

from salesops_sop.handbook.loader import load


def test_front_matter_without_an_end_is_one_flaw() -> None:
    handbook = load({"a.md": "---\nkind: term\nid: a\ntitle: A\ndefinition: A word.\n"})
    assert [(str(flaw.position), flaw.message) for flaw in handbook.flaws] == [
        (
            "a.md:1:1",
            "the front matter has no end: write `---` on a line of its own below the document’s "
            "fields",
        )
    ]


def test_a_body_cannot_hide_text_from_a_reviewer() -> None:
    text = "---\nkind: term\nid: a\ntitle: A\ndefinition: A word.\n---\n\nApproved by \u202elas\n"
    flaws = load({"a.md": text}).flaws
    assert [str(flaw.position) for flaw in flaws] == ["a.md:8:13"]


def test_lines_of_a_body_are_counted_as_editors_do() -> None:
    text = "---\rkind: term\rid: a\rtitle: A\rdefinition: A word.\r---\rone\rtwo\r"
    (document,) = load({"a.md": text}).documents
    assert str(document.body_position(document.body.index("two"))) == "a.md:8:1"
