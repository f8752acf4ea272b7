"""Tables that everybody can read, with eyes, ears and a keyboard."""

from markupsafe import Markup

from salesops_sop.render.tables import (
    Group,
    Row,
    capitalized,
    disclosed,
    facts,
    listed,
    paragraph,
    table,
)


def test_a_table_has_a_caption_heads_and_a_region_that_scrolls() -> None:
    html = table("Limits <b>", ["What", "Limit"], [["discount", "5%"], ["<b>", Markup("<i>x</i>")]])
    assert html == (
        '<div class="sop-scroll" tabindex="0" role="region" aria-label="Limits &lt;b&gt;">\n'
        '<table class="sop-table">\n<caption>Limits &lt;b&gt;</caption>\n'
        '<thead><tr><th scope="col">What</th> <th scope="col">Limit</th></tr></thead>\n<tbody>\n'
        '<tr><th scope="row">Discount</th> <td>5%</td></tr>\n'
        '<tr><th scope="row">&lt;b&gt;</th> <td><i>X</i></td></tr>\n</tbody>\n</table>\n</div>'
    )


def test_a_column_without_content_is_left_out() -> None:
    html = table("T", ["A", "B", "C"], [["1", "", "3"], ["4", "", ""]])
    assert ">B<" not in html
    assert html.count("<td>") == 2


def test_rows_have_attributes_and_groups_have_bodies() -> None:
    rows: list[Group | Row | list[str]] = [
        Group("One"),
        Row(["a", "b"], {"id": 'x"y'}),
        Group("Two"),
        ["c", "d"],
    ]
    html = table("T", ["A", "B"], rows, "sop-matrix")
    assert html.count("<tbody>") == html.count("</tbody>") == 2
    assert '<tr class="sop-group"><th colspan="2" scope="rowgroup">One</th></tr>' in html
    assert '<tr id="x&#34;y"><th scope="row">A</th>' in html
    assert '<table class="sop-table sop-matrix">' in html


def test_nothing_to_show_is_nothing() -> None:
    assert table("T", ["A"], []) == ""
    assert table("T", ["A"], [Group("One")]) == ""
    assert facts([("Name", "")]) == ""
    assert listed([]) == ""


def test_facts_lists_and_paragraphs() -> None:
    rows = [("Owner", "a <b>"), ("Limit", "5 days", "limit")]
    assert facts(rows) == (
        '<dl class="sop-facts">\n<div><dt>Owner</dt> <dd>A &lt;b&gt;</dd></div>\n'
        '<div id="limit"><dt>Limit</dt> <dd>5 days</dd></div>\n</dl>'
    )
    assert listed(["one"]) == "one"
    assert listed(["one"], always=True) == "<ul><li>One</li></ul>"
    assert listed(["one", "two"]) == "<ul><li>One</li>\n<li>Two</li></ul>"
    assert paragraph("a <b>", "sop-muted") == '<p class="sop-muted">a &lt;b&gt;</p>\n'
    assert "<summary>3 &lt;documents&gt;</summary>" in disclosed("3 <documents>", Markup("x"))


def test_a_capital_is_given_to_words_and_not_to_names_or_code() -> None:
    assert capitalized("the deal sheet") == "The deal sheet"
    assert capitalized(Markup('<a href="x">the</a> sheet')) == '<a href="x">The</a> sheet'
    for kept in ("a@b.example", "iPhone", "x_1", "https://example.com", "5 days", ""):
        assert capitalized(kept) == kept
    assert capitalized(Markup("<code>stage</code>")) == "<code>stage</code>"
