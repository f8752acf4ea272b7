"""An answer for people at a terminal: what the table says first, then why, then why not."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from salesops_sop.analysis.decision.evaluating import Match, Status
from salesops_sop.analysis.decision.questions import Question
from salesops_sop.analysis.decision.reading import expected
from salesops_sop.base.listing import counted, joined
from salesops_sop.base.visible import visible
from salesops_sop.report.decide.asked import Asked
from salesops_sop.report.outcome import Look

SHOWN = 25
"""Rules that did not fire are listed up to here, unless all are asked for."""
FEW = 6
"""Names in a sentence."""
WIDEST_NAME = 32
_RESET, _BOLD, _DIM, _RED, _GREEN = "\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[32m"


def write(asked: Asked, look: Look) -> str:
    """Return the answer; the only escape sequences in it are the colors, if any are wanted."""
    writing = _Writing(asked, look)
    sections = [writing.head(), writing.fired(), writing.open(), writing.others()]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


class _Writing:
    def __init__(self, asked: Asked, look: Look) -> None:
        self.asked = asked
        self.answer = asked.answer
        self.decision = asked.answer.table.decision
        self.look = look

    def head(self) -> list[str]:
        """The answer, or why there is none."""
        status, fired = self.answer.status, self.answer.fired
        if status is Status.ANSWERED:
            lines = list(dict.fromkeys(line for match in fired for line in self._result(match)))
            return [self._paint(line, _BOLD, _GREEN) for line in lines]
        lines = [self._paint(line, _BOLD, _RED) for line in self._wrapped("", self._none())]
        return [*lines, *(self._agreed() if status is Status.OPEN else [])]

    def _none(self) -> str:
        names = self._names()
        if self.answer.status is Status.NONE:
            return "No rule fits: the table says nothing of this case"
        if self.answer.status is Status.CONFLICT and self.decision.hit_policy == "unique":
            return f"The rules {names} fit, and the table allows one: have it mended"
        if self.answer.status is Status.CONFLICT:
            return f"The rules {names} fit, and do not say the same: have the table mended"
        return f"Not decided yet: it depends on {joined(q.id for q in self.answer.asked)}"

    def _names(self) -> str:
        """The rules that fired; of many the first ones."""
        names = [f"‘{match.row.rule.id}’" for match in self.answer.fired]
        more = len(names) - FEW
        return joined([*names[:FEW], *([f"{more} more"] if more > 0 else [])])

    def _agreed(self) -> list[str]:
        """What all rules that are left say, when they say the same."""
        left = (*self.answer.fired, *self.answer.possible)
        if len(left) < 2 or len({match.row.result.key for match in left}) > 1:
            return []
        return self._wrapped("", f"Whichever rule it is, it says: {self._short(left[0])}")

    def fired(self) -> list[str]:
        """The rules that give the answer, each with its reason and its cells."""
        lines: list[str] = []
        fired = self.answer.fired
        few = fired if self.asked.everything else fired[:SHOWN]
        for match in few:
            because = self.asked.because(match)
            result = "" if self.answer.status is Status.ANSWERED else self._short(match)
            said = "; ".join(filter(None, (result, because)))
            lines += self._wrapped("", f"Rule {match.row.rule.id} fits{': ' * bool(said)}{said}")
            lines += self._cells(match)
        return [*lines, *self._more(len(fired) - len(few))]

    def open(self) -> list[str]:
        """What is still to be said, and what the answer may be then."""
        if self.answer.status is not Status.OPEN:
            return []
        lines = [self._paint("Still open", _BOLD)]
        lines += self._columns((q.id, self._expected(q)) for q in self.answer.asked)
        lines += ["", self._paint("Still possible", _BOLD)]
        return lines + self._limited(
            [(match.row.rule.id, self._possible(match)) for match in self.answer.possible]
        )

    def _expected(self, question: Question) -> str:
        if question.id not in self.asked.given:
            return visible(expected(question))
        known = self.asked.given[question.id]
        inside = [v for v in question.values if isinstance(known, frozenset) and v in known]
        return visible(f"several values are meant: write one of {', '.join(inside)}")

    def _possible(self, match: Match) -> str:
        wanted = (
            f"{self._question(place).id} {self.asked.cell(self._question(place), cell)}"
            for place, cell in ((place, match.row.cells[place]) for place in match.open)
        )
        return f"{self._short(match)}, if {joined(wanted)}"

    def others(self) -> list[str]:
        """The rules that do not count here, each with the first cell that does not hold."""
        fired = {match.place for match in self.answer.fired}
        rest = [m for m in self.answer.matches if m.place not in fired and m.fits is not None]
        if self.answer.status is not Status.OPEN:
            rest = [m for m in self.answer.matches if m.place not in fired]
        if not rest:
            return []
        head = "Why not the other rules" if fired else "Why not the rules"
        pairs = [(match.row.rule.id, self._why_not(match)) for match in rest]
        return [self._paint(head, _BOLD), *self._limited(pairs)]

    def _why_not(self, match: Match) -> str:
        if match.failed is None:
            later = "fits as well" if match.fits else "may fit as well"
            return f"{later}, but {self._precedence()}"
        question = self._question(match.failed)
        cell = self.asked.cell(question, match.row.cells[match.failed])
        if question.id not in self.asked.given:
            return f"{question.id} is never {cell}"
        return f"{question.id} is {self.asked.known(question)}; the rule is for {cell}"

    def _precedence(self) -> str:
        if self.decision.hit_policy == "first":
            return "an earlier rule decides"
        if self.decision.hit_policy == "priority":
            return "its answer has a lower priority"
        return "says the same"

    def _cells(self, match: Match) -> list[str]:
        pairs = zip(self.answer.table.questions, match.row.cells, strict=True)
        return self._columns(
            (f"{question.id} {self.asked.known(question)}", self.asked.cell(question, cell))
            for question, cell in pairs
            if question.id in self.asked.given and not cell.always
        )

    def _result(self, match: Match) -> Iterator[str]:
        for column, said in zip(self.decision.outputs, match.row.result.said, strict=True):
            if said is not None:
                name = visible(column.title or column.id)
                yield from self._wrapped("", f"{name}: {self.asked.said(column, said)}")

    def _short(self, match: Match) -> str:
        return ", ".join(" ".join(line.split()) for line in self._result(match))

    def _question(self, place: int) -> Question:
        return self.answer.table.questions[place]

    def _limited(self, pairs: Sequence[tuple[str, str]]) -> list[str]:
        few = pairs if self.asked.everything else pairs[:SHOWN]
        return [*self._columns(few), *self._more(len(pairs) - len(few))]

    def _more(self, rules: int) -> list[str]:
        return [f"  … and {counted(rules, 'rule')} more: add --all"] if rules > 0 else []

    def _columns(self, pairs: Iterable[tuple[str, str]]) -> list[str]:
        listed = list(pairs)
        room = min(max((len(name) for name, _ in listed), default=0), WIDEST_NAME)
        lines: list[str] = []
        for name, text in listed:
            lines += self._wrapped(f"  {name:<{room}}  ", text)
        return lines

    def _wrapped(self, start: str, text: str) -> list[str]:
        indent = " " * min(len(start), WIDEST_NAME + 4)
        return textwrap.wrap(
            text,
            max(self.look.width, len(start) + 30),
            initial_indent=start,
            subsequent_indent=indent or "  ",
            break_long_words=False,
            break_on_hyphens=False,
        ) or [start.rstrip()]

    def _paint(self, text: str, *colors: str) -> str:
        return f"{''.join(colors)}{text}{_RESET}" if self.look.color else text
