import time

import pytest

from salesops_sop.base.suggest import closest, did_you_mean

ROLES = ["sales-manager", "sales-operations-manager", "vp-sales", "account-manager"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("sales-managr", "sales-manager"),
        ("vp_sales", "vp-sales"),
        ("VP-Sales", "vp-sales"),
        ("acount-manager", "account-manager"),
        ("pricing-desk", None),
        ("", None),
        ("x" * 10_000, None),
    ],
)
def test_the_word_that_was_meant(word: str, meant: str | None) -> None:
    assert closest(word, ROLES) == meant


def test_the_order_of_the_candidates_does_not_matter() -> None:
    assert closest("role-1", ["role-3", "role-2"]) == "role-2"
    assert closest("role-1", ["role-2", "role-3"]) == "role-2"


def test_nothing_to_choose_from() -> None:
    assert closest("word", []) is None


def test_the_end_of_a_message() -> None:
    assert did_you_mean("sales-managr", ROLES) == ", did you mean ‘sales-manager’?"
    assert did_you_mean("pricing-desk", ROLES) == ""


def test_long_words_cost_no_time() -> None:
    start = time.perf_counter()
    closest("a" * 80, [f"{'a' * 70}-{number}" for number in range(200)] + ["b" * 1_000_000])
    assert time.perf_counter() - start < 2
