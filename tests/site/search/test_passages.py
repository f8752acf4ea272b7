"""What search reads of a page, section by section."""

import pytest

from salesops_sop.site.search.passages import Passage, passages, plain


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<p>no heading</p>", [("", "", "no heading")]),
        (
            '<h1 id="t">A &amp; B<a class="headerlink" href="#t">#</a></h1><p>one<b>two</b></p>'
            '<h2 id="s">Steps</h2><td>3</td><td>4</td>',
            [("", "A & B", "onetwo"), ("s", "Steps", "3 4")],
        ),
        (
            '<h1>T</h1><h2 id="c" data-search-exclude="data-search-exclude">Control</h2><p>no</p>'
            '<h2 id="d">Yes</h2>',
            [("", "T", ""), ("d", "Yes", "")],
        ),
        (
            "<h1>T</h1><div data-search-exclude><div>no</div>no</div>yes"
            "<div class='x' hidden data-search-exclude><h2 id=a>no</h2></div>",
            [("", "T", "yes")],
        ),
        ("<h1>T</h1><div data-search-exclude>stays open", [("", "T", "")]),
        (
            "<h1>T</h1><script>var no</script><svg><text>no</text></svg>a<style>no</style>b",
            [("", "T", "a b")],
        ),
        ("<h1>T</h1><h2>without an id</h2>text", [("", "T", ""), ("", "without an id", "text")]),
    ],
)
def test_passages(content: str, found: list[tuple[str, str, str]]) -> None:
    assert list(passages(content)) == [Passage(*expected) for expected in found]


def test_plain_text_holds_no_markup() -> None:
    assert plain("a<br>b &lt;i&gt; <code>c</code>d") == "a b <i> cd"
