"""Departments are told apart by those who see fewer colors, and never by color alone."""

import datetime
import re
from itertools import combinations

import pytest
from lxml import html

from salesops_sop.base.resources import reference_handbook, site_folder
from salesops_sop.site import source
from salesops_sop.site.pages import pages
from salesops_sop.site.pages.book import HUES
from tests.site.color import EYES, difference, seen

NEIGHBORS = 12.0  # ΔE of two departments that follow each other
FEW, AMONG_FEW = 5, 7.0  # and of any two, where there are few
TOKENS = (site_folder() / "assets" / "tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = TOKENS.split('[data-md-color-scheme="slate"] {')[:2]


def hues(scheme: str) -> list[str]:
    found = dict(re.findall(r"--sop-hue-(\d+): (#[0-9a-f]{6})", scheme))
    return [found[str(number)] for number in range(1, HUES + 1)]


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_neighboring_departments_differ(scheme: str, eyes: str) -> None:
    colors = [seen(color, eyes) for color in hues(scheme)]
    for at, color in enumerate(colors):  # the thirteenth department begins again
        apart = difference(color, colors[(at + 1) % HUES])
        assert apart >= NEIGHBORS, (at + 1, apart)
    for one, other in combinations(colors[:FEW], 2):
        assert difference(one, other) >= AMONG_FEW


def test_a_color_never_stands_without_a_name() -> None:
    root = reference_handbook()
    handbook = source.read(root, root.parent)
    colored = 0
    for page in pages(handbook, datetime.date(2026, 11, 23)):
        for part in html.fromstring(f"<div>{page.markdown}</div>").iter():
            if "sop-hue-" in str(part.get("class")):
                said = f"{part.text_content()}{part.get('aria-label', '')}{part.get('title', '')}"
                assert said.strip(), (page.path, html.tostring(part)[:200])
                colored += 1
    assert colored > 1000


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [  # from the data that Sharma, Wu and Dalal published with their paper
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_that_of_the_paper(one, other, apart) -> None:
    assert difference(one, other) == pytest.approx(apart, abs=5e-5)
    assert difference(other, one) == pytest.approx(apart, abs=5e-5)


def test_who_sees_no_green_confuses_red_and_green() -> None:
    red, green = "#b03030", "#5a6b1a"
    everybody = difference(seen(red, "everybody"), seen(green, "everybody"))
    assert everybody > 40
    assert difference(seen(red, "deuteranopia"), seen(green, "deuteranopia")) < everybody / 3
    assert all(difference(seen("#ffffff", eyes), (100, 0, 0)) < 0.1 for eyes in EYES)
