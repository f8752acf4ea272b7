"""The fast parser says what the careful one says, or leaves the text to it."""

import os
import random
from pathlib import Path

import pytest

from salesops_sop.base.resources import reference_handbook
from salesops_sop.handbook import markdown
from salesops_sop.handbook.yamltree import quick, reading
from salesops_sop.handbook.yamltree.source import cleaned, documents
from salesops_sop.handbook.yamltree.tree import parse

MUTANTS = int(os.environ.get("SOP_FUZZ", 4000))
PIECES = (
    *("\n", "\n\n", "  ", " ", "\t", "-", "- ", ": ", ":", ",", "[", "]", "{", "}", "#", " #", "'"),
    *('"', "|", ">", "&a ", "*a", "!", "!!str ", "%", "@", "`", "?", "? ", "<<: ", "---", "..."),
    *("~", "null", "true", "No", "007", "0x1f", "0b1", "0o7", "1e3", ".5", "5.", "+1", "1_000"),
    *(".inf", ".nan", "-0", "9" * 20, "2026-01-01", "12:30", "é", "\u2028", "\ufeff", "\\x41"),
)


def differs(text: str) -> str:
    """What the two say differently of a text; empty where they agree."""
    for source in documents(text, "x.yaml", 1):
        source, flaws = cleaned(source)
        if flaws or source.restored or not source.text.strip():
            continue
        value = quick.read(source.text, reading.DEEPEST_NESTING)
        if value is not quick.UNKNOWN:
            careful, line, flaws = reading.read(source)
            lines = {tree.line for tree in parse(source.text, "x.yaml", source.line)}
            if repr(value) != repr(careful) or flaws or lines - {line}:
                return f"{source.text!r}: {value!r}, not {careful!r} {flaws}"
    return ""


def corpus() -> list[str]:
    """Texts of people: front matter and files."""
    files = sorted(p for p in reference_handbook().rglob("*") if p.suffix in {".md", ".yaml"})
    cases = sorted((Path(__file__).parents[2] / "rules" / "cases").rglob("*.yaml"))
    texts = [file.read_text(encoding="utf-8") for file in (*files, *cases)]
    return [markdown.split(text).front or text for text in texts]


CORPUS = corpus()


def test_most_texts_of_people_are_read_quickly() -> None:
    known = [t for t in CORPUS if quick.read(t, reading.DEEPEST_NESTING) is not quick.UNKNOWN]
    assert len(known) > 0.6 * len(CORPUS)
    assert [found for text in CORPUS if (found := differs(text))] == []


SCALARS = (
    "007 08 -07 0x1f -0x1f +0x1f 0xZ 0b101 -0b1 0o17 +0o7 0o8 1e3 1E+3 1e400 .5 -.5 5. +1 1_000 "
    "1:30 1.2.3 .inf -.INF .nan .NaN ~ null Null NULL nUll true True TRUE yes No on off - 0 -0 +0 "
    "9223372036854775807 9223372036854775808 -9223372036854775808 123456789012345678901 1.0 1e "
    "2026-01-01 2026-01-01T00:00:00Z = << y n ! & * % @a 1,5 1% 0. 00 0.0 -0.0 12e03 1__0"
)


@pytest.mark.parametrize("scalar", SCALARS.split())
@pytest.mark.parametrize("form", ["a: {}", "{}: a", "- {}", "[{}, b]", "a:\n  {}\n", "{}"])
def test_a_scalar(scalar: str, form: str) -> None:
    assert differs(form.format(scalar)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2",
        "a: &x 1\nb: *x",
        "a: !!str 1",
        "? [a]\n: b",
        "a: {b: 1, b: 2}",
        "[" * 70 + "]" * 70,
        "- " * 70 + "a",
        "a: [']', " + "[" * 70 + "]" * 70 + "]",
        "".join(f"{' ' * n}a:\n" for n in range(70)),
        "a: " + "[1, " * 30_000,
        '"a\\u2028": "\\x00"',
        "%YAML 1.1\n---\na: yes",
        "--- a\n",
        "# c\n\n  # d\n---\n\n# e\na: 1\n",
        "a: b\n...\n",
    ],
)
def test_a_text_with_more_than_values(text: str) -> None:
    assert differs(text) == ""


@pytest.mark.parametrize("seed", range(4))
def test_mutants(seed: int) -> None:
    luck = random.Random(seed)
    for _ in range(MUTANTS // 4):
        text = luck.choice(CORPUS)
        start = luck.randrange(len(text))
        text = text[start : start + luck.randrange(1, 600)] if luck.random() < 0.7 else text[:4000]
        for _ in range(luck.choice((1, 1, 2, 4))):
            text = mutated(text, luck)
        assert differs(text) == ""


def mutated(text: str, luck: random.Random) -> str:
    """The text with one small thing changed."""
    at = luck.randrange(len(text) + 1)
    end = min(len(text), at + luck.randrange(1, 8))
    match luck.randrange(4):
        case 0:
            return text[:at] + luck.choice(PIECES) + text[at:]
        case 1:
            return text[:at] + luck.choice(PIECES) + text[end:]
        case 2:
            return text[:at] + text[end:]
        case _:
            lines = text.split("\n")
            line = luck.choice(lines)
            lines.insert(luck.randrange(len(lines) + 1), luck.choice(("", " ", "  ")) + line)
            return "\n".join(lines)
