"""Forbidden here, somebody's duty there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from salesops_sop.analysis.activity.match import SAME, Match, compare
from salesops_sop.analysis.activity.statement import Statement, read
from salesops_sop.analysis.activity.vocabulary import Vocabulary
from salesops_sop.analysis.ownership.duties import Duty, Source
from salesops_sop.analysis.scope import Dimensions, meets
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Department, Role
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.model.record import Place, Status

WORDED = (Source.CHARTER, Source.STEP, Source.ROLE)

# A prohibition with a condition forbids a way of doing it, not the work itself.
_CONDITION = re.compile(
    r"\b(?:without|before|unless|until|outside|except|after|when|while|during|if|other than|"
    r"own|on (?:his|her|their) own|instead|in place of|from which|more than|in the|twice)\b",
    re.IGNORECASE,
)
# In a list of what nobody may do a bare command forbids itself, unless it names a kind or a way.
_COMMAND = re.compile(r"(?!Who|No)[A-Z][\w-]+ (?:an?|the|any|all|every|[a-z]+s)\b")
_QUALIFIED = re.compile(
    r"\b(?:that|who|whom|whose|which|above|below|by|with|from|than|another|second)\b", re.IGNORECASE
)
_FORBIDS = (
    re.compile(
        r"^(?:nobody|no one|no (?P<who>[\w -]+?)) (?:may |must |shall |ever )?(?P<what>.+)$", re.I
    ),
    re.compile(
        r"^(?:the |an? )?(?P<who>[\w -]+?)s? (?:may|must|shall|do|does|can) ?not (?P<what>.+)$",
        re.I,
    ),
    re.compile(r"^(?:the |an? )?(?P<who>[\w -]+?) never (?P<what>.+)$", re.I),
    re.compile(r"^(?:do not|don't|never) (?P<what>.+)$", re.I),
    re.compile(
        r"^(?P<what>.+?) (?:is|are) (?:prohibited|forbidden|not allowed|not permitted)$", re.I
    ),
)


_PASSIVE = re.compile(
    r"^(?P<thing>[\w ,-]+?) (?:must|may|shall|can|should) not be (?P<done>\w+)"
    r"(?: by (?:the |an? )?(?P<who>[\w -]+))?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A prohibition and a duty that it forbids."""

    place: Place
    text: str
    duty: Duty
    match: Match


def prohibited_duties(
    handbook: Handbook,
    duties: Iterable[Duty],
    statements: Mapping[str, Statement],
    vocabulary: Vocabulary,
    dimensions: Dimensions,
) -> Iterator[Forbidden]:
    """Every duty that a procedure forbids without a condition, to its role or to everybody."""
    by_head: dict[str, list[Duty]] = {}
    for duty in duties:
        if duty.source in WORDED:
            heads = {p.head for c in statements[duty.activity].clauses for p in c.objects}
            for head in heads:
                by_head.setdefault(head, []).append(duty)
    roles = {role.title.casefold(): role.id for role in handbook.all(Role)}
    titled = _titled(roles)
    departments = _departments(handbook)
    for procedure in handbook.all(Procedure):
        if procedure.control.status is Status.RETIRED:
            continue
        for number, text in enumerate(procedure.prohibited):
            who, what = _forbids(text, titled)
            statement = read(what, vocabulary) if what else None
            meant = _meant(who, roles, departments)
            for duty in _candidates(statement, by_head):
                if meant is not None and meant.isdisjoint(duty.responsible or duty.accountable):
                    continue
                if not meets(procedure.scope, duty.scope, dimensions):
                    continue
                match = compare(statement, statements[duty.activity]) if statement else Match(0, "")
                if match.similarity >= SAME:
                    yield Forbidden(procedure.at("prohibited", number), text, duty, match)
        yield from _out_of_scope(procedure, by_head, statements, vocabulary)


def _out_of_scope(
    procedure: Procedure,
    by_head: dict[str, list[Duty]],
    statements: Mapping[str, Statement],
    vocabulary: Vocabulary,
) -> Iterator[Forbidden]:
    """What a procedure puts out of scope and one of its own steps does all the same."""
    for number, item in enumerate(procedure.out_of_scope):
        statement = read(item.what, vocabulary)
        for duty in _candidates(statement, by_head):
            if duty.document is procedure and duty.source is Source.STEP:
                match = compare(statement, statements[duty.activity])
                if match.similarity >= SAME:
                    place = procedure.at("out_of_scope", number, "what")
                    yield Forbidden(place, item.what, duty, match)


def _titled(roles: Iterable[str]) -> re.Pattern[str] | None:
    """What a sentence that forbids something to a role by its title looks like."""
    titles = "|".join(re.escape(title) for title in sorted(roles, key=len, reverse=True))
    return re.compile(rf"^no (?P<who>{titles})s? (?P<what>.+)$", re.I) if titles else None


def _forbids(text: str, titled: re.Pattern[str] | None) -> tuple[str, str]:
    """Who must not do what; empty where the sentence forbids nothing or only a way of doing it."""
    plain = text.strip().rstrip(".")
    if _CONDITION.search(plain):
        return "", ""
    passive = _PASSIVE.match(plain)
    if passive:
        return (passive["who"] or "").casefold(), f"{passive['thing']} is {passive['done']}"
    named = titled.match(plain) if titled else None
    if named:
        return named["who"].casefold(), named["what"]
    for pattern in _FORBIDS:
        match = pattern.match(plain)
        if match:
            found = match.groupdict()
            return (found.get("who") or "").strip().casefold(), found["what"]
    if _QUALIFIED.search(plain) or not _COMMAND.match(plain):
        return "", ""
    return "", plain


def _departments(handbook: Handbook) -> dict[str, frozenset[str]]:
    """From a department's title to the roles in it."""
    found: dict[str, set[str]] = {}
    titles = {department.id: department.title for department in handbook.all(Department)}
    for role in handbook.all(Role):
        title = titles.get(role.department, role.department).casefold()
        found.setdefault(title, set()).add(role.id)
    return {title: frozenset(ids) for title, ids in found.items()}


def _candidates(statement: Statement | None, by_head: dict[str, list[Duty]]) -> list[Duty]:
    if statement is None:
        return []
    heads = dict.fromkeys(p.head for c in statement.clauses for p in c.objects)
    return list({id(d): d for head in heads for d in by_head.get(head, ())}.values())


def _meant(
    who: str, roles: Mapping[str, str], departments: Mapping[str, frozenset[str]]
) -> set[str] | None:
    """The roles that a prohibition speaks of; None where it speaks of all."""
    if who in ("", "body", "one"):
        return None
    named = {ident for title, ident in roles.items() if title in (who, who.removesuffix("s"))}
    if not named:
        named = {ident for title, ident in roles.items() if title.endswith(" " + who)}
    if not named:
        named = set(departments.get(who, ()))
    return named
