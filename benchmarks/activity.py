"""Whether two statements give the same duty: precision and recall on labelled pairs.

Beside it, on the same pairs, what text similarity alone gives: rapidfuzz's token-set ratio and
the cosine of TF-IDF vectors, each at the threshold that is best for it on the tuning pairs.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from salesops_sop.analysis.activity.match import SAME, compare
from salesops_sop.analysis.activity.statement import read
from salesops_sop.analysis.activity.vocabulary import vocabulary
from salesops_sop.handbook import yamltree

DATA = Path(__file__).with_name("data")


class Pair(NamedTuple):
    """Two statements, whether they are one activity, and the handbook's synonyms for them."""

    a: str
    b: str
    same: bool
    terms: tuple[tuple[str, ...], ...] = ()


class Score(NamedTuple):
    """Shares from 0 to 1: of the pairs found, how many are right; of the right, how many found."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


Similarity = Callable[[Pair], float]


def pairs(name: str) -> list[Pair]:
    """The labelled pairs of a file in `data/`."""
    text = (DATA / f"{name}.yaml").read_text(encoding="utf-8")
    found = yamltree.parse(text, name)[0].value
    rows = found["pairs"] if isinstance(found, dict) else found
    return [_pair(row) for row in rows]


def _pair(row: dict[str, object]) -> Pair:
    groups = row.get("terms") or []
    assert isinstance(groups, list)
    terms = tuple(tuple(str(name) for name in group) for group in groups)
    return Pair(str(row["a"]), str(row["b"]), bool(row["same"]), terms)


def ours(pair: Pair) -> float:
    """The similarity that the analysis of ownership works with."""
    words = vocabulary(pair.terms)
    return compare(read(pair.a, words), read(pair.b, words)).similarity


def token_set(pair: Pair) -> float:
    """rapidfuzz's token-set ratio, from 0 to 1."""
    return fuzz.token_set_ratio(pair.a.lower(), pair.b.lower()) / 100


def tfidf(known: Iterable[Pair]) -> Similarity:
    """The cosine of TF-IDF vectors, with the document frequencies of `known`."""
    texts = [text for pair in known for text in (pair.a, pair.b)]
    frequency = Counter(word for text in texts for word in set(_words(text)))

    def vector(text: str) -> dict[str, float]:
        counts = Counter(_words(text))
        return {w: n * math.log(len(texts) / (1 + frequency[w])) for w, n in counts.items()}

    def similarity(pair: Pair) -> float:
        a, b = vector(pair.a), vector(pair.b)
        norm = math.hypot(*a.values()) * math.hypot(*b.values())
        return sum(value * b.get(word, 0.0) for word, value in a.items()) / norm if norm else 0.0

    return similarity


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9%&]+", text.lower())


def score(labelled: list[Pair], similarity: Similarity, threshold: float) -> Score:
    """Precision and recall of “similarity is at least the threshold”."""
    found = [pair for pair in labelled if similarity(pair) >= threshold]
    right = sum(pair.same for pair in found)
    same = sum(pair.same for pair in labelled)
    return Score(right / len(found) if found else 1.0, right / same if same else 1.0)


def best_threshold(labelled: list[Pair], similarity: Similarity) -> float:
    """The threshold with the best F1 on these pairs."""
    steps = [step / 100 for step in range(1, 101)]
    return max(steps, key=lambda threshold: score(labelled, similarity, threshold).f1)


def main() -> None:
    """Print precision and recall of each method on the tuning and on the held-out pairs."""
    tuning = [*pairs("activity-pairs"), *pairs("activity-pairs-2")]
    held_out = pairs("activity-pairs-held-out")
    cosine = tfidf(tuning)
    methods: list[tuple[str, Similarity, float]] = [
        ("this analysis", ours, SAME),
        ("token-set ratio", token_set, best_threshold(tuning, token_set)),
        ("TF-IDF cosine", cosine, best_threshold(tuning, cosine)),
    ]
    print(f"\nsame activity? {len(tuning)} tuning pairs, {len(held_out)} held-out pairs")
    print(f"{'':18}{'threshold':>10}{'tuning P':>10}{'R':>7}{'held-out P':>12}{'R':>7}{'F1':>7}")
    for name, similarity, threshold in methods:
        seen, unseen = (score(rows, similarity, threshold) for rows in (tuning, held_out))
        print(
            f"{name:18}{threshold:>10.2f}{seen.precision:>10.3f}{seen.recall:>7.3f}"
            f"{unseen.precision:>12.3f}{unseen.recall:>7.3f}{unseen.f1:>7.3f}"
        )
