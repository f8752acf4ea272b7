"""Words as search knows them: without case, accents and endings; `search.js` does the same."""

import re
import unicodedata
from functools import lru_cache

SHORTEST = 4  # letters that are left when an ending is taken away
ENDINGS = ("ing", "ed", "es", "s", "e")
# what stands in nearly every text and tells nothing
EMPTY = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of"),
        *("on", "or", "s", "that", "the", "to", "with"),
    )
)

_WORD = re.compile(r"[^\W_]+")
_ASCII = re.compile(r"[a-z0-9]*")
# scripts without spaces between words: each letter is one
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


def words(text: str) -> list[str]:
    """The words of a text in order, folded and without their endings; empty words are left out."""
    return [stem for word in _WORD.findall(text.lower()) for stem in _stems(word)]


def stem(word: str) -> str:
    """A folded word without its English ending: “grading”, “graded” and “grades” are “grad”."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word if ending == "s" and word.endswith("ss") else word[: -len(ending)]
    return word


@lru_cache(maxsize=50_000)  # a handbook has few words, and says each of them often
def _stems(word: str) -> tuple[str, ...]:
    if _ASCII.fullmatch(word):
        pieces = [word]
    else:
        pieces = _DENSE.sub(lambda letter: f" {letter[0]} ", folded(word)).split()
    return tuple(found for found in map(stem, pieces) if found not in EMPTY)


def folded(word: str) -> str:
    """A word without accents."""
    apart = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
