"""The fewest that are enough, held against a look at every choice there is."""

from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.analysis.hitting import fewest_of_each

NAMES = "abcdef"


def by_looking(groups: list[set[str]]) -> int:
    choices = chain.from_iterable(combinations(NAMES, n) for n in range(len(NAMES) + 1))
    return next(len(c) for c in choices if all(not g or g & set(c) for g in groups))


def test_nobody_where_nothing_is_asked() -> None:
    assert fewest_of_each([]) == ()
    assert fewest_of_each([set(), ()]) == ()


def test_one_who_is_in_every_group_is_enough() -> None:
    assert fewest_of_each([{"a", "b"}, {"b", "c"}, {"b"}]) == ("b",)


def test_where_two_would_do_the_one_in_more_groups_is_taken() -> None:
    assert fewest_of_each([{"a", "z"}, {"z", "b"}, {"a", "c", "z"}]) == ("z",)
    assert fewest_of_each([{"b", "a"}]) == ("a",)


def test_most_groups_first_is_not_always_the_fewest() -> None:
    groups = ["pma", "pmb", "pr", "qmc", "qmd", "qs"]  # m is in four of them, and of no use
    assert fewest_of_each([set(group) for group in groups]) == ("p", "q")


def test_a_search_that_is_cut_short_still_serves_everybody() -> None:
    groups = [{f"n{i}", f"n{j}"} for i, j in combinations(range(40), 2)]
    found = set(fewest_of_each(groups, budget=50))
    assert all(found & group for group in groups)


@given(st.lists(st.sets(st.sampled_from(NAMES), max_size=4), max_size=10))
def test_fewest(groups: list[set[str]]) -> None:
    found = fewest_of_each(groups)
    assert all(not group or group & set(found) for group in groups)
    assert len(found) == by_looking(groups)
    assert fewest_of_each(reversed(groups)) == found
