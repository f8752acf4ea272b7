"""`sop kpi show`, its output whole."""

import json
from pathlib import Path

import pytest

from salesops_sop.report import defined as formats
from salesops_sop.report.defined import FORMATS

CARD = """\
Close rate · kpi:close-rate
sops/kpis.yaml:2:5

Deals won divided by people pitched; see 25%.

Formula         won / pitched
In words        Close rate equals deals won divided by people pitched
Unit            percent
Direction       higher is better
Answers for it  VP of Sales
Reported by     month, region

Inputs
  won      deal: count(deals), by closed_on
  pitched  deal: entered by Sales manager

Targets
  Latin america, until 2026-06-30  10%
  everywhere                       25%, as the parameter ‘target’ says

Bands
  On target  25% or more
  Act        under 25%: Ask the Sales manager.

Examples
  A quarter  won = 20 deals, pitched = 80 deals: 25.0%
  Wrong      won = 20 deals, pitched = 80 deals: 50.0% is stated, but the formula gives 25%
  Example 3  won = 20 deals, pitched = 0 deals: no value

When there is no value
  Nobody was pitched.

Lineage
  Used by  Pipeline velocity (velocity)
"""
VELOCITY = """\
Pipeline velocity · kpi:velocity
sops/kpis.yaml:28:5

Formula         open_deals * close_rate * coalesce(value, usual) / cycle
In words        Pipeline velocity equals open deals times close rate times the first known of deal
                value and usual value, all divided by sales cycle
Unit            USD / day
Answers for it  VP of Sales

Inputs
  open_deals  deal: nothing says where from
  close_rate  percent: the KPI Close rate (close-rate)
  value       USD / deal: nothing says where from
  usual       USD / deal: nothing says where from
  cycle       day: nothing says where from

Lineage
  Built on  Close rate (close-rate)
"""


def test_every_format_is_listed():
    folder = Path(formats.__file__).parent
    writers = {path.stem for path in folder.glob("*.py") if "\ndef write(" in path.read_text()}
    assert writers == set(FORMATS)


@pytest.mark.parametrize(("name", "card"), [("close-rate", CARD), ("kpi:velocity", VELOCITY)])
def test_a_card(kpi, name, card):
    assert kpi("show", name) == (0, card, "")


def test_a_formula_that_cannot_be_read(kpi):
    code, out, err = kpi("show", "broken")
    assert (code, err) == (0, "")
    assert "Formula         a +\nIn words        it cannot be read: something is missing" in out


@pytest.mark.parametrize("name", ["circle", "old"])
def test_kpis_that_are_not_computed_are_shown(kpi, name):
    code, out, err = kpi("show", name)
    assert (code, err) == (0, "")
    assert f"In words        {name.capitalize()} equals a\n" in out


def test_for_programs(kpi):
    code, out, err = kpi("show", "close-rate", "--format", "json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert found["format"] == "salesops-sop/kpi-show/1"
    assert found["words"] == "Close rate equals deals won divided by people pitched"
    assert found["targets"] == [
        {
            "value": 0.1,
            "parameter": None,
            "scope": {"region": ["latin-america"]},
            "from": None,
            "until": "2026-06-30",
        },
        {"value": 0.25, "parameter": "target", "scope": {}, "from": None, "until": None},
    ]
    assert found["bands"][1] == {
        "title": "Act",
        "min": None,
        "max": 0.25,
        "range": "under 25%",
        "action": "Ask the [](role:manager).",
        "scope": {},
        "from": None,
        "until": None,
    }
    assert [(e["shown"], e["holds"], e["gives"]) for e in found["examples"]] == [
        ("25.0%", True, None),
        ("50.0%", False, "25%"),
        ("no value", True, None),
    ]
    assert (found["built_on"], found["used_by"]) == ([], ["velocity"])


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("close-rte", "there is no KPI ‘close-rte’, did you mean ‘close-rate’?"),
        ("frobnicate", "there is no KPI ‘frobnicate’"),
        ("\x1b[31m", "there is no KPI ‘\\x1b[31m’"),
    ],
)
def test_no_such_kpi(kpi, name, sentence):
    assert kpi("show", name) == (2, "", f"sop: {sentence}\n")


def test_a_kpi_that_cannot_be_read(sop, handbook):
    (handbook / "kpis.yaml").write_text("kind: kpi\nid: lost\ntitle: Lost\n")
    sentence = "‘lost’ is there but cannot be read: `sop lint` says why"
    assert sop("kpi", "show", "lost") == (2, "", f"sop: {sentence}\n")
    assert sop("kpi", "calc", "lost") == (2, "", f"sop: {sentence}\n")


def test_a_handbook_without_kpis(sop, handbook):
    assert sop("kpi", "show", "x") == (2, "", "sop: there is no KPI ‘x’: the handbook has none\n")
