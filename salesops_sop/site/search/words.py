"""Words as search knows them: without case, accents and endings; `search.js` does the same."""

import re
import unicodedata

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
    found = _WORD.findall(text.lower())
    return [stem for word in found for stem in _stems(word) if stem not in EMPTY]


def stem(word: str) -> str:
    """A folded word without its English ending: “grading”, “graded” and “grades” are “grad”."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word if ending == "s" and word.endswith("ss") else word[: -len(ending)]
    return word


def _stems(word: str) -> list[str]:
    if _ASCII.fullmatch(word):
        return [stem(word)]
    apart = _DENSE.sub(lambda letter: f" {letter[0]} ", folded(word))
    return [stem(piece) for piece in apart.split()]


def folded(word: str) -> str:
    """A word without accents."""
    apart = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
