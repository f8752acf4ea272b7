"""Whatever two handbooks hold, they can be reviewed: all that the rules are tested with."""

import json

import pytest
from markdown_it import MarkdownIt

from salesops_sop.report.outcome import Look
from salesops_sop.report.review import FORMATS
from salesops_sop.report.review.markdown import LARGEST
from tests.history.review.test_cases import reviewed
from tests.rules.test_cases import case_files, cases

FILES = [pytest.param(path, id=name) for name, path in list(case_files())[::4]]


@pytest.mark.parametrize("path", FILES)
def test_any_two_handbooks(path):
    files = [case["files"] for case in cases(path)]
    for before, after in ((files[0], files[-1]), ({}, files[0])):
        found = reviewed(before, after)
        pages = {form: write(found, Look()) for form, write in FORMATS.items()}
        assert len(pages["markdown"]) < LARGEST
        html = MarkdownIt("commonmark").render(pages["markdown"])
        assert html.count("<details>") == html.count("</details>")
        assert "<a " not in html
        data = json.loads(pages["json"])
        assert data["passed"] is not bool(data["stopped"])
        places = range(len(data["changes"]))
        assert all(n in places for one in data["affected"] for n in one["changes"])
        asked = [role for one in data["agreements"] for role in one["roles"]]
        assert all(one["reasons"] and one["count"] > 0 for one in data["agreements"])
        known = {d.id for d in found.compared.after.handbook.documents if d.kind == "role"}
        assert set(asked) <= known
