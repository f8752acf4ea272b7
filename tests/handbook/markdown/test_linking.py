import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.handbook.markdown import Link, links


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("see [the manager](role:vp-sales).", [Link("the manager", "role:vp-sales", 4)]),
        ("[](kpi:close-rate)", [Link("", "kpi:close-rate", 0)]),
        ("[a]() [b]", [Link("a", "", 0)]),
        ("![chart](a.png)", [Link("chart", "a.png", 0)]),
        ("[![c](a.png)](b.md)", [Link("![c](a.png)", "b.md", 0), Link("c", "a.png", 1)]),
        ("[a](b.md \"a title\") [c](d 'e')", [Link("a", "b.md", 0), Link("c", "d", 20)]),
        ("[a]( b.md ) [c](<d e.md>)", [Link("a", "b.md", 0), Link("c", "d e.md", 12)]),
        ("[a](my page.md#x)", [Link("a", "my page.md#x", 0)]),
        ("[a](b(c)d)", [Link("a", "b(c)d", 0)]),
        ("[a [b] c](d)", [Link("a [b] c", "d", 0)]),
        ("[a\nb](c)", [Link("a\nb", "c", 0)]),
        ("[a\\](b)](c)", [Link("a\\](b)", "c", 0)]),
        ("[`a]`](b)", [Link("`a]`", "b", 0)]),
        ("x\r\n[a](b)\r\n", [Link("a", "b", 3)]),
        ("[a][id] [id]\n\n[id]: role:x 'Title'\n", [Link("id", "role:x", 14)]),
        ("[id]:\n  <http://x>\n", [Link("id", "http://x", 0)]),
        ("> [a](b)\n> [c]: d\n", [Link("a", "b", 2), Link("c", "d", 11)]),
        ("- item\n\n    [a](b)\n", [Link("a", "b", 12)]),
        ("<!-- no -->[a](b)", [Link("a", "b", 11)]),
        ("\\`[a](b)\\`", [Link("a", "b", 2)]),
        ("`[a](b)\n\n`[c](d)", [Link("a", "b", 1), Link("c", "d", 10)]),
        ("| [a](b) | c |\n|---|---|\n", [Link("a", "b", 2)]),
    ],
)
def test_links(body: str, found: list[Link]) -> None:
    assert list(links(body)) == found


@pytest.mark.parametrize(
    "body",
    [
        "`[a](b)`",
        "`` `[a](b) ``",
        "```\n[a](b)\n```\n",
        "~~~~ yaml\n[a](b)\n~~~\n[c](d)\n~~~~\n",
        "- x\n    ```\n    [a](b)\n    ```\n",
        "```\n[a](b) in code that never ends\n",
        "    [a](b)\n",
        "text\n\n\t[a](b)\n",
        "<!-- [a](b)\n\n[c](d) -->",
        "\\[a](b)",
        "[a] (b)",
        "[a]\n\n(b)",
        "[a\n\nb](c)",
        "- [ ] to do (today)",
        "- [x] done",
        "[^1]: a footnote",
        "text [a]: b",
        "[a](b",
        "a](b)",
        "",
    ],
)
def test_what_is_no_link(body: str) -> None:
    assert list(links(body)) == []


@given(st.text(st.sampled_from("[]()!<>`~\\'\"\n\r :-#ab"), max_size=60))
def test_a_link_begins_where_it_is_said_to(body: str) -> None:
    for link in links(body):
        start = body[link.offset :]
        assert start.startswith((f"[{link.label}]", f"![{link.label}]"))
        assert link.target in start


@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000,
        "`" * 100_000,
        "".join("`" * size + " " for size in range(1, 440)),
        "` " * 50_000,
        "[](" * 33_000,
        "[]( " * 25_000,
        "[](" + " " * 100_000,
        "[a](" + "(" * 100_000,
        "[a](" + "()" * 50_000,
        "[a](" + "x " * 50_000,
        '[a](b "' * 14_000,
        "[a](<" * 20_000,
        "[a]:" * 25_000,
        "[a]:\n" * 20_000,
        "]" * 100_000,
        "<!--" * 25_000,
        "```\n" * 25_000,
        "".join("`" * size + "\n" for size in range(3, 440)),
        "> " * 50_000,
        "\\" * 100_000,
        "    x\n" * 16_000,
    ],
    ids=lambda body: repr(body[:8]),
)
def test_hostile_texts_cost_little(body: str) -> None:
    start = time.perf_counter()
    list(links(body))
    assert time.perf_counter() - start < 5
