"""Decision tables answer in the browser as they do at the command line."""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from salesops_sop.analysis.decision.evaluating import Answer, evaluate
from salesops_sop.analysis.decision.questions import Known, Question, Table, table
from salesops_sop.analysis.decision.reading import InputError, read
from salesops_sop.base.resources import reference_handbook
from salesops_sop.cli import sop
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.site import assets
from salesops_sop.site.pages.asking import script_data
from tests.browser.test_access import violations

pytestmark = pytest.mark.browser

PAGE = "decisions/discount-approval.html"

# ---- random tables: the script and Python answer alike -----------------------------------------

DIMENSION = {
    "kind": "dimension",
    "id": "place",
    "title": "Place",
    "values": {"emea": ["dach", "nordics"], "apac": {"anz": ["au", "nz"]}, "latam": None},
}
ROLES = [
    {"kind": "role", "id": f"role-{n}", "title": f"Role {n}", "department": "x"} for n in range(3)
]
NUMBERS = ["0", "-5", "0.1", "0.10", "0.3", "7", "10", "10.5", "1000", "0.000000000000001"]
NUMBERS += ["99999999999999.9", "100000000000000", "123456789012345"]
TEXTS = ["a", "b", "B", "ä", "\N{MUSICAL SYMBOL G CLEF}", "\ufffd", "a b", ""]
DATES = ["2026-01-01", "2026-02-28", "2026-03-01", "2027-01-01"]
PLACES = ["dach", "nordics", "emea", "apac", "anz", "au", "latam", "unknown"]
COLUMNS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "number": ({"type": "number"}, NUMBERS),
    "bounded": ({"type": "number", "min": -5, "max": 1000.5}, NUMBERS),
    "integer": ({"type": "integer", "min": 0}, ["0", "1", "7", "10", "1000"]),
    "listed": ({"type": "number", "values": [1, 2.5, 7]}, ["1", "2.5", "3", "7"]),
    "text": ({"type": "string"}, [json.dumps(t, ensure_ascii=False) for t in TEXTS]),
    "named": ({"type": "string", "values": ["a", "b", "B"]}, ['"a"', '"b"', '"B"', '"x"']),
    "boolean": ({"type": "boolean"}, ["true", "false"]),
    "date": ({"type": "date", "max": "2026-12-31"}, DATES),
    "place": ({"type": "dimension", "dimension": "place"}, [f'"{p}"' for p in PLACES]),
    "role": ({"type": "role"}, ['"role-0"', '"role-1"', '"gone"']),
}
ASKED: dict[str, list[str]] = {
    "number": [*NUMBERS, "1,000", "1,00", "1e3", "NaN", "-0", "007.50", "9" * 16, "x", " 7 ", "5."],
    "bounded": [*NUMBERS, "-5.01", "1000.5", "1000.51"],
    "integer": ["0", "1", "2.0", "2.5", "-1", "10", "1000"],
    "listed": ["1", "2.50", "7"],
    "text": [t for t in TEXTS if t],
    "named": ["a", "b", "B"],
    "boolean": ["true", "false"],
    "date": [*DATES, "2026-12-31", "2026-1-1", "12026-01-01"],
    "place": PLACES[:-1],
    "role": ["role-0", "role-1", "role-2"],
}


