"""`sop kpi calc`, its output whole."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesops_sop.cli.frame import finding
from salesops_sop.handbook import loader
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.yamltree import Flaw
from salesops_sop.report import calculated as formats
from salesops_sop.report.calculated import FORMATS

REACHED = """\
Close rate: 25.0%

Target  25.0% (higher is better): reached
Band    On target: 25% or more
"""
MISSED = """\
Close rate: 22.5%

Target      25.0% (higher is better): not reached
Band        Act: under 25%
What to do  Ask the Sales manager.

Steps
  won            18 deals
  pitched        80 deals
  won / pitched  18 / 80 = 22.5%
"""
BELOW = """\
Pipeline velocity: 277.777778 USD / day

Steps of Close rate · close-rate
  won            1 deal
  pitched        4 deals
  won / pitched  1 / 4 = 25.0%

Steps
  open_deals               100 deals
  close_rate               25%
  value                    no value: value is missing
  usual                    1,000 USD / deal
  cycle                    90 days
  open_deals * close_rate  100 * 0.25 = 25 deals
  coalesce(value, usual)   coalesce(value, 1,000) = 1,000 USD / deal
  open_deals * close_rate * coalesce(value, usual)
                           25 * 1,000 = 25,000 USD
  open_deals * close_rate * coalesce(value, usual) / cycle
                           25,000 / 90 = 277.777778 USD / day
