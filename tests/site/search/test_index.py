"""The search index: small files, all passages, words known under other names."""

import json
import re
from typing import Any

from salesops_sop.site.search.index import MOST, WORDS_SIZE, Entry, Index
from salesops_sop.site.search.passages import Passage
from salesops_sop.site.search.synonyms import Synonyms

LEADS = [["MQL", "marketing-qualified lead"], ["lone"], ["Deal desk", "pricing board", "x"]]


def page(location: str, title: str, *texts: str) -> Entry:
    found = [Passage(f"s{n}" if n else "", title, text) for n, text in enumerate(texts)]
    return Entry(location, title, [], found)


def indexed(*pages: Entry) -> dict[str, Any]:
    """From names of files to their data."""
    index = Index(Synonyms(LEADS))
    for one in pages:
        index.add(one)
    return {path: data(path, text) for path, text in index.files().items()}


def data(path: str, text: str) -> Any:
    found = re.fullmatch(r'sopFound\("(\w+)",\n(.*)\n\);\n', text)
    assert found
    assert path.endswith(f"/{found[1]}.js")
    return json.loads(found[2])


def places(files: dict[str, Any], word: str) -> list[int]:
    """The passages in which a word was found."""
    for path, records in files.items():
        for record in records if "/w" in path else ():
            if record[0] == word:
                steps = record[2][::2]
                return [sum(steps[: n + 1]) for n in range(len(steps))]
    return []


def test_every_passage_is_found_by_its_words() -> None:
    files = indexed(page("a.html", "Grading", "first", "second one"), page("b.html", "B", "first"))
    assert places(files, "first") == [0, 2]
    assert places(files, "second") == [1]
    assert places(files, "grad") == [0, 1]
    assert files["search/start.js"]["passages"] == 3


def test_other_names_of_a_term_find_what_is_called_by_one() -> None:
    files = indexed(
        page("a.html", "A", "Hand the marketing-qualified leads over", "nothing"),
        page("b.html", "B", "Ask the pricing board", "An MQL"),
    )
    assert places(files, "mql") == [0, 3]
    assert places(files, "desk") == [2]
    assert places(files, "qualifi") == [0, 3]
    assert places(files, "lone") == []


def test_large_indexes_are_cut_and_sorted() -> None:
    pages = [page(f"{n}.html", f"Page {n}", f"word{n} " * 20 + "common") for n in range(MOST + 50)]
    files = indexed(*pages)
    start = files["search/start.js"]
    assert start["words"] == sorted(start["words"])
    assert len(start["words"]) > 3
    assert len(places(files, "common")) == MOST
    found = next(r for path, rs in files.items() if "/w" in path for r in rs if r[0] == "common")
    assert found[1] == MOST + 50
    blocks = [files[f"search/{start['folder']}/p{n}.js"] for n in range(len(start["pages"]))]
    firsts, passages = [], 0
    for block in blocks:
        firsts.append(passages)
        passages += sum(len(one[3]) for one in block)
    assert firsts == start["pages"]
    assert passages == start["passages"]
    one_word = 12 * MOST
    assert max(len(json.dumps(records)) for records in files.values()) < WORDS_SIZE + one_word


def test_the_same_pages_give_the_same_files() -> None:
    pages = [page("a.html", "A", "b c d"), page("b.html", "B", "MQL")]
    assert indexed(*pages) == indexed(*pages)
    assert list(indexed(*pages)) != list(indexed(pages[0]))


def test_no_page_is_no_fault() -> None:
    assert indexed()["search/start.js"] == {
        "folder": "e3b0c44298fc",
        "passages": 0,
        "words": [],
        "pages": [],
    }
