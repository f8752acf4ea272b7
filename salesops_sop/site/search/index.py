"""The search index in small files: a reader loads those of the words that were typed.

`start.js` says which file holds which words and which passages. Each file is a script that calls
`sopFound(name, data)`, with the data on lines of its own: a folder without a server allows
scripts only, and a server sends the same file to whoever fetches it.
"""

import hashlib
import json
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from salesops_sop.site.search.passages import Passage
from salesops_sop.site.search.synonyms import Synonyms
from salesops_sop.site.search.words import words

FOLDER = "search"
START = f"{FOLDER}/start.js"

MOST = 4000  # passages kept for one word: what stands everywhere narrows nothing
SHOWN = 400  # characters of a passage that a result shows
WORDS_SIZE, PAGES_SIZE = 24_000, 8_000  # characters of one file

# how much a place counts, in times that a text says a word
PAGE_TITLE, TITLE, BELOW, OTHER_NAME = 24.0, 8.0, 0.3, 0.4
USUAL_LENGTH = 60  # words; in a longer text a word counts less
MOST_IMPACT = 100


class Entry(NamedTuple):
    """A page: its address below the site, its title, the sections it stands in, what it says."""

    location: str
    title: str
    tags: Sequence[str]
    passages: Sequence[Passage]


class Index:
    """Takes pages one after the other; `files` are then the same for the same pages."""

    def __init__(self, synonyms: Synonyms) -> None:
        self._synonyms = synonyms
        self._found: dict[str, array[int]] = {}  # from a word to passage × MOST_IMPACT + impact
        self._pages: list[tuple[int, str]] = []  # each with the number of its first passage
        self._count = 0

    def add(self, page: Entry) -> None:
        """Read a page."""
        first, shown = self._count, []
        own = words(page.title)
        for passage in page.passages:
            title = passage.title or ("" if passage.anchor else page.title)
            for word, impact in self._weighed(own, passage, title):
                places = self._found.setdefault(word, array("L"))
                places.append(self._count * MOST_IMPACT + impact)
            shown.append([passage.anchor, title, passage.text[:SHOWN]])
            self._count += 1
        if shown:
            record = [page.location, page.title, list(page.tags), shown]
            self._pages.append((first, _json(record)))

    def files(self) -> dict[str, str]:
        """From paths below the site to texts."""
        shards = list(_cut(self._words(), WORDS_SIZE))
        blocks = list(_cut(self._pages, PAGES_SIZE))
        named = {
            **{f"w{number}": _list(part) for number, (_, part) in enumerate(shards)},
            **{f"p{number}": _list(part) for number, (_, part) in enumerate(blocks)},
        }
        digest = hashlib.sha256("".join(named.values()).encode()).hexdigest()[:12]
        start = {
            "folder": digest,  # browsers may keep its files for ever
            "passages": self._count,
            "words": [first for first, _ in shards],
            "pages": [first for first, _ in blocks],
        }
        found = {START: _script("start", _json(start))}
        for name, text in named.items():
            found[f"{FOLDER}/{digest}/{name}.js"] = _script(name, text)
        return found

    def _weighed(
        self, own: Sequence[str], passage: Passage, title: str
    ) -> Iterator[tuple[str, int]]:
        """The words of a passage and how much each says of it, from 1 to 99."""
        said = words(passage.text)
        counted: dict[str, float] = dict(Counter(said))
        for word in own:
            counted[word] = counted.get(word, 0) + BELOW
        heading = words(title)
        for word in heading:
            counted[word] = counted.get(word, 0) + (TITLE if passage.anchor else PAGE_TITLE)
        for word in self._synonyms.of([*heading, *said]):
            counted[word] = counted.get(word, 0) + OTHER_NAME
        slack = 0.75 + 0.75 * len(said) / USUAL_LENGTH
        for word, weight in counted.items():
            yield word, max(1, round((MOST_IMPACT - 1) * weight / (weight + slack)))

    def _words(self) -> Iterator[tuple[str, str]]:
        """Each word and its record, in the order in which a script compares texts."""
        for word in sorted(self._found, key=lambda word: word.encode("utf-16-be")):
            places: Sequence[int] = self._found[word]
            number = len(places)
            if number > MOST:
                best = sorted(places, key=lambda place: (-(place % MOST_IMPACT), place))
                places = sorted(best[:MOST])
            yield word, f'["{word}",{number},[{_steps(places)}]]'


def _steps(places: Iterable[int]) -> str:
    """Passages as distances from the one before, each followed by its impact."""
    pieces, before = [], 0
    for place in places:
        passage, impact = divmod(place, MOST_IMPACT)
        pieces.append(f"{passage - before},{impact}")
        before = passage
    return ",".join(pieces)


def _cut(records: Iterable[tuple[Any, str]], size: int) -> Iterator[tuple[Any, list[str]]]:
    """Records in groups of about one size, each with the key of its first."""
    part: list[str] = []
    first, length = None, 0
    for key, record in records:
        if part and length + len(record) > size:
            yield first, part
            part, length = [], 0
        if not part:
            first = key
        part.append(record)
        length += len(record)
    if part:
        yield first, part


def _list(records: Iterable[str]) -> str:
    return f"[{','.join(records)}]"


def _script(name: str, data: str) -> str:
    return f'sopFound("{name}",\n{data}\n);\n'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