"""


def test_every_format_is_listed():
    folder = Path(formats.__file__).parent
    writers = {path.stem for path in folder.glob("*.py") if "\ndef write(" in path.read_text()}
    assert writers == set(FORMATS)


@pytest.mark.parametrize(
    "inputs", [("won=20", "pitched=80"), (" pitched = 80 ", "close-rate.won=20")]
)
def test_the_value_with_its_target_and_band(kpi, inputs):
    assert kpi("calc", "close-rate", *inputs) == (0, REACHED, "")
    assert kpi("calc", "kpi:close-rate", *inputs) == (0, REACHED, "")


def test_what_the_band_asks_for_and_every_step(kpi):
    assert kpi("calc", "close-rate", "won=18", "pitched=80", "--steps") == (0, MISSED, "")


def test_a_value_that_is_not_there(kpi):
    assert kpi("calc", "close-rate", "won=18", "pitched=0") == (
        1,
        "Close rate: no value, since pitched is 0\n\nWhat that means  Nobody was pitched.\n",
        "",
    )


def test_an_input_that_is_a_kpi_is_worked_out_from_its_own_inputs(kpi):
    given = [
        "open_deals=100",
        "cycle=90 days",
        "usual=1,000",
        "close-rate.won=1",
        "close-rate.pitched=4",
    ]
    assert kpi("calc", "velocity", *given, "--steps", "value=undefined") == (0, BELOW, "")


def test_what_does_not_matter_may_be_left_out(kpi):
    given = ["open_deals=100", "cycle=2160 hours", "close_rate=25%", "value=1000 USD"]
    assert kpi("calc", "velocity", *given) == (
        0,
        "Pipeline velocity: 277.777778 USD / day\n",
        "",
    )


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (("--on", "2026-01-31"), "Target  25.0% (higher is better): reached"),
        (
            ("--on", "2026-01-31", "--scope", "region=latin-america"),
            "Target  10.0% (higher is better): reached",
        ),
        (
            ("--on", "2026-01-31", "--scope", "region= Latin America"),
            "Target  10.0% (higher is better): reached",
        ),
        (
            ("--on", "2026-01-31", "--scope", "region=latin-america,dach"),
            "Target  25.0% (higher is better): reached",
        ),
        (
            ("--on", "2026-07-01", "--scope", "region=latin-america"),
            "Target  25.0% (higher is better): reached",
        ),
    ],
)
def test_the_target_of_a_part_of_the_world(kpi, options, line):
    code, out, err = kpi("calc", "close-rate", "won=30", "pitched=80", *options)
    assert (code, out.splitlines()[2], err) == (0, line, "")


def test_for_programs(kpi):
    code, out, err = kpi(
        "calc",
        "close-rate",
        "won=1",
        "pitched=3",
        "--format=json",
        "--steps",
        "--on=2026-01-31",
        "--scope=region=emea",
    )
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "format": "salesops-sop/kpi-calc/1",
        "kpi": "close-rate",
        "title": "Close rate",
        "value": 1 / 3,
        "exact": "1/3",
        "undefined": None,
        "unit": "percent",
        "shown": "33.3%",
        "when_undefined": None,
        "scope": {"region": ["emea"]},
        "day": "2026-01-31",
        "target": 0.25,
        "met": True,
        "band": {"title": "On target", "range": "25% or more", "action": None},
        "inputs": {"won": 1.0, "pitched": 3.0},
        "steps": [
            {"kpi": "close-rate", "formula": "won / pitched", "value": 1 / 3, "undefined": None}
        ],
    }


def test_no_value_for_programs(kpi):
    code, out, _ = kpi("calc", "close-rate", "won=1", "pitched=undefined", "--format", "json")
    found = json.loads(out)
    assert code == 1
    assert (found["value"], found["shown"], found["undefined"]) == (
        None,
        None,
        "pitched is missing",
    )
    assert found["when_undefined"] == "Nobody was pitched."


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["close-rat"], "there is no KPI ‘close-rat’, did you mean ‘close-rate’?"),
        (
            ["close-rate"],
            "close-rate has no value yet: give won=… (deals won, deal); "
            "pitched=… (people pitched, deal)",
        ),
        (
            ["velocity", "open_deals=1", "cycle=1", "usual=1"],
            "velocity has no value yet: give close_rate=… (close rate, percent) or "
            "close-rate.won=… close-rate.pitched=…; value=… (deal value, USD / deal)",
        ),
        (
            ["velocity", "open_deals=1", "cycle=1", "usual=1", "close-rate.won=1"],
            "velocity has no value yet: give close-rate.pitched=… (people pitched, deal); "
            "value=… (deal value, USD / deal)",
        ),
        (
            ["velocity", "close_rate=1", "close-rate.won=1"],
            "close_rate is given, and so is an input of ‘close-rate’: say one",
        ),
        (["close-rate", "wn=1"], "close-rate has no input ‘wn’, did you mean ‘won’?"),
        (["close-rate", "xyz=1"], "close-rate has no input ‘xyz’: it has won, pitched"),
        (["close-rate", "won"], "‘won’ has no value: write won=…"),
        (["close-rate", "=1"], "‘’ has no value: write won=…"),
        (["close-rate", "won=1", "won=2"], "won is given twice: say it once"),
        (
            ["close-rate", "won=many"],
            "won: ‘many’ is no number: write one such as 1200, 25%, 50,000 USD or 90 days",
        ),
        (["close-rate", "won=20%"], "won: ‘20%’ is a share, and deal is not"),
        (
            ["velocity", "close_rate=25"],
            "close_rate: ‘25’ is more than 1 in percent: write 25%, or 2,500% if that is meant",
        ),
        (["close-rate", "won=1e400"], None),
        (["close-rate", "won=" + "9" * 39], "won: ‘" + "9" * 39 + "’ is too large to be meant"),
        (["close-rate", "won=\x1b[31m"], None),
        (
            ["close-rate", "won=1", "--scope", "regio=emea"],
            "there is no dimension ‘regio’, did you mean ‘region’?",
        ),
        (
            ["close-rate", "won=1", "--scope", "region=dahc"],
            "region has no value ‘dahc’, did you mean ‘dach’?",
        ),
        (
            ["close-rate", "won=1", "--scope", "region"],
            "--scope takes a dimension and a value, as region=emea, not ‘region’",
        ),
        (["close-rate", "won=1", "pitched=2", "--on", "soon"], None),
        (["circle", "a=1"], "sops/kpis.yaml: ‘circle’ cannot be computed: it is built on itself"),
        (
            ["broken", "a=1"],
            "sops/kpis.yaml: ‘broken’ cannot be computed: its formula cannot be read: something is "
            "missing at the end: write names, numbers, + - * /, comparisons, brackets or functions "
            "such as if(…)",
        ),
        (["old", "a=1"], "‘old’ is retired: `sop kpi show old` says what it was"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(kpi, words, sentence):
    code, out, err = kpi("calc", *words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "\x1b" not in err
    if sentence is not None:
        assert err == f"sop: {sentence}\n"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=30) | st.text(max_size=20).map("won=".__add__), max_size=3))
def test_whatever_is_written_the_answer_is_one_sentence(kpi, words):
    code, out, err = kpi("calc", "close-rate", "--", *words, "pitched=2")
    assert code in (0, 1, 2)
    assert bool(out) == (code < 2)
    assert err.count("\n") == (code == 2)
    assert "internal error" not in err


@pytest.mark.parametrize(
    ("words", "incomplete", "offered"),
    [
        (["calc"], "c", ["close-rate", "circle"]),
        (["show"], "kpi:v", ["kpi:velocity"]),
        (["calc", "close-rate"], "", ["won=", "pitched="]),
        (["calc", "velocity"], "close", ["close_rate=", "close-rate.won=", "close-rate.pitched="]),
        (["calc", "close-rate"], "won=", []),
        (["calc", "none"], "", []),
    ],
)  # fmt: skip
def test_what_the_shell_completes(kpi, words, incomplete, offered):
    from click.shell_completion import ShellComplete

    from salesops_sop.cli import sop as contents

    complete = ShellComplete(contents, {}, "sop", "_SOP_COMPLETE")
    found = complete.get_completions(["kpi", *words], incomplete)
    assert sorted(item.value for item in found) == sorted(offered)


SLOW = {"duckdb", "git", "jinja2", "jsonschema", "markdown", "mkdocs", "nh3", "rich", "sqlglot"}
CALLED = """\
import sys
from salesops_sop.cli import sop
try:
    sop.main(["kpi", "calc", "close-rate", "won=1", "pitched=2"], "sop")
finally:
    print(*sys.modules)
"""


def test_it_starts_without_what_is_slow(kpi):
    loaded = subprocess.check_output([sys.executable, "-c", CALLED], text=True).split()
    assert "salesops_sop.cli.kpi.calc" in loaded
    assert not {name.partition(".")[0] for name in loaded} & SLOW
    for package in ("rules", "lint", "warehouse", "site", "export", "scaffold", "history"):
        assert f"salesops_sop.{package}" not in loaded


def test_what_a_calculation_does_not_need_is_not_read(kpi, handbook, monkeypatch):
    read: list[set[str]] = []

    def load(texts: dict[str, str], flaws: list[Flaw]) -> Handbook:
        read.append(set(texts))
        return loader.load(texts, flaws)

    monkeypatch.setattr(finding, "load", load)
    given = ["open_deals=100", "cycle=90", "close_rate=25%", "value=1", "usual=1"]
    assert kpi("calc", "velocity", *given).code == 0
    assert read == [{"sops/handbook.yaml", "sops/kpis.yaml"}]
    # an action of this one names a role
    assert kpi("calc", "close-rate", "won=1", "pitched=2").code == 0
    assert read[-1] == {"sops/handbook.yaml", "sops/kpis.yaml", "sops/organization/roles.yaml"}
