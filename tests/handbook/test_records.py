"""Records and schemas: two forms of one truth, which cannot drift apart."""

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from salesops_sop.base.resources import schemas_folder
from salesops_sop.handbook import records, yamltree
from salesops_sop.handbook.model.kinds import KINDS
from salesops_sop.handbook.schema import faults

EXAMPLES = Path(__file__).parent / "documents.yaml"
DOCUMENTS: list[dict[str, Any]] = [
    tree.value for tree in yamltree.parse(EXAMPLES.read_text(encoding="utf-8"), "documents.yaml")
]
Way = tuple[str | int, ...]


@cache
def validator(kind: str) -> Draft202012Validator:
    text = (schemas_folder() / f"{kind}.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text), format_checker=FormatChecker(["date"]))


def is_accepted(value: dict[str, Any]) -> bool:
    try:
        records.convert(value["kind"], value)
    except msgspec.ValidationError:
        return False
    return True


@pytest.mark.parametrize("kind", KINDS)
def test_schema_on_disk_is_the_generated_one(kind: str) -> None:
    text = (schemas_folder() / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert text == records.schema_text(kind), "write them anew with `make schemas`"


def test_every_kind_has_a_schema_and_every_schema_a_kind() -> None:
    files = {path.name for path in schemas_folder().iterdir()}
    assert files == {f"{kind}.schema.json" for kind in KINDS}
    ids = {records.schema(kind)["$id"] for kind in KINDS}
    assert len(ids) == len(KINDS)


def test_schemas_are_written_where_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "schemas_folder", lambda: tmp_path)
    records.write_schemas()
    for kind in KINDS:
        written = (tmp_path / f"{kind}.schema.json").read_bytes()
        assert written == (schemas_folder() / f"{kind}.schema.json").read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_schema_explains_every_field(kind: str) -> None:
    schema = records.schema(kind)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    objects = list(_objects(schema))
    assert objects
    for fields in objects:
        assert fields["description"]
        assert fields["additionalProperties"] is False
        for name, field in fields["properties"].items():
            assert field["description"].endswith((".", "`.")), f"{kind}: {name}"
    assert "examples" in json.dumps(schema)


def _objects(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if "properties" in part:
            yield part
        part = list(part.values())
    for inner in part if isinstance(part, list) else ():
        yield from _objects(inner)


def test_the_examples_use_every_field_of_every_kind() -> None:
    assert {document["kind"] for document in DOCUMENTS} == set(KINDS)
    used: dict[type, set[str]] = {}
    for document in DOCUMENTS:
        _note(records.convert(document["kind"], document), document, used)
    declared = {record: set(record.__struct_encode_fields__) for record in _structs()}
    assert {record: fields - used.get(record, set()) for record, fields in declared.items()} == {
        record: set() for record in declared
    }


def _note(value: Any, raw: Any, used: dict[type, set[str]]) -> None:
    """Note which fields of which records `raw` states."""
    if isinstance(value, msgspec.Struct):
        used.setdefault(type(value), set()).update(key for key in raw if key != "kind")
        for field in msgspec.structs.fields(value):
            if field.encode_name in raw:
                _note(getattr(value, field.name), raw[field.encode_name], used)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _note(inner, raw.get(key) if isinstance(raw, dict) else None, used)
    elif isinstance(value, list):
        for inner, raw_inner in zip(value, raw, strict=True):
            _note(inner, raw_inner, used)


def _structs() -> set[Any]:
    found: set[Any] = set()
    waiting: list[Any] = list(KINDS.values())
    while waiting:
        hint = waiting.pop()
        if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
            if hint not in found:
                found.add(hint)
                waiting.extend(get_type_hints(hint, include_extras=True).values())
        else:
            waiting.extend(get_args(hint))
    return found


def test_the_examples_are_accepted() -> None:
    for document in DOCUMENTS:
        assert is_accepted(document)
        assert list(validator(document["kind"]).iter_errors(document)) == []


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 130),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.from_regex(r"[a-z0-9-]{1,5}", fullmatch=True),
    st.sampled_from(
        [
            *(
                "4 business hours",
                "4 business hours ",
                " 4 days",
                "1 fortnight",
                "20%",
                "20 % ",
                "x%",
            ),
            *(
                "50,000 USD",
                "USD 50,000",
                "5,00 USD",
                "2026-02-30",
                "2026-01-31",
                "20260131",
                "1.0.0",
            ),
            *(
                "1.0",
                "09:00",
                "24:00",
                "02-01",
                "a" * 100,
                "a" * 101,
                "a-b",
                "a--b",
                "-a",
                "a\n",
                "12",
            ),
            *("effective", "won", "monday", "USD", "\t", "\x1f", "\u00a0", "²", "٣ days", "all"),
        ]
    ),
    st.sampled_from(
        [[], [""], ["a"], ["a", 1], [None], [{}], {}, {"a": "b"}, {"A b": "c"}, {"": 1}]
    ),
    st.sampled_from([{"a": {"b": "4 days"}}, {"a": []}, {"all_of": "a"}, {"from": "2026-01-01"}]),
    st.sampled_from(DOCUMENTS).flatmap(lambda d: st.sampled_from(list(d.values()))),
)
KEYS = st.sampled_from(["title", "scope", "until", "from", "id", "when", "owner", "x", "all", ""])


def ways(value: Any, way: Way = ()) -> Iterator[Way]:
    if isinstance(value, list):
        value = dict(enumerate(value))
    for step, inner in value.items() if isinstance(value, dict) else ():
        yield (*way, step)
        yield from ways(inner, (*way, step))


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    document = copy.deepcopy(draw(st.sampled_from(DOCUMENTS)))
    kind = document["kind"]
    for _ in range(draw(st.integers(1, 2))):
        *way, last = draw(st.sampled_from(sorted(ways(document), key=repr)))
        inside: Any = document
        for step in way:
            inside = inside[step]
        match draw(st.sampled_from(["replace", "replace", "remove", "add", "wrap"])):
            case "replace":
                inside[last] = copy.deepcopy(draw(VALUES))
            case "remove":
                del inside[last]
            case "add" if isinstance(inside, dict):
                inside[draw(KEYS)] = copy.deepcopy(draw(VALUES))
            case "wrap":
                inside[last] = draw(st.sampled_from([[inside[last]], {"id": inside[last]}]))
    return {**document, "kind": kind}


def with_value(kind: str, **changes: Any) -> dict[str, Any]:
    (document,) = (d for d in DOCUMENTS if d["kind"] == kind)
    return {**document, **changes}


@settings(max_examples=500, deadline=None)
@given(mutated())
@example(with_value("procedure", within="4 days "))
@example(with_value("procedure", within="a" * 101))
@example(with_value("kpi", target=[{"value": " 20%"}]))
@example(with_value("dimension", values=None))
@example(with_value("dimension", values=[]))
@example(with_value("term", synonyms=[]))
@example(with_value("parameter", scope={"region": []}))
@example(with_value("parameter", scope={"a" * 101: "b"}))
@example(with_value("handbook", holidays=["0000-01-01"]))
@example(with_value("handbook", format=1.0))
@example(with_value("kpi", precision=2.0))
def test_record_and_schema_accept_the_same(document: dict[str, Any]) -> None:
    errors = list(validator(document["kind"]).iter_errors(document))
    assert is_accepted(document) == (not errors)
    assert bool(faults(document["kind"], document)) == bool(errors)
