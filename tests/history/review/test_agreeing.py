"""Everybody who is asked is served, by as few as can be, whatever the approvers and persons are."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from salesops_sop.handbook.loader import load
from salesops_sop.history.diff.documents import changes
from salesops_sop.history.review.agreeing import agreements
from salesops_sop.history.review.demands import demands
from tests.history.review.test_cases import TODAY

ROLES = ("a", "b", "c", "d")
some_roles = st.lists(st.sampled_from(ROLES), min_size=1, max_size=3, unique=True)
approvers = st.one_of(
    st.sampled_from(ROLES),
    some_roles.map(lambda roles: f"{{all_of: [{', '.join(roles)}]}}"),
    some_roles.map(lambda roles: f"{{any_of: [{', '.join(roles)}]}}"),
)
handbooks = st.tuples(
    st.lists(st.tuples(st.sampled_from(ROLES), approvers), min_size=1, max_size=4),
    st.lists(some_roles, max_size=4),
    st.integers(1, 3),
)


def texts(documents, persons, minimum, within):
    files = {
        "handbook.yaml": "kind: handbook\ntitle: H\n"
        f"governance: {{default: {{minimum: {minimum}}}}}\n",
        "roles.yaml": "---\n".join(f"kind: role\nid: {r}\ntitle: {r.upper()}\n" for r in ROLES),
    }
    files["roles.yaml"] = files["roles.yaml"].replace("title:", "department: x\ntitle:")
    for number, held in enumerate(persons):
        holds = f"holds: [{', '.join(held)}]\n"
        files[f"p{number}.yaml"] = f"kind: person\nid: p{number}\ntitle: P{number}\n{holds}"
    for number, (owner, agreeing) in enumerate(documents):
        control = f"{{owner: {owner}, version: 1.0.0, status: effective, approvers: {agreeing}}}"
        files[f"d{number}.yaml"] = (
            f"kind: procedure\nid: d{number}\ntitle: D{number}\ncontrol: {control}\n"
            f"steps: [{{id: x, action: Sign it, within: {within}}}]\n"
        )
    return files


def fewest(groups, everybody):
    """By a look at every choice."""
    for number in range(len(everybody) + 1):
        for chosen in combinations(everybody, number):
            if all(group & set(chosen) for group in groups):
                return number
    raise AssertionError("nobody can serve all")


@settings(max_examples=150)
@given(handbooks)
def test_everybody_is_served_by_the_fewest(drawn):
    documents, persons, minimum = drawn
    old = load(texts(documents, persons, minimum, "2 days"))
    new = load(texts(documents, persons, minimum, "1 day"))
    found = list(changes(old, new))
    assert len(found) == len(documents)
    wanted, quorums = demands(old, new, found)
    made = agreements(old, new, found, TODAY)

    held = {f"p{number}": set(roles) for number, roles in enumerate(persons)}
    alone = {role: {role} for role in ROLES if not any(role in roles for roles in held.values())}
    everybody = held | alone
    for agreement in made:
        speakers = [person.id for person in agreement.persons] or list(agreement.roles)
        assert all(set(agreement.roles) & everybody[one] for one in speakers)
        assert agreement.count >= 1
    for demand in wanted:
        fitting = [
            one
            for one in made
            for reason in one.reasons
            if reason.document is demand.document and reason.why == demand.why
            if {reason.role, *reason.others} == set(demand.roles)
        ]
        assert fitting
    for quorum in quorums:
        able = [
            one
            for one in made
            if any(r.document is quorum.document and r.why == "approves" for r in one.reasons)
        ]
        assert sum(one.count for one in able) >= quorum.persons

    groups = [
        {one for one, roles in everybody.items() if roles & set(demand.roles)} for demand in wanted
    ]
    if minimum == 1:
        assert len(made) == fewest(groups, sorted(everybody))
        assert all(agreement.count == 1 for agreement in made)
