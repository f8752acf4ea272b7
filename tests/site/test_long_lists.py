"""A section of many pages: the menu of each shows its neighbors, not all of them."""

import re
from pathlib import Path

from salesops_sop.site.plugin.running import build

MANY = 130


def test_the_menu_shows_neighbors_and_the_way_to_all(tmp_path: Path) -> None:
    records = ["kind: handbook\ntitle: Many\n", "kind: department\nid: sales\ntitle: Sales\n"]
    for number in range(100, 100 + MANY):
        records.append(
            f"kind: role\nid: role-{number}\ntitle: Role {number}\n"
            "department: sales\npurpose: Sells.\n"
        )
    (tmp_path / "sops").mkdir()
    (tmp_path / "sops" / "handbook.yaml").write_text("---\n".join(records), encoding="utf-8")
    build(tmp_path / "sops", tmp_path / "site", strict=False)
    assert _menu(tmp_path / "site/roles/role-165.html") == list(range(145, 186))
    assert _menu(tmp_path / "site/roles/role-100.html")[0] == 100
    assert _menu(tmp_path / "site/roles/role-229.html")[-1] == 229
    text = (tmp_path / "site/roles/role-165.html").read_text(encoding="utf-8")
    assert f"Show all {MANY}" in text


def _menu(page: Path) -> list[int]:
    """The roles that the menu of a page names."""
    text = page.read_text(encoding="utf-8")
    menu = text[text.index("md-sidebar--primary") : text.index("md-sidebar--secondary")]
    return sorted({int(number) for number in re.findall(r">\s*Role (\d+)\s*<", menu)})


def test_the_menu_of_an_area_without_a_page_leads_to_all_procedures(tmp_path: Path) -> None:
    (tmp_path / "sops" / "procedures" / "selling").mkdir(parents=True)
    (tmp_path / "sops" / "handbook.yaml").write_text("kind: handbook\ntitle: Many\n")
    for number in range(100, 100 + MANY):
        (tmp_path / "sops" / "procedures" / "selling" / f"call-{number}.yaml").write_text(
            f"kind: procedure\nid: call-{number}\ntitle: Role {number}\n"
            "control: {owner: vp-sales}\npurpose: Sell.\n"
            "steps: [{id: a, action: Call, raci: {responsible: vp-sales}}]\n"
        )
    build(tmp_path / "sops", tmp_path / "site", strict=False)
    page = tmp_path / "site/procedures/call-165.html"
    assert _menu(page) == list(range(145, 186))
    found = re.search(rf'href="([^"]*)"[^>]*>\s*<span[^>]*>Show all {MANY}<', page.read_text())
    assert found
    assert found[1] == "index.html"
