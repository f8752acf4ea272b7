"""Running rules over a handbook: all findings in one run, named, placed, sorted and waived."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from salesops_sop.base.position import Position
from salesops_sop.base.problem import Problem, Related, Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.record import Place
from salesops_sop.handbook.model.settings import Waiver
from salesops_sop.lint.approved import Approved
from salesops_sop.lint.rule import Finding, Rule
from salesops_sop.lint.settings import setting, unfit
from salesops_sop.lint.since import Unraised


@dataclass(frozen=True)
class Result:
    """What a run found. `waived` are problems that a waiver in force accepts."""

    problems: tuple[Problem, ...] = ()
    waived: tuple[Problem, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many problems have this severity."""
        return sum(problem.severity is severity for problem in self.problems)


@dataclass
class _Run:
    handbook: Handbook
    today: date
    problems: list[Problem] = field(default_factory=list)
    waived: list[Problem] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    unraised: Sequence[Unraised] | None = None
    approvals: Sequence[Approved] | None = None

    def apply(self, rule: Rule, **given: object) -> None:
        how = setting(self.handbook, rule)
        if how.severity is None:
            return
        known = {"unraised": self.unraised, "approvals": self.approvals}
        injected = {"today": self.today, **known, **given}
        options = {**how.options, **{k: v for k, v in injected.items() if k in rule.injected}}
        for problem in _problems(rule, how.severity, rule.check(self.handbook, **options)):
            self._file(problem)

    def _file(self, problem: Problem) -> None:
        for number, waiver in self.waivers.get((problem.rule, problem.document), ()):
            self.used.add(number)
            if waiver.expires >= self.today:
                self.waived.append(problem)
                return
        self.problems.append(problem)

    @cached_property
    def waivers(self) -> dict[tuple[str, str], list[tuple[int, Waiver]]]:
        found: dict[tuple[str, str], list[tuple[int, Waiver]]] = {}
        for number, waiver in enumerate(self.handbook.settings.waivers):
            found.setdefault((waiver.rule, waiver.document), []).append((number, waiver))
        return found

    def unused(self, ran: set[str]) -> list[Waiver]:
        waivers = self.handbook.settings.waivers
        return [w for n, w in enumerate(waivers) if n not in self.used and w.rule in ran]


def lint(
    handbook: Handbook,
    rules: Sequence[Rule],
    today: date,
    chosen: Iterable[str] | None = None,
    unraised: Sequence[Unraised] | None = None,
    approvals: Sequence[Approved] | None = None,
) -> Result:
    """Run `rules` over a handbook as it stands on `today`; problems come sorted by place.

    `chosen` limits the run to some rule names; settings are checked against all of `rules`.
    `unraised` is what an older state of the handbook tells of versions
    (`history.diff.versions.unraised`), `approvals` what lies beside the documents
    (`history.approval.kept`); where one is not known, rules that ask for it do not run.
    """
    names = {rule.name for rule in rules} if chosen is None else set(chosen)
    for what, known in (("unraised", unraised), ("approvals", approvals)):
        if known is None:
            names -= {rule.name for rule in rules if what in rule.injected}
    run = _Run(handbook, today, unraised=unraised, approvals=approvals)
    last = [rule for rule in rules if "unused_waivers" in rule.injected]
    for rule in rules:
        if rule.name in names and rule not in last:
            run.apply(rule)
            if rule.name == "document/schema":
                found = _problems(rule, Severity.ERROR, unfit(handbook, rules))
                run.problems += found
    for rule in last:
        if rule.name in names:
            run.apply(rule, unused_waivers=run.unused(names))
    return Result(tuple(sorted(run.problems)), tuple(sorted(run.waived)))


def _problems(
    rule: Rule, severity: Severity, findings: Iterable[Finding | tuple[Place | Position, str]]
) -> Iterator[Problem]:
    for found in findings:
        finding = found if isinstance(found, Finding) else Finding(*found)
        yield Problem(
            rule=rule.name,
            severity=severity,
            message=finding.message,
            position=_position(finding.place),
            document=_document(finding),
            related=tuple(Related(_position(place), text) for place, text in finding.related),
            fix=finding.fix,
        )


def _position(place: Place | Position) -> Position:
    return place.position if isinstance(place, Place) else place


def _document(finding: Finding) -> str:
    place = finding.place
    return place.document.ref if isinstance(place, Place) else finding.document
