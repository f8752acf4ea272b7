"""One word for one thing: words that terms forbid, and words with two definitions."""

from collections.abc import Iterator

from salesops_sop.analysis.wording.prose import followed
from salesops_sop.analysis.wording.terms import avoidance, defined_twice, in_sentence, uses
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.lint.rule import Finding, rule


@rule("wording/avoid-term", Severity.WARNING)
def avoid_term(handbook: Handbook) -> Iterator[Finding]:
    """A word is used that a term says to avoid.

    Two words for one thing make readers look for a difference. The term's `avoid` list names the
    words that it replaces; its own document may use them. A word that another term defines, or
    that is part of a longer defined name, is not meant.

    Bad:
        kind: term
        id: customer
        title: Customer
        definition: A company with a contract in force.
        avoid: [client]
        ---
        kind: department
        id: account-management
        title: Account management
        purpose: Keeps clients.
    Good:
        kind: term
        id: customer
        title: Customer
        definition: A company with a contract in force.
        avoid: [client]
        ---
        kind: department
        id: account-management
        title: Account management
        purpose: Keeps customers.
    """
    avoided = avoidance(handbook)
    for text in followed(handbook) if avoided.words else ():
        for entry, found in uses(text, avoided):
            names = " or ".join(f"“{in_sentence(term.title)}”" for term in entry.terms)
            words = " ".join(found.words.split())
            related = tuple((place, "the term avoids the word") for place in entry.places)
            message = f"“{words}” is not used in this handbook: write {names}"
            yield Finding(found.place, message, related)


@rule("wording/term-twice")
def term_twice(handbook: Handbook) -> Iterator[Finding]:
    """One word has two definitions.

    Two departments that read two definitions of a “qualified lead” count two numbers and call
    them one. Titles and synonyms are compared, in singular and plural.

    Bad:
        kind: term
        id: qualified-lead
        title: Qualified lead
        definition: A lead with a budget.
        ---
        kind: term
        id: sales-lead
        title: Sales lead
        synonyms: [qualified leads]
        definition: A lead that sales accepted.
    Good:
        kind: term
        id: qualified-lead
        title: Qualified lead
        definition: A lead with a budget.
        ---
        kind: term
        id: sales-lead
        title: Sales lead
        synonyms: [accepted lead]
        definition: A lead that sales accepted.
    """
    for name, place, other in defined_twice(handbook):
        message = (
            f"“{name}” has another definition in ‘{other.document.ref}’: "
            "keep one of the two, or find another name for one"
        )
        yield Finding(place, message, ((other, "the other definition"),))
