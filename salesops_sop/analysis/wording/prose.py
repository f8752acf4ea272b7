"""What a document says to people: its passages as one text, and where every word of it stands."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.markdown import code
from salesops_sop.handbook.model.record import Document, Place, Status
from salesops_sop.handbook.model.vocabulary import Term
from salesops_sop.handbook.walk import Passage, contents

_BETWEEN = "\n\x00\n"  # no phrase can reach across: a document never holds this character

# Every repetition is bounded: long texts take linear time.
_HIDDEN = re.compile(
    r"""\\[!-/:-@\[-`{-~]
    | (?<=\])\((?:<[^<>\n]{0,2000}>|(?:[^()\s]|\([^()\s]{0,200}\)){0,2000})
          (?:\s{1,9}(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?\s{0,9}\)
    | (?<=\])\[[^\[\]\n]{0,200}\]
    | ^\ {0,3}\[[^\[\]\n]{1,200}\]:[^\n]*
    | \b(?:https?://|www\.|mailto:)[^\s<>"”]{1,2000}
    | \b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}
    | \{\{[^{}\n]{0,200}\}\}
    | “(?:[^“”\n]|\n(?![ \t]*\n)){1,400}[”“]
    | „(?:[^„“\n]|\n(?![ \t]*\n)){1,400}[“”]
    | «(?:[^«»\n]|\n(?![ \t]*\n)){1,400}»
    | (?<!\w)"(?:[^"\n]|\n(?![ \t]*\n)){1,400}"(?!\w)
    | (?<!\w)‘(?:[^‘\n]|\n(?![ \t]*\n)){1,200}?’(?!\w)
    | (?<!\w)'(?:[^'\n]|\n(?![ \t]*\n)){1,200}?'(?!\w)
    """,
    re.MULTILINE | re.VERBOSE,
)
_MARKS = frozenset("\\`~]@:/.{“„«\"‘'<\t")
_WORD = re.compile(r"\w+")


def listed(words: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(words.split())


class Found(NamedTuple):
    """Words that a pattern found: where they stand, and the passage with the index in it."""

    place: Place
    words: str
    passage: Passage
    start: int

    @property
    def sentence(self) -> str:
        """The sentence, heading or list item that the words are part of."""
        return self.passage.text[slice(*self.bounds)]

    @property
    def bounds(self) -> tuple[int, int]:
        """Begin and end of the sentence in the passage; of a very long one its middle."""
        text, end = self.passage.text, self.start + len(self.words)
        first, last = max(0, self.start - _LONGEST), min(len(text), end + _LONGEST)
        starts = [e.end() for e in _SENTENCE_END.finditer(text, first, self.start + 1)]
        found = _SENTENCE_END.search(text, end, last)
        return starts[-1] if starts else first, found.start() if found else last


_LONGEST = 500
_SENTENCE_END = re.compile(
    r"(?<![ap]\.m)(?<!e\.g)(?<!i\.e)[.!?](?=\s+[A-Z\[“])\s+"
    r"|\n[ \t]*\n|\n(?=[ \t]*(?:[-*+#>|]|\d+\.) )"
)


class Prose:
    """The passages of a document as one text.

    Code, addresses and the targets of links are no words. Neither is what stands in quotation
    marks: who writes “as needed” so speaks about the words and does not use them.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.passages = tuple(_passages(document))
        self._visible: dict[int, str] = {}

    @cached_property
    def text(self) -> str:
        """All passages, with a character between them that no phrase reaches across."""
        return _BETWEEN.join(("", *(passage.text for passage in self.passages)))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the text in lower case: whoever misses one here need not search for it."""
        return frozenset(map(str.lower, set(_WORD.findall(self.text))))

    def find(self, pattern: re.Pattern[str], but: Container[str] = ()) -> Iterator[Found]:
        """What the pattern finds outside of code, addresses and quotation marks; never `but`.

        Where the pattern has a group that took part, that group is what was found.
        """
        for match in pattern.finditer(self.text):
            group = match.lastindex or 0
            words = match[group]
            if words in but:
                continue
            number, start = self._at(match.start(group))
            if self._shows(number)[start : start + len(words)].split() == words.split():
                passage = self.passages[number]
                yield Found(passage.place._replace(offset=start), words, passage, start)

    def _at(self, index: int) -> tuple[int, int]:
        number = bisect_right(self._starts, index) - 1
        return number, index - self._starts[number]

    @cached_property
    def _starts(self) -> list[int]:
        lengths = (len(passage.text) + len(_BETWEEN) for passage in self.passages)
        return [*accumulate(lengths, initial=len(_BETWEEN))]

    def _shows(self, number: int) -> str:
        if number not in self._visible:
            self._visible[number] = visible(self.passages[number].text)
        return self._visible[number]


def prose(document: Document) -> Prose:
    """The prose of a document; the answer is kept with the document."""
    found: Prose | None = document.__dict__.get("prose")
    if found is None:
        found = document.__dict__["prose"] = Prose(document)
    return found


def followed(handbook: Handbook) -> Iterator[Prose]:
    """The prose of every document that somebody may still follow: all but the retired ones."""
    for document in handbook.documents:
        if not retired(document):
            yield prose(document)


def retired(document: Document) -> bool:
    """Whether document control says that the document no longer holds."""
    control = getattr(document, "control", None)
    return control is not None and control.status is Status.RETIRED


def visible(text: str) -> str:
    """The text with blanks for code, addresses, link targets and words in quotation marks.

    Every other character is where it was.
    """
    if _MARKS.isdisjoint(text) and "    " not in text:
        return text
    text = code.prose(text)
    text = code.without(text, code.inline(text))
    return code.without(text, (match.span() for match in _HIDDEN.finditer(text)))


def shown(text: str) -> str:
    """A text as it is read, on one line: of a link its label, of an empty link “…”."""
    return " ".join(_LINK.sub(lambda link: link[1] or "…", text).replace("**", "").split())


_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,2000}(?:\s{1,9}\"[^\"\n]{0,300}\")?\)")


def phrase(words: str) -> str:
    """The pattern of a phrase: spaces may be line ends or hyphens, and it is a whole word."""
    inner = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", words) if word)
    return rf"(?<![\w-]){inner}(?![\w-])"


def words_of(phrase: str) -> frozenset[str]:
    """The words that `Prose.words` must hold where a phrase can be in the text."""
    return frozenset(_WORD.findall(phrase.lower()))


def _passages(document: Document) -> Iterable[Passage]:
    passages = contents(document).passages
    if isinstance(document, Term):
        return [p for p in passages if p.place.path[0] != "avoid"]
    return passages