@st.composite
def cells(draw: st.DrawFn, name: str) -> str:
    """A unary test for a column."""
    values = COLUMNS[name][1]
    value = st.sampled_from(values)
    forms = ["any", "any", "one", "several", "not", "not"]
    if name in ("number", "bounded", "integer", "listed", "date", "text"):
        forms += ["compared", "range"] * 2
    form = draw(st.sampled_from(forms))
    if form == "any":
        return "-"
    if form == "compared":
        return draw(st.sampled_from(["<", "<=", ">", ">="])) + " " + draw(value)
    if form == "range":
        ends = sorted((draw(value), draw(value)), key=str if name in ("date", "text") else float)
        return draw(st.sampled_from("[(")) + "..".join(ends) + draw(st.sampled_from("])"))
    several = ", ".join(draw(st.lists(value, min_size=1, max_size=1 if form == "one" else 3)))
    return f"not({several})" if form == "not" else several


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """A decision as it stands in a file."""
    names = draw(st.lists(st.sampled_from(sorted(COLUMNS)), min_size=1, max_size=4, unique=True))
    answers = ["x", "y", "z"]
    rule = st.fixed_dictionaries(
        {
            "when": st.fixed_dictionaries({name: cells(name) for name in names}),
            "then": st.fixed_dictionaries({"out": st.sampled_from(answers)}),
        }
    )
    rules = draw(st.lists(rule, min_size=1, max_size=8))
    return {
        "kind": "decision",
        "id": "random",
        "title": "Random",
        "control": {"owner": "role-0"},
        "question": "Which?",
        "hit_policy": draw(st.sampled_from(["unique", "any", "first", "priority", "collect"])),
        "inputs": [{"id": name, **COLUMNS[name][0]} for name in names],
        "outputs": [{"id": "out", "type": "string", "values": ["y", "x"]}],
        "rules": [{"id": f"r{n}", **given} for n, given in enumerate(rules)],
    }


@st.composite
def questions(draw: st.DrawFn) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """A decision and some cases, in which any input may be open."""
    asked = draw(tables())
    names = [column["id"] for column in asked["inputs"]]
    case = st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(ASKED[name]) for name in names}
    )
    return asked, draw(st.lists(case, min_size=1, max_size=8))


@pytest.fixture(scope="module")
def script(browser: Browser) -> Iterator[Page]:
    """An empty page that holds the script alone."""
    with browser.new_context() as context:
        page = context.new_page()
        page.add_script_tag(path=assets.source("decide.js"))
        yield page


ANSWERS = """([table, cases]) => cases.map((fields) => {
  const known = fields.map((field, n) =>
    typeof field === "string" ? sopDecide.read(table.inputs[n], field) : field);
  return known.includes(undefined) ? "fault" : sopDecide.evaluate(table, known);
})"""


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(asked=questions())
def test_the_script_and_python_answer_alike(script: Page, asked: Any) -> None:
    decision, cases = asked
    read_table = table_of(decision)
    ours = [ours_to(read_table, case) for case in cases]
    fields = [[field(q, case.get(q.id)) for q in read_table.questions] for case in cases]
    theirs = script.evaluate(ANSWERS, [script_data(read_table), fields])
    assert theirs == ours


def table_of(decision: dict[str, Any]) -> Table:
    documents = [decision, DIMENSION, *ROLES]
    files = {
        f"{n}.yaml": json.dumps(document, ensure_ascii=False)
        for n, document in enumerate(documents)
    }
    handbook = load(files)
    found = handbook.get(Decision, "random")
    assert found, handbook.flaws
    return table(found, handbook)


def ours_to(asked: Table, case: dict[str, str]) -> object:
    given: dict[str, Known] = {}
    for name, text in case.items():
        question = asked.question(name)
        assert question
        try:
            given[name] = read(question, text)
        except InputError:
            return "fault"
    return plain(evaluate(asked, given))


def plain(answer: Answer) -> dict[str, Any]:
    """An answer in the words of the script."""
    questions = answer.table.questions
    return {
        "status": answer.status.value,
        "fired": [match.place for match in answer.fired],
        "matches": [
            {
                "fits": match.fits,
                "failed": -1 if match.failed is None else match.failed,
                "open": list(match.open),
            }
            for match in answer.matches
        ],
        "asked": [questions.index(question) for question in answer.asked],
    }


def field(question: Question, text: str | None) -> object:
    """What a form holds: a text, or the places of the chosen values; None when it is empty."""
    if text is None or not question.values:
        return text
    known = read(question, text)
    assert isinstance(known, frozenset)
    return [n for n, value in enumerate(question.values) if value in known]


