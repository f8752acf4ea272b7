"""Small pictures of curves: where lines end, what is left out, and that nothing leaves the frame."""

import re
from fractions import Fraction

import pytest

from salesops_sop.render.curve import HEIGHT, WIDTH, Curve, svg

F = Fraction


def drawn(points: list[tuple[int, int | None]], low: int, high: int, **more: object) -> str:
    curve = Curve(
        [(F(x), None if y is None else F(y)) for x, y in points],
        (F(points[0][0]), F(low)),
        **more,  # type: ignore[arg-type]
    )
    return str(svg(curve, F(low), F(high), str, str))


def way(picture: str) -> str:
    (found,) = re.findall(r'sop-curve__line" d="([^"]*)"', picture)
    return str(found)


def places(text: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", text)]


def test_one_line_goes_through_all_points() -> None:
    line = way(drawn([(0, 0), (1, 10), (2, 20)], 0, 20))
    assert line.count("M") == 1
    assert line.count("L") == 2


def test_a_line_breaks_where_there_is_no_value() -> None:
    picture = drawn([(0, 0), (1, 10), (2, None), (3, 10), (4, 20)], 0, 20, holes=[(F(2), F(2))])
    assert way(picture).count("M") == 2
    assert "sop-curve__hole" in picture


@pytest.mark.parametrize("high", [10, 20, 1000])
def test_nothing_leaves_the_frame(high: int) -> None:
    picture = drawn([(0, -5000), (1, 0), (2, 5000)], 0, high)
    found = places(way(picture))
    assert found
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in found)


def test_what_is_out_of_reach_is_not_drawn() -> None:
    assert way(drawn([(0, 100), (1, 200)], 0, 10)) == ""


def test_a_target_is_drawn_where_it_is_in_reach() -> None:
    assert "sop-curve__target" in drawn([(0, 0), (1, 10)], 0, 10, target=F(5))
    assert "sop-curve__target" not in drawn([(0, 0), (1, 10)], 0, 10, target=F(500))


def test_hostile_words_stay_words() -> None:
    curve = Curve([(F(0), F(0)), (F(1), F(1))], (F(0), F(0)))
    picture = str(svg(curve, F(0), F(1), lambda _: "<script>", lambda _: '"><b>'))
    assert "<script>" not in picture
    assert "<b>" not in picture
