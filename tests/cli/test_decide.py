"""`sop decide`, its output whole."""

import json
from pathlib import Path

import pytest

from salesops_sop.report import decide as formats
from salesops_sop.report.decide import FORMATS

TABLES = """\
kind: decision
id: discount-approval
title: Discount approval
control: {owner: manager, status: effective}
question: Who approves this discount?
inputs:
  - {id: discount, type: number, unit: percent, min: 0, max: 40}
  - {id: deal-value, type: number, unit: USD, min: 0}
  - {id: region, type: dimension}
  - {id: framed, title: Frame contract, type: boolean}
outputs:
  - {id: approver, title: Approver, type: roles}
rules:
  - id: small
    when: {discount: "<= 10", framed: "false"}
    then: {approver: manager}
    because: Small and frequent, below [](parameter:limit).
  - id: large
    when: {discount: "(10..30]", deal-value: "< 250000", region: '"emea"', framed: "false"}
    then: {approver: vp-sales}
  - id: huge
    when: {discount: "> 30", framed: "false"}
    then: {approver: {all_of: [manager, vp-sales]}}
    because: Both answer for it.
  - id: framed
    when: {framed: "true"}
    then: {approver: {any_of: [manager, vp-sales]}}
---
kind: dimension
id: region
title: Region
values: {emea: [dach, nordics], latin-america: }
---
kind: parameter
id: limit
title: Limit
value: 10
unit: percent
"""
ANSWERED = """\
Approver: VP of Sales

Rule large fits
  discount 25%           above 10% to 30%
  deal-value 80,000 USD  under 250,000 USD
  region DACH            EMEA
  framed no              no

Why not the other rules
  small   discount is 25%; the rule is for 10% or less
  huge    discount is 25%; the rule is for more than 30%
  framed  framed is no; the rule is for yes
"""
OPEN = """\
Not decided yet: it depends on deal-value and region

Still open
  deal-value  write a number of 0 USD or more
  region      write one of dach, nordics, latin-america

Still possible
  large  Approver: VP of Sales, if deal-value under 250,000 USD and region EMEA

Why not the rules
  small   discount is 25%; the rule is for 10% or less
  huge    discount is 25%; the rule is for more than 30%
  framed  framed is no; the rule is for yes
"""


@pytest.fixture
def decide(sop, handbook):
    """Ask the table; return what the run left behind."""
    (handbook / "tables.yaml").write_text(TABLES)
    return lambda *inputs: sop("decide", "discount-approval", *inputs)


def test_every_format_is_listed():
    folder = Path(formats.__file__).parent
    writers = {path.stem for path in folder.glob("*.py") if "\ndef write(" in path.read_text()}
    assert writers == set(FORMATS)


@pytest.mark.parametrize(
    "inputs",
    [
        ("discount=25", "deal-value=80000", "region=dach", "framed=no"),
        ("discount=25%", "deal-value=80,000", "region=DACH", "framed=false"),
        ("discount= 25.0 %", "deal-value=80,000.00 USD", "region= Dach ", "framed=No"),
        ("framed=no", "region=dach", "deal-value=USD 80000", "discount=25 percent"),
    ],
)
def test_the_answer_comes_first(decide, inputs):
    assert decide(*inputs) == (0, ANSWERED, "")


def test_what_is_open(decide):
    assert decide("discount=25", "framed=no") == (1, OPEN, "")


def test_what_does_not_matter_is_not_asked_for(decide):
    assert decide("framed=yes") == (
        0,
        """\
Approver: Sales manager or VP of Sales

Rule framed fits
  framed yes  yes

Why not the other rules
  small  framed is yes; the rule is for no
  large  framed is yes; the rule is for no
  huge   framed is yes; the rule is for no
""",
        "",
    )


def test_a_reason_is_plain_text(decide):
    out = decide("discount=5", "framed=no").out
    assert out.startswith(
        "Approver: Sales manager\n\nRule small fits: Small and frequent, below 10%.\n"
    )


def test_all_of_them_agree(decide):
    out = decide("discount=35", "framed=no").out
    assert out.startswith("Approver: Sales manager and VP of Sales\n")


def test_a_value_that_stands_for_several(decide):
    given = ("discount=25", "deal-value=1", "framed=no")
    assert decide(*given, "region=emea").out.startswith("Approver: VP of Sales\n")


