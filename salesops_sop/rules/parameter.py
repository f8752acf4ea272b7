"""Parameters: every fact is stated once, and has one value wherever it holds."""

from collections.abc import Iterator

from salesops_sop.analysis.facts import Facts, shown
from salesops_sop.analysis.literals import Literal, literals
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.fields import Scope
from salesops_sop.handbook.model.record import Place
from salesops_sop.lint.rule import Finding, rule


@rule("parameter/contradiction")
def contradiction(handbook: Handbook) -> Iterator[Finding]:
    """One fact has two values.

    Whoever reads one of them does something else than whoever reads the other. Two parameters
    state one fact when their `fact` keys agree, or, without keys, when their titles mean the
    same; they may differ where their scopes or their periods do not meet. A time limit, a target
    or a sentence that gives the fact another value contradicts the parameter as well.

    Bad:
        kind: parameter
        id: lead-response-time
        title: Lead response time
        value: 4 business hours
        ---
        kind: parameter
        id: response-time-for-leads
        title: Response time for leads
        value: 12 hours
    Good:
        kind: dimension
        id: segment
        title: Segment
        values: [smb, enterprise]
        ---
        kind: parameter
        id: lead-response-time-smb
        title: Lead response time
        value: 4 business hours
        scope: {segment: smb}
        ---
        kind: parameter
        id: lead-response-time-enterprise
        title: Lead response time
        value: 2 business hours
        scope: {segment: enterprise}
    """
    for later, earlier, where in Facts(handbook).contradictions():
        message = (
            f"“{later.title}” is {shown(later)} here, and {shown(earlier)} in ‘{earlier.id}’"
            f"{_for(where)}: keep one of the two, or limit them to scopes or periods of their own"
        )
        yield Finding(later.at("value"), message, ((earlier.at("value"), "the other value"),))
    for literal in literals(handbook):
        if not literal.agrees:
            message = f"{_named(literal)}, which is {shown(literal.parameter)}: {_instead(literal)}"
            yield Finding(literal.place, message, _stated(literal))


@rule("parameter/literal", Severity.WARNING)
def literal(handbook: Handbook) -> Iterator[Finding]:
    """A number restates a parameter.

    When the parameter changes, the copy stays behind. Refer to the parameter instead: the page
    shows its value.

    Bad:
        kind: parameter
        id: lead-response-time
        title: Lead response time
        value: 4 business hours
        ---
        kind: department
        id: sales
        title: Sales
        purpose: Responds to every lead within 4 business hours.
    Good:
        kind: parameter
        id: lead-response-time
        title: Lead response time
        value: 4 business hours
        ---
        kind: department
        id: sales
        title: Sales
        purpose: Responds to every lead within [](parameter:lead-response-time).
    """
    for found in literals(handbook):
        if found.agrees:
            yield Finding(found.place, f"{_named(found)}: {_instead(found)}", _stated(found))


def _named(literal: Literal) -> str:
    verb = "restates" if literal.agrees else "contradicts"
    return f"“{literal.text}” {verb} the parameter “{literal.parameter.title}”"


def _instead(literal: Literal) -> str:
    ident = literal.parameter.id
    return f"write [](parameter:{ident})" if literal.in_prose else f"write ‘{ident}’"


def _stated(literal: Literal) -> tuple[tuple[Place, str], ...]:
    return ((literal.parameter.at("value"), "the parameter"),)


def _for(where: Scope) -> str:
    """“ for region dach, nordics and segment smb”, or nothing where no scope is shared."""
    parts = [f"{dimension} {', '.join(values)}" for dimension, values in where.items()]
    return f" for {' and '.join(parts)}" if parts else ""


RULES = (contradiction, literal)
