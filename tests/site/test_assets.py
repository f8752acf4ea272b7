"""What a site is dressed with: nothing is forgotten, nothing is fetched, nothing grows stale."""

import hashlib
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from salesops_sop.base.resources import site_folder
from salesops_sop.site import assets

VERSIONED = {assets.VERSION_STYLE, assets.VERSION_SCRIPT}
LISTED = {*assets.ALL, *VERSIONED}
SPEC = find_spec("material.templates")
assert SPEC
assert SPEC.origin
THEME = Path(SPEC.origin).parent
NAMESPACE = "http://www.w3.org/2000/svg"

# the menu of a long section, instead of all its pages on each of them
NEIGHBORS = """\
            {#- All of a long list on each of its pages would make the site grow with its square. -#}
            {% set shown = nav_item.children %}
            {% set all = index or (parent.children | selectattr("is_index") | first if parent) %}
            {% if all and shown | length > 100 %}
              {% set here = namespace(at = 0) %}
              {% for item in shown if item.active and item != index %}
                {% set here.at = shown.index(item) %}
              {% endfor %}
              {% set shown = shown[[here.at - 20, 0] | max : here.at + 21] %}
            {% endif %}
            {% for item in shown %}
"""
KEPT = """\
{% macro render(nav_item, path, level, parent) %}
  {{- menu.kept(nav_item, page) or menu.keep(nav_item, page, rendered(nav_item, path, level, parent)) -}}
{% endmacro %}
{% macro rendered(nav_item, path, level, parent) %}
"""
FIRST_OF_ALL = """\
      {% for item in nav_item.children %}
        {% if item.is_index and _.index is none %}
          {% set _.index = item %}
        {% endif %}
      {% endfor %}
"""
FIRST = """\
      {% set _.index = nav_item.children | selectattr("is_index") | first %}
"""
SHOW_ALL = """\
            {% endfor %}
            {% if shown | length < nav_item.children | length %}
              <li class="md-nav__item">
                <a href="{{ all.url | url }}" class="md-nav__link">
                  <span class="md-ellipsis">Show all {{ nav_item.children | length - (1 if index else 0) }}</span>
                </a>
              </li>
            {% endif %}
          </ul>"""

# what our copies of the theme's templates change, and nothing else
CHANGES = {
    "partials/nav-item.html": [
        (
            'aria-labelledby="{{ path }}_label" aria-expanded',
            'aria-label="{{ nav_item.title | striptags | e }}" aria-expanded',
        ),
        (
            'tabindex="{{ tabindex }}">\n                <span',
            'tabindex="{{ tabindex }}" title="{{ nav_item.title | striptags | e }}">\n'
            "                <span",
        ),
        ("{% macro render(nav_item, path, level, parent) %}\n", KEPT),
        (FIRST_OF_ALL, FIRST),
        ("            {% for item in nav_item.children %}\n", NEIGHBORS),
        ("            {% endfor %}\n          </ul>", SHOW_ALL),
    ],
    "partials/path.html": [("aria-label=\"{{ lang.t('nav') }}\"", 'aria-label="Breadcrumbs"')],
    "partials/search.html": [
        ('role="dialog">', 'role="dialog" aria-label="{{ lang.t(\'search\') }}">')
    ],
    "partials/source.html": [(' data-md-component="source"', "")],
}

# scripts that the theme writes into pages, as they were when we moved them into files
MOVED = {
    "partials/javascripts/announce.html": "40c3f94d4744",
    "partials/javascripts/base.html": "065e5fcd681e",
    "partials/javascripts/content.html": "8762fb478c8f",
    "partials/javascripts/outdated.html": "712d444e7579",
    "partials/javascripts/palette.html": "b6e6efcd564c",
}


def test_every_asset_is_published() -> None:
    folder = site_folder() / "assets"
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert found == LISTED


@pytest.mark.parametrize("name", sorted(LISTED - set(assets.PLAIN) | {"logo.svg"}))
def test_an_asset_asks_no_other_host(name: str) -> None:
    text = assets.source(name).read_text(encoding="utf-8").replace(NAMESPACE, "")
    assert re.findall(r"(?:https?:)?//[\w-]+\.\w+[^\s]*|@import", text) == []


def test_a_changed_asset_has_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "a.css").write_text("one")
    monkeypatch.setattr(assets, "site_folder", lambda: tmp_path)
    before = assets.published("a.css")
    (tmp_path / "assets" / "a.css").write_text("two")
    assert re.fullmatch(r"assets/sop/a\.[0-9a-f]{8}\.css", before)
    assert assets.published("a.css") != before


def test_our_templates_follow_those_of_the_theme() -> None:
    folder = assets.overrides()
    copies = {p.relative_to(folder).as_posix() for p in folder.rglob("*.html")} - {"main.html"}
    assert copies == set(CHANGES) | set(MOVED)
    for name, changes in CHANGES.items():
        expected = without_comment(THEME / name)
        for old, new in changes:
            assert old in expected, f"{name}: the theme no longer says {old!r}"
            expected = expected.replace(old, new, 1)
        assert without_comment(folder / name) == expected, f"{name} differs from the theme’s"


@pytest.mark.parametrize("name", MOVED)
def test_the_scripts_that_we_moved_into_files_are_still_those_of_the_theme(name: str) -> None:
    text = without_comment(THEME / name)
    assert hashlib.sha256(text.encode()).hexdigest()[:12] == MOVED[name], (
        f"the theme’s {name} is another one: bring what it does into site/assets/"
    )


def without_comment(file: Path) -> str:
    return re.sub(r"^\{#-.*?-#\}\n", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
