"""Which rules a run is about."""

import pytest

from salesops_sop.base.errors import UsageError
from salesops_sop.cli.frame.choice import chosen, families
from salesops_sop.rules import RULES

DOCUMENT = {rule.name for rule in RULES if rule.family == "document"}
ALL = {rule.name for rule in RULES}


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ([], [], None),
        (["document"], [], DOCUMENT),
        (["document, reference/unknown"], [], DOCUMENT | {"reference/unknown"}),
        (["document", "reference/unknown"], [], DOCUMENT | {"reference/unknown"}),
        (["document"], ["document/schema"], DOCUMENT - {"document/schema"}),
        ([], ["document"], ALL - DOCUMENT),
        ([""], [], None),
    ],
)
def test_rules_and_families(select, ignore, expected):
    assert chosen(RULES, select, ignore) == expected


@pytest.mark.parametrize(
    ("select", "ignore", "sentence"),
    [
        (["documnet"], [], "there is no rule or family ‘documnet’, did you mean ‘document’?"),
        (
            [],
            ["reference/unknwon"],
            "there is no rule or family ‘reference/unknwon’, did you mean ‘reference/unknown’?",
        ),
        (["document,xyz"], [], "there is no rule or family ‘xyz’: see `sop rules`"),
        (["document"], ["document"], "no rule is left: everything selected is ignored"),
    ],
)
def test_what_means_nothing(select, ignore, sentence):
    with pytest.raises(UsageError) as caught:
        chosen(RULES, select, ignore)
    assert str(caught.value) == sentence


def test_families_keep_the_order_of_the_rules():
    assert [rule for members in families(RULES).values() for rule in members] == list(RULES)
