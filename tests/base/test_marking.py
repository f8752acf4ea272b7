"""Whatever a handbook says is text in our Markdown, and nothing that acts."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from salesops_sop.base.marking import marked

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = [
    "<script>alert(1)</script>",
    "<!-- sop-review -->",
    "</details></details>",
    "[here](https://evil.example) ![](https://evil.example/x.png)",
    "<https://evil.example>",
    "a | b\n|---|---|\n| c | d |",
    "`code` ``` more ~~~ tilde",
    "**bold** __strong__ *i* _i_ ~~gone~~",
    "# heading",
    "- item",
    "1. item",
    "1) item",
    "> quote",
    "---",
    "===",
    "&lt;b&gt; &#60;b&#62;",
    "\\<b> \\*x\\*",
    "[x]: https://evil.example",
    "{: .class }",
    "a\u2028b\u202ec\x1b[31m\x00",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_it_is_shown_as_it_was_written(text):
    """An item of a list with nothing in it but text, as CommonMark and GitHub's tables have it."""
    html = COMMONMARK.render(f"- {marked(text)}\n")
    inside = re.fullmatch(r"<ul>\n<li>(.*)</li>\n</ul>\n", html, re.S)
    assert inside, html
    assert "<" not in inside[1], html
    plain = unescape(inside[1]).replace("\u200b", "")
    shown = text.replace("\u2028", " ").replace("\n", " ")
    shown = shown.replace("\u202e", "\\u202e").replace("\x1b", "\\x1b").replace("\x00", "\\x00")
    assert plain == " ".join(shown.split())


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ask @jane or @org/team", "ask @&#8203;jane or @&#8203;org/team"),
        ("jane@example.org", "jane@&#8203;example.org"),
        (
            "closes #12, org/repo#3, GH-4, !5",
            r"closes \#&#8203;12, org/repo\#&#8203;3, GH-&#8203;4, !&#8203;5",
        ),
        (
            "see https://x.example and www.x.example",
            "see https:&#8203;//x.example and www&#8203;.x.example",
        ),
        ("$50,000 is $x$", "&#36;&#8203;50,000 is &#36;&#8203;x&#36;"),
        ("%2 ~bug ^3 &4", r"%&#8203;2 \~&#8203;bug ^&#8203;3 &amp;&#8203;4"),
        ("::error::x ##[error]y", r"\::error::x \#\#\[error\]y"),
        ("what is 20% of 5 + 3 – “yes”", "what is 20% of 5 + 3 – “yes”"),
        ("", ""),
    ],
)
def test_nothing_leads_anywhere(text, written):
    assert marked(text) == written


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_any_text_is_one_line(text):
    found = marked(text)
    assert len(found.splitlines()) <= 1
    assert "<" not in found
    assert not re.search(r"(?<!\\)[`|*_\[\]]", found.replace("\\\\", ""))
