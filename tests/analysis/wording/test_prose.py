"""Words are found where they stand, and only where they are words."""

import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.analysis.wording.acronyms import acronyms, spelled_out
from salesops_sop.analysis.wording.clock import doubts
from salesops_sop.analysis.wording.placeholders import placeholders
from salesops_sop.analysis.wording.prose import Prose, prose, shown, visible
from salesops_sop.analysis.wording.vague import vague
from salesops_sop.handbook.loader import load

NEEDED = re.compile(r"as\s+needed", re.IGNORECASE)
STYLES = {
    "plain": "purpose: {}",
    "single quotes": "purpose: '{}'",
    "double quotes": 'purpose: "{}"',
    "folded": "purpose: >-\n  {}",
    "literal": "purpose: |\n  {}",
    "literal with a number": "purpose: |2-\n    {}",
}


def document(text: str, path: str = "d.yaml") -> Prose:
    (found,) = load({path: text}).documents
    return prose(found)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@given(
    before=st.lists(
        st.sampled_from(["Grade", "it", "twice,", "größer", "👍", "—", "x"]), max_size=9
    ),
    breaks=st.lists(st.booleans(), min_size=10, max_size=10),
)
def test_a_word_is_found_at_its_own_character(
    style: str, before: list[str], breaks: list[bool]
) -> None:
    words = [*before, "ASNEEDED"] if before else ["It", "ASNEEDED"]
    text = words[0]
    for word, at_line_end in zip(words[1:], breaks, strict=False):
        text += (
            "\n    " if at_line_end and "|2" in style else "\n  " if at_line_end else " "
        ) + word
    source = f"kind: department\nid: d\ntitle: D\n{style.format(text)}\n"
    (found,) = document(source).find(re.compile("ASNEEDED"))
    position = found.place.position
    line = source.split("\n")[position.line - 1]
    assert line[position.column - 1 :].startswith("ASNEEDED")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_places_in_a_body_and_in_a_second_document(line_end: str) -> None:
    text = line_end.join(
        [
            "---",
            "kind: term",
            "id: t",
            "title: T",
            "definition: D",
            "---",
            "",
            "# As",
            "",
            "- as needed",
        ]
    )
    (found,) = document(text, "t.md").find(NEEDED)
    assert str(found.place.position) == "t.md:10:3"
    both = f"kind: term\nid: a\ntitle: A\ndefinition: A\n---\n{_term('as needed')}"
    second = load({"t.yaml": both}).documents[1]
    (found,) = prose(second).find(NEEDED)
    assert str(found.place.position) == "t.yaml:9:13"


def _term(definition: str) -> str:
    return f"kind: term\nid: b\ntitle: B\ndefinition: {definition}\n"


@pytest.mark.parametrize(
    "text",
    [
        "`as needed`",
        "``a ` as needed``",
        "[label](as-needed)",
        "[label](<as needed>)",
        '[label](target "as needed")',
        "[label][as needed]",
        "[as needed]: target",
        "“as needed”",
        '"as needed"',
        "‘as needed’",
        "'as needed'",
        "«as needed»",
        "„as needed“",
        "“done as\nneeded”",
        "```\nas needed\n```",
        "~~~ yaml\nas needed",
        "    as needed",
        "<!-- as needed -->",
        "{{ as needed }}",
    ],
)
def test_what_is_no_word(text: str) -> None:
    assert "needed" not in visible(text)
    assert len(visible(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "as needed",
        "[as needed](target)",
        "the customers’ wish as needed by the partners’ staff",
        "the customers' wish as needed by the partners' staff",
        "**as needed**",
        "\\`as needed\\`",
        '5" as needed, 7" not',
        "a “quote that never ends, as needed",
        "“one paragraph\n\nas needed\n\nanother”",
        "- as needed",
        "https://example.com as needed",
    ],
)
def test_what_is_a_word(text: str) -> None:
    assert NEEDED.search(visible(text))


def test_shown_is_what_people_read() -> None:
    assert shown("[Grade](term:grade) **the**\n lead in [](dataset:leads)") == "Grade the lead in …"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("First. Then TBD now! Last", "Then TBD now"),
        ("One item\n- Then TBD\n- Last", "- Then TBD"),
        ("A paragraph\n\nthen TBD\n\nlast", "then TBD"),
        ("At 9 a.m. Monday TBD. Last.", "At 9 a.m. Monday TBD"),
        ("Before. TBD", "TBD"),
    ],
)
def test_sentence(text: str, words: str) -> None:
    (found,) = document(_literal(text)).find(re.compile("TBD"))
    assert found.sentence.strip() == words


def _literal(text: str) -> str:
    lines = "".join(f"  {line}\n" for line in text.split("\n"))
    return f"kind: term\nid: t\ntitle: T\ndefinition: |-\n{lines}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("service level agreement (SLA)", ["SLA"]),
        ("Service Level Agreements (SLAs)", ["SLA"]),
        ("sales and operations planning (S&OP)", ["S&OP"]),
        ("return on investment (ROI)", ["ROI"]),
        ("business-to-business (B2B)", ["B2B"]),
        ("Asia-Pacific (APAC)", ["APAC"]),
        ("Latin America (LATAM)", ["LATAM"]),
        ("go-to-market (GTM)", ["GTM"]),
        ("SLA (service level agreement)", ["SLA"]),
        ("RFP (request for proposal, in writing)", ["RFP"]),
        ("the system of record (CRM)", []),
        ("the customer record (CRM)", []),
        ("SLA (see below)", []),
        ("(CRM)", []),
        ("CRM ()", []),
    ],
)
def test_spelled_out(text: str, found: list[str]) -> None:
    assert list(spelled_out(text)) == found


HOSTILE = {
    "brackets": "[" * 50_000,
    "links": "](" * 50_000,
    "quotes": "“" * 50_000,
    "straight quotes": ' "a' * 30_000,
    "apostrophes": " 'a" * 30_000,
    "backticks": "`a" * 30_000,
    "fences": "```\n" * 20_000,
    "capitals": "A" * 100_000,
    "capitals with hyphens": "A-" * 50_000,
    "ampersands": "A&" * 50_000,
    "spaces": "as" + " " * 100_000 + "needed",
    "line ends": "as" + "\n" * 100_000,
    "digits": "1:" * 50_000,
    "clock times": "17:00 " * 20_000,
    "less than": "<a" * 50_000,
    "at": "a@" * 50_000,
    "letters": "a" * 100_000 + "@",
    "spelled out": "(ABCDEF" * 15_000,
    "words in brackets": "a b c d e f g (ABCDEF) " * 4_000,
    "end of": "end of the " * 10_000,
    "to be": "to be " * 20_000 + "decided",
    "braces": "{{" * 50_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_length_of_the_text(text: str) -> None:
    found: Any = load(
        {"t.md": f"---\n{_term('d')}---\n{text} as needed day business end be decided"}
    )
    start = time.process_time()
    for look in (vague, placeholders, acronyms):
        list(look(prose(found.documents[0])))
    list(doubts(prose(found.documents[0]), False, False))
    list(spelled_out(text))
    assert time.process_time() - start < 5