def test_no_rule_fits(decide):
    code, out, err = decide("discount=25", "deal-value=1", "framed=no", "region=latin america")
    assert (code, err) == (1, "")
    assert (
        out
        == """\
No rule fits: the table says nothing of this case

Why not the rules
  small   discount is 25%; the rule is for 10% or less
  large   region is Latin america; the rule is for EMEA
  huge    discount is 25%; the rule is for more than 30%
  framed  framed is no; the rule is for yes
"""
    )


POLICIES = """\
kind: decision
id: table
title: Table
control: {owner: manager}
question: Who?
hit_policy: %s
inputs:
  - {id: size, type: integer, min: 0, max: 9}
  - {id: region, type: dimension}
outputs:
  - {id: who, type: role, values: [vp-sales, manager]}
rules:
  - {id: a, when: {size: ">= 1"}, then: {who: manager}}
  - {id: b, when: {size: ">= 2"}, then: {who: vp-sales}}
  - {id: c, when: {size: ">= 3", region: dach}, then: {who: manager}}
---
kind: dimension
id: region
title: Region
values: {emea: [dach, nordics]}
"""


@pytest.mark.parametrize(
    ("policy", "inputs", "code", "first", "fired"),
    [
        ("unique", ["size=1"], 0, "who: Sales manager", "a"),
        (
            "unique",
            ["size=2"],
            1,
            "The rules ‘a’ and ‘b’ fit, and the table allows one: have it mended",
            "a b",
        ),
        ("any", ["size=1"], 0, "who: Sales manager", "a"),
        (
            "any",
            ["size=2"],
            1,
            "The rules ‘a’ and ‘b’ fit, and do not say the same: have the table mended",
            "a b",
        ),
        ("first", ["size=3"], 0, "who: Sales manager", "a"),
        ("priority", ["size=1"], 0, "who: Sales manager", "a"),
        ("priority", ["size=3"], 0, "who: VP of Sales", "b"),
        ("collect", ["size=2"], 0, "who: Sales manager", "a b"),
        ("collect", ["size=3", "region=dach"], 0, "who: Sales manager", "a b c"),
        ("collect", ["size=3", "region=emea"], 1, "Not decided yet: it depends on region", "a b"),
        ("collect", ["size=0"], 1, "No rule fits: the table says nothing of this case", ""),
    ],
)
def test_hit_policies(sop, handbook, policy, inputs, code, first, fired):
    (handbook / "table.yaml").write_text(POLICIES % policy)
    ran = sop("decide", "table", *inputs)
    assert (ran.code, ran.out.splitlines()[0]) == (code, first)
    data = json.loads(sop("decide", "table", *inputs, "--format", "json").out)
    assert [answer["rule"] for answer in data["answers"]] == fired.split()


def test_several_values_are_asked_apart(sop, handbook):
    (handbook / "table.yaml").write_text(POLICIES % "collect")
    assert (
        sop("decide", "table", "size=3", "region=emea").out
        == """\
Not decided yet: it depends on region

Rule a fits: who: Sales manager
  size 3  1 or more
Rule b fits: who: VP of Sales
  size 3  2 or more

Still open
  region  several values are meant: write one of dach, nordics

Still possible
  c  who: Sales manager, if region DACH
"""
    )


def test_json(decide):
    code, out, err = decide("discount=25", "framed=yes", "region=emea", "--format", "json")
    assert (code, err) == (0, "")
    data = json.loads(out)
    assert {name: data[name] for name in list(data)[:-1]} == {
        "format": "salesops-sop/decide/1",
        "decision": "discount-approval",
        "question": "Who approves this discount?",
        "hit_policy": "unique",
        "given": {"discount": 25, "region": ["dach", "nordics"], "framed": True},
        "status": "answered",
        "answers": [
            {
                "rule": "framed",
                "outputs": {"approver": {"any_of": ["manager", "vp-sales"]}},
                "because": None,
            }
        ],
        "open": [],
    }
    assert data["rules"][0] == {
        "rule": "small",
        "fits": "no",
        "failed": {"input": "discount", "cell": "<= 10", "says": "10% or less"},
        "open": [],
        "outputs": {"approver": "manager"},
    }


def test_many_rules_are_cut_unless_all_are_asked_for(sop, handbook):
    rules = "".join(f"  - {{id: r{n}, when: {{size: {n}}}, then: {{who: x}}}}\n" for n in range(60))
    (handbook / "table.yaml").write_text(
        "kind: decision\nid: table\ntitle: T\ncontrol: {owner: manager}\nquestion: Who?\n"
        "inputs: [{id: size, type: integer}]\noutputs: [{id: who, type: string}]\n"
        f"rules:\n{rules}"
    )
    out = sop("decide", "table", "size=7").out
    assert out.endswith("  … and 34 rules more: add --all\n")
    out = sop("decide", "table", "size=7", "--all").out
    assert "add --all" not in out
    assert "  r59  size is 7; the rule is for 59\n" in out


