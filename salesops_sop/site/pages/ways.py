"""The ways through a procedure in words: “If grade is A or B, go on with step 5”."""

from collections.abc import Iterator

from markupsafe import Markup

from salesops_sop.handbook.model.decision import Decision
from salesops_sop.handbook.model.process import Branch, Outcome, Procedure, Step, Target
from salesops_sop.render import conditions
from salesops_sop.render.prose import escape
from salesops_sop.site.pages.address import anchor
from salesops_sop.site.pages.words import joined, lower
from salesops_sop.site.pages.writer import Writer


class Ways:
    """The ways from step to step of one procedure."""

    def __init__(self, writer: Writer, procedure: Procedure) -> None:
        self.writer = writer
        self.procedure = procedure
        self.numbers = {step.id: n for n, step in enumerate(procedure.steps, 1)}
        self._outcomes = {outcome.id: outcome for outcome in procedure.outcomes}
        self._before: dict[str, list[str]] = {}
        for step, following in zip(procedure.steps, [*procedure.steps[1:], None], strict=False):
            for target in _leads_to(step, following):
                self._before.setdefault(target, []).append(step.id)

    def onward(self, step: Step) -> list[Markup]:
        """What follows a step, one sentence for each way; nothing when it is the step below."""
        if isinstance(step.next, list):
            return [self._branch(branch, step) for branch in step.next]
        if step.next is not None:
            if self.numbers.get(str(step.next)) == self.numbers[step.id] + 1:
                return []
            return [_sentence(self._target(step.next))]
        last = self.numbers[step.id] == len(self.procedure.steps)
        return [escape("The procedure ends here.")] if last else []

    def waits_for(self, step: Step) -> Markup:
        """The steps that must be done first when a step waits for all of them."""
        before = self._before.get(step.id, []) if step.wait_for else []
        if len(before) > 1:
            return joined([self.step(ident) for ident in before])
        return escape("every step that leads here") if step.wait_for else Markup("")

    def step(self, ident: str) -> Markup:
        """A step by its number, linked, with what is done."""
        number = self.numbers.get(ident)
        if number is None:
            return escape(self.writer.wording.words(ident))
        action = self.writer.wording.plain(self.procedure.steps[number - 1].action)
        link = self.writer.link(self.procedure, f"step {number}", anchor("step", ident))
        return Markup("{} ({})").format(link, lower(action))

    def condition(self, condition: str, step: Step) -> str:
        """The condition of a way in words, as plain text: “grade is A or B”."""
        words = self._comparison(condition, step)
        return words if words is not None else self.writer.wording.plain(_bare(condition))

    def _branch(self, branch: Branch, step: Step) -> Markup:
        target = branch.to if branch.when is not None else branch.otherwise
        way = self._target(target) if target is not None else escape("nothing follows")
        if branch.when is None:
            return Markup("Otherwise, {}.").format(way)
        said = self._condition(branch.when, step)
        return Markup("If {}, {}.").format(said, way)

    def _condition(self, condition: str, step: Step) -> Markup:
        words = self._comparison(condition, step)
        return escape(words) if words is not None else self.writer.text(_bare(condition))

    def _comparison(self, condition: str, step: Step) -> str | None:
        """A condition that compares what the table of the step gives; None for any other."""
        table = self.writer.handbook.get(Decision, step.apply) if step.apply else None
        columns = {c.id: c.title for c in table.outputs} if table else {}
        return conditions.in_words(
            condition,
            lambda name: lower(columns.get(name) or self.writer.wording.words(name)),
            lambda value: self.writer.wording.said(value),
        )

    def _target(self, target: str | Target) -> Markup:
        if isinstance(target, str):
            return Markup("go on with {}").format(self.step(target))
        if target.call:
            called = self.writer.named("procedure", target.call)
            then = Markup(", then go on with {}").format(self.step(target.then or ""))
            return Markup("carry out {}").format(called) + (then if target.then else "")
        if target.all:
            return Markup("go on at the same time with {}").format(
                joined([self.step(ident) for ident in target.all])
            )
        return self._end(target.end)

    def _end(self, ident: str | None) -> Markup:
        outcome = self._outcomes.get(ident or "")
        if outcome is None:
            return escape("the procedure ends")
        title = self.writer.wording.plain(outcome.title)
        end = self.writer.link(self.procedure, title, anchor("outcome", outcome.id))
        return Markup("the procedure ends: {}{}").format(end, self._starts(outcome))

    def _starts(self, outcome: Outcome) -> Markup:
        if not outcome.start:
            return Markup("")
        started = self.writer.named("procedure", outcome.start)
        return Markup("; {} starts").format(started)


def _leads_to(step: Step, following: Step | None) -> Iterator[str]:
    if step.next is None:
        if following:
            yield following.id
        return
    targets = (
        [step.next]
        if not isinstance(step.next, list)
        else [target for branch in step.next for target in (branch.to, branch.otherwise)]
    )
    for target in targets:
        if isinstance(target, str):
            yield target
        elif target is not None:
            yield from target.all
            if target.then:
                yield target.then


def _bare(condition: str) -> str:
    """A condition without the “if” and the stop that some write."""
    text = condition.strip().rstrip(".")
    return text[3:] if text.lower().startswith("if ") else text


def _sentence(text: Markup) -> Markup:
    return Markup(text[:1].upper() + text[1:]) + "."
