"""The kinds of defects in hand-offs and services."""

import re
from collections.abc import Callable

from salesops_sop.analysis.handoff.giving import Giving, Way
from salesops_sop.analysis.handoff.handoffs import Handoffs
from salesops_sop.handbook.model.process import Handoff
from salesops_sop.handbook.model.service import Service
from tests.rules.planting import Copy, Defect, Kind, remove

_BLOCK = r"    handoff:\n      to: .*\n(?:      .*\n)*"
_SERVICES = ("recruiting", "system-access")  # each is for others than the other one


def _is_any(giving: Giving, handoff: Handoff) -> bool:
    return giving.leaves


def _goes_on(giving: Giving, handoff: Handoff) -> bool:
    """Nobody but the hand-off to other departments brings the work to the next step."""
    return handoff.service is None and any(t.way is Way.NEXT and t.changes for t in giving.takers)


def _asks(giving: Giving, handoff: Handoff) -> bool:
    return handoff.service is not None


def _block(copy: Copy, fits: Callable[[Giving, Handoff], bool]) -> tuple[Giving, re.Match[str]]:
    """A step in a file that is still whole, and its hand-off; the file counts as edited."""
    found = [
        giving
        for giving in copy.handbook.derived(Handoffs).givings
        if giving.step.handoff and fits(giving, giving.step.handoff)
        if giving.procedure.path in copy.whole
    ]
    giving = copy.random.choice(found)
    path = giving.procedure.path
    copy.whole.remove(path)
    start = copy.files[path].index(f"  - id: {giving.step.id}\n")
    match = re.compile(_BLOCK).search(copy.files[path], start)
    assert match
    return giving, match


def without_handoff(copy: Copy) -> Defect:
    giving, match = _block(copy, _goes_on)
    copy.put(giving.procedure.path, match, "")
    line = giving.procedure.at(giving.step).position.line
    return Defect(giving.procedure.path, line, "handoff/undeclared")


def to_somebody_else(copy: Copy) -> Defect:
    giving, match = _block(copy, _goes_on)
    departments = {department for taker in giving.takers for department in taker.departments}
    nobody = "it-director" if "it" not in departments else "recruiter"
    path = giving.procedure.path
    line = copy.put(path, match, re.sub(r"(?<=      to: ).*", nobody, match[0], count=1))
    return Defect(path, line + 1, "handoff/undeclared")


def short(rule: str, field: str) -> Kind:
    """A hand-off loses a field."""

    def plant(copy: Copy) -> Defect:
        giving, match = _block(copy, _is_any)
        path = giving.procedure.path
        line = copy.put(path, match, re.sub(rf"      {field}: .*\n", "", match[0]))
        return Defect(path, line + 1, rule)

    return plant


def another_service(copy: Copy) -> Defect:
    giving, match = _block(copy, _asks)
    handoff = giving.step.handoff
    other = next(s for s in _SERVICES if handoff and s != handoff.service)
    path = giving.procedure.path
    line = copy.put(path, match, re.sub(r"(?<=      service: ).*", other, match[0]))
    return Defect(
        path, line + match[0][: match[0].index("service:")].count("\n"), "handoff/no-service"
    )


def without_promise(copy: Copy) -> Defect:
    """A service loses its time limits, which others count by as well."""
    fitting = [
        service
        for service in copy.handbook.all(Service)
        if service.path in copy.whole
        if len(copy.handbook.incoming.get(f"parameter:{service.resolve_within}", ())) > 3
    ]
    path = copy.random.choice(fitting).path
    copy.whole.remove(path)
    text = re.sub(r"(?m)^(?:respond|resolve)_within: .*\n", "", copy.files[path])
    copy.files[path] = text
    return Defect(path, copy.line(path, text.index("\nrequest:") + 1), "handoff/no-promise")


KINDS: tuple[tuple[int, Kind], ...] = (
    (2, without_handoff),
    (2, to_somebody_else),
    (2, short("handoff/no-payload", "payload")),
    (2, short("handoff/no-deadline", "within")),
    (2, short("handoff/no-acceptance", "accepted_when")),
    (2, another_service),
    (2, without_promise),
    (2, remove("handoff/no-instead", "services/", r"^    instead: .*\n", r"^  - what: ")),
)
