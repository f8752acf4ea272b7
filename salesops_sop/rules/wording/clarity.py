"""Words that leave a reader guessing: vague ones, placeholders, acronyms, times of day."""

from collections.abc import Iterator

from salesops_sop.analysis.wording import acronyms, clock
from salesops_sop.analysis.wording import placeholders as gaps
from salesops_sop.analysis.wording import vague as vagueness
from salesops_sop.analysis.wording.prose import followed
from salesops_sop.analysis.wording.terms import defined_acronyms
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.lint.rule import Finding, rule


@rule("wording/ambiguous-time-zone", Severity.WARNING)
def ambiguous_time_zone(handbook: Handbook, *, name_zone: bool = False) -> Iterator[Finding]:
    """A time of day can mean more than one moment.

    “By 17:00” is another moment in each office. A `timezone` in handbook.yaml settles clock times
    for the whole handbook, together with `working_hours` also “close of business”; a sentence or
    a document may name its own zone. “End of day” stays open in any case, and abbreviations such
    as CST name several zones. With `name_zone: true` every clock time names its zone itself.

    Bad:
        kind: service
        id: credit-check
        title: Credit check
        provider: finance
        request: Check the credit of a customer
        channel: the finance queue
        purpose: Requests that arrive by 17:00 CST are answered on the same day.
    Good:
        kind: service
        id: credit-check
        title: Credit check
        provider: finance
        request: Check the credit of a customer
        channel: the finance queue
        purpose: Requests that arrive by 17:00 Chicago time are answered on the same day.
    """
    settings = handbook.settings
    stated = bool(settings.timezone) or "handbook" in handbook.lost
    example = f"such as “17:00 {settings.timezone or 'Europe/Berlin'}”"
    elsewhere = "" if stated else ", or state ‘timezone’ in handbook.yaml"
    for text in followed(handbook):
        for doubt in clock.doubts(text, stated and not name_zone, bool(settings.working_hours)):
            words = " ".join(doubt.found.words.split())
            if doubt.places:
                message = f"“{words}” can mean the time of {doubt.places}: name one, {example}"
            elif doubt.day:
                message = (
                    f"“{words}” is another hour for everybody: "
                    f"write the clock time and the time zone, {example}"
                )
            else:
                message = (
                    f"“{words}” does not say in which time zone: write it, {example}{elsewhere}"
                )
            yield Finding(doubt.found.place, message)


@rule("wording/placeholder")
def placeholder(handbook: Handbook) -> Iterator[Finding]:
    """A placeholder was never filled.

    Where “TBD” stands, everybody does as they think. A document that must wait for a decision
    says what holds until then.

    Bad:
        kind: department
        id: sales-operations
        title: Sales operations
        purpose: Supports the sales force. Head count TBD.
    Good:
        kind: department
        id: sales-operations
        title: Sales operations
        purpose: Supports the sales force.
    """
    for text in followed(handbook):
        for found in gaps.placeholders(text):
            words = " ".join(found.words.split())
            message = f"“{words}” stands for something still to come: write it, or take it out"
            yield Finding(found.place, message)


@rule("wording/undefined-acronym", Severity.WARNING)
def undefined_acronym(handbook: Handbook, *, known: tuple[str, ...] = ()) -> Iterator[Finding]:
    """An acronym is explained nowhere.

    Who is new, or works in another department, reads “MQL” and guesses. An acronym is explained
    when a term has it as title or synonym, when a document is called by it, when it is the value
    of a dimension, or when its document spells it out once: “service level agreement (SLA)”.
    Currencies, units and everyday words (CEO, PDF, USA) need no explanation; `known` adds others.

    Bad:
        kind: department
        id: marketing
        title: Marketing
        purpose: Hands MQLs to sales.
    Good:
        kind: department
        id: marketing
        title: Marketing
        purpose: Hands marketing qualified leads (MQLs) to sales.
    """
    explained = defined_acronyms(handbook).union(acronyms.KNOWN, map(str, known))
    for text in followed(handbook):
        here: set[str] = set()
        for word, found in acronyms.acronyms(text, explained):
            here = here or set(acronyms.spelled_out(text.text))
            if word not in here:
                here.add(word)
                message = (
                    f"“{word}” is explained nowhere: spell it out, "
                    f"or define it in a term with “{word}” as title or synonym"
                )
                yield Finding(found.place, message)


@rule("wording/vague", Severity.WARNING)
def vague(
    handbook: Handbook, *, words: tuple[str, ...] = (), allowed: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """A word sounds like a rule and is none.

    “As needed”, “timely” and “proper” mean what the reader likes, and nobody can check them; a
    “bi-weekly” meeting takes place twice a week for one and every two weeks for another. Words in
    quotation marks are not meant. `words` adds to the shipped list, `allowed` takes away from it.

    Bad:
        kind: role
        id: analyst
        title: Analyst
        department: sales-operations
        responsibilities:
          - Update the forecast as needed
    Good:
        kind: role
        id: analyst
        title: Analyst
        department: sales-operations
        responsibilities:
          - Update the forecast every Monday, and whenever a deal above 50,000 USD changes stage
    """
    for text in followed(handbook):
        for found, message in vagueness.vague(text, words, allowed):
            yield Finding(found.place, message)
