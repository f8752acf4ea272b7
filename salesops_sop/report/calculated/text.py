"""A computed KPI at a terminal: the value first, then what it means, then how it came about."""

from collections.abc import Iterator, Sequence

from salesops_sop.analysis.measures.cases import Case
from salesops_sop.base.visible import visible
from salesops_sop.report.calculated.answer import Answer, Line, lines, number
from salesops_sop.report.defined.layout import columns
from salesops_sop.report.defined.naming import Naming
from salesops_sop.report.outcome import Look

_RESET, _BOLD = "\x1b[0m", "\x1b[1m"


def write(answer: Answer, look: Look) -> str:
    """Return the answer; the only escape sequences in it are the colors, if any are wanted."""
    sections = [_head(answer, look), _meaning(answer, look)]
    if answer.steps:
        sections += [_steps(case, answer, look) for case in answer.case.all()]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def _head(answer: Answer, look: Look) -> list[str]:
    kpi = answer.case.definition.kpi
    value = number(answer.value, answer.case) or f"no value, since {answer.reason}"
    return [_bold(f"{visible(kpi.title)}: {visible(value)}", look)]


def _meaning(answer: Answer, look: Look) -> list[str]:
    return columns(list(_facts(answer)), look.width)


def _facts(answer: Answer) -> Iterator[tuple[str, str]]:
    kpi = answer.case.definition.kpi
    naming = answer.handbook.derived(Naming)
    if answer.value is None:
        if kpi.when_undefined:
            yield "What that means", naming.plain(kpi.when_undefined)
        return
    if answer.target is not None:
        reached = {True: ": reached", False: ": not reached", None: ""}[answer.met]
        better = f" ({kpi.better} is better)" if kpi.better else ""
        yield "Target", f"{number(answer.target, answer.case)}{better}{reached}"
    if answer.band:
        yield "Band", f"{naming.plain(answer.band.title)}: {answer.range(answer.band)}"
        if answer.band.action:
            yield "What to do", naming.plain(answer.band.action)


def _steps(case: Case, answer: Answer, look: Look) -> list[str]:
    kpi = case.definition.kpi
    head = "Steps" if case is answer.case else f"Steps of {visible(kpi.title)} · {kpi.id}"
    return [_bold(head, look), *_table(list(lines(case)), look.width)]


def _table(steps: Sequence[Line], width: int) -> list[str]:
    """One line for each step; where it is too long for one, the numbers stand below."""
    pairs = [
        (line.what, f"{line.numbers} = {line.result}" if line.numbers else line.result)
        for line in steps
    ]
    return columns(pairs, width, indent="  ")


def _bold(text: str, look: Look) -> str:
    return f"{_BOLD}{text}{_RESET}" if look.color else text
