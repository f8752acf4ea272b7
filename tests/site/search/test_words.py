"""Words of search: folded, without endings, and in the browser the same."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesops_sop.base.resources import site_folder
from salesops_sop.site.search.words import words
from tests.node.running import run

SCRIPT = Path(__file__).with_name("words.js")
LETTERS = st.sampled_from("abcdefgins éÉßñİıΣσ中日ア-_'1２½ﬁ😀")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Grading graded grades grade", ["grad"] * 4),
        ("The discounts of a process", ["discount", "process"]),
        ("Señor Müller’s café", ["senor", "muller", "cafe"]),
        ("SLA-12, 3 uses", ["sla", "12", "3", "uses"]),
        ("東京 office", ["東", "京", "offic"]),
        ("", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


# letters that every version of Unicode in use knows
old = st.text(st.characters(max_codepoint=0x5FF, exclude_categories=["Cn"]), max_size=30)


@given(st.lists(old | st.text(LETTERS, max_size=30), min_size=20, max_size=60))
@settings(max_examples=8)
def test_the_script_reads_the_same_words(texts: list[str]) -> None:
    script = (site_folder() / "assets" / "search.js").read_text(encoding="utf-8")
    assert run(SCRIPT, {"script": script, "texts": texts}) == [words(text) for text in texts]
