"""Problems for people at a terminal: by file, each with its source line and a caret."""

import re
from collections.abc import Iterator
from itertools import groupby

from salesops_sop.base.problem import Problem, Severity
from salesops_sop.base.visible import visible
from salesops_sop.report.excerpt import excerpt
from salesops_sop.report.outcome import Look, Outcome
from salesops_sop.report.summary import summary

LINE_END = re.compile(r"\r\n?|\n")

_RESET = "\x1b[0m"
_BOLD, _DIM = "\x1b[1m", "\x1b[2m"
_RED, _GREEN, _YELLOW, _CYAN = "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[36m"
_COLORS = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW, Severity.INFO: _CYAN}


def write(outcome: Outcome, look: Look) -> str:
    """Return the report; the only escape sequences in it are the colors, if any are wanted."""
    blocks = []
    for path, problems in groupby(outcome.problems, key=lambda problem: problem.position.path):
        lines = _lines(outcome.sources.get(path, ""))
        told = (line for problem in problems for line in _problem(problem, lines, look))
        blocks.append("\n".join([_paint(visible(path), _BOLD, look), *told]) + "\n")
    if look.summary:
        color = "" if outcome.problems else _GREEN
        blocks.append(_paint(summary(outcome), color, look) + "\n")
    return "\n".join(blocks)


def _lines(source: str) -> list[str]:
    return LINE_END.split(source.removeprefix("\ufeff"))


def _problem(problem: Problem, lines: list[str], look: Look) -> Iterator[str]:
    place = f"{problem.position.line}:{problem.position.column}"
    severity = _paint(problem.severity, _COLORS[problem.severity], look)
    rule = _paint(f"[{visible(problem.rule)}]", _DIM, look)
    yield f"  {place} {severity} {visible(problem.message)} {rule}"
    if 1 <= problem.position.line <= len(lines):
        yield from _source(problem, lines[problem.position.line - 1], look)
    for related in problem.related:
        yield f"    see {visible(str(related.position))}: {visible(related.message)}"
    if problem.fix:
        yield f"    {_paint('fix:', _GREEN, look)} {visible(problem.fix)}"


def _source(problem: Problem, line: str, look: Look) -> Iterator[str]:
    shown, before = excerpt(line, problem.position.column, look.width)
    if not shown.strip():
        return
    number = f"{problem.position.line:>7}"
    caret = _paint("^", _COLORS[problem.severity], look)
    yield f"{_paint(f'{number} │', _DIM, look)} {shown}".rstrip()
    yield f"{_paint(' ' * len(number) + ' │', _DIM, look)} {' ' * before}{caret}"


def _paint(text: str, color: str, look: Look) -> str:
    return f"{color}{text}{_RESET}" if look.color and color else text
