"""“I am a …” on the home page: whom one can choose, and what a script finds for the choice."""

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.site.pages import pages
from salesops_sop.site.pages.choosing import doers

from .conftest import TODAY, Seen, see


def test_every_role_can_be_chosen_by_department(seen: dict[str, Seen]) -> None:
    found = [given for tag, given in seen["index.md"].elements if tag in ("optgroup", "option")]
    names = [given.get("label") or given.get("value") for given in found]
    assert names == ["", "Legal", "counsel", "Sales", "analyst", "representative", "vp-sales"]
    assert found[2]["data-href"] == "roles/counsel.html"


def test_links_name_the_roles_that_have_something_to_do(
    small: Handbook, seen: dict[str, Seen]
) -> None:
    does = {
        given["href"]: given["data-does"]
        for _, given in seen["index.md"].elements
        if "data-does" in given
    }
    assert does["procedures/nurturing.html"] == "analyst representative"
    procedure = small.get(Procedure, "lead-grading")
    assert procedure
    assert doers(procedure) == "analyst representative vp-sales"  # counsel is only asked and told


def test_a_handbook_without_roles_asks_for_none() -> None:
    found = pages(
        load({"p.yaml": "kind: procedure\nid: p\ntitle: P\ncontrol: {owner: x}\n"}), TODAY
    )
    home = see(next(page for page in found if page.path == "index.md"))
    assert "i-am" not in home.ids
    assert home.faults == []


def test_the_page_of_a_role_can_be_made_ones_own(seen: dict[str, Seen]) -> None:
    marks = [given for _, given in seen["roles/analyst.md"].elements if "data-my-role" in given]
    assert [(mark["data-my-role"], "hidden" in mark) for mark in marks] == [("analyst", True)]
