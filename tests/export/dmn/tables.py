"""Random decision tables: every type of column, every form of a cell, texts of every kind."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

from salesops_sop.analysis.decision.questions import Known, Question, Table, table
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.yamltree import emit

REGION = {
    "kind": "dimension",
    "id": "region",
    "title": "Region",
    "values": {"emea": {"dach": ["germany", "austria"], "nordics": None}, "apac": None},
}
LEAVES = ["germany", "austria", "nordics", "apac"]
WORDS = [
    "new",
    "a b",
    'say "no"',
    "back\\slash",
    "é€😀",
    "]]>",
    "<&>'",
    "a, b",
    "-",
    "not(x)",
    "tab\tin",
]
TYPES = ["number", "integer", "string", "text", "boolean", "date", "dimension"]
FIRST = date(2026, 1, 1)


class Made(NamedTuple):
    """A handbook with one decision, and that decision as it is asked."""

    handbook: Handbook
    decision: Decision

    @property
    def table(self) -> Table:
        return table(self.decision, self.handbook)


def made(random: Random) -> Made:
    """A handbook that loads without a flaw."""
    data = fields(random)
    files = {"sops/region.yaml": emit(REGION), "sops/table.yaml": emit(data)}
    handbook = load(files)
    assert [flaw.message for flaw in handbook.flaws if flaw.rule != "document/file-name"] == []
    (decision,) = handbook.all(Decision)
    return Made(handbook, decision)


def fields(random: Random) -> dict[str, Any]:
    """The fields of a decision."""
    inputs = [_input(random, number) for number in range(random.randint(0, 4))]
    outputs = [_output(random, number) for number in range(random.randint(1, 2))]
    rules = [_rule(random, n, inputs, outputs) for n in range(random.randint(0, 6))]
    return {
        "kind": "decision",
        "id": random.choice(["table", "3-way", "date"]),
        "title": random.choice(["Table", "Who? – “we” & they < us", "1st"]),
        "control": {"owner": "boss"},
        "question": random.choice(["Who?", "What's <new> & “old”?"]),
        "hit_policy": random.choice(["unique", "any", "first", "priority", "collect"]),
        "inputs": [{k: v for k, v in column.items() if k != "sort"} for column in inputs],
        "outputs": outputs,
        "rules": rules,
    }


def case(random: Random, asked: Table) -> dict[str, Known]:
    """A value for each input, often one that stands in a cell or beside it."""
    return {question.id: _value(random, question) for question in asked.questions}


def plain(value: Known) -> Any:
    """A value of a case as JSON has it."""
    if isinstance(value, frozenset):
        (text,) = value
        return {"true": True, "false": False}.get(text, text)
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def _input(random: Random, number: int) -> dict[str, Any]:
    sort = random.choice(TYPES)
    ident = random.choice(
        [f"input-{number}", f"{number}-th", f"if-{number}", "date" * (number == 0) or f"n{number}"]
    )
    column: dict[str, Any] = {"id": ident, "sort": sort, "type": sort}
    if sort == "dimension":
        column["dimension"] = "region"
    elif sort == "string":
        column |= {"values": random.sample(WORDS, 4)}
    elif sort == "text":
        column |= {"type": "string"}
    elif sort in ("number", "integer") and random.random() < 0.5:
        column |= {"unit": "percent", "min": 0, "max": 20}
    elif sort == "date" and random.random() < 0.5:
        column |= {"min": FIRST.isoformat()}
    if random.random() < 0.3:
        column |= {"title": "Title < 1", "meaning": "What & “why”."}
    return column


def _output(random: Random, number: int) -> dict[str, Any]:
    kind = random.choice(["string", "number", "roles", "role", "boolean", "date"])
    column: dict[str, Any] = {"id": f"out-{number}", "type": kind}
    if kind == "string":
        column["values"] = random.sample(WORDS, 4)
    return column


def _rule(random: Random, number: int, inputs: Any, outputs: Any) -> dict[str, Any]:
    when = {c["id"]: _cell(random, c) for c in inputs if random.random() < 0.8}
    then = {c["id"]: _answer(random, c) for c in outputs}
    rule: dict[str, Any] = {"id": f"r-{number}"}
    if when:
        rule["when"] = when
    rule["then"] = then
    if random.random() < 0.5:
        rule["because"] = random.choice(["It pays.", "A < B & “C”"])
    return rule


def _cell(random: Random, column: dict[str, Any]) -> str:
    sort = column["sort"]
    if sort == "boolean":
        return random.choice(["true", "false", "not(true)"])
    if sort in ("number", "integer", "date"):
        tests = [_range(random, sort) for _ in range(random.randint(1, 2))]
    else:
        pool = column.get("values") or (WORDS if sort == "text" else [*LEAVES, "emea", "dach"])
        tests = [_quoted(word) for word in random.sample(pool, random.randint(1, 2))]
    listed = ", ".join(dict.fromkeys(tests))
    return f"not({listed})" if random.random() < 0.2 else listed


def _range(random: Random, sort: str) -> str:
    low, high = sorted(_number(random) for _ in range(2))
    first, last = (_said(end, sort) for end in (low, high))
    forms = [f"< {first}", f"<= {first}", f"> {first}", f">= {first}", first]
    if low != high:
        forms += [
            f"[{first}..{last}]",
            f"({first}..{last})",
            f"[{first}..{last})",
            f"({first}..{last}]",
        ]
    return random.choice(forms)


def _said(number: Decimal, sort: str) -> str:
    if sort == "date":
        return (FIRST + timedelta(days=int(number))).isoformat()
    return str(int(number)) if sort == "integer" else str(number)


def _number(random: Random) -> Decimal:
    return Decimal(random.randint(-4, 40)) / 2


def _quoted(word: str) -> str:
    return '"{}"'.format(word.replace("\\", "\\\\").replace('"', '\\"'))


def _answer(random: Random, column: dict[str, Any]) -> Any:
    roles = random.sample(["boss", "clerk", "cfo"], 2)
    return {
        "string": lambda: random.choice(column["values"]),
        "number": lambda: float(_number(random)) if random.random() < 0.5 else 7,
        "roles": lambda: random.choice([roles[0], {"all_of": roles}, {"any_of": roles}]),
        "role": lambda: roles[0],
        "boolean": lambda: random.random() < 0.5,
        "date": lambda: FIRST.isoformat(),
    }[column["type"]]()


def _value(random: Random, question: Question) -> Known:
    if question.values:
        return frozenset({random.choice(question.values)})
    kind = question.column.type
    if kind == "string":
        return random.choice(WORDS)
    number = _number(random)
    if kind == "date":
        day = FIRST + timedelta(days=int(number))
        return max(day, question.low) if isinstance(question.low, date) else day
    whole = Decimal(int(number)) if kind == "integer" else number
    return max(whole, question.low) if isinstance(question.low, Decimal) else whole
