"""Sentences that ask for work, and sentences that name it."""

import pytest

from salesops_sop.analysis.wording import verbs
from salesops_sop.analysis.wording.beginning import not_a_verb

PARTIES = frozenset({"account manager", "finance", "general counsel", "support"})

WORK = """
A/B test the subject line
Account for every gift
Apply the discount table
Balance the territories
Bring the contract to signature
Call [](role:account-manager)
CC the manager
Conference in the manager
Contract with the partner
Cross-reference the list
Deal with complaints
Decommission the tool
Discount old stock
Do not accept gifts
Email customers
Evidence the approval
Exceed the quota
Finance the equipment
Focus on the ten largest deals
Follow up with the prospect
Forecast the quarter
Lead qualification calls
Lead the weekly call
Market the product
Order equipment
Plan May campaigns
Price new products
Process orders
QA the quote
Question the forecast
Re-apply the discount
Reapply the discount
Red-flag the deal
Reprice the deal
Review forecasts every Monday
Ringfence the budget
Round-robin the leads
Send quotes the same day
Set quotas
Start selling
Stress-test the plan
Sunset the product
Support the team
Tally the votes
Timebox the review
Up-sell the account
Wing it
*Sign* the contract
“Sign” the contract
Überprüfen Sie den Vertrag
""".strip().splitlines()

NO_WORK = {
    "Lead grading": "begin with what is done",
    "Contract review with legal": "begin with what is done",
    "Forecast submission": "begin with what is done",
    "Approval of discounts": "begin with what is done",
    "Ownership of the forecast": "begin with what is done",
    "Responsible for the forecast": "begin with what is done",
    "Customer inquiry is logged": "begin with what is done",
    "Discount is approved": "begin with what is done",
    "The manager grades the lead": "begin with what is done",
    "Account manager calls the customer": "begin with what is done",
    "Finance approves the discount": "begin with what is done",
    "General counsel reads the text": "begin with what is done",
    "Sales representative enters the lead": "begin with what is done",
    "VP of Sales approves": "begin with what is done",
    "CRM update": "begin with what is done",
    "Leads": "begin with what is done",
    "In-person meeting": "begin with what is done",
    "5 calls per day": "begin with what is done",
    "Let’s review": "begin with what is done",
    "[](term:lead) grading": "begin with what is done",
    "": "begin with what is done",
    "If the deal is large, ask the VP": "put the case behind it",
    "Within 4 hours, call": "put the case behind it",
    "Grading leads": "write “Grade …”",
    "Grades the lead": "write “Grade …”",
    "Graded lead": "write “Grade …”",
    "Leads the team": "write “Lead …”",
    "Planning the quarter": "write “Plan …”",
    "Planned quarter": "write “Plan …”",
    "Applies the table": "write “Apply …”",
    "Applied discount": "write “Apply …”",
    "Sent to the customer": "write “Send …”",
    "To grade the lead": "write “Grade …”",
    "Please grade the lead": "write “Grade …”",
    "Manually enter the lead": "write “Enter …”",
    "Never share the price": "write “Do not share …”",
    "Handover of the account": "write “Hand over …”",
    "Follow-up call": "write “Follow up …”",
    "Sign-off by the manager": "write “Sign off …”",
    "Backup the data": "write “Back up …”",
}


@pytest.mark.parametrize("text", WORK)
def test_a_sensible_verb_is_a_verb(text: str) -> None:
    assert not_a_verb(text, PARTIES) is None


@pytest.mark.parametrize(("text", "instead"), NO_WORK.items(), ids=list(NO_WORK))
def test_what_is_no_verb_is_told_what_to_write(text: str, instead: str) -> None:
    assert instead in str(not_a_verb(text, PARTIES))


def test_every_listed_verb_is_a_verb() -> None:
    listed = verbs.VERBS | verbs.LIKE_NOUNS | verbs.ADVERB_LIKE
    assert [verb for verb in listed if not_a_verb(f"{verb.capitalize()} the lead")] == []


def test_no_word_is_in_two_lists() -> None:
    assert not verbs.VERBS & verbs.NOUNS
    assert not verbs.VERBS & verbs.NO_VERBS
    assert not verbs.NOUNS & verbs.NO_VERBS
    assert verbs.OBJECTS <= verbs.VERBS
    assert set(verbs.PAST.values()) <= verbs.VERBS
    assert verbs.CASES <= verbs.NO_VERBS
