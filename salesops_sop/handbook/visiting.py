"""The way through a record, worked out once per class from the types of its fields.

A new field with a marked type is found by every rule without another line of code.
"""

import types
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from salesops_sop.handbook.contents import Contents, Passage, Reference, ScopeAt, ValueAt
from salesops_sop.handbook.model.fields import Prose, Quantity, Ref, Scope, TimeLimit, Title
from salesops_sop.handbook.model.process import IdleAfter
from salesops_sop.handbook.model.record import Document, Place

Path = tuple[str | int, ...]
Visit = Callable[[Any, Path, Document, Contents], None]


def visit_struct(value: Any, path: Path, document: Document, found: Contents) -> None:
    """Note everything inside a record; `path` is the way to it."""
    for attribute, name, visit in _plan(value.__class__):
        inner = getattr(value, attribute)
        if inner is not None and inner != ():
            visit(inner, (*path, name), document, found)


@cache
def _plan(record: Any) -> tuple[tuple[str, str, Visit], ...]:
    hints = get_type_hints(record, include_extras=True)
    fields = msgspec.structs.fields(record)
    names = ((field.name, field.encode_name) for field in fields)
    visits = ((attribute, name, _visit(hints[attribute])) for attribute, name in names)
    return tuple((attribute, name, visit) for attribute, name, visit in visits if visit)


def _visit(hint: Any, marks: tuple[Any, ...] = ()) -> Visit | None:
    """The visitor for values of a type; None when nothing inside can matter."""
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *extras = get_args(hint)
        return _visit(inner, (*marks, *extras))
    if origin in (Union, types.UnionType):
        return _visit_union([_typed(option, marks) for option in get_args(hint)])
    if origin in (list, tuple):
        return _visit_list(_visit(get_args(hint)[0], marks))
    if origin is dict:
        key, value = get_args(hint)
        return _visit_dict(_visit_key(key), _visit(value, marks))
    return _visit_leaf(hint, marks)


def _visit_key(hint: Any) -> Visit | None:
    refs = [mark for mark in get_args(hint) if isinstance(mark, Ref)]
    return _reference(refs[0].kinds, key=True) if refs else None


def _visit_leaf(hint: Any, marks: tuple[Any, ...]) -> Visit | None:
    if isinstance(hint, type) and issubclass(hint, Struct):
        return visit_struct
    if hint in _VISITS:
        return _VISITS[hint]
    for mark in marks:
        if isinstance(mark, Ref):
            return _reference(mark.kinds)
        if isinstance(mark, Prose | Title):
            return _passage(isinstance(mark, Title))
    return None


def _typed(option: Any, marks: tuple[Any, ...]) -> tuple[tuple[type, ...], Visit | None]:
    bare = option
    while get_origin(bare) is Annotated:
        bare = get_args(bare)[0]
    bare = get_origin(bare) or bare
    return (bare,), _visit(option, marks)


def _visit_union(options: list[tuple[tuple[type, ...], Visit | None]]) -> Visit | None:
    useful = [(kinds, visit) for kinds, visit in options if visit]
    if not useful:
        return None

    def visit(value: Any, path: Path, document: Document, found: Contents) -> None:
        for kinds, inner in useful:
            if isinstance(value, kinds):
                inner(value, path, document, found)
                return

    return visit


def _visit_list(inner: Visit | None) -> Visit | None:
    if inner is None:
        return None

    def visit(value: Any, path: Path, document: Document, found: Contents) -> None:
        for index, item in enumerate(value):
            inner(item, (*path, index), document, found)

    return visit


def _visit_dict(key: Visit | None, inner: Visit | None) -> Visit | None:
    if key is None and inner is None:
        return None

    def visit(value: Any, path: Path, document: Document, found: Contents) -> None:
        for name, item in value.items():
            if key:
                key(name, (*path, name), document, found)
            if inner and item is not None:
                inner(item, (*path, name), document, found)

    return visit


def _reference(kinds: tuple[str, ...], key: bool = False) -> Visit:
    def visit(value: Any, path: Path, document: Document, found: Contents) -> None:
        wanted = (document.kind,) if kinds == ("same",) else kinds
        for item, way in _items(value, path, document):
            found.references.append(Reference(Place(document, way, key), wanted, item))

    return visit


def _passage(title: bool) -> Visit:
    def visit(value: Any, path: Path, document: Document, found: Contents) -> None:
        for item, way in _items(value, path, document):
            found.passages.append(Passage(Place(document, way), item, title))

    return visit


def _items(value: Any, path: Path, document: Document) -> list[tuple[str, Path]]:
    """The texts of a value with their ways: a list has a number more than a single text."""
    if isinstance(value, str):
        return [(value, path)]
    if len(value) == 1 and isinstance(_written(document, path), str):
        return [(value[0], path)]
    return [(item, (*path, index)) for index, item in enumerate(value)]


def _written(document: Document, path: Path) -> Any:
    value = document.tree.value
    for step in path:
        value = value[step]
    return value


def visit_limit(value: Any, path: Path, document: Document, found: Contents) -> None:
    """Note the parameter that a time limit or a quantity names, if it names one."""
    if value.parameter:
        found.references.append(Reference(Place(document, path), ("parameter",), value.parameter))


def _scope(value: Any, path: Path, document: Document, found: Contents) -> None:
    if value:
        found.scopes.append(ScopeAt(Place(document, path), value))
    for dimension, values in value.items():
        way = (*path, dimension)
        _dimension(dimension, way, document, found)
        for item, place in _items(values, way, document):
            found.values.append(ValueAt(Place(document, place), dimension, item))


def _idle_after(value: Any, path: Path, document: Document, found: Contents) -> None:
    for dimension, limits in value.items():
        if dimension:
            _dimension(dimension, (*path, dimension), document, found)
        for item, limit in limits.items():
            way = (*path, dimension, item) if dimension else path
            if dimension:
                found.values.append(ValueAt(Place(document, way, key=True), dimension, item))
            visit_limit(limit, way, document, found)


def _dimension(dimension: str, path: Path, document: Document, found: Contents) -> None:
    place = Place(document, path, key=True)
    found.references.append(Reference(place, ("dimension",), dimension))


_VISITS: dict[Any, Visit] = {
    TimeLimit: visit_limit,
    Quantity: visit_limit,
    Scope: _scope,
    IdleAfter: _idle_after,
}
