"""KPIs are built on KPIs, and computed step by step."""

from fractions import Fraction

from salesops_sop.analysis.measures.calculating import calculate
from salesops_sop.analysis.measures.definitions import Definition, Definitions
from salesops_sop.handbook.loader import load
from salesops_sop.lang.formula.evaluating import Undefined
from salesops_sop.lang.formula.writing import written


def kpi(ident: str, formula: str, *built_on: str) -> str:
    inputs = "".join(f"  {name}: {{title: {name}, unit: USD, kpi: {name}}}\n" for name in built_on)
    return (
        f"kind: kpi\nid: {ident}\ntitle: {ident}\ncontrol: {{owner: boss}}\nowner: boss\n"
        f"formula: {formula}\nunit: USD\ninputs:\n"
        f"  own: {{title: own, unit: USD, entered_by: boss}}\n{inputs}"
    )


def definitions(*documents: str) -> Definitions:
    files = {f"kpis/{number}.yaml": text for number, text in enumerate(documents)}
    return load(files).derived(Definitions)


def test_lineage_names_each_kpi_before_those_that_need_it() -> None:
    found = definitions(
        kpi("d", "b + c", "b", "c"), kpi("c", "a", "a"), kpi("b", "a", "a"), kpi("a", "own")
    )
    assert found.lineage("d") == ("a", "b", "c")
    assert found.lineage("a") == ()


def test_a_circle_and_all_built_on_it_have_no_lineage() -> None:
    found = definitions(
        kpi("a", "b", "b"), kpi("b", "a", "a"), kpi("c", "b + own", "b"), kpi("d", "own")
    )
    assert found.circles == (("a", "b"),)
    assert found.in_circles == {"a", "b", "c"}
    assert found.lineage("c") == ()


def definition(formula: str) -> Definition:
    return definitions(kpi("k", formula)).all["k"]


def test_steps_are_what_is_computed_inner_ones_first() -> None:
    found = calculate(definition("(own + 1) * -own"), {"own": 2})
    assert found.result == Fraction(-6)
    steps = [f"{written(step.expression)} = {step.result}" for step in found.steps]
    assert steps == ["own + 1 = 3", "-own = -2", "(own + 1) * -own = -6"]


def test_what_is_no_number_is_undefined() -> None:
    assert calculate(definition("own >"), {}).result == Undefined("the formula cannot be read")
    found = calculate(definition("own > 1"), {"own": 2}).result
    assert found == Undefined("the formula gives no number")
