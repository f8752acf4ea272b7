"""Titles that mean the same, and titles that only look alike."""

import pytest

from salesops_sop.analysis.words import meaning, stem, stems, words


@pytest.mark.parametrize(
    "group",
    [
        "grade graded grades grading",
        "price priced pricing prices",
        "approve approval approvals approved",
        "validate validation",
        "qualify qualification qualified",
        "escalate escalation",
        "plan plans planned planning",
        "close closed closing",
        "respond response responses",
        "apply application",
        "assign assignment",
        "renew renewal",
        "hire hiring",
        "reply replies",
        "process processes",
        "maximum max highest largest",
    ],
)
def test_forms_of_one_word(group: str) -> None:
    assert len({stem(word) for word in group.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    [
        *("market marketing", "approve approver", "meet meeting", "rate rating", "lead leader"),
        *("deal dealer", "process product", "status state", "day date", "minimum maximum"),
    ],
)
def test_words_that_only_look_alike(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Time to grade a lead", "Lead grading time"),
        ("Lead-response time", "RESPONSE TIME, LEADS"),
        ("The quota of a representative", "Representative’s quota"),
        ("Highest share of duplicates", "Max. duplicate share"),
        ("Deadline of the demand review", "Demand review deadline"),
        ("Target for complete records", "Goal for completed records"),
    ],
)
def test_titles_that_mean_the_same(one: str, other: str) -> None:
    assert meaning(one) == meaning(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ratio of LTV to CAC", "Ratio of CAC to LTV"),
        ("Time from lead to deal", "Time from deal to lead"),
        ("Leads per representative", "Representatives per lead"),
        ("Lowest score of grade A", "Lowest score of a grade"),
        ("Lowest score of grade A", "Lowest score of grade B"),
        ("Quota, tier 1", "Quota, tier 2"),
        ("Quota", "Quota, SMB"),
        ("Notice of a quota", "Quota"),
        ("Retention of deals", "Retention without deals"),
    ],
)
def test_titles_that_do_not(one: str, other: str) -> None:
    assert meaning(one) != meaning(other)


def test_words_know_where_they_stand() -> None:
    text = "The leads’ grades: A and B"
    assert [(word.stem, text[word.start : word.end]) for word in words(text)] == [
        *(("lead", "leads"), ("grad", "grades"), ("a", "A"), ("b", "B"))
    ]
    assert [word.stem for word in words(text, 4, 9)] == ["lead"]
    assert stems("Time to grade a lead") == ("tim", "grad", "lead")
    assert stems("") == ()
