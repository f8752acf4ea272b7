"""What only lays a text out is no change of it; another word, number or order is."""

import time
import unicodedata

import pytest

from salesops_sop.history.diff.layout import squeezed

SAME = {
    "numbers of a list": ("Steps:\n\n1. ask\n2. sign\n", "Steps:\n\n1. ask\n1. sign\n"),
    "brackets for dots": ("1. ask\n2. sign", "1) ask\n2) sign"),
    "a list in several lines": ("1. ask\n   again\n2. sign", "1. ask again\n1. sign"),
    "a list with gaps": ("1. ask\n\n   more\n\n2. sign", "1. ask\n\n1. more\n2. sign"),
    "bullets": ("* ask\n+ sign", "- ask\n- sign"),
    "a heading with a line below": ("Who signs\n=========\n\nThe VP.", "# Who signs\n\nThe VP."),
    "a lower heading": ("Who signs\n---\nThe VP.", "## Who signs\n\nThe VP."),
    "a table": ("| a | b |\n|---|:-:|\n| 1 | 2 |", "a | b\n:-- | --\n1 | 2"),
    "the end of a line": ("The VP  \nsigns", "The VP\\\nsigns"),
    "signs that mean themselves": ("10 \\* 5 \\_a\\_", "10 * 5 _a_"),
    "a fence": ("~~~\nx\n~~~", "```\nx\n```"),
    "a line between": ("a\n\n***\n\nb", "a\n\n---\n\nb"),
    "emphasis": ("**The VP** signs", "The _VP_ signs"),
    "accents": (unicodedata.normalize("NFC", "Café"), unicodedata.normalize("NFD", "Café")),
    "wrapped before a number": ("It is step\n3. Then sign.", "It is step 3. Then\nsign."),
}
OTHER = {
    "a word": ("The VP signs", "The manager signs"),
    "a number": ("within 3 days", "within 4 days"),
    "a number at the start": ("3. days", "4. days"),
    "the order of a list": ("1. ask\n2. sign", "1. sign\n2. ask"),
    "a sign": ("10 - 5", "10 + 5"),
    "a minus": ("-5%", "5%"),
    "a line that is a sentence": ("a\n= 5", "a\n5"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME.keys())
def test_layout_is_no_change(one, other):
    assert squeezed(one) == squeezed(other)


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER.keys())
def test_what_is_said_is_one(one, other):
    assert squeezed(one) != squeezed(other)


@pytest.mark.parametrize("part", ["- ", "-", "| ", "=", "~", "\\", "*", "1. ", "1.\n", " ", ":"])
def test_a_long_text_takes_no_time(part):
    begin = time.perf_counter()
    squeezed(part * 100_000 + "x")
    assert time.perf_counter() - begin < 2


def test_nothing_is_nothing():
    assert squeezed(None) == squeezed("") == squeezed(" \n") == ""
