"""Time limits, targets and limits of authority: tighter or looser, higher or lower, how stated."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from salesops_sop.analysis.facts import Facts
from salesops_sop.base.quantity import Duration, Money, Percent
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Quantity, QuantityValue, TimeLimit
from salesops_sop.handbook.model.vocabulary import Parameter
from salesops_sop.history.diff.change import Change, Class, Part, Type
from salesops_sop.history.diff.spot import Compare, Spot
from salesops_sop.history.diff.values import PROCESS, WORDING, Weight

_WEEK = 7 * 24 * 60
_USUAL_DAYS = 5


class Stated(NamedTuple):
    """A limit as it is: its text, the parameter it comes from, and what it says."""

    text: str
    parameter: str | None
    value: QuantityValue | None


def stated(spot: Spot, limit: TimeLimit | Quantity | None, now: bool) -> Stated | None:
    """A limit of the older or the newer handbook, read through its parameter."""
    if limit is None:
        return None
    if limit.parameter is None:
        found = limit.duration if isinstance(limit, TimeLimit) else limit.value
        return Stated(" ".join(str(limit).split()), None, found)
    handbook = spot.both.new if now else spot.both.old
    names = spot.both.after if now else spot.both.before
    ident = limit.parameter if now else spot.both.now(("parameter",), limit.parameter)
    parameter = handbook.get(Parameter, limit.parameter)
    value = handbook.derived(Facts).values.get(parameter.ref) if parameter else None
    return Stated(names.value(limit.parameter) or f"‘{ident}’", ident, value)


def time_limit(noun: str = "the time limit", weight: Weight = PROCESS) -> Compare:
    """Compare two time limits; shorter is tighter. Business time is compared by working hours."""

    def compare(spot: Spot, old: TimeLimit | None, new: TimeLimit | None) -> Iterator[Change]:
        before, after = stated(spot, old, now=False), stated(spot, new, now=True)
        if before is None or after is None:
            yield from _one_sided(spot, noun, weight, before, after)
        elif same_limit(spot, before, after):
            yield from resourced(spot, noun, before, after)
        else:
            sizes = minutes(before.value, spot.both.old), minutes(after.value, spot.both.new)
            kind, word = _turn(*sizes)
            said = f"{noun} is {after.text} instead of {before.text}{word}"
            yield spot.change(kind, *weight, said, before=before.text, after=after.text)

    return compare


def _turn(before: Decimal | None, after: Decimal | None) -> tuple[Type, str]:
    if before is None or after is None or before == after:
        return Type.LIMIT_CHANGED, ""
    if after < before:
        return Type.LIMIT_TIGHTENED, ": less time"
    return Type.LIMIT_LOOSENED, ": more time"


def _one_sided(
    spot: Spot, noun: str, weight: Weight, before: Stated | None, after: Stated | None
) -> Iterator[Change]:
    if after:
        said = f"{noun} is {after.text}; before there was none"
        yield spot.change(Type.LIMIT_TIGHTENED, *weight, said, after=after.text)
    elif before:
        said = f"{noun} of {before.text} is gone"
        yield spot.change(Type.LIMIT_LOOSENED, *weight, said, gone=True, before=before.text)


def same_limit(spot: Spot, before: Stated, after: Stated) -> bool:
    """Whether the two say the same, wherever it is stated; one parameter is one source."""
    if before.parameter and before.parameter == after.parameter:
        return True
    if before.value is None or after.value is None:
        return before.text == after.text and before.parameter == after.parameter
    (old, new) = spot.both.facts
    return old.size(before.value) == new.size(after.value)


def resourced(spot: Spot, noun: str, before: Stated, after: Stated) -> Iterator[Change]:
    """The change of a limit that says the same, but says it elsewhere or in another unit."""
    if before.parameter != after.parameter:
        parameter = after.parameter or before.parameter or ""
        name = spot.both.name(("parameter",), parameter)
        way = f"comes from {name} now" if after.parameter else f"no longer comes from {name}"
        said = f"{noun} {way}, still {after.text}"
        yield spot.change(Type.REFERENCE, Class.REFERENCE, Part.PATCH, said)
    elif after.parameter is None and before.text != after.text:
        said = f"{noun} is written {after.text} instead of {before.text}, which is the same"
        yield spot.change(Type.REWORDED, *WORDING, said, before=before.text, after=after.text)


def minutes(value: QuantityValue | None, handbook: Handbook) -> Decimal | None:
    """The calendar minutes of a duration; a business week is as long as a week of the calendar."""
    if not isinstance(value, Duration):
        return None
    day = handbook.derived(Facts).working_day
    length = Decimal(value.in_minutes(day))
    if value.family == "calendar":
        return length
    hours = handbook.settings.working_hours
    days = len(set(hours.days)) if hours and hours.days else _USUAL_DAYS
    return length * _WEEK / (days * day)


def quantity(
    noun: str, weight: Weight, raised: Type = Type.FACT, lowered: Type = Type.FACT
) -> Compare:
    """Compare two quantities: which is higher is said where it can be known."""

    def compare(spot: Spot, old: Quantity | None, new: Quantity | None) -> Iterator[Change]:
        before, after = stated(spot, old, now=False), stated(spot, new, now=True)
        if before is None or after is None:
            if shown := after or before:
                word = "is new" if after else "is gone"
                kind = raised if after else lowered
                said = f"{noun} {word}: {shown.text}"
                was, now = ("", shown.text) if after else (shown.text, "")
                yield spot.change(kind, *weight, said, gone=not after, before=was, after=now)
        elif same_limit(spot, before, after):
            yield from resourced(spot, noun, before, after)
        else:
            way = order(spot, before.value, after.value)
            kind = {1: raised, -1: lowered}.get(way, Type.FACT)
            word = {1: ": higher", -1: ": lower"}.get(way, "")
            said = f"{noun} is {after.text} instead of {before.text}{word}"
            yield spot.change(kind, *weight, said, before=before.text, after=after.text)

    return compare


def order(spot: Spot, before: QuantityValue | None, after: QuantityValue | None) -> int:
    """1 where the newer is more, -1 where it is less, 0 where nobody can tell."""
    if isinstance(before, Duration) and isinstance(after, Duration):
        one, other = minutes(before, spot.both.old), minutes(after, spot.both.new)
    else:
        one, other = _amount(before), _amount(after)
        if type(before) is not type(after):
            return 0
        if isinstance(before, Money) and isinstance(after, Money):  # of one currency only
            one = one if before.currency == after.currency else None
    if one is None or other is None:
        return 0
    return (other > one) - (other < one)


def _amount(value: QuantityValue | None) -> Decimal | None:
    if isinstance(value, Percent):
        return value.fraction
    if isinstance(value, Money):
        return value.amount
    return value if isinstance(value, Decimal) else None
