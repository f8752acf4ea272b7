"""Escalations: timers at the border of a task that call somebody in while its work goes on."""

from collections import Counter
from collections.abc import Iterator

from salesops_sop.export.bpmn import telling
from salesops_sop.export.bpmn.parts import Element, Signal, Timer
from salesops_sop.export.bpmn.words import Words
from salesops_sop.handbook.model.process import Step

MOST_TIMERS = 2
"""How many timers find room on one task; the text of the task tells of further ones."""


def timers(words: Words, task: Element, step: Step) -> Iterator[tuple[Element, Element]]:
    """Each escalation as a timer, and as the end at which its role is called in.

    The end stands beside the task, and not in the lane of the role: it only sends word there.
    """
    taken: Counter[str] = Counter()
    for escalation in step.escalate[:MOST_TIMERS]:
        taken[escalation.to] += 1
        number = f".{taken[escalation.to]}" if taken[escalation.to] > 1 else ""
        suffix = f"{task.id.removeprefix('step_')}_{escalation.to}{number}"
        yield (
            Element(
                f"late_{suffix}",
                "boundaryEvent",
                task.lane,
                words.limit(escalation.after),
                telling.of_escalation(words, escalation),
                timer=Timer(task.id, words.duration(escalation.after)),
            ),
            Element(
                f"called_{suffix}",
                "endEvent",
                task.lane,
                f"Call in {words.named('role', escalation.to)}",
                sends=Signal(
                    f"escalation_{escalation.to}", "escalation", f"call in {escalation.to}"
                ),
            ),
        )
