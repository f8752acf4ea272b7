"""Services: one request with two doors, and what is refused here and promised there."""

from tests.analysis.ownership.small import own, service

REFUSES = "not_for: [{{what: Answer security questionnaires{}}}]\n"


def test_one_request_through_two_channels() -> None:
    found = own(a=service("a", "Review a contract"), b=service("b", "Contract review", "mailbox"))
    assert [(two.first.id, two.second.id) for two in found.two_channels] == [("a", "b")]


def test_one_channel_in_other_words_other_requests_other_places_retired() -> None:
    review = service("a", "Review a contract", "the legal queue")
    others = [
        service("b", "Review the contract", "The queue, legal"),
        service("b", "Sign the contract", "mailbox"),
        service("b", "Review the contract", "mailbox", "control: {owner: x, status: retired}\n"),
    ]
    for other in others:
        assert own(a=review, b=other).two_channels == []
    here = service("a", "Review a contract", more="scope: {region: emea}\n")
    there = service("b", "Review a contract", "mailbox", "scope: {region: apac}\n")
    assert own(a=here, b=there).two_channels == []


def test_refused_here_and_promised_there() -> None:
    asked = service("b", "Answer the security questionnaire")
    (found,) = own(a=service("a", "Review it", more=REFUSES.format("")), b=asked).promised
    assert (found.refusing.id, found.refusal.what, found.offering.id) == (
        "a",
        "Answer security questionnaires",
        "b",
    )


def test_a_signpost_is_no_contradiction() -> None:
    asked = service("b", "Answer the security questionnaire")
    for instead in (", instead: '[](service:b)'", ", instead: Ask for B"):
        assert (
            own(a=service("a", "Review it", more=REFUSES.format(instead)), b=asked).promised == []
        )


def test_another_provider_may() -> None:
    asked = service("b", "Answer the security questionnaire").replace("legal", "it")
    assert own(a=service("a", "Review it", more=REFUSES.format("")), b=asked).promised == []


def test_a_thing_is_refused_whatever_is_done_with_it() -> None:
    refuses = "not_for: [{what: a data protection question of a prospect}]\n"
    asked = service("b", "Answer a data protection question of a prospect")
    (found,) = own(a=service("a", "Review a contract", more=refuses), b=asked).promised
    assert found.offering.id == "b"
    other = service("b", "Answer a question on prices")
    assert own(a=service("a", "Review a contract", more=refuses), b=other).promised == []
