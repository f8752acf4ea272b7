"""Anchors against Python-Markdown itself, which makes them on the site."""

import re
import time

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.handbook.markdown import anchors


def on_the_site(body: str) -> set[str]:
    extensions = ["toc", "attr_list", "fenced_code", "tables", "md_in_html"]
    page = markdown.markdown(body, extensions=extensions)
    return set(re.findall(r'<(?:h[1-6]|p)\b[^>]*\bid="([^"]*)"', page))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# Who decides\n\n## When, and why?\n", {"who-decides", "when-and-why"}),
        ("# A\n# A\n\n## A\n", {"a", "a_1", "a_2"}),
        ("# A_1\n# A\n# A_1\n# A\n", {"a_1", "a", "a_2", "a_3"}),
        ("Title\n=====\n\nBelow\n---\n", {"title", "below"}),
        ("# A {#b}\n# b\n# {#c}\n", {"b", "b_1", "c"}),
        ("# Grade {: #g .wide } ##\n", {"g"}),
        ("# a {.wide}\n# a {#x #y}\n# a {id='z'}\n", {"a", "y", "z"}),
        ("text\n{: #place }\n", {"place"}),
        ("text\n# in a paragraph\nmore\n", {"in-a-paragraph"}),
        ("```\n# no\n```\n\n~~~\n# no\n~~~\n\n# yes\n", {"yes"}),
        ("    # code\n\n# yes\n", {"yes"}),
        ("<!-- # no -->\n\n# yes\n", {"yes"}),
        ("> # quoted\n\n- # listed\n\n1. # counted\n", {"quoted", "listed", "counted"}),
        ("#5 of\n\n   # indented\n", {"5-of"}),
        ("# **Bold**, *it*, _em_, __strong__, snake_case\n", {"bold-it-em-strong-snake_case"}),
        ("# `co_de` and `<b>` and ``a`b``\n", {"co_de-and-b-and-ab"}),
        ("# [Link](http://x) and ![picture](y.png) and [`c`](z)\n", {"link-and-and-c"}),
        ("# <b>Tag</b> &amp; AT&amp;T, 1 < 2 > 0\n", {"tag-att-1-2-0"}),
        ("# \\_x\\_ \\# y \\* z\n", {"_x_-y-z"}),
        ("# Ünïcode ßtraße, 日本, “quotes” — a  --  b\n", {"unicode-trae-quotes-a-b"}),
        ("#\n# \n# !\n", {"_1", "_2", "_3"}),
        ("x\ny\n---\n", set()),
        ("# A\r\n\r\n# B\r\n", {"a", "b"}),
        ("", set()),
    ],
)
def test_the_ids_of_headings(body: str, expected: set[str]) -> None:
    assert anchors(body) == expected
    assert on_the_site(body) == expected


PIECES = ["who", "What", "“why”", "a_b", "_em_", "**bold**", "`co_de`", "[to](role:x)", "1.", "é"]
PIECES += ["&amp;", "日", "!", "A", "a", "a_1", "<b>x</b>", "50%", "\\_", "-", "--"]
WORDS = st.sampled_from(PIECES)
TITLES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
BLOCKS = st.one_of(
    st.builds("{} {}\n".format, st.sampled_from(["#", "##", "######"]), TITLES),
    st.builds("## {} ##\n".format, TITLES),
    st.builds("## {} {{#{}}}\n".format, TITLES, st.sampled_from(["a", "who", "x-1"])),
    TITLES.filter(lambda title: title[0].isalpha()).map(lambda title: f"{title}\n===\n"),
    st.builds("text {}\nmore\n".format, TITLES),
    st.builds("```yaml\n# {}\n```\n".format, TITLES),
    st.builds("    # {}\n".format, TITLES),
    st.builds("> ## {}\n".format, TITLES),
    st.builds("<!-- # {} -->\n".format, TITLES.filter(lambda title: "--" not in title)),
)


@given(st.lists(BLOCKS, max_size=6).map("\n".join))
def test_they_are_those_of_python_markdown(body: str) -> None:
    assert anchors(body) == on_the_site(body)


@pytest.mark.parametrize(
    "body",
    [
        "# " + "[" * 100_000,
        "# " + " _a" * 33_000,
        "# " + " {" * 50_000,
        "# a" + " " * 100_000 + "b",
        "# " + "<a " * 33_000,
        "# " + "[a]( " * 20_000,
        "# " + "`a` " * 25_000,
        "#" * 100_000 + "x",
        "#\n" * 50_000,
        "# a\n" * 25_000,
        "- " * 50_000 + "#",
        ">" * 100_000,
        "`" * 100_000,
        "# " + "&" * 100_000,
        "# a_" + "9" * 100_000 + "\n# a_" + "9" * 100_000,
    ],
    ids=lambda body: repr(body[:8]),
)
def test_hostile_texts_cost_little(body: str) -> None:
    start = time.perf_counter()
    anchors(body)
    assert time.perf_counter() - start < 5
