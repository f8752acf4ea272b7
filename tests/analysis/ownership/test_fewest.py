"""Pairs by their fewest ends: one row too many is one problem."""

from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.analysis.fewest import fewest

Pairs = list[tuple[int, int]]


def ends(pair: tuple[int, int]) -> tuple[int, int]:
    return pair


def test_a_lone_pair_belongs_to_its_later_end() -> None:
    assert fewest([(3, 8)], ends) == [(8, [(3, 8)])]
    assert fewest([], ends) == []


def test_the_row_that_is_too_many_takes_all_its_pairs() -> None:
    assert fewest([(1, 2), (1, 3), (1, 4)], ends) == [(1, [(1, 2), (1, 3), (1, 4)])]
    assert fewest([(1, 4), (2, 4), (3, 4)], ends) == [(4, [(1, 4), (2, 4), (3, 4)])]


def test_of_three_that_all_meet_two_are_too_many() -> None:
    assert fewest([(1, 2), (1, 3), (2, 3)], ends) == [(2, [(1, 2)]), (3, [(1, 3), (2, 3)])]


PAIRS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda p: p[0] < p[1]), unique=True
)


@given(PAIRS)
def test_every_pair_is_told_once_at_one_of_its_ends(pairs: Pairs) -> None:
    found = fewest(pairs, ends)
    assert sorted(pair for _, held in found for pair in held) == sorted(pairs)
    assert all(end in pair for end, held in found for pair in held)
    assert [end for end, _ in found] == sorted({end for end, _ in found})


@given(PAIRS)
def test_the_order_of_pairs_does_not_count(pairs: Pairs) -> None:
    found = [(end, sorted(held)) for end, held in fewest(pairs, ends)]
    turned = [(end, sorted(held)) for end, held in fewest(pairs[::-1], ends)]
    assert found == turned
