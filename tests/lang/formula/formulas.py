"""Random formulas for tests, each with its value worked out beside it by Python's fractions."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from salesops_sop.lang.formula.tree import (
    Binary,
    Call,
    Column,
    Compared,
    Expression,
    Logic,
    Member,
    Name,
    Negative,
    Number,
    Opposite,
    Text,
    Truth,
)

NAMES = ("won", "lost", "revenue", "cost", "days_open")
Sized = tuple[Expression, "Fraction | None"]

numbers = st.decimals(0, 10_000, places=2).map(lambda d: Number(d.normalize() + Decimal(0)))
names = st.sampled_from(NAMES).map(Name)
texts = st.text(st.characters(codec="ascii", exclude_characters='"\n', exclude_categories=["Cc"]))


def expressions() -> st.SearchStrategy[Expression]:
    """Any tree that a text can mean, sensible or not."""
    leaves = numbers | names | st.builds(Column, names.map(lambda n: n.name), st.just("amount"))
    literals = numbers | texts.map(Text) | st.booleans().map(Truth)

    def larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        return st.one_of(
            st.builds(Negative, inner),
            st.builds(Opposite, inner),
            st.builds(Binary, inner, st.sampled_from("+-*/"), inner),
            st.builds(Compared, inner, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), inner),
            st.builds(Logic, inner, st.sampled_from(["and", "or"]), inner),
            st.builds(
                Member,
                inner,
                st.lists(literals, min_size=1, max_size=3).map(tuple) | st.just("open_stages"),
                st.booleans(),
            ),
            st.builds(
                Call,
                st.sampled_from(["if", "sum", "min", "f"]),
                st.lists(inner, min_size=1, max_size=3).map(tuple),
                st.none() | inner,
            ),
        )

    return st.recursive(leaves | literals, larger, max_leaves=12)


def valued(given: Mapping[str, Fraction]) -> st.SearchStrategy[Sized]:
    """Numeric formulas with their value; None where they divide by zero."""
    leaves = numbers.map(lambda n: (n, Fraction(n.value))) | st.sampled_from(sorted(given)).map(
        lambda name: (Name(name), given[name])
    )

    def larger(inner: st.SearchStrategy[Sized]) -> st.SearchStrategy[Sized]:
        return st.one_of(
            st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: _binary(*t)),
            inner.map(lambda one: (Negative(one[0]), None if one[1] is None else -one[1])),
            inner.map(
                lambda one: (Call("abs", (one[0],)), None if one[1] is None else abs(one[1]))
            ),
            st.tuples(inner, inner).map(lambda t: _least(*t)),
            st.tuples(inner, inner, inner, inner).map(lambda t: _if(*t)),
        )

    return st.recursive(leaves, larger, max_leaves=25)


def _binary(one: Sized, sign: str, other: Sized) -> Sized:
    tree = Binary(one[0], sign, other[0])  # type: ignore[arg-type]
    if one[1] is None or other[1] is None or (sign == "/" and other[1] == 0):
        return tree, None
    a, b = one[1], other[1]
    return tree, {"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else a}[sign]


def _least(one: Sized, other: Sized) -> Sized:
    values = (one[1], other[1])
    known = [value for value in values if value is not None]
    return Call("min", (one[0], other[0])), min(known) if len(known) == 2 else None


def _if(one: Sized, other: Sized, then: Sized, otherwise: Sized) -> Sized:
    tree = Call("if", (Compared(one[0], "<", other[0]), then[0], otherwise[0]))
    if one[1] is None or other[1] is None:
        return tree, None
    return tree, then[1] if one[1] < other[1] else otherwise[1]
