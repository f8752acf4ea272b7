"""Department by department: what passes between them, and who may ask whom."""

from tests.analysis.handoff.houses import handoffs

SERVICE = (
    "kind: service\nid: {0}\ntitle: {0}\nprovider: {1}\nconsumers: [{2}]\nrequest: Ask\n"
    "channel: the queue\n"
)


def test_a_step_of_two_departments_gives_from_both_and_to_both() -> None:
    found = handoffs("a, rep, lead, counsel > controller, vp\nb, controller, vp").interfaces
    assert list(found) == [
        ("field", "finance"),
        ("field", "sales"),
        ("legal", "finance"),
        ("legal", "sales"),
    ]
    (passage,) = found["field", "finance"].passages
    assert (passage.givers, passage.receivers) == (("rep", "lead"), ("controller",))
    assert passage.declared is not None


def test_what_is_declared_and_what_is_not_are_told_apart() -> None:
    steps = """
        a, rep > counsel: {next: {all: [b, c, d]}}
        b, controller: {next: e}
        c, counsel: {next: e}
        d, counsel, controller
        e, counsel, controller
    """
    found = handoffs(steps).interfaces
    assert [(p.step.id, bool(p.declared)) for p in found["field", "finance"].passages] == [
        ("a", True),
        ("a", False),
    ]
    assert found["field", "finance"].undeclared == 1
    assert found["field", "legal"].undeclared == 0
    assert [t.step.id for t in found["field", "legal"].passages[0].takers] == ["c", "d"]


def test_who_is_handed_something_and_does_no_step_receives_too() -> None:
    found = handoffs("a, rep > legal, counsel").interfaces
    (passage,) = found["field", "legal"].passages
    assert passage.receivers == ("legal", "counsel")
    assert passage.takers == ()


def test_services_lie_between_who_may_ask_and_who_provides() -> None:
    services = "---\n".join(
        (
            SERVICE.format("one", "counsel", "rep, marketing, legal"),
            SERVICE.format("two", "legal", "lead"),
            SERVICE.format("open", "legal", ""),
            SERVICE.format("odd", "nobody", "rep"),
            SERVICE.format("old", "legal", "rep") + "control: {owner: vp, status: retired}\n",
        )
    )
    found = handoffs("a, rep", s=services)
    assert {pair: [s.id for s in i.services] for pair, i in found.interfaces.items()} == {
        ("field", "legal"): ["one", "two"],
        ("marketing", "legal"): ["one"],
    }
    assert [i.giver for i in found.by_receiver["legal"]] == ["field", "marketing"]
    assert [i.receiver for i in found.by_giver["field"]] == ["legal"]
