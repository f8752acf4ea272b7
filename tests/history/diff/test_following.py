"""Conditions that people word differently, and those that mean something else."""

import pytest

from salesops_sop.history.diff.following import same_but_for_words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("it is approved", "It is approved.", True),
        ("the contract is signed", "the contracts are signed", True),
        ("it is approved", "it is not approved", False),
        ("it is approved", "it is refused", False),
        ("the sum is over 5", "the sum is under 5", False),
        ("the sum is over 5", "the sum is over 6", False),
        ("the sum > 5 USD", "the sum < 5 USD", False),
        ('grade = "A"', 'grade = "B"', False),
        ("grade in (“A”)", "grade not in (“A”)", False),
    ],
)
def test_conditions(one, other, same):
    rest = ("otherwise", "step:c")
    assert same_but_for_words([(one, "step:a"), rest], [(other, "step:a"), rest]) is same
    assert not same_but_for_words([(one, "step:a"), rest], [(other, "step:b"), rest])
    assert not same_but_for_words([(one, "step:a"), rest], [rest])
