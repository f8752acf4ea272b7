"""Cells, columns and answers of decision tables, each by itself."""

from collections.abc import Iterator

from salesops_sop.analysis.decision.cells import FaultAt
from salesops_sop.analysis.decision.faults import FaultKind
from salesops_sop.analysis.decision.table import Tables
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.reference import is_table_role, missing


@rule("decision/syntax")
def syntax(handbook: Handbook) -> Iterator[Finding]:
    """A cell or a row of a decision table cannot be read.

    A cell is a test as DMN writes it (S-FEEL): `>= 20`, `[10..20)`, `"new", "existing"`,
    `not("emea")` or `-` for any value. A row names inputs under `when` and answers every output
    under `then`. What cannot be read decides nothing.

    Bad:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        hit_policy: unique
        inputs:
          - {id: discount, title: Discount, type: number, unit: percent, min: 0, max: 40}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: small, when: {discount: "up to 20"}, then: {approver: sales-manager}}
          - {id: large, when: {discount: "> 20"}, then: {approver: vp-sales}}
    Good:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        hit_policy: unique
        inputs:
          - {id: discount, title: Discount, type: number, unit: percent, min: 0, max: 40}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: small, when: {discount: "<= 20"}, then: {approver: sales-manager}}
          - {id: large, when: {discount: "> 20"}, then: {approver: vp-sales}}
    """
    yield from _faults(handbook, "syntax")


@rule("decision/type")
def type_(handbook: Handbook) -> Iterator[Finding]:
    """A cell, an answer or a bound is of another type than its column.

    A number in a column of texts never holds, and whoever evaluates the table may get an error
    instead of an answer. Only numbers and dates have an order: a column of names cannot be
    compared with `<` or `>`.

    Bad:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        hit_policy: unique
        inputs:
          - {id: discount, title: Discount, type: number, unit: percent, min: 0, max: 40}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: small, when: {discount: '"low"'}, then: {approver: sales-manager}}
          - {id: large, when: {discount: "> 20"}, then: {approver: vp-sales}}
    Good:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        hit_policy: unique
        inputs:
          - {id: discount, title: Discount, type: number, unit: percent, min: 0, max: 40}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: small, when: {discount: "<= 20"}, then: {approver: sales-manager}}
          - {id: large, when: {discount: "> 20"}, then: {approver: vp-sales}}
    """
    yield from _faults(handbook, "type")


@rule("decision/domain")
def domain(handbook: Handbook) -> Iterator[Finding]:
    """A cell or an answer has a value that its column cannot have.

    The domain of a column is stated by `min`, `max` and `values`, or by the tree of its dimension.
    A cell outside of it never holds; an answer outside of it is one nobody expects. Under
    `priority` the `values` of an output say which answer is better, so there must be some.

    Bad:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        hit_policy: unique
        inputs:
          - {id: discount, title: Discount, type: number, unit: percent, min: 0, max: 40}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: small, when: {discount: "<= 20"}, then: {approver: sales-manager}}
          - {id: large, when: {discount: "(20..60]"}, then: {approver: vp-sales}}
    Good:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        hit_policy: unique
        inputs:
          - {id: discount, title: Discount, type: number, unit: percent, min: 0, max: 40}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: small, when: {discount: "<= 20"}, then: {approver: sales-manager}}
          - {id: large, when: {discount: "(20..40]"}, then: {approver: vp-sales}}
    """
    yield from _faults(handbook, "domain")


@rule("decision/unknown-role")
def unknown_role(handbook: Handbook) -> Iterator[Finding]:
    """A decision table answers with a role that does not exist.

    The case then goes to nobody.

    Bad:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        inputs:
          - {id: discount, type: number}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: all, then: {approver: vp-sales}}
    Good:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the discount?
        inputs:
          - {id: discount, type: number}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: all, then: {approver: vp-sales}}
        ---
        kind: role
        id: vp-sales
        title: VP of Sales
        department: sales
    """
    for table in handbook.all(Decision):
        for reference in filter(is_table_role, handbook.contents(table).references):
            if handbook.resolve(reference) is None and reference.id not in handbook.lost:
                yield Finding(reference.place, missing(handbook, reference.kinds, reference.id))


def _faults(handbook: Handbook, kind: FaultKind) -> Iterator[Finding]:
    for table in handbook.derived(Tables).all:
        for found in table.cells.faults:
            if found.fault.kind == kind:
                yield Finding(found.place, _sentence(found))


def _sentence(found: FaultAt) -> str:
    if found.column is None:
        return found.fault.message
    name = f"“{found.column.title or found.column.id}”"
    colon = ":" if found.fault.kind == "syntax" else ""
    return f"{name}{colon} {found.fault.message}"