HUGE = "1" * 100_000


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        (["discount"], "“discount” is no input: write a name and a value, as discount=…"),
        (["=3"], "“=3” is no input: write a name and a value, as discount=…"),
        (["dicsount=3"], "discount-approval has no input “dicsount”, did you mean ‘discount’?"),
        (
            ["x=3"],
            "discount-approval has no input “x”: it has discount, deal-value, region, framed",
        ),
        (["discount=3", "discount=3"], "discount is given twice: say it once"),
        (["discount="], "discount has no value: write a number from 0% to 40%"),
        (["discount=abc"], "“abc” is no number: write a number from 0% to 40%"),
        (["discount=NaN"], "“NaN” is no number: write a number from 0% to 40%"),
        (["discount=1e999"], "“1e999” is no number: write a number from 0% to 40%"),
        (["discount=٣"], "“٣” is no number: write a number from 0% to 40%"),
        (
            ["discount=3 USD"],
            "discount is in percent, and not in “USD”: write a number from 0% to 40%",
        ),
        (["discount=41"], "discount cannot be 41%: write a number from 0% to 40%"),
        (["discount=-0.5"], "discount cannot be -0.5%: write a number from 0% to 40%"),
        (
            ["deal-value=5 EUR"],
            "deal-value is in USD, and not in “EUR”: write a number of 0 USD or more",
        ),
        (
            ["deal-value=80k"],
            "deal-value is in USD, and not in “k”: write a number of 0 USD or more",
        ),
        (["deal-value=1,23"], "“1,23” is no number: write a number of 0 USD or more"),
        ([f"deal-value={'9' * 40}"], f"“{'9' * 40}” has more than 15 digits: round it"),
        ([f"deal-value={HUGE}"], "the value of deal-value is longer than 1000 characters"),
        ([HUGE], f"“{'1' * 60}…” is no input: write a name and a value, as discount=…"),
        (
            [f"{HUGE}=1"],
            f"discount-approval has no input “{'1' * 60}…”: it has discount, deal-value, region, framed",
        ),
        (["region=dahc"], "region has no value “dahc”, did you mean ‘dach’?"),
        (["region=x"], "region has no value “x”: write one of dach, nordics, latin-america"),
        (["region='dach'"], "region has no value “'dach'”, did you mean ‘dach’?"),
        (
            ["region=\x1b[31m"],
            "region has no value “\\x1b[31m”: write one of dach, nordics, latin-america",
        ),
        (["framed=maybe"], "“maybe” is neither yes nor no: write framed=yes or framed=no"),
    ],
)
def test_what_cannot_be_meant(decide, inputs, sentence):
    assert decide(*inputs) == (2, "", f"sop: {sentence}\n")


def test_whole_numbers_and_dates(sop, handbook):
    (handbook / "table.yaml").write_text("""\
kind: decision
id: table
title: Table
control: {owner: manager}
question: When?
inputs:
  - {id: size, type: integer, unit: points}
  - {id: day, type: date, min: 2026-01-01}
outputs: [{id: late, type: boolean}, {id: days, type: number, unit: days}]
rules:
  - {id: late, when: {day: ">= 2026-06-01"}, then: {late: true, days: 2}}
""")
    ask = lambda *inputs: sop("decide", "table", *inputs)  # noqa: E731
    assert ask("size=2.5").err == "sop: size is a whole number: “2.5” is none\n"
    assert ask("day=2026-02-30").err == "sop: day: “2026-02-30” is not a day of the calendar\n"
    assert ask("day=2025-12-31").err == (
        "sop: day cannot be 2025-12-31: write a date of 2026-01-01 or more\n"
    )
    assert ask("day=2026-06-01", "size=3.0 points") == (
        0,
        "late: yes\ndays: 2 days\n\nRule late fits\n  day 2026-06-01  2026-06-01 or more\n",
        "",
    )


