"""Entries of another program's file change; what else it says stays as it is written."""

import yaml
from markupsafe import Markup

from salesops_sop.handbook.yamltree.foreign import Foreign

WRITTEN = b"""\
# a comment
site_name: !ENV [NAME, Ours]
theme: material
extra: &more
  emoji: !!python/name:os.system
  text: |
    two
    lines
plugins:
  - search
  - other: {a: 1}
site_name: 'later'
copy: *more
"""


def test_tags_and_ways_of_writing_stay() -> None:
    foreign = Foreign.parse(WRITTEN)
    foreign.keep("plugins", lambda name: name == "other")
    foreign.inside("theme", short="name").put("font", False)
    foreign.ahead("nav", [{Markup("A &amp; B"): "a.md"}])
    foreign.put("site_name", "12:30")
    assert foreign.text() == (
        "site_name: '12:30'\n"
        "theme:\n  name: material\n  font: false\n"
        "extra: &id001\n  emoji: !!python/name:os.system ''\n  text: |\n    two\n    lines\n"
        "plugins:\n- other: {a: 1}\n"
        "copy: *id001\n"
        "nav:\n- A &amp; B: a.md\n"
    )


def test_of_a_key_that_is_there_twice_the_last_one_counts() -> None:
    foreign = Foreign.parse(WRITTEN)
    assert foreign.scalar("site_name") == "later"
    assert foreign.scalar("extra") is None
    assert foreign.drop("site_name", "missing") == ["site_name"]
    assert "site_name" not in foreign.text()


def test_plugins_may_be_a_mapping() -> None:
    foreign = Foreign.parse(b"plugins: {search: {lang: en}, other: {}}")
    foreign.keep("plugins", lambda name: name == "search")
    assert yaml.safe_load(foreign.text()) == {"plugins": {"search": {"lang": "en"}}}


def test_what_is_inherited_lies_below() -> None:
    base = Foreign.parse(b"theme: {name: material, language: en}\nnav: [a.md]\n")
    own = Foreign.parse(b"defaults: &d {nav: [b.md]}\n<<: *d\ntheme: {language: ar}\n")
    assert yaml.safe_load(own.over(base).text()) == {
        "theme": {"name": "material", "language": "ar"},
        "nav": ["b.md"],
        "defaults": {"nav": ["b.md"]},
    }


def test_a_file_that_says_nothing() -> None:
    foreign = Foreign.parse(b"# nothing\n")
    foreign.ahead("extra_css", ["a.css"])
    assert foreign.text() == "extra_css:\n- a.css\n"
