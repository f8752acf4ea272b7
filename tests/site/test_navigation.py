"""The tree of the navigation follows the order and the sections of the pages."""

from salesops_sop.site.navigation import navigation
from salesops_sop.site.pages.page import Page


def page(path: str, title: str, *section: str) -> Page:
    return Page(path, title, section)


def test_pages_nest_by_section_in_their_order() -> None:
    pages = [
        page("index.md", "Home"),
        page("p/index.md", "Procedures", "Procedures"),
        page("p/b.md", "B", "Procedures", "Leads"),
        page("r/a.md", "A", "Roles"),
        page("p/c.md", "C", "Procedures", "Deals"),
        page("p/a.md", "A", "Procedures", "Leads"),
    ]
    assert navigation(pages) == [
        {"Home": "index.md"},
        {
            "Procedures": [
                {"Procedures": "p/index.md"},
                {"Leads": [{"B": "p/b.md"}, {"A": "p/a.md"}]},
                {"Deals": [{"C": "p/c.md"}]},
            ]
        },
        {"Roles": [{"A": "r/a.md"}]},
    ]


def test_titles_are_safe_in_html() -> None:
    [section] = navigation([page("a.md", "R&D <script>", 'a "b"')])
    assert [str(name) for name in section] == ["a &#34;b&#34;"]
    [entries] = section.values()
    assert [str(title) for title in entries[0]] == ["R&amp;D &lt;script&gt;"]


def test_a_page_and_a_section_may_have_one_name() -> None:
    pages = [page("a.md", "Roles"), page("b.md", "B", "Roles")]
    assert navigation(pages) == [{"Roles": "a.md"}, {"Roles": [{"B": "b.md"}]}]
