"""R, A, C and I: the letters as people see and hear them, and who has which in a step."""

from collections.abc import Iterator

from markupsafe import Markup

from salesops_sop.handbook.model.process import Procedure, Step
from salesops_sop.handbook.model.record import Raci

FIELDS = {"R": "responsible", "A": "accountable", "C": "consulted", "I": "informed"}
SAID = {"R": "Does it", "A": "Answers for it", "C": "Is asked first", "I": "Is told"}


def badge(letter: str) -> Markup:
    """One of the letters, with its word for those who cannot see it."""
    word = FIELDS[letter].capitalize()
    return Markup(
        f'<span class="sop-raci sop-raci--{letter.lower()}" title="{word}">'
        f'<span aria-hidden="true">{letter}</span>'
        f'<span class="sop-visually-hidden"> {word}</span></span>'
    )


def badges(letters: str) -> Markup:
    """Several letters, in the order R, A, C, I."""
    return Markup(" ").join(badge(letter) for letter in FIELDS if letter in letters)


def assignments(raci: Raci | None, default: str = "") -> Iterator[tuple[str, str]]:
    """Each letter with each role that has it; `default` is accountable when nobody is."""
    for letter, field in FIELDS.items():
        roles = getattr(raci, field) if raci else ()
        if not roles and letter == "A" and default:
            roles = (default,)
        for role in roles:
            yield letter, role


def of_step(procedure: Procedure, step: Step) -> list[tuple[str, str]]:
    """Each letter with each role that has it in a step."""
    return list(assignments(step.raci, procedure.control.owner))
