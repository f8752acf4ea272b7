"""Unquoted scalars against the tables of YAML 1.2.2, section 10.3.2."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.handbook.yamltree.scalars import Scalar, plain_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("Null", None),
        ("NULL", None),
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("false", False),
        ("False", False),
        ("FALSE", False),
        ("0", 0),
        ("-0", 0),
        ("+12", 12),
        ("0777", 777),
        ("0o14", 12),
        ("0x3A", 58),
        ("0.", 0.0),
        (".5", 0.5),
        ("-2.5e3", -2500.0),
        ("1e3", 1000.0),
        ("12e03", 12000.0),
        ("1.10", 1.1),
        (str(2**63 - 1), 2**63 - 1),
    ],
)
def test_what_is_more_than_text(text: str, value: Scalar) -> None:
    assert plain_value(text) == value
    assert type(plain_value(text)) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "NO",
        "yes",
        "on",
        "off",
        "y",
        "tRUE",
        "nULL",
        "None",
        "12:30",
        "190:20:30",
        "2026-11-23",
        "2026-11-23T10:00:00Z",
        "1_000",
        "0b11",
        "0o8",
        "-0x1",
        "1,000",
        "1.2.0",
        ".",
        "+",
        "-",
        "e3",
        "1e",
        "=",
        "<<",
        ".inf",
        "-.INF",
        ".nan",
        "50,000 USD",
        "20%",
        "٤",
        "４",
    ],
)
def test_what_stays_text(text: str) -> None:
    assert plain_value(text) == text


@pytest.mark.parametrize(
    "text",
    [
        str(2**63),
        str(-(2**63)),
        "9" * 5_000,
        "1e999",
        "-1e999",
        "0x" + "f" * 17,
        "1." + "0" * 1_000_000,
    ],
)
def test_numbers_that_are_too_large(text: str) -> None:
    with pytest.raises(ValueError, match="this number is too large: put it in quotes"):
        plain_value(text)


@given(st.text(st.sampled_from("0123456789+-._eExo:aAfFnN~ "), max_size=8))
def test_every_text_is_read_as_the_tables_say(text: str) -> None:
    assert plain_value(text) == _by_the_tables(text)


def _by_the_tables(text: str) -> Scalar:
    if text in ("", "~"):
        return None
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"0o[0-7]+", text):
        return int(text[2:], 8)
    if re.fullmatch(r"0x[0-9a-fA-F]+", text):
        return int(text[2:], 16)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text) if abs(float(text)) != float("inf") else pytest.skip("too large")
    return text
