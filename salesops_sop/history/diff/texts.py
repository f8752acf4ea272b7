"""Texts: whether two say the same, only word it otherwise, or mean something else."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from salesops_sop.analysis.words import stem, stems
from salesops_sop.base.listing import joined
from salesops_sop.history.diff.change import Change, Class, Part, Type
from salesops_sop.history.diff.layout import squeezed
from salesops_sop.history.diff.naming import LONGEST, cut
from salesops_sop.history.diff.pairing import paired
from salesops_sop.history.diff.spot import Compare, Spot

# What decides who must, may or must not, and when; another one of these is another rule.
_DECIDING = frozenset(
    stem(word)
    for line in (
        "must may shall should can cannot could might need not no never nobody none nothing",
        "without only except unless always every all any both either neither before after until",
        "within if or than least most over above below under up more less fewer first last",
        "second third fourth next previous once twice half double two three four five six seven",
        "eight nine ten dozen hundred thousand minute hour day week month quarter year daily",
        "weekly monthly quarterly annual monday tuesday wednesday thursday friday saturday sunday",
        "approve refuse reject forbid allow optional mandatory require",
    )
    for word in line.split()
)
_AROUND = 5
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)?")
_TARGET = re.compile(r"\]\(([^\s()<>]*)")


@lru_cache(maxsize=4096)
def substance(text: str) -> tuple[tuple[str, int], ...]:
    """The numbers, the deciding words and the links of a text, with how often each is there."""
    bare = _TARGET.sub("](", text)
    words = (_meant(word) for word in map(str.lower, _TOKEN.findall(bare)))
    found = Counter(word for word in words if _decides(word))
    found.update(_TARGET.findall(text))
    return tuple(sorted(found.items()))


def _meant(word: str) -> str:
    """A number as it is, “each” as “every”, any other word without its ending."""
    return word if word[0].isdigit() else stem("every" if word == "each" else word)


def _decides(word: str) -> bool:
    return word[0].isdigit() or word in _DECIDING or word.endswith(("n't", "n’t"))


def same_sense(old: str, new: str) -> bool:
    """Whether two texts differ in words only: numbers, links and deciding words are the same.

    That is a careful guess and no proof: most words must be shared, too.
    """
    return substance(old) == substance(new) and alike(old, new) >= 0.5


def same_words(old: str, new: str) -> bool:
    """Whether two texts have the same words, little ones and endings aside."""
    return substance(old) == substance(new) and sorted(stems(old)) == sorted(stems(new))


def alike(old: str, new: str) -> float:
    """The share of words that two texts have in common (Dice, 1945), endings aside, 0 to 1."""
    one, other = Counter(stems(old)), Counter(stems(new))
    total = sum(one.values()) + sum(other.values())
    return 2 * sum((one & other).values()) / total if total else 1.0


def text(
    noun: str,
    of: Class = Class.WORDING,
    part: Part = Part.PATCH,
    verb: str = "says",
    strict: bool = False,
) -> Compare:
    """Compare one text; `of` and `part` hold where one is added, removed or means another thing.

    An explanation (`wording`) that has other numbers or deciding words is about the process. Where
    it is `strict`, a text means the same only with the same words, in any order and form.
    """
    same = same_words if strict else same_sense

    def compare(spot: Spot, old: str | None, new: str | None) -> Iterator[Change]:
        before, after = squeezed(spot.both.text_now(old or "")), squeezed(new)
        if before == after:
            return
        if not before or not after:
            yield _one_sided(spot, noun, of, part, before, after)
        elif same(before, after):
            yield reworded(spot, noun, before, after)
        else:
            yield _restated(spot, f"{noun} {verb}", of, part, before, after)

    return compare


def reworded(spot: Spot, noun: str, before: str, after: str) -> Change:
    """The change of words alone."""
    said = f"{noun} is worded differently: {_excerpt(spot, before, after)[1]}"
    return spot.change(Type.REWORDED, Class.WORDING, Part.PATCH, said, before=before, after=after)


def _one_sided(spot: Spot, noun: str, of: Class, part: Part, before: str, after: str) -> Change:
    names = spot.both.after if after else spot.both.before
    said = f"{noun} is {'new' if after else 'gone'}: {names.quoted(after or before)}"
    return spot.change(Type.FACT, of, part, said, gone=not after, before=before, after=after)


def _restated(spot: Spot, noun: str, of: Class, part: Part, before: str, after: str) -> Change:
    if of is Class.WORDING and substance(before) != substance(after):
        of, part = Class.PROCESS, Part.MINOR
    kind = Type.REWORDED if of is Class.WORDING else Type.FACT
    was, now = _excerpt(spot, before, after)
    said = f"{noun} {now} instead of {was}"
    return spot.change(kind, of, part, said, before=before, after=after)


def _excerpt(spot: Spot, before: str, after: str) -> tuple[str, str]:
    """Both texts in quotes; of long ones the words that differ, with a few around them."""
    was, now = spot.both.before.plain(before), spot.both.after.plain(after)
    if max(len(was), len(now)) <= LONGEST:
        return f"“{was}”", f"“{now}”"
    one, other = was.split(), now.split()
    first, last = _shared(one, other), _shared(one[::-1], other[::-1])
    last = min(last, len(one) - first, len(other) - first)
    return _window(one, first, last), _window(other, first, last)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _window(words: Sequence[str], first: int, last: int) -> str:
    """The words but those at both ends that are shared, up to a few on each side."""
    start, end = max(first - _AROUND, 0), len(words) - max(last - _AROUND, 0)
    said = cut(" ".join(words[start:end]))
    more = "…" if end < len(words) and not said.endswith("…") else ""
    return f"“{'…' if start else ''}{said}{more}”"


def sentences(
    noun: str, of: Class = Class.PROCESS, part: Part = Part.MINOR, strict: bool = False
) -> Compare:
    """Compare a list of sentences: each that is new, gone or different is a change of its own."""

    def compare(spot: Spot, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
        before = [squeezed(spot.both.text_now(item)) for item in old]
        after = [squeezed(item) for item in new]
        single = text(noun, of, part, strict=strict)
        pairs = paired(before, after, key=str, text=str, last=True)
        for i, j in pairs:
            where = spot if max(len(old), len(new)) == 1 else _item(spot, i, j)
            yield from single(where, before[i] if i is not None else "", _at(after, j))
        kept = [i for i, j in pairs if i is not None and j is not None]
        if kept != sorted(kept):
            said = f"the order is different: {noun}"
            yield spot.change(Type.REWORDED, Class.WORDING, Part.PATCH, said)

    return compare


def _item(spot: Spot, i: int | None, j: int | None) -> Spot:
    return spot.into(j if j is not None else 0, there=(i if i is not None else 0,))


def _at(texts: Sequence[str], place: int | None) -> str:
    return texts[place] if place is not None else ""


def things(noun: str, of: Class = Class.PROCESS, part: Part = Part.MINOR) -> Compare:
    """Compare a list of names, in any order: one change for the list."""

    def compare(spot: Spot, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
        before = {squeezed(spot.both.text_now(item)).casefold(): item for item in old}
        after = {squeezed(item).casefold(): item for item in new}
        gone = [spot.both.before.quoted(t) for key, t in before.items() if key not in after]
        come = [spot.both.after.quoted(t) for key, t in after.items() if key not in before]
        if gone or come:
            yield spot.change(
                Type.FACT,
                of,
                part,
                exchanged(noun, joined(gone), joined(come)),
                before=joined(before.values()),
                after=joined(after.values()),
            )

    return compare


def exchanged(noun: str, gone: str, come: str) -> str:
    """“the inputs: “a” instead of “b””, or what is new, or what is gone."""
    if gone and come:
        return f"{noun}: {come} instead of {gone}"
    return f"{noun}: {come} is new" if come else f"{noun}: {gone} is gone"
