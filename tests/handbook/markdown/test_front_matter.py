import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.handbook.markdown import Parts, split


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("---\nid: x\n---\n# Body\n", Parts("id: x\n", 2, "# Body\n", 4)),
        ("\ufeff---\nid: x\n---\nBody", Parts("id: x\n", 2, "Body", 4)),
        ("---\r\nid: x\r\n---\r\nBody\r\n", Parts("id: x\r\n", 2, "Body\r\n", 4)),
        ("---\rid: x\r---\rBody", Parts("id: x\r", 2, "Body", 4)),
        ("---\nid: x\n...\nBody", Parts("id: x\n", 2, "Body", 4)),
        ("--- \nid: x\n---\t\nBody", Parts("id: x\n", 2, "Body", 4)),
        ("---\n---\nBody\n---\n", Parts("", 2, "Body\n---\n", 3)),
        ("---\nid: x\n---", Parts("id: x\n", 2, "", 4)),
        ("---\na: |\n  ---\n----\n---\nBody", Parts("a: |\n  ---\n----\n", 2, "Body", 6)),
        ("# Body\n---\nid: x\n---\n", Parts(None, 1, "# Body\n---\nid: x\n---\n", 1)),
        ("\n---\nid: x\n---\n", Parts(None, 1, "\n---\nid: x\n---\n", 1)),
        ("\ufeffBody", Parts(None, 1, "Body", 1)),
        ("----\nid: x\n---\n", Parts(None, 1, "----\nid: x\n---\n", 1)),
        ("", Parts(None, 1, "", 1)),
    ],
)
def test_front_matter_ends_at_the_first_line_of_dashes(text: str, parts: Parts) -> None:
    assert split(text) == parts
    assert split(text).closed


@pytest.mark.parametrize("text", ["---\nid: x\n", "---\nid: x\n --- \n", "---\nid: x\n--- #\n"])
def test_front_matter_that_never_ends(text: str) -> None:
    parts = split(text)
    assert parts == Parts(text.removeprefix("---\n"), 2, "", 0)
    assert not parts.closed


@pytest.mark.parametrize("text", ["---", "---\n"])
def test_nothing_but_a_beginning(text: str) -> None:
    assert split(text) == Parts("", 2, "", 0)


@given(st.text(st.sampled_from("-.a \r\n")), st.sampled_from(["\n", "\r\n", "\r"]))
def test_nothing_is_lost_and_lines_are_true(rest: str, end: str) -> None:
    text = f"---{end}{rest}"
    parts = split(text)
    assert parts.front is not None
    assert text.startswith(f"---{end}{parts.front}") or (end == "\r" and rest.startswith("\n"))
    assert text.endswith(parts.body)
    if parts.closed:
        before = text[: len(text) - len(parts.body)]
        ends = before.count("\n") + before.count("\r") - before.count("\r\n")
        assert parts.body_line == ends + (0 if before.endswith(("\n", "\r")) else 1) + 1
