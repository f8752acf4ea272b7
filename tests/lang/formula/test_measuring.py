"""The unit of a formula: every right one is accepted, every injected error is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.lang.formula.measuring import UnlikeUnits, unit_of
from salesops_sop.lang.formula.reading import parse
from salesops_sop.lang.formula.tree import Binary, Call, Compared, Expression, Name, Negative
from salesops_sop.lang.units import Unit, parse_unit

UNITS = {
    "won": parse_unit("deal"),
    "lost": parse_unit("deals"),
    "revenue": parse_unit("USD"),
    "cost": parse_unit("USD"),
    "euros": parse_unit("EUR"),
    "rate": parse_unit("percent"),
    "time": parse_unit("day"),
}


def unit(text: str) -> str:
    return str(unit_of(parse(text), UNITS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("won / (won + lost)", "ratio"),
        ("revenue / won", "USD / deal"),
        ("won * rate * (revenue / won) / time", "USD / day"),
        ("max(0, revenue - cost)", "USD"),
        ("if(won > 0, revenue / won, 0)", "USD / deal"),
        ("1 - abs(revenue - cost) / revenue", "ratio"),
        ("round(revenue, 2)", "USD"),
        ("unknown + revenue", "USD"),
        ("unknown * revenue", "None"),
        ("won > 1 and lost > 1", "None"),
        ('days("2026-01-01", "2026-01-02")', "day"),
        ("2 * revenue", "USD"),
    ],
)
def test_units(text: str, expected: str) -> None:
    if ">" in text and "if" not in text:
        with pytest.raises(UnlikeUnits):  # a bare 1 is no number of deals
            unit(text)
    else:
        assert unit(text) == expected


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("revenue + won", "adds revenue in USD and won in deal", 11),
        ("revenue - euros", "subtracts revenue in USD and euros in EUR", 11),
        ("revenue / won + revenue", "adds revenue / won in USD / deal and revenue in USD", 17),
        ("if(won > 0, revenue, won)", "chooses between revenue in USD and won in deal", 22),
        ("min(won, time)", "compares won in deal and time in day", 10),
        ("revenue + 1", "adds revenue in USD and 1 in ratio", 11),
    ],
)
def test_unlike_units_name_both_sides(text: str, message: str, column: int) -> None:
    with pytest.raises(UnlikeUnits) as error:
        unit(text)
    assert str(error.value) == message
    assert error.value.column == column


def of_unit(wanted: Unit, depth: int) -> st.SearchStrategy[Expression]:
    """A random formula that has this unit by construction."""
    leaves = [Name(name) for name, unit in UNITS.items() if unit == wanted]
    simple: list[st.SearchStrategy[Expression]] = [st.sampled_from(leaves)] if leaves else []
    if depth == 0 and simple:
        return simple[0]
    other = st.sampled_from([parse_unit("USD"), parse_unit("deal"), parse_unit("day")])
    inner = st.deferred(lambda: of_unit(wanted, max(depth - 1, 0)))
    product = other.flatmap(
        lambda u: st.builds(
            Binary, of_unit(wanted * u, max(depth - 1, 0)), st.just("/"), of_unit(u, 0)
        )
    )
    if depth == 0:
        return _built(wanted)
    return st.one_of(
        *simple,
        st.builds(Binary, inner, st.sampled_from("+-"), inner),
        st.builds(Negative, inner),
        st.builds(
            lambda a, b, c, d: Call("if", (Compared(a, "<", b), c, d)), inner, inner, inner, inner
        ),
        product,
    )


def _built(wanted: Unit) -> st.SearchStrategy[Expression]:
    """A product of inputs that has the unit, for units that no input has."""
    by_unit = {"USD": "revenue", "deal": "won", "day": "time", "EUR": "euros"}
    tree: Expression = Name("rate")
    for name, power in wanted.powers:
        for _ in range(abs(power)):
            tree = Binary(tree, "*" if power > 0 else "/", Name(by_unit[name]))
    return st.just(tree)


wanted = st.sampled_from([parse_unit(text) for text in ("USD", "deal", "percent", "USD / deal")])


@given(wanted.flatmap(lambda unit: st.tuples(st.just(unit), of_unit(unit, 3))))
def test_every_right_formula_is_accepted(made: tuple[Unit, Expression]) -> None:
    assert unit_of(made[1], UNITS) == made[0]


@given(
    wanted.flatmap(lambda unit: st.tuples(st.just(unit), of_unit(unit, 3))), st.sampled_from("+-")
)
def test_every_injected_error_is_refused(made: tuple[Unit, Expression], sign: str) -> None:
    stranger = Name("euros")
    with pytest.raises(UnlikeUnits):
        unit_of(Binary(made[1], sign, stranger), UNITS)  # type: ignore[arg-type]
