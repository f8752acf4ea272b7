"""Triggers: one event that starts two procedures."""

from tests.analysis.ownership.small import own, procedure


def starts(trigger: str, ident: str, more: str = "", control: str = "") -> str:
    return procedure(ident, "action: Do it", more=f"trigger: {trigger}\n{more}", control=control)


def test_the_same_event_in_other_words() -> None:
    a, b = starts("[A deal is won, A lead is created]", "a"), starts("The lead is created.", "b")
    (found,) = own(a=a, b=b).same_triggers
    assert (found.first.id, found.first_trigger) == ("a", 1)
    assert (found.second.id, found.second_trigger, found.where) == ("b", 0, {})


def test_where_the_scopes_meet() -> None:
    a = starts("A lead is created", "a", "scope: {region: emea, segment: smb}\n")
    b = starts("A lead is created", "b", "scope: {region: [dach, apac]}\n")
    (found,) = own(a=a, b=b).same_triggers
    assert found.where == {"region": ("dach",), "segment": ("smb",)}


def test_other_events_other_places_other_times() -> None:
    a = starts("A lead is created", "a", "scope: {region: emea}\n")
    for b in (
        starts("A lead is closed", "b"),
        starts("A lead is created", "b", "scope: {region: apac}\n"),
        starts("A lead is created", "b", control=", status: retired"),
        starts("A lead is created", "b", control=", supersedes: [a]"),
    ):
        assert own(a=a, b=b).same_triggers == []


def test_one_procedure_is_no_rival_of_itself() -> None:
    assert own(a=starts("[A lead is created, The lead is created]", "a")).same_triggers == []
