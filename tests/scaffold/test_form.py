"""What a form knows of the fields of a kind."""

import pytest

from salesops_sop.base.errors import UsageError
from salesops_sop.scaffold.draft import way_of
from salesops_sop.scaffold.form import Form


@pytest.mark.parametrize(
    ("kind", "field", "written", "value"),
    [
        ("role", "purpose", "Lead: the sales", "Lead: the sales"),
        ("role", "purpose", "[not a list", "[not a list"),
        ("role", "responsibilities", "[a, b]", ["a", "b"]),
        ("role", "responsibilities", "Settle, then tell", "Settle, then tell"),
        ("role", "authority.discount-limit", "20%", "20%"),
        ("person", "holds", "vp-sales", ["vp-sales"]),
        ("person", "holds", "[vp-sales, manager]", ["vp-sales", "manager"]),
        ("person", "holds.0", "{role: vp-sales}", {"role": "vp-sales"}),
        ("parameter", "value", "20", 20),
        ("parameter", "value", "20%", "20%"),
        ("parameter", "value", "no", "no"),
        ("parameter", "value", '"20"', "20"),
        ("parameter", "value", "true", True),
        ("parameter", "scope", "{region: [emea]}", {"region": ["emea"]}),
        ("kpi", "precision", "3", 3),
        ("procedure", "control.version", "1.0.0", "1.0.0"),
        ("procedure", "steps.2.within", "4 business hours", "4 business hours"),
        ("procedure", "steps.2.next", "{end: won}", {"end": "won"}),
        ("procedure", "steps.2.next", "assign", "assign"),
        ("dimension", "values", "{emea: [dach]}", {"emea": ["dach"]}),
        ("dimension", "values", "[emea, apac]", ["emea", "apac"]),
    ],
)
def test_a_value_is_read_as_its_field_wants_it(kind, field, written, value):
    assert Form(kind).value(way_of(field), written) == value


@pytest.mark.parametrize(
    ("kind", "field", "sentence"),
    [
        ("role", "deparment", "a role has no field ‘deparment’, did you mean ‘department’?"),
        ("procedure", "owner", "a procedure has no field ‘owner’, did you mean ‘control.owner’?"),
        (
            "procedure",
            "steps.0.raci.xyz",
            "a procedure has no field ‘xyz’ in ‘steps.0.raci’; "
            "it has: accountable, consulted, informed, responsible",
        ),
        ("role", "purpose.x", "a role has no field ‘x’ in ‘purpose’: it holds one value"),
        ("role", "title.0", "a role has no field ‘0’ in ‘title’: it holds one value"),
    ],
)
def test_a_field_that_is_not_there(kind, field, sentence):
    with pytest.raises(UsageError) as caught:
        Form(kind).at(way_of(field))
    assert str(caught.value) == sentence


@pytest.mark.parametrize("written", ["[a, b", "{a: 1, a: 2}", "[*x]"])
def test_yaml_that_is_broken(written):
    with pytest.raises(UsageError, match=r"^‘next=|^‘value=|^‘scope="):
        Form("parameter").value(("scope" if "{" in written else "value",), written)
