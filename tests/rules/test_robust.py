"""Whatever stands in a handbook, a run ends with problems and never with an exception."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from salesops_sop.handbook import yamltree
from salesops_sop.handbook.loader import load
from salesops_sop.lint.run import lint
from salesops_sop.rules import RULES
from tests.handbook.test_records import DOCUMENTS, mutated

TODAY = date(2026, 11, 23)
FRAGMENTS = st.sampled_from(
    [
        *("[", "](", ")", "[x](role:", "[](parameter:", "#", "(person:jane-doe)", "[]()", "<!--"),
        *("Ms ", "Dr. Ok", "Jane Doe", "ask John ", "jane@example.com", "4 business hours", "20%"),
        *(
            "[4 hours](parameter:grading-time)",
            "grading time is ",
            "MQL",
            "TBD",
            "as needed",
            "5 pm",
        ),
        *("`", "```\n", "\n\n", "\n- ", "| a |", "§", "\u2028", "“", "&", "{{ x }}", "5 EST", " "),
    ]
)
PROSE = st.lists(FRAGMENTS, max_size=12).map("".join)


@st.composite
def files(draw: st.DrawFn) -> dict[str, str]:
    documents: list[dict[str, Any]] = [draw(mutated()) for _ in range(draw(st.integers(1, 3)))]
    for document in documents:
        if draw(st.booleans()) and isinstance(document.get("title"), str):
            document["title"] += draw(PROSE)
    text = "---\n".join(yamltree.emit(document) for document in documents)
    front = yamltree.emit(draw(st.sampled_from(DOCUMENTS)))
    return {"a.yaml": text, "b.md": f"---\n{front}---\n{draw(PROSE)}"}


@settings(max_examples=100, deadline=None)
@given(files())
def test_a_run_never_fails(given_files: dict[str, str]) -> None:
    handbook = load(given_files)
    problems = lint(handbook, RULES, TODAY).problems
    for problem in problems:
        lines = given_files[problem.position.path].split("\n")
        assert 1 <= problem.position.line <= max(len(lines), 1)
        assert problem.position.column >= 1
        assert problem.message
