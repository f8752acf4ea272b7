"""What scopes leave open: with what they cover it makes all there is, and nothing twice."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from salesops_sop.analysis.ownership.regions import uncovered
from salesops_sop.analysis.scope import Dimensions
from salesops_sop.handbook.model.fields import DimensionNode, DimensionValues, Scope
from tests.analysis.ownership.small import charter, own

REGION = DimensionValues.read([{"emea": ["dach", "nordics"], "amer": ["north", "south"]}, "apac"])
SEGMENT = DimensionValues.read(["smb", "mid", "enterprise"])
TREES = {"region": REGION, "segment": SEGMENT}
WORLD = Dimensions(TREES)
VALUES = {name: [node.id for node in tree.all()] for name, tree in TREES.items()}
Case = tuple[str, ...]


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    stated = draw(st.sets(st.sampled_from(sorted(TREES)), min_size=1))
    return Scope(
        {n: tuple(draw(st.lists(st.sampled_from(VALUES[n]), min_size=1))) for n in sorted(stated)}
    )


def cases(where: Scope) -> set[Case]:
    """Every combination of leaves that lies in a scope, found the slow way."""
    columns = []
    for name, tree in TREES.items():
        nodes: list[DimensionNode] = [n for n in tree.all() if n.id in where.get(name, ())]
        columns.append({leaf for n in (nodes if name in where else tree) for leaf in n.leaves()})
    return set(product(*columns))


@given(st.lists(scopes(), min_size=1, max_size=6))
def test_covered_and_uncovered_are_all_cases_once(given_scopes: list[Scope]) -> None:
    left = [cases(scope) for scope in uncovered(given_scopes, WORLD)]
    covered = set().union(*(cases(scope) for scope in given_scopes))
    assert all(left)
    assert sum(map(len, left)) == len(set().union(*left))
    assert set().union(*left) == cases(Scope()) - covered


@given(st.lists(scopes(), min_size=1, max_size=5))
def test_what_is_left_does_not_depend_on_the_order(given_scopes: list[Scope]) -> None:
    turned = given_scopes[::-1]
    left = [set().union(*map(cases, uncovered(s, WORLD))) for s in (given_scopes, turned)]
    assert left[0] == left[1]


def test_the_fewest_words() -> None:
    parts = [Scope(region=("dach",)), Scope(region=("amer",), segment=("smb", "mid"))]
    assert list(uncovered(parts, WORLD)) == [
        {"region": ("nordics", "apac")},
        {"region": ("amer",), "segment": ("enterprise",)},
    ]


def test_values_of_no_tree_leave_nothing_to_say() -> None:
    assert list(uncovered([Scope(product=("a",)), Scope(product=("b",))], WORLD)) == []


def test_gaps_need_two_limited_rows_and_none_without_a_limit() -> None:
    rows = ("Grade the lead | A x | region: dach", "Grade leads | A y | region: [americas, apac]")
    (gap,) = own(a=charter("a", *rows)).gaps
    assert gap.uncovered == ({"region": ("nordics",)},)
    assert [duty.activity for duty in gap.duties] == ["Grade the lead", "Grade leads"]
    assert own(a=charter("a", rows[0])).gaps == []


def test_rows_for_one_place_leave_no_gap() -> None:
    """The work is done there; that it is said twice, or of a part again, does not change it."""
    row = "Grade the lead | A x | region: emea"
    assert own(a=charter("a", row), b=charter("b", row)).gaps == []
    assert own(a=charter("a", row), b=charter("b", "Grade leads | A x | region: dach")).gaps == []
    part = charter("b", "Grade leads | A x | region: dach, segment: smb")
    assert own(a=charter("a", row), b=part).gaps == []
    wide, deep = f"{row}, segment: smb", charter("b", "Grade leads | A x | region: dach")
    assert own(a=charter("a", wide), b=deep).gaps == []


def test_a_row_without_a_limit_covers_the_rest() -> None:
    rows = ("Grade the lead | A x | region: dach", "Grade leads | A y | region: apac")
    assert own(a=charter("a", *rows, "Grade the lead | A z")).gaps == []