def test_numbers_are_compared_exactly(script: Page) -> None:
    decision = {
        "kind": "decision", "id": "random", "title": "R", "control": {"owner": "role-0"},
        "question": "Which?", "hit_policy": "collect",
        "inputs": [{"id": "n", "type": "number"}], "outputs": [{"id": "out", "type": "string"}],
        "rules": [
            {"id": "a", "when": {"n": "< 0.30000000000000004"}, "then": {"out": "x"}},
            {"id": "b", "when": {"n": "< 0.10000000000000001"}, "then": {"out": "x"}},
            {"id": "c", "when": {"n": "0.1"}, "then": {"out": "x"}},
        ],
    }  # fmt: skip
    data = script_data(table_of(decision))
    for text, fired in (
        ("0.3", [0]),
        ("0.30000000000004", []),
        ("9007199254740993", None),
        ("0.100", [0, 1, 2]),
        ("-0", [0, 1]),
    ):
        (found,) = script.evaluate(ANSWERS, [data, [[text]]])
        assert (found if fired is None else found["fired"]) == ("fault" if fired is None else fired)


def test_texts_are_compared_by_code_points(script: Page) -> None:
    decision = {
        "kind": "decision", "id": "random", "title": "R", "control": {"owner": "role-0"},
        "question": "Which?", "hit_policy": "collect",
        "inputs": [{"id": "t", "type": "string"}], "outputs": [{"id": "out", "type": "string"}],
        "rules": [{"id": "a", "when": {"t": '> "\ufffd"'}, "then": {"out": "x"}}],
    }  # fmt: skip
    asked = table_of(decision)
    clef = "\N{MUSICAL SYMBOL G CLEF}"
    assert (
        ours_to(asked, {"t": clef}) == script.evaluate(ANSWERS, [script_data(asked), [[clef]]])[0]
    )
    assert script.evaluate(ANSWERS, [script_data(asked), [[clef]]])[0]["fired"] == [0]


# ---- the page of the reference handbook -------------------------------------------------------


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto(address + PAGE)
        yield page


GRID = list(
    product(
        ("", "0", "10", "10.5", "20", "20.01", "30", "30.5", "40"),
        ("", "0", "49999.99", "50000", "249999", "250000"),
        ("", "new", "existing", "former"),
        ("", "pilot", "current", "retiring"),
    )
)
INPUTS = ("discount", "deal-value", "customer-history", "product-status")


def test_the_page_answers_as_the_command_line_does(page: Page) -> None:
    files = {p.as_posix(): p.read_text() for p in reference_handbook().rglob("*.yaml")}
    handbook = load(files)
    decision = handbook.get(Decision, "discount-approval")
    assert decision
    asked = table(decision, handbook)
    theirs = page.evaluate(
        """(grid) => {
          const table = JSON.parse(document.querySelector("form.sop-ask").dataset.table);
          return grid.map((fields) => sopDecide.evaluate(
            table, fields.map((text, n) => sopDecide.read(table.inputs[n], text))));
        }""",
        GRID,
    )
    cases = [{n: text for n, text in zip(INPUTS, fields, strict=True) if text} for fields in GRID]
    assert theirs == [ours_to(asked, case) for case in cases]
    assert {answer["status"] for answer in theirs} == {"answered", "open"}


