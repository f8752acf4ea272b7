"""Reviews of any size and with any text: short enough, whole, and nothing in them acts."""

import json
import re

import pytest
from markdown_it import MarkdownIt

from salesops_sop.base.problem import Severity
from salesops_sop.report.outcome import Look
from salesops_sop.report.review import FORMATS
from salesops_sop.report.review.markdown import LARGEST
from salesops_sop.report.review.mermaid import quoted
from tests.history.diff.test_cases import Files
from tests.history.review.test_cases import reviewed

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
EVIL = '</details>"]; click n0 "https://evil.example" ``` @jane [x](https://evil.example) | <b> ::error::'
STEP = (
    "  - {{id: s{n}, action: {action} {n}, raci: {{responsible: {role}, accountable: {role}}}}}\n"
)


def handbook(documents: int, steps: int, role: str, action: str = "Check the part") -> Files:
    """Procedures with steps; all that changes is who does them."""
    files = {"roles.yaml": ROLES, "handbook.yaml": "kind: handbook\ntitle: Handbook\n"}
    for number in range(documents):
        lines = "".join(STEP.format(n=n, action=action, role=role) for n in range(steps))
        files[f"p{number}.yaml"] = (
            f"kind: procedure\nid: p{number}\ntitle: Procedure {number}\n"
            "control: {owner: boss, version: 1.0.0, status: effective}\n"
            f"steps:\n{lines}"
        )
    return files


ROLES = """\
kind: role
id: boss
title: Boss
department: sales
---
kind: role
id: clerk
title: Clerk
department: sales
"""


def page(before: Files, after: Files) -> str:
    return FORMATS["markdown"](reviewed(before, after), Look())


@pytest.mark.parametrize(("documents", "steps"), [(1, 3), (3, 200), (60, 12), (300, 1)])
def test_a_page_of_any_size_is_short_enough_and_whole(documents, steps):
    text = page(handbook(documents, steps, "clerk"), handbook(documents, steps, "boss"))
    assert len(text) < LARGEST
    html = COMMONMARK.render(text)
    for tag in ("details", "summary"):
        assert html.count(f"<{tag}>") == html.count(f"</{tag}>")
    assert text.count("```") % 2 == 0
    for title in ("Who must agree", "Versions to raise", "Ownership: who does", "Roles affected"):
        assert title in text
    left = re.findall(r"(\d+) of (\d+) lines are left out here", text)
    assert bool(left) is (documents * steps > 100)
    assert all(int(some) <= int(every) for some, every in left)


def test_the_longest_parts_are_cut_and_the_others_are_whole():
    text = page(handbook(100, 12, "clerk"), handbook(100, 12, "boss"))
    agree = text[text.index("### Who must agree") : text.index("Versions to raise")]
    assert "left out" not in agree
    assert text.count("left out here") >= 2
    assert len(text) > LARGEST * 0.9  # room is used


def test_other_formats_leave_nothing_out():
    found = reviewed(handbook(100, 12, "clerk"), handbook(100, 12, "boss"))
    data = json.loads(FORMATS["json"](found, Look()))
    assert len(data["changes"]) == 100 * 12 * 2
    assert FORMATS["text"](found, Look()).count("the Boss does it instead of the Clerk") >= 100 * 12


def hostile(version: str, action: str) -> Files:
    title = json.dumps(EVIL)
    return {
        "handbook.yaml": "kind: handbook\ntitle: Handbook\n",
        "roles.yaml": f"kind: role\nid: boss\ntitle: {title}\ndepartment: sales\n",
        "p.yaml": (
            f"kind: procedure\nid: p\ntitle: {title}\n"
            f"control: {{owner: boss, version: {version}, status: effective, approvers: boss}}\n"
            f"trigger: [{title}]\n"
            f"purpose: {title}\n"
            "steps:\n"
            f"  - {{id: one, action: {json.dumps(EVIL + action)}, raci: {{responsible: boss}}}}\n"
            f"  - id: two\n    action: {title}\n    raci: {{responsible: boss}}\n"
            f"    next:\n      - {{when: {title}, to: one}}\n      - {{otherwise: {{end: done}}}}\n"
            f"outcomes:\n  - {{id: done, title: {title}}}\n"
        ),
    }


def test_a_title_of_any_length_leaves_room_for_the_rest():
    def long(version, action):
        files = hostile(version, action)
        return {path: text.replace("<b> ::", "@x [y] " * 3_000) for path, text in files.items()}

    before, after = long("1.0.0", "x"), long("1.0.1", "reject the other thing")
    text = page(before, after)
    assert len(text) < LARGEST
    assert "### Who must agree" in text
    assert "left out" not in text


def test_hostile_text_stays_text():
    text = page(hostile("1.0.0", "x"), hostile("1.0.1", "reject the other thing"))
    assert COMMONMARK.render(text).count("evil.example")
    outside = re.sub(r"```mermaid\n.*?\n```", "", text, flags=re.S)
    html = COMMONMARK.render(outside)
    tags = set(re.findall(r"<(/?[a-z0-9]+)", html))
    known = {"h2", "h3", "p", "strong", "ul", "li", "code", "details", "summary"}
    assert {tag.removeprefix("/") for tag in tags} <= known
    assert "<a " not in html
    assert html.count("<details>") == html.count("</details>")
    assert not re.search(r"@\w", outside)
    assert not re.search(r"^\s*(::|##\[)", text, re.M)


def test_hostile_text_stays_in_its_label():
    text = page(hostile("1.0.0", "x"), hostile("1.0.1", "reject the other thing"))
    pictures = re.findall(r"```mermaid\n(.*?)\n```", text, re.S)
    assert len(pictures) == 2
    line = re.compile(
        r"flowchart TD|  n\d+[\[({]+\"[^\"`<>]*(?:<br/>[^\"`<>]*)*\"[\])}]+"
        r"|  n\d+ -->(?:\|\"[^\"`<>]*\"\|)? n\d+|  class(?:Def)? [\w,]+ [\w:;,\- ]+"
    )
    for picture in pictures:
        assert [row for row in picture.splitlines() if not line.fullmatch(row)] == []


def test_a_label_means_itself():
    assert quoted('a "b" <c> #1; `d`') == "a #34;b#34; #60;c#62; #35;1#59; #96;d#96;"
    assert quoted("1. Check 2.5") == "1#46; Check 2.5"  # else a list to some versions of Mermaid
    assert quoted("- x_y") == "#45; x#95;y"
    assert quoted("Prüfe den Vertrag – “sofort”, 20/30") == "Prüfe den Vertrag – “sofort”, 20/30"


@pytest.mark.parametrize("form", ["markdown", "text"])
def test_hidden_characters_are_written_out(form):
    before, after = hostile("1.0.0", "x"), hostile("1.0.1", "\u202e\x1b[31m reject it")
    found = FORMATS[form](reviewed(before, after), Look())
    assert not set("\u202e\x1b\x00").intersection(found)


def test_nothing_to_compare():
    for form in FORMATS:
        assert FORMATS[form](reviewed({}, {}), Look()).endswith("\n")
    found = reviewed({}, handbook(1, 2, "boss"))
    assert {problem.severity for problem in found.problems.new} >= {Severity.ERROR}
