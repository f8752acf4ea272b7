"""Scopes against brute force: every combination of smallest values is tried one by one."""

from datetime import date, timedelta
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.analysis.scope import (
    Dimensions,
    intersection,
    meeting_pairs,
    meets,
    periods_meet,
)
from salesops_sop.handbook.model.fields import DimensionNode, DimensionValues, Scope
from salesops_sop.handbook.model.record import Period

REGION = DimensionValues.read([{"emea": ["dach", "nordics"], "amer": ["north", "south"]}, "apac"])
SEGMENT = DimensionValues.read(["smb", "mid-market", "enterprise"])
WORLD = Dimensions({"region": REGION, "segment": SEGMENT})


def scope(**dimensions: str) -> Scope:
    return Scope({name: tuple(values.split()) for name, values in dimensions.items()})


def test_a_scope_without_limits_meets_every_scope() -> None:
    assert meets(Scope(), Scope(), WORLD)
    assert meets(Scope(), scope(region="dach", segment="smb"), WORLD)
    assert intersection(Scope(), Scope(), WORLD) == {}


def test_a_parent_contains_its_children() -> None:
    assert meets(scope(region="emea"), scope(region="dach"), WORLD)
    assert intersection(scope(region="emea"), scope(region="dach"), WORLD) == {"region": ("dach",)}


def test_scopes_meet_only_when_they_meet_in_every_dimension() -> None:
    smb_in_emea = scope(region="emea", segment="smb")
    assert not meets(smb_in_emea, scope(region="dach", segment="enterprise"), WORLD)
    assert intersection(smb_in_emea, scope(region="apac"), WORLD) is None
    assert intersection(smb_in_emea, scope(segment="smb mid-market"), WORLD) == smb_in_emea


def test_what_is_shared_is_said_in_the_fewest_values() -> None:
    parts = scope(region="dach nordics north")
    assert intersection(parts, Scope(), WORLD) == {"region": ("emea", "north")}
    assert intersection(scope(region="apac amer emea"), Scope(), WORLD) == {}


def test_values_of_no_tree_stand_for_themselves() -> None:
    assert meets(scope(region="mars"), scope(region="mars"), WORLD)
    assert not meets(scope(region="mars"), scope(region="emea"), WORLD)
    assert not meets(scope(product="a"), scope(product="b"), WORLD)
    assert intersection(scope(product="b a"), scope(product="a b c"), WORLD) == {
        "product": ("a", "b")
    }


def test_no_values_at_all_is_nowhere() -> None:
    nowhere = scope(region="")
    assert not meets(nowhere, Scope(), WORLD)
    assert not meets(Scope(), nowhere, WORLD)
    assert intersection(Scope(), nowhere, WORLD) is None


@st.composite
def trees(draw: st.DrawFn, name: str) -> tuple[DimensionNode, ...]:
    numbers = iter(range(100))

    def node(depth: int) -> DimensionNode:
        ident = f"{name}{next(numbers)}"
        children = draw(st.integers(0, 3)) if depth < 2 else 0
        return DimensionNode(ident, tuple(node(depth + 1) for _ in range(children)))

    return tuple(node(0) for _ in range(draw(st.integers(1, 2))))


def values(tree: tuple[DimensionNode, ...]) -> list[DimensionNode]:
    return [inner for outer in tree for inner in outer.all()]


@st.composite
def worlds(draw: st.DrawFn) -> tuple[dict[str, tuple[DimensionNode, ...]], Scope, Scope]:
    world = {name: draw(trees(name)) for name in ("a", "b")}
    scopes = []
    for _ in range(2):
        stated = draw(st.sets(st.sampled_from(sorted(world))))
        named = {
            name: tuple(draw(st.lists(st.sampled_from([n.id for n in values(world[name])]))))
            for name in sorted(stated)
        }
        scopes.append(Scope(named))
    return world, scopes[0], scopes[1]


def cases(world: dict[str, tuple[DimensionNode, ...]], where: Scope) -> set[tuple[str, ...]]:
    """Every combination of leaves that lies in a scope, found the slow way."""
    columns = []
    for name in sorted(world):
        inside = [node for node in values(world[name]) if node.id in where.get(name, ())]
        nodes = inside if name in where else list(world[name])
        columns.append({leaf for node in nodes for leaf in node.leaves()})
    return set(product(*columns))


@given(worlds())
def test_meeting_agrees_with_brute_force(
    drawn: tuple[dict[str, tuple[DimensionNode, ...]], Scope, Scope],
) -> None:
    world, a, b = drawn
    both = cases(world, a) & cases(world, b)
    found = intersection(a, b, Dimensions(world))
    assert meets(a, b, Dimensions(world)) == bool(both)
    assert meets(b, a, Dimensions(world)) == bool(both)
    assert (found is None) == (not both)
    if found is not None:
        assert cases(world, found) == both
        assert intersection(b, a, Dimensions(world)) == found


@given(worlds())
def test_no_shorter_description_exists(
    drawn: tuple[dict[str, tuple[DimensionNode, ...]], Scope, Scope],
) -> None:
    world, a, b = drawn
    for name, stated in (intersection(a, b, Dimensions(world)) or Scope()).items():
        wanted = cases({name: world[name]}, Scope({name: stated}))
        ids = [node.id for node in values(world[name])]
        shorter = (c for size in range(len(stated)) for c in combinations(ids, size))
        assert all(cases({name: world[name]}, Scope({name: c})) != wanted for c in shorter)
        assert cases({name: world[name]}, Scope()) != wanted, "the whole dimension is left out"


@given(worlds(), worlds())
def test_pairs_that_meet_are_all_found_in_order(
    one: tuple[dict[str, tuple[DimensionNode, ...]], Scope, Scope],
    other: tuple[dict[str, tuple[DimensionNode, ...]], Scope, Scope],
) -> None:
    dimensions = Dimensions(one[0])
    scopes = [*one[1:], *other[1:], Scope()]
    pairs = [(i, j) for j in range(len(scopes)) for i in range(j)]
    wanted = [(i, j) for i, j in pairs if meets(scopes[i], scopes[j], dimensions)]
    assert list(meeting_pairs(scopes, dimensions)) == wanted


FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(8)]
effective = st.one_of(
    st.none(),
    st.sampled_from(DAYS),
    st.builds(
        Period, start=st.none() | st.sampled_from(DAYS), until=st.none() | st.sampled_from(DAYS)
    ),
)


def holds(when: date | Period | None, day: date) -> bool:
    if isinstance(when, Period):
        return (when.start is None or when.start <= day) and (
            when.until is None or day <= when.until
        )
    return when is None or when <= day


@given(effective, effective)
def test_periods_agree_with_brute_force(a: date | Period | None, b: date | Period | None) -> None:
    days = [FIRST - timedelta(days=1), *DAYS, DAYS[-1] + timedelta(days=1)]
    assert periods_meet(a, b) == any(holds(a, day) and holds(b, day) for day in days)
