"""Bodies become safe HTML, cut at their headings."""

import pytest
from markupsafe import Markup

from salesops_sop.handbook import markdown
from salesops_sop.render.body import Bodies, Section
from salesops_sop.render.prose import Destination

KNOWN = {"kpi:close-rate": Destination("../kpis/close-rate.html", "Close <rate>")}


@pytest.fixture(scope="module")
def bodies() -> Bodies:
    return Bodies()


def only(bodies: Bodies, text: str) -> str:
    """The HTML of a body without headings."""
    (found,) = bodies.sections(text, KNOWN.get)
    return str(found.html)


def test_a_body_is_cut_at_its_headings(bodies: Bodies) -> None:
    text = "First.\n\n# One `code` & more\n\ntext\n\n### Deeper\n\n## One code & more\n\nlast\n"
    assert bodies.sections(text, KNOWN.get) == [
        Section(0, "", "", Markup("<p>First.</p>")),
        Section(1, "one-code-more", "One code & more", Markup("<p>text</p>")),
        Section(3, "deeper", "Deeper", Markup("")),
        Section(2, "one-code-more_1", "One code & more", Markup("<p>last</p>")),
    ]


def test_an_empty_body_has_no_sections(bodies: Bodies) -> None:
    assert bodies.sections("", KNOWN.get) == []


def test_ids_are_those_that_links_are_checked_against(bodies: Bodies) -> None:
    text = "# A `b` *c*\n\n## Ünïcode\n\nx\n\n## A b c\n\n## Named {#my-name}\n\n1. x\n"
    ids = [section.id for section in bodies.sections(text, KNOWN.get)]
    assert set(ids) == markdown.anchors(text)


def test_an_id_that_is_taken_gets_another_one_and_links_follow(bodies: Bodies) -> None:
    found = bodies.sections("[down](#steps)\n\n## Steps\n\nx\n", KNOWN.get, {"steps"})
    assert [section.id for section in found] == ["", "steps-2"]
    assert 'href="#steps-2"' in found[0].html


def test_an_id_cannot_take_the_place_of_an_element_of_the_theme(bodies: Bodies) -> None:
    found = bodies.sections('## {"search": "x"} {#__config}\n\ntext\n{: #__search }\n', KNOWN.get)
    assert [section.id for section in found] == ["section-config"]
    assert "__search" not in found[0].html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[](kpi:close-rate)", '<p><a href="../kpis/close-rate.html">Close &lt;rate&gt;</a></p>'),
        ("[no **b**](role:unknown)", "<p>no <strong>b</strong></p>"),
        ("[x](javascript:alert(1))", "<p>x</p>"),
        ("[x][r]\n\n[r]: javascript:alert(1)", "<p>x</p>"),
        ("![a *b*](https://example.com/x.png)", "<p>a *b*</p>"),
        ("<b onclick=x>hi</b>", "<p>&lt;b onclick=x&gt;hi&lt;/b&gt;</p>"),
        ("<div>\n\n**x**\n\n</div>", None),
        ("a <!-- hidden <b> --> b", "<p>a  b</p>"),
        ("a <!-- open", "<p>a &lt;!-- open</p>"),
        ("{{ x }} {% y %}", "<p>&#123;&#123; x &#125;&#125; &#123;% y %&#125;</p>"),
        ('text\n{: onclick="x" style="x" .md-hack}', "<p>text</p>"),
        ('<cut id="0"></cut>', '<p>&lt;cut id="0"&gt;&lt;/cut&gt;</p>'),
        ("```html\n<b> {x}\n```", "<pre><code>&lt;b&gt; &#123;x&#125;\n</code></pre>"),
        ("> # Quoted", '<blockquote>\n<p id="quoted">Quoted</p>\n</blockquote>'),
        (
            '!!! note "Mind <b>"\n    text',
            '<div class="admonition note">\n<p class="admonition-title">Mind &lt;b&gt;</p>\n'
            "<p>text</p>\n</div>",
        ),
    ],
)
def test_what_a_body_may_say(bodies: Bodies, text: str, html: str | None) -> None:
    found = only(bodies, text)
    assert found == html if html else "<div" not in found


def test_tables_have_heads_that_say_what_they_head(bodies: Bodies) -> None:
    html = only(bodies, "| a | b |\n|---|--:|\n| 1 | 2 |\n")
    assert '<th scope="col">a</th>' in html
    assert '<th align="right" scope="col">b</th>' in html


@pytest.mark.parametrize("text", ["[" * 20_000, "![[" * 10_000, ">" * 20_000])
def test_a_body_that_would_take_minutes_is_shown_as_it_stands(bodies: Bodies, text: str) -> None:
    assert only(bodies, text).startswith(("<pre>", "<blockquote>"))