CASES = [
    {"discount": "25", "deal-value": "80000", "customer-history": "", "product-status": "current"},
    {"discount": "8", "deal-value": "60000", "customer-history": "existing", "product-status": "retiring"},
    {"discount": "35", "deal-value": "", "customer-history": "", "product-status": ""},
    {"discount": "20.5", "deal-value": "250000", "customer-history": "former", "product-status": "pilot"},
]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_form(page: Page, case: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    form = page.locator("form.sop-ask")
    for name, value in case.items():
        field = form.locator(f"[data-id='{name}']")
        if field.evaluate("f => f.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    monkeypatch.chdir(reference_handbook().parent)
    inputs = [f"{name}={value}" for name, value in case.items() if value]
    ran = CliRunner().invoke(sop, ["decide", "discount-approval", *inputs])
    said = ran.stdout.splitlines()[0]
    expect(form.locator("output .sop-ask__result")).to_have_text(said)
    data = json.loads(
        CliRunner().invoke(sop, ["decide", "discount-approval", *inputs, "--format", "json"]).stdout
    )
    (rule,) = [answer["rule"] for answer in data["answers"]]
    expect(page.locator("tr.sop-fired")).to_have_id(f"rule-{rule}")
    out = [rule["rule"] for rule in data["rules"] if rule["fits"] == "no"]
    assert [row.get_attribute("id") for row in page.locator("tr.sop-out").all()] == [
        f"rule-{name}" for name in out
    ]
    failed = [r["failed"]["input"] for r in data["rules"] if r["failed"]]
    marked = page.locator("tr.sop-out [data-input]:has(.sop-verdict)")
    assert [INPUTS[int(cell.get_attribute("data-input") or "")] for cell in marked.all()] == failed


def test_what_is_open_is_named(page: Page) -> None:
    page.get_by_label("Discount in percent").fill("25")
    output = page.locator("form.sop-ask output")
    expect(output).to_contain_text("It depends on: Deal value · Product status")
    expect(output).to_contain_text("Whichever rule it is, it says:")
    expect(output.get_by_role("link", name="VP of Sales")).to_be_visible()
    expect(page.locator("tr.sop-fired")).to_have_count(0)


def test_what_cannot_be_meant(page: Page) -> None:
    form, field = page.locator("form.sop-ask"), page.get_by_label("Discount in percent")
    field.fill("41")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("Write a number from 0% to 40%.")
    expect(form.locator("output")).to_have_text("Please check what is marked.")
    expect(page.locator(".sop-verdict")).to_have_count(0)
    form.get_by_role("button", name="Start over").click()
    expect(form.locator("output")).to_contain_text("Fill in what you know")
    expect(form.locator(".sop-ask__fault:visible")).to_have_count(0)


def test_a_keyboard_is_enough(page: Page) -> None:
    page.get_by_label("Discount in percent").focus()
    page.keyboard.type("12")
    for keys in (["2", "0", "0", "0"], ["Enter", "e", "Enter"], ["Enter", "c", "Enter"]):
        page.keyboard.press("Tab")
        for key in keys:
            page.keyboard.press(key)
    expect(page.locator(".sop-ask__result")).to_have_text("Approver: Account management lead")
    region = page.locator(".sop-scroll:has(table.sop-decision)")
    region.focus()
    expect(region).to_be_focused()


def test_a_case_can_be_sent_to_a_colleague(page: Page) -> None:
    page.get_by_label("Discount in percent").fill("35")
    expect(page.locator(".sop-ask__result")).to_be_visible()
    assert page.url.endswith(f"{PAGE}?discount=35")
    page.reload()
    expect(page.locator(".sop-ask__result")).to_have_text(
        "Approver: VP of Sales and Finance director"
    )


def test_a_page_from_a_folder(browser: Browser, built: Path) -> None:
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto((built / PAGE).as_uri())
        page.get_by_label("Discount in percent").fill("35")
        expect(page.locator(".sop-ask__result")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["discount=35", "discount=25", "discount=41"])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: Any, query: str) -> None:
    with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{address}{PAGE}?{query}")
        expect(page.locator("form.sop-ask")).not_to_have_attribute("data-status", "start")
        assert violations(page) == []


def test_without_a_script_there_is_the_table(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + PAGE)
        expect(page.locator("form.sop-ask")).to_be_hidden()
        expect(page.locator("table.sop-decision tbody th[scope=row]")).to_have_count(9)


def test_on_paper_there_is_no_form(page: Page) -> None:
    page.get_by_label("Discount in percent").fill("35")
    expect(page.locator(".sop-verdict").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("form.sop-ask")).to_be_hidden()
    expect(page.locator(".sop-verdict").first).to_be_hidden()
