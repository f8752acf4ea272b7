"""What follows a step, as data that compares and as words."""

from collections.abc import Iterator, Mapping

from salesops_sop.handbook.model.process import Branch, Procedure, Step, Target
from salesops_sop.history.diff.layout import squeezed
from salesops_sop.history.diff.naming import Names
from salesops_sop.history.diff.texts import same_words
from salesops_sop.render.conditions import in_words

Way = tuple[str, str]
"""A condition (empty: none, `otherwise`) and where it leads, in one form."""


def ways(step: Step, ids: Mapping[str, str]) -> list[Way]:
    """The ways on from a step that its `next` names; `ids` leads from ids of steps to those of now.

    Nothing stated gives none: the step below follows.
    """
    if step.next is None:
        return []
    if not isinstance(step.next, list):
        return [("", _target(step.next, ids))]
    return [_branch(branch, ids) for branch in step.next]


def same_but_for_words(old: list[Way], new: list[Way]) -> bool:
    """Whether the same ways lead on, under conditions that people word differently.

    What compares a value (`grade = "A"`) is no matter of words.
    """
    return [target for _, target in old] == [target for _, target in new] and all(
        one == other or (_is_prose(one) and _is_prose(other) and same_words(one, other))
        for (one, _), (other, _) in zip(old, new, strict=True)
    )


def _is_prose(condition: str) -> bool:
    return set("<>=").isdisjoint(condition) and in_words(condition, str, str) is None


def _branch(branch: Branch, ids: Mapping[str, str]) -> Way:
    condition = squeezed(branch.when) if branch.when else "otherwise"
    return condition, _target(branch.to or branch.otherwise, ids)


def _target(target: str | Target | None, ids: Mapping[str, str]) -> str:
    if isinstance(target, str):
        return f"step:{ids.get(target, target)}"
    if target is None:
        return ""
    steps = sorted(ids.get(ident, ident) for ident in target.all)
    then = f">{ids.get(target.then, target.then)}" if target.then else ""
    return f"end:{target.end}|call:{target.call}{then}|all:{','.join(steps)}"


def said(step: Step, procedure: Procedure, names: Names) -> str:
    """The ways on in words: “if grade is A: “Assign the lead”; otherwise the end “nurture””."""
    if step.next is None:
        return "the step below"
    if not isinstance(step.next, list):
        return _words(step.next, procedure, names)
    return "; ".join(_said(branch, procedure, names) for branch in step.next) or "nothing"


def _said(branch: Branch, procedure: Procedure, names: Names) -> str:
    target = _words(branch.to or branch.otherwise, procedure, names)
    if branch.when:
        return f"if {names.plain(branch.when)}: {target}"
    return f"otherwise {target}"


def _words(target: str | Target | None, procedure: Procedure, names: Names) -> str:
    if isinstance(target, str):
        return _step(target, procedure, names)
    if target is None:
        return "nothing"
    return " and ".join(_parts(target, procedure, names)) or "nothing"


def _parts(target: Target, procedure: Procedure, names: Names) -> Iterator[str]:
    if target.end:
        titles = {outcome.id: outcome.title for outcome in procedure.outcomes}
        yield f"the end {names.quoted(titles.get(target.end, target.end))}"
    if target.call:
        yield f"the procedure {names.of(('procedure',), target.call)}"
    if target.then:
        yield f"then {_step(target.then, procedure, names)}"
    for ident in target.all:
        yield _step(ident, procedure, names)


def _step(ident: str, procedure: Procedure, names: Names) -> str:
    actions = {step.id: step.action for step in procedure.steps}
    return names.quoted(actions[ident]) if ident in actions else f"‘{ident}’"
