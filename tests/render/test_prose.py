"""Texts of fields become safe HTML, and nothing else."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.render.prose import Destination, escape, inline, plain

KNOWN = {
    "kpi:close-rate": Destination("../kpis/close-rate.html", "Close <rate>"),
    "parameter:limit": Destination("../parameters.html#parameter-limit", "20%"),
    "person:nobody": Destination("", "Nobody"),
}

CASES = {
    "plain text": "plain text",
    "a `b < c` d": "a <code>b &lt; c</code> d",
    "**bold** and *soft* and _soft_": "<strong>bold</strong> and <em>soft</em> and <em>soft</em>",
    "**all `of` *it***": "**all <code>of</code> <em>it</em>**",
    "snake_case_name and 2 * 3 * 4": "snake_case_name and 2 * 3 * 4",
    r"\*as it is\*": "*as it is*",
    "[the rate](kpi:close-rate)": '<a href="../kpis/close-rate.html">the rate</a>',
    "[](kpi:close-rate)": '<a href="../kpis/close-rate.html">Close &lt;rate&gt;</a>',
    "up to [](parameter:limit)": 'up to <a href="../parameters.html#parameter-limit">20%</a>',
    "[a **b**](kpi:close-rate)": '<a href="../kpis/close-rate.html">a <strong>b</strong></a>',
    "[label](role:unknown)": "label",
    "[](role:unknown)": "role:unknown",
    "[label](person:nobody)": "label",
    "[x](javascript:alert%281%29)": "x",
    "[x](data:text/html,hello)": "x",
    "[x](https://example.com/?a=1&b=2)": (
        '<a href="https://example.com/?a=1&amp;b=2" rel="noopener noreferrer">x</a>'
    ),
    '[x](https://example.com/"onclick=1)': (
        '<a href="https://example.com/&#34;onclick=1" rel="noopener noreferrer">x</a>'
    ),
    "![picture](https://example.com/a.png)": (
        '<a href="https://example.com/a.png" rel="noopener noreferrer">picture</a>'
    ),
    "<script>alert(1)</script>": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{ 7 * 7 }} {% raw %}": "&#123;&#123; 7 * 7 &#125;&#125; &#123;% raw %&#125;",
    "one\ntwo\n\n\nthree": "one two<br>three",
}


@pytest.mark.parametrize(("text", "html"), CASES.items())
def test_inline(text: str, html: str) -> None:
    assert inline(text, KNOWN.get) == html


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("a `b` **c *d*** [e](kpi:close-rate) [](kpi:close-rate)", "a b **c d** e Close <rate>"),
        ("one\n\ntwo \x02three", "one two three"),
        ("[](role:unknown)", "role:unknown"),
    ],
)
def test_plain(text: str, bare: str) -> None:
    assert plain(text, KNOWN.get) == bare


def test_control_characters_do_not_pass() -> None:
    assert escape("a\x02b\x03c\x00\ud800\x9f") == "abc"


@given(st.text(alphabet="<>&\"'{}`*_[]()\\! \nax:/#"))
def test_whatever_is_written_is_balanced_html_without_anything_foreign(text: str) -> None:
    html = str(inline(text, KNOWN.get))
    for allowed in ("code", "strong", "em", "br"):
        html = html.replace(f"<{allowed}>", "").replace(f"</{allowed}>", "")
    assert "<" not in html
    assert ">" not in html
    assert "{" not in html


@pytest.mark.parametrize(
    "piece", ["*a ", "[a](b", "**", "`", "_a ", "[", " _", "[x](", "[x](a ", "\\", '[](a "']
)
def test_long_texts_take_no_long_time(piece: str) -> None:
    begin = time.process_time()
    inline(piece * 50_000, KNOWN.get)
    assert time.process_time() - begin < 2
