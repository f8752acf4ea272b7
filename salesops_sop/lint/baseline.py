"""The baseline: problems a messy handbook starts with, keyed on rule, document and content."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from salesops_sop.base.errors import UnreadableError
from salesops_sop.base.problem import Problem

FORMAT = "salesops-sop/baseline/1"


class Entry(NamedTuple):
    """One accepted problem. The message quotes the content; it never holds a line number."""

    rule: str
    document: str
    message: str


def entry(problem: Problem) -> Entry:
    """The key of a problem; without a document the file's path stands in for it."""
    return Entry(problem.rule, problem.document or problem.position.path, problem.message)


def write(problems: Iterable[Problem]) -> str:
    """The text of a baseline file that accepts exactly these problems."""
    entries = sorted(entry(problem) for problem in problems)
    body = {"format": FORMAT, "problems": [e._asdict() for e in entries]}
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def read(text: str, path: str) -> Counter[Entry]:
    """Read a baseline file; raises UnreadableError with a sentence when it is not one."""
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{path}: not a baseline file: it is not JSON: {error}") from error
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise UnreadableError(
            f"{path}: not a baseline file: expected the format “{FORMAT}”; "
            "write it anew with `sop lint --write-baseline`"
        )
    return Counter(_entry(item, path) for item in _items(body, path))


def apply(
    problems: Iterable[Problem], accepted: Counter[Entry]
) -> tuple[list[Problem], list[Entry]]:
    """The problems that are not accepted, and the entries that no problem matches any more."""
    left = Counter(accepted)
    new = []
    for problem in problems:
        key = entry(problem)
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(problem)
    return new, sorted((+left).elements())


def _items(body: dict[str, Any], path: str) -> list[Any]:
    items = body.get("problems")
    if not isinstance(items, list):
        raise UnreadableError(f"{path}: not a baseline file: ‘problems’ is not a list")
    return items


def _entry(item: Any, path: str) -> Entry:
    stated = [item.get(name) for name in Entry._fields] if isinstance(item, dict) else []
    texts = [text for text in stated if isinstance(text, str)]
    if len(texts) != len(Entry._fields):
        needed = ", ".join(Entry._fields)
        raise UnreadableError(f"{path}: an entry needs {needed} as texts, found {item!r:.80}")
    return Entry(*texts)
