"""A page as plain Markdown becomes the HTML that the plugin makes of it."""

import datetime
import re

import markdown
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.utils import meta

from salesops_sop.handbook.loader import load
from salesops_sop.site.pages import Page, pages
from salesops_sop.site.plain import plain
from salesops_sop.site.search.passages import marked

DAY = datetime.date(2026, 11, 23)
# what MkDocs always reads with, and what could look into HTML
EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list", "md_in_html", "admonition", "footnotes"]
_BLOCK_END = re.compile(r"(</(?:blockquote|details|div|dl|form|h\d|ol|p|pre|table|ul)>)\s*(?=<)")
ROLE = "---\nkind: role\nid: editor\ntitle: Editor\ndepartment: sales\n---\n\n{}\n"
NASTY = [
    "````text\n```\n# no heading\n```\n\n~~~\n*no* emphasis\n````",
    "~~~~\n~~~\ncode\n~~~\n~~~~",
    "    ```\n    code in code\n    ```",
    "```\na\tb\n\n\n  \n- no list\n```",
    "| a | b |\n|---|---|\n| `x` | ~~~ |",
    '<div markdown="1">\n\n# raw HTML\n\n</div>',
    "[^1] and {#id .class} and {: #id }\n\n[^1]: a note\n\n*[HTML]: no abbreviation",
    "!!! note\n    an aside",
    "1. one\n\n    ```\n    fenced\n    ```\n\n2. two",
    "<!-- a comment\n\n-->\n\n&lt;script&gt;",
    "## A heading ## {#x}\n\nText  \nbroken\n\n---\n\n> quoted\n> ```\n> code\n> ```",
]


def read(text: str) -> str:
    return markdown.markdown(meta.get_data(text)[0], extensions=EXTENSIONS)


def same(page: Page) -> bool:
    ours = marked(page.filled(read(page.frame)), page.path)
    return unspaced(read(plain(page))) == unspaced(ours)


def unspaced(html: str) -> str:
    """HTML without blank lines between blocks, in which tabs and marks are what a browser sees."""
    for number in map(ord, "`~\t"):
        html = html.replace(f"&#{number};", chr(number))
    return _BLOCK_END.sub(r"\1\n", html).strip()


def handbook(body: str) -> list[Page]:
    files = {
        "handbook.yaml": "kind: handbook\nid: handbook\ntitle: Handbook\n",
        "sales.yaml": "kind: department\nid: sales\ntitle: Sales\nhead: editor\n",
        "editor.md": ROLE.format(body),
    }
    return pages(load(files), DAY)


def role(body: str) -> Page:
    return next(page for page in handbook(body) if page.path == "roles/editor.md")


def test_what_looks_like_markdown_in_html_stays_html() -> None:
    for body in NASTY:
        page = role(body)
        assert same(page), body
        assert len(read(plain(page))) > 500, body
    assert all(same(page) for page in handbook("\n\n".join(NASTY)))


def test_fences_and_tabs_in_html_are_what_this_is_about() -> None:
    page = role(NASTY[0])
    assert unspaced(read(page.markdown)) != unspaced(read(plain(page)))


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from([*NASTY, "```", "~~~", "\t", "    ", "- a", "> ", "<b>", "{", "`"]))
)
def test_any_body(lines: list[str]) -> None:
    assert same(role("\n".join(lines)))


def test_a_search_finds_where_a_page_stands_and_skips_what_repeats_others() -> None:
    text = plain(role("Text."))
    assert text.startswith('---\ntitle: "Editor"\n')
    assert '\ntags: ["Organization", "Roles"]\n---\n' in text
    assert "data-search-exclude" in text
    home = plain(Page("index.md", "Home", frame="---\ntitle: x\n---\n\n# x\n"))
    assert home == "---\ntitle: x\n---\n\n# x\n"
