"""A run: every chosen rule once, findings named, placed, sorted and waived."""

from collections.abc import Iterator
from datetime import date

from salesops_sop.base.position import Position
from salesops_sop.base.problem import Problem, Related, Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.organization import Role
from salesops_sop.handbook.model.record import Place
from salesops_sop.handbook.model.settings import Waiver
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.lint.run import lint
from salesops_sop.lint.since import Unraised

TODAY = date(2026, 11, 23)
ROLES = """\
kind: role
id: vp-sales
title: VP of Sales
department: sales
---
kind: role
id: analyst
title: Analyst
department: sales
"""


@rule("role/title", Severity.WARNING)
def title(handbook: Handbook) -> Iterator[tuple[Place, str]]:
    """Every role has a title."""
    for role in handbook.all(Role):
        yield role.at("title"), f"“{role.title}” is a title"


@rule("role/id")
def ident(handbook: Handbook, *, shortest: int = 5, today: date) -> Iterator[Finding]:
    """Every role has an id."""
    for role in handbook.all(Role):
        if len(role.id) >= shortest:
            related = ((role.at("title"), "its title"), (Position("x.yaml", 1, 1), "elsewhere"))
            yield Finding(role.at("id"), f"‘{role.id}’ on {today}", related, "delete it")


@rule("document/schema")
def schema(handbook: Handbook) -> Iterator[Finding]:
    """The settings are checked when this rule runs."""
    yield Finding(Position("sops/a.yaml", 1, 1), "a file")


@rule("waiver/unused")
def unused(handbook: Handbook, *, unused_waivers: list[Waiver]) -> Iterator[tuple[Place, str]]:
    """Waivers that were not needed."""
    for waiver in unused_waivers:
        yield handbook.settings.at(waiver), f"not needed for {waiver.document}"


RULES = (unused, title, ident)


def settings(*waivers: str, rules: str = "{}") -> str:
    lines = [f"  - {{{waiver}, reason: because, owner: vp-sales}}" for waiver in waivers]
    head = ["kind: handbook", "title: H", f"rules: {rules}"]
    return "\n".join([*head, *(["waivers:"] if lines else []), *lines, ""])


def run(*waivers: str, rules: str = "{}", chosen: list[str] | None = None) -> list[str]:
    files = {"handbook.yaml": settings(*waivers, rules=rules), "roles.yaml": ROLES}
    result = lint(load(files), RULES, TODAY, chosen)
    return [
        f"{p.position.path}:{p.position.line} {p.severity} {p.message}" for p in result.problems
    ]


def test_problems_are_named_placed_and_sorted() -> None:
    result = lint(load({"roles.yaml": ROLES}), (title, ident, schema), TODAY, ["role/id"])
    assert result.problems[0] == Problem(
        rule="role/id",
        severity=Severity.ERROR,
        message="‘vp-sales’ on 2026-11-23",
        position=Position("roles.yaml", 2, 5),
        document="role:vp-sales",
        related=(
            Related(Position("roles.yaml", 3, 8), "its title"),
            Related(Position("x.yaml", 1, 1), "elsewhere"),
        ),
        fix="delete it",
    )
    assert run() == [
        "roles.yaml:2 error ‘vp-sales’ on 2026-11-23",
        "roles.yaml:3 warning “VP of Sales” is a title",
        "roles.yaml:7 error ‘analyst’ on 2026-11-23",
        "roles.yaml:8 warning “Analyst” is a title",
    ]


def test_a_finding_at_a_position_belongs_to_no_document() -> None:
    (problem,) = lint(load({}), (schema,), TODAY).problems
    assert (problem.document, problem.position) == ("", Position("sops/a.yaml", 1, 1))


def test_severities_and_options_come_from_the_settings() -> None:
    rules = "{role/title: info, role/id: {severity: warning, shortest: 8}}"
    assert run(rules=rules) == [
        "roles.yaml:2 warning ‘vp-sales’ on 2026-11-23",
        "roles.yaml:3 info “VP of Sales” is a title",
        "roles.yaml:8 info “Analyst” is a title",
    ]
    assert run(rules="{role/title: off, role/id: {severity: off}}") == []