@pytest.mark.parametrize(
    ("asker", "code", "said"),
    [
        ("manager", 0, "ok: yes"),
        ("sales manager", 0, "ok: yes"),
        ("VP of Sales", 0, "ok: no"),
        ("vp-sale", 2, "sop: asker has no value “vp-sale”, did you mean ‘vp-sales’?"),
    ],
)
def test_a_role_is_named_by_id_or_title(sop, handbook, asker, code, said):
    (handbook / "table.yaml").write_text("""\
kind: decision
id: table
title: Table
control: {owner: manager}
question: May this role ask?
inputs: [{id: asker, type: role}]
outputs: [{id: ok, type: boolean}]
rules:
  - {id: own, when: {asker: '"manager"'}, then: {ok: true}}
  - {id: others, when: {asker: 'not("manager")'}, then: {ok: false}}
""")
    ran = sop("decide", "table", f"asker={asker}")
    assert (ran.code, (ran.out or ran.err).splitlines()[0]) == (code, said)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "discount-aproval",
            "there is no decision table “discount-aproval”, did you mean ‘discount-approval’?",
        ),
        ("x" * 99, f"there is no decision table “{'x' * 60}…”"),
        ("decision:x", "there is no decision table “decision:x”"),
    ],
)
def test_an_unknown_table(decide, sop, name, sentence):
    assert sop("decide", name) == (2, "", f"sop: {sentence}\n")


def test_a_table_may_be_named_by_its_kind(decide, sop):
    assert sop("decide", "decision:discount-approval", "framed=yes").code == 0


def test_a_handbook_without_tables(sop, handbook):
    assert sop("decide", "x") == (
        2,
        "",
        "sop: there is no decision table “x”: the handbook has none\n",
    )


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ('"<= ten"', "rule ‘small’, input ‘discount’: it is a number, and ‘ten’ is none"),
        ('"[1..' + '"', "rule ‘small’, input ‘discount’: something is missing at the end"),
    ],
)
def test_a_table_that_cannot_be_read(sop, handbook, cell, sentence):
    (handbook / "tables.yaml").write_text(TABLES.replace('"<= 10"', cell))
    code, out, err = sop("decide", "discount-approval", "discount=5")
    assert (code, out) == (2, "")
    assert err.startswith(f"sop: sops/tables.yaml: ‘discount-approval’ cannot be asked: {sentence}")


def test_a_cell_of_an_input_that_is_none(sop, handbook):
    (handbook / "tables.yaml").write_text(TABLES.replace("when: {framed:", "when: {farmed:"))
    assert sop("decide", "discount-approval").err == (
        "sop: sops/tables.yaml: ‘discount-approval’ cannot be asked: rule ‘framed’ asks for "
        "‘farmed’, which is no input\n"
    )


def test_a_process_of_its_own(process, handbook):
    (handbook / "tables.yaml").write_text(TABLES)
    given = ("discount=25", "deal-value=80000", "region=dach", "framed=no")
    assert process("decide", "discount-approval", *given) == (0, ANSWERED, "")


def test_a_narrow_terminal_gets_narrow_lines(decide, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    assert max(map(len, decide().out.splitlines())) <= 60


def test_a_terminal_gets_colors(handbook, typed):
    (handbook / "tables.yaml").write_text(TABLES)
    code, out = typed(["decide", "discount-approval", "framed=yes"], [])
    assert code == 0
    assert out.startswith("\x1b[1m\x1b[32mApprover: Sales manager or VP of Sales\x1b[0m\n")


def test_many_rules_that_fit_are_cut(sop, handbook):
    rules = "".join(f"  - {{id: r{n}, then: {{who: x{n % 2}}}}}\n" for n in range(60))
    text = (
        "kind: decision\nid: table\ntitle: T\ncontrol: {owner: manager}\nquestion: Who?\n"
        "hit_policy: any\ninputs: []\noutputs: [{id: who, type: string}]\n"
        f"rules:\n{rules}"
    )
    (handbook / "table.yaml").write_text(text)
    code, out, _ = sop("decide", "table")
    assert code == 1
    assert out.startswith(
        "The rules ‘r0’, ‘r1’, ‘r2’, ‘r3’, ‘r4’, ‘r5’ and 54 more fit, and do not "
    )
    assert out.endswith("Rule r24 fits: who: x0\n  … and 35 rules more: add --all\n")
    (handbook / "table.yaml").write_text(text.replace("hit_policy: any", "hit_policy: collect"))
    code, out, _ = sop("decide", "table", "--all")
    assert code == 0
    assert out.startswith("who: x0\nwho: x1\n\nRule r0 fits\n")
    assert out.endswith("Rule r59 fits\n")


def test_a_rule_that_never_holds(sop, handbook):
    text = TABLES.replace("region: '\"emea\"'", "region: '\"gone\"'")
    (handbook / "tables.yaml").write_text(text)
    out = sop("decide", "discount-approval", "framed=no", "discount=20", "deal-value=1").out
    assert "  large   region is never gone\n" in out
