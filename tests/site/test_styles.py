"""What the styles may say: nothing of left and right, so that a page may run the other way."""

import re

import pytest

from salesops_sop.base.resources import site_folder

STYLES = sorted((site_folder() / "assets").glob("*.css"))
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
_SIDE = re.compile(r"(?:^|-)(?:left|right)(?:-|$)")
_SIDED = {"float", "clear", "text-align", "text-align-last", "caption-side", "justify-content"}
_FOUR = {"margin", "padding", "inset", "border-width", "border-style", "border-color"}


def sided(style: str) -> list[str]:
    """The declarations that name a side, or give left and right different values."""
    found = []
    for selector, block in _RULE.findall(_COMMENT.sub("", style)):
        for declaration in filter(None, map(str.strip, block.split(";"))):
            name, _, value = (part.strip() for part in declaration.partition(":"))
            if not name.startswith("--") and _names_a_side(name, value):
                found.append(f"{selector.strip()} {{ {name}: {value} }}")
    return found


def _names_a_side(name: str, value: str) -> bool:
    values = parts(value.removesuffix("!important"))
    if name in _SIDED:
        return bool({"left", "right"} & set(values))
    if name in _FOUR or (name.startswith("scroll-") and name.count("-") == 1):
        return len(values) == 4 and values[1] != values[3]
    if name == "border-radius":
        return len(values) > 1 and corners(values)
    if name == "box-shadow":
        return any(moved(shadow) for shadow in value.split(","))
    return bool(_SIDE.search(name))


def parts(value: str) -> list[str]:
    """The values of a declaration; what a function is given stays with it."""
    return re.findall(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+", value)


def corners(values: list[str]) -> bool:
    """Whether the corners on one side differ from those on the other; there are two values or more."""
    given = enumerate([*values, *[""] * (4 - len(values))])
    top_left, top_right, low_right, low_left = (value or values[at - 2] for at, value in given)
    return (top_left, low_left) != (top_right, low_right)


def moved(shadow: str) -> bool:
    """Whether a shadow lies more to one side than to the other."""
    lengths = [part for part in parts(shadow) if re.match(r"-?[\d.]", part)]
    return bool(lengths) and float(re.match(r"-?[\d.]+", lengths[0])[0]) != 0  # type: ignore[index]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_names_no_side(path) -> None:
    assert sided(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "declaration",
    [
        "margin-left: 0",
        "padding-right: 1rem",
        "border-left: 0",
        "border-top-left-radius: 1rem",
        "left: 0",
        "right: 1px",
        "scroll-margin-left: 1px",
        "text-align: left",
        "float: right",
        "margin: 0 1rem 0 0",
        "padding: 0 0 1.4rem calc(1rem - (2px * 3)) !important",
        "inset: 0 auto 0 0",
        "border-radius: 1rem 0",
        "border-radius: 0 1rem 1rem 0",
        "box-shadow: inset 0.2rem 0 0 red",
        "box-shadow: 0 0 1px red, -1px 0 0 blue",
    ],
)
def test_a_side_would_be_found(declaration: str) -> None:
    style = f"a {{ color: red; {declaration}; }}"
    assert sided(f"@media print {{ {style} }}") == [f"a {{ {declaration} }}"]


@pytest.mark.parametrize(
    "declaration",
    [
        "margin: 0 1rem 2rem 1rem",
        "margin-inline-start: 1rem",
        "padding: 0 auto",
        "border-radius: 0 0 1rem 1rem",
        "border-radius: 1rem 1rem 0 0",
        "box-shadow: 0 1px 2px rgb(1 2 3 / 5%), inset 0 0.15rem 0 red",
        "--left: 1rem",
        "text-align: start",
        "inset-inline: 0 auto",
    ],
)
def test_what_is_the_same_both_ways_is_not(declaration: str) -> None:
    assert sided(f"a {{ {declaration} }}") == []