def test_only_chosen_rules_run() -> None:
    assert run(chosen=["role/title"]) == [
        "roles.yaml:3 warning “VP of Sales” is a title",
        "roles.yaml:8 warning “Analyst” is a title",
    ]
    assert run(chosen=[]) == []


def test_a_waiver_holds_for_one_rule_and_one_document_until_its_last_day() -> None:
    waiver = "rule: role/id, document: role:analyst, expires: 2026-11-23"
    files = {"handbook.yaml": settings(waiver), "roles.yaml": ROLES}
    result = lint(load(files), RULES, TODAY)
    assert [p.message for p in result.waived] == ["‘analyst’ on 2026-11-23"]
    assert len(result.problems) == 3
    assert result.count(Severity.ERROR) == 1
    assert result.count(Severity.WARNING) == 2


def test_an_expired_waiver_holds_no_longer_and_is_not_unused() -> None:
    found = run("rule: role/id, document: role:analyst, expires: 2026-11-22")
    assert "roles.yaml:7 error ‘analyst’ on 2026-11-23" in found
    assert len(found) == 4


def test_a_waiver_in_force_stands_beside_an_expired_one() -> None:
    found = run(
        "rule: role/id, document: role:analyst, expires: 2026-11-22",
        "rule: role/id, document: role:analyst, expires: 2027-11-22",
    )
    assert "roles.yaml:7 error ‘analyst’ on 2026-11-23" not in found


def test_unused_waivers_are_told_when_their_rules_have_run() -> None:
    waivers = (
        "rule: role/id, document: role:nobody, expires: 2027-01-31",
        "rule: role/title, document: role:analyst, expires: 2027-01-31",
    )
    assert "handbook.yaml:5 error not needed for role:nobody" in run(*waivers)
    assert run(*waivers, chosen=["waiver/unused"]) == []
    assert run(*waivers, chosen=["waiver/unused", "role/id"])[0].startswith("handbook.yaml:5")


@rule("role/version")
def version(handbook: Handbook, *, unraised: list[Unraised]) -> Iterator[tuple[Place, str]]:
    """What an older state tells."""
    for found in unraised:
        yield found.document.at("id"), f"not {found.least}"


def test_a_rule_that_compares_runs_where_an_older_state_is_known() -> None:
    waiver = "rule: role/version, document: role:analyst, expires: 2027-01-31"
    handbook = load({"handbook.yaml": settings(waiver), "roles.yaml": ROLES})
    rules = (version, unused)
    assert lint(handbook, rules, TODAY).problems == ()
    told = lint(handbook, rules, TODAY, unraised=()).problems
    assert [p.message for p in told] == ["not needed for role:analyst"]
    roles = [Unraised(role, "minor", "1.0.0", "1.0.0", "1.1.0") for role in handbook.all(Role)]
    result = lint(handbook, rules, TODAY, unraised=roles)
    assert [p.document for p in result.problems] == ["role:vp-sales"]
    assert [p.document for p in result.waived] == ["role:analyst"]


def test_settings_are_checked_where_document_schema_runs() -> None:
    handbook = load({"handbook.yaml": settings(rules="{role/titel: info}")})
    found = [p.message for p in lint(handbook, (schema, title), TODAY).problems]
    assert found == ["there is no rule ‘role/titel’, did you mean ‘role/title’?", "a file"]
    assert lint(handbook, (title,), TODAY).problems == ()


def test_many_waivers_and_many_problems() -> None:
    role = "kind: role\nid: r{}\ntitle: T\ndepartment: d\n---\n"
    waiver = "rule: role/id, document: role:r{}, expires: 2027-01-31"
    waivers = (waiver.format(number) for number in range(900))
    files = {
        "handbook.yaml": settings(*waivers, rules="{role/id: {shortest: 2}}"),
        "roles.yaml": "".join(role.format(number) for number in range(900)),
    }
    result = lint(load(files), RULES, TODAY, ["role/id", "role/title", "waiver/unused"])
    assert (len(result.problems), len(result.waived)) == (900, 900)
