"""Records field by field, and lists of records: the parts of documents."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from salesops_sop.history.diff.change import Change, Type
from salesops_sop.history.diff.pairing import moved, paired
from salesops_sop.history.diff.spot import Compare, Spot
from salesops_sop.history.diff.values import WORDING, Weight

Fields = Mapping[str, Compare]
"""From each attribute of a record to how it is compared; a test holds it complete."""


def nothing(spot: Spot, old: Any, new: Any) -> Iterator[Change]:
    """For a field that another one tells about."""
    return iter(())


def fields(spot: Spot, old: Any, new: Any, known: Fields) -> Iterator[Change]:
    """Compare two records of one type, field by field, in the order of `known`."""
    same_names = not spot.both.renames
    encoded = dict(zip(new.__struct_fields__, new.__struct_encode_fields__, strict=True))
    for name, compare in known.items():
        before, after = getattr(old, name), getattr(new, name)
        if before is after or (same_names and _equal(before, after)):
            continue
        yield from compare(spot.into(encoded[name]), before, after)


def _equal(before: Any, after: Any) -> bool:
    """Whether two values are surely the same; most are, and need no closer look."""
    if type(before) is not type(after):
        return False
    if isinstance(before, list | dict):
        return not before and not after
    return bool(before == after)


def optional(noun: str, known: Fields, weight: Weight, empty: Callable[[], Any]) -> Compare:
    """Compare a record that may be missing: a missing one counts as an empty one."""

    def compare(spot: Spot, old: Any, new: Any) -> Iterator[Change]:
        if old is None and new is None:
            return
        found = list(fields(spot, old or empty(), new or empty(), known))
        if (old is None or new is None) and not found:
            word = "new" if new is not None else "gone"
            yield spot.change(Type.FACT, *weight, f"{noun} is {word}", gone=new is None)
        yield from found

    return compare


def listed(
    noun: str,
    known: Fields,
    weight: Weight,
    name: Callable[[Any], str],
    key: Callable[[Any], Any] | None = None,
    ordered: bool = False,
) -> Compare:
    """Compare a list of records; `name` is the text by which people know one.

    Each that is new or gone is one change; those that are there before and after are compared.
    """
    by = key or (lambda item: " ".join(name(item).split()))

    def compare(spot: Spot, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
        pairs = paired(old, new, by, name, last=True)
        for i, j in pairs:
            if j is None and i is not None:
                yield _single(spot.into(i), noun, weight, old[i], name, gone=True)
            elif i is None and j is not None:
                yield _single(spot.into(j), noun, weight, new[j], name)
            elif i is not None and j is not None:
                inside = spot.into(j, there=(i,))
                subject = f"{noun} {spot.both.after.quoted(name(new[j]))}"
                about = f"{spot.subject}, {subject}" if spot.subject else capital(subject)
                yield from fields(inside.about(about), old[i], new[j], known)
        kept = [i for i, j in pairs if i is not None and j is not None]
        if ordered and moved(kept):
            yield spot.change(Type.REWORDED, *WORDING, f"the {noun}s stand in another order")

    return compare


def _single(
    spot: Spot,
    noun: str,
    weight: Weight,
    item: Any,
    name: Callable[[Any], str],
    gone: bool = False,
) -> Change:
    names = spot.both.before if gone else spot.both.after
    said = f"the {noun} {names.quoted(name(item))} is {'gone' if gone else 'new'}"
    return spot.change(Type.FACT, *weight, said, gone=gone)


def capital(text: str) -> str:
    """The text with a capital letter at its start."""
    return text[:1].upper() + text[1:]
