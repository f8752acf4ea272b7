"""Sentences that ask for work: they begin with a verb, and they are short."""

from collections.abc import Iterator

from salesops_sop.analysis.wording.beginning import not_a_verb
from salesops_sop.analysis.wording.instructions import instructions
from salesops_sop.analysis.wording.placeholders import is_placeholder
from salesops_sop.analysis.wording.prose import shown
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Department, Role
from salesops_sop.lint.rule import Finding, rule

_QUOTED_WORDS = 5


@rule("wording/long-step", Severity.INFO)
def long_step(handbook: Handbook, *, words: int = 25) -> Iterator[Finding]:
    """A step takes too long to read.

    Who works reads the action at a glance, or not at all. What is more than a glance belongs in
    `details`, or is a second step. `words` is how many words an action may have.

    Bad:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager}
        steps:
          - id: grade
            action: >-
              Grade the lead by its fit and its interest, write the grade and the reason into the
              record, and tell the representative and the marketing team which leads were refused
              and why
    Good:
        kind: procedure
        id: lead-grading
        title: Lead grading
        control: {owner: sales-operations-manager}
        steps:
          - id: grade
            action: Grade the lead by its fit and its interest
            details: The grade and the reason are written into the record.
          - id: inform
            action: Tell the representative and the marketing team which leads were refused
    """
    for passage in instructions(handbook):
        if passage.place.path[-1] != "action":
            continue
        count = sum(any(map(str.isalnum, word)) for word in shown(passage.text).split())
        if count > words:
            message = (
                f"the action has {count} words, more than {words}: "
                "move the details to ‘details’, or make two steps of it"
            )
            yield Finding(passage.place._replace(offset=0), message)


@rule("wording/verb-first", Severity.WARNING)
def verb_first(handbook: Handbook) -> Iterator[Finding]:
    """A step or duty does not begin with a verb.

    “Lead grading” names a topic, “leads are graded” names nobody. “Grade the lead” asks for work,
    and ‘raci’ says whom. The rule looks at the actions of steps, the activities of charters and
    the responsibilities of roles.

    Bad:
        kind: role
        id: analyst
        title: Analyst
        department: sales-operations
        responsibilities:
          - Lead grading
          - Maintaining the dashboards
    Good:
        kind: role
        id: analyst
        title: Analyst
        department: sales-operations
        responsibilities:
          - Grade the leads
          - Maintain the dashboards
    """
    titles = (document.title for document in (*handbook.all(Role), *handbook.all(Department)))
    parties = frozenset(" ".join(title.lower().split()) for title in titles)
    for passage in instructions(handbook):
        instead = not_a_verb(passage.text, parties)
        if instead and not is_placeholder(passage.text):
            words = shown(passage.text).split()
            begin = " ".join(words[:_QUOTED_WORDS]) + (" …" if len(words) > _QUOTED_WORDS else "")
            message = f"“{begin}” does not begin with a verb: {instead}"
            yield Finding(passage.place._replace(offset=0), message)
