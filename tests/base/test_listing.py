"""Names in a row, and how many there are."""

import pytest

from salesops_sop.base.listing import some


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["a"], "‘a’"),
        (["a", "b"], "‘a’ and ‘b’"),
        (["a", "b", "c"], "‘a’, ‘b’ and ‘c’"),
        (["a", "b", "c", "d", "e"], "‘a’, ‘b’, ‘c’ and 2 more"),
    ],
)
def test_some_of_many(words: list[str], said: str) -> None:
    assert some(words, 3) == said
