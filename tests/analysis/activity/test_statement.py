"""Reading a duty: which action, which object, in every shape English gives it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesops_sop.analysis.activity.match import compare
from salesops_sop.analysis.activity.statement import read
from salesops_sop.analysis.activity.vocabulary import vocabulary

PLAIN = vocabulary()
OWN = vocabulary([("lead", "inquiry"), ("grade", "score")])


@pytest.mark.parametrize(
    "text",
    [
        "Approve discounts",
        "Approve the discount.",
        "approval of discounts",
        "Discount approval",
        "approval of discounts is done by the VP",
        "Discounts are approved by the VP",
        "Discounts have to be approved",
        "Approving discounts",
        "The VP of Sales approves discounts",
        "Signs off discounts",
        "Give approval to discounts",
        "Responsible for the approval of discounts",
        "Ensure that discounts are approved",
        "Sales operations to approve discounts",
        "In the CRM, approve discounts",
        "Every Friday approve discounts",
        "Approve discounts in the CRM before the end of the quarter",
    ],
)
def test_one_duty_in_many_shapes(text: str) -> None:
    match = compare(read("Approve a discount", PLAIN), read(text, PLAIN))
    assert match.same, match


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Approve discounts", "Reject discounts"),
        ("Approve discounts", "Request a discount"),
        ("Approve discounts", "Define the discount policy"),
        ("Approve discounts up to 20%", "Approve discounts above 20%"),
        ("Prepare the weekly forecast", "Prepare the monthly forecast"),
        ("Onboard new customers", "Onboard existing customers"),
        ("Collect the inputs of the forecast", "Run the forecast"),
        ("Route leads to field sales", "Route leads to partners"),
        ("Check orders before shipment", "Check orders after shipment"),
        ("Maintain the lead list", "Maintain the lead"),
        ("Schedule the review of contracts", "Review contracts"),
    ],
)
def test_what_is_not_one_duty(a: str, b: str) -> None:
    match = compare(read(a, PLAIN), read(b, PLAIN))
    assert not match.same, match


def test_the_handbooks_own_words_count() -> None:
    match = compare(read("Grade the lead", OWN), read("Score inquiries", OWN))
    assert (match.similarity, match.evidence) == (
        1.0,
        "same verb ‘grade’ (‘score’), same object ‘lead’",
    )


def test_a_narrower_object_meets_the_wider_one() -> None:
    match = compare(
        read("Answer security questionnaires", PLAIN), read("Respond to questionnaires", PLAIN)
    )
    assert (match.similarity, match.evidence) == (
        0.95,
        "same verb ‘answer’ (‘respond to’), object ‘security questionnaire’ within ‘questionnaire’",
    )


WORDS = st.text(st.sampled_from("abc dehilnorst ,.:;()/-&%0123456789’'\n"), max_size=80)
SAMPLE = """approve approval of the discount is are by and to over 20% leads review keep up date
, : ( ) not be in every friday sales conduct hand out before"""
PHRASES = st.lists(st.sampled_from(SAMPLE.split()), max_size=14).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(WORDS | PHRASES, WORDS | PHRASES)
def test_any_text_can_be_read_and_compared(a: str, b: str) -> None:
    one, other = read(a, OWN), read(b, OWN)
    match = compare(one, other)
    assert 0 <= match.similarity <= 1
    assert compare(other, one).similarity == match.similarity


@settings(max_examples=200, deadline=None)
@given(PHRASES)
def test_a_statement_with_an_action_is_the_same_as_itself(text: str) -> None:
    statement = read(text, OWN)
    if any(clause.actions for clause in statement.clauses):
        assert compare(statement, statement).same
