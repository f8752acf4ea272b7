"""Cases of a decision table: each has a rule, and no two that contradict."""

from collections.abc import Iterator, Sequence

from salesops_sop.analysis.decision.cover import STEPS
from salesops_sop.analysis.decision.gaps import Gaps, closed_tops, cracks, gaps, top_band
from salesops_sop.analysis.decision.overlaps import Overlap, clashes
from salesops_sop.analysis.decision.regions import EVERY_CASE, Regions, cell
from salesops_sop.analysis.decision.table import Table, Tables
from salesops_sop.analysis.fewest import fewest
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.rules.decision.telling import MOST_RELATED, differing, row


@rule("decision/gap")
def gap(handbook: Handbook, *, most: int = 20, steps: int = STEPS) -> Iterator[Finding]:
    """A decision table has no rule for some cases.

    Whoever meets such a case decides as they like, or waits. Between `<= 20` and `>= 21` there is
    a gap when the input is a `number`, and none when it is an `integer`; an input without `min` or
    `max` has no end on that side. Under `collect` no answer is an answer, so gaps are not looked
    for; they are neither while a cell of the table cannot be read. `most` is how many regions of
    one table are told. A table that is too large to be looked at in `steps` steps (one rule in one
    part of the table each) is told as not proved. Gaps between neighbouring whole numbers are one
    problem, for they have one cure.

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
          - {id: large, when: {discount: ">= 21"}, then: {approver: vp-sales}}
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
    for table in handbook.derived(Tables).all:
        place = table.decision.at("rules", key=True)
        found = gaps(table, steps)
        between = cracks(table, found.boxes)
        for column, several in between.items():
            yield Finding(place, _no_fraction(handbook, table, column, several))
        told = {box for several in between.values() for box in several}
        boxes = [box for box in found.boxes if box not in told]
        for box in boxes[:most]:
            region = handbook.derived(Regions).said(table, box)
            yield Finding(place, _no_rule(region), fix=_row_for(table, box))
        if more := _more_gaps(len(boxes) - most, found):
            yield Finding(place, more)
        if found.checked < 1:
            yield Finding(place, _unproved(table, found))


def _no_rule(region: str) -> str:
    if region == EVERY_CASE:
        return "the table has no rule: add the first one"
    return f"no rule for {region}: add one, or let a rule beside it take these cases"


def _no_fraction(
    handbook: Handbook, table: Table, column: int, boxes: Sequence[tuple[int, ...]]
) -> str:
    regions = handbook.derived(Regions)
    given, axis = table.decision.inputs[column], table.grid.axes[column]
    mask = 0
    for box in boxes:
        mask |= box[column]
    return (
        f"no rule for {regions.part(given, axis, mask)}: write `type: integer` if "
        f"{regions.name(given)} is a whole number, or let each band begin where the one before ends"
    )


def _more_gaps(rest: int, found: Gaps) -> str:
    if rest <= 0 and not found.more:
        return ""
    if found.more:
        told = f"at least {rest} more" if rest > 0 else "more"
        return f"there are {told} regions without a rule that are not told: close the others first"
    return f"{rest} more regions without a rule are not told here: close the others first"


def _unproved(table: Table, found: Gaps) -> str:
    # rounded down: what is all but proved is not proved
    share = int(found.checked * 1000) / 10
    also = "apart from the gaps that are told, " if found.boxes else ""
    return (
        f"{also}it is not proved that every case has a rule: the table is too large, and only "
        f"{share:g}% of the combinations of its values were checked: split it by one of its inputs"
    )


def _row_for(table: Table, box: tuple[int, ...]) -> str:
    """A row that would close the gap, but for its answer."""
    limited = [
        f"{column.id}: '{text}'"
        for column, axis, mask in zip(table.decision.inputs, table.grid.axes, box, strict=True)
        if (text := cell(axis, mask).replace("'", "''")) != "-"
    ]
    answers = ", ".join(f"{column.id}: …" for column in table.decision.outputs)
    return f"Add a rule: - {{id: …, when: {{{', '.join(limited)}}}, then: {{{answers}}}}}"


@rule("decision/overlap")
def overlap(handbook: Handbook) -> Iterator[Finding]:
    """Two rules of a decision table hold for one case.

    Under `unique` exactly one rule must hold for each case, so two rules are one too many even
    when they answer the same. Under `any` several may hold as long as they answer the same. The
    other hit policies say themselves which rule counts.

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
          - {id: large, when: {discount: ">= 20"}, then: {approver: vp-sales}}
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
    for table in handbook.derived(Tables).all:
        for end, found in fewest(clashes(table), lambda o: (o.first, o.second)):
            yield _clash(handbook, table, end, found)


def _clash(handbook: Handbook, table: Table, here: int, found: list[Overlap]) -> Finding:
    first = found[0]
    there = first.first if first.second == here else first.second
    region = handbook.derived(Regions).said(table, first.where)
    if table.grid.boxes[here] == table.grid.boxes[there]:
        what = f"{row(table, here)} has the same conditions as {row(table, there)}"
        where = "" if region == EVERY_CASE else f" ({region})"
    else:
        what = f"{row(table, here)} and {row(table, there)} both hold for"
        where = f" {region}"
    contradict = table.decision.hit_policy == "any"
    answers = differing(handbook, table, here, there)
    cure = "let them answer the same" if contradict else "keep one of them for these cases"
    message = f"{what}{where}{answers}{_more(len(found) - 1)}: {cure}"
    related = [
        (table.at(other), f"it holds for {handbook.derived(Regions).said(table, o.where)}, too")
        for o in found[:MOST_RELATED]
        for other in (o.first if o.second == here else o.second,)
    ]
    return Finding(table.at(here), message, tuple(related))


def _more(count: int) -> str:
    return f"; {count} more {'rule meets' if count == 1 else 'rules meet'} it" if count else ""


@rule("decision/top-band-closed")
def top_band_closed(handbook: Handbook) -> Iterator[Finding]:
    """The highest band of a number without `max` has an end.

    The largest case, which needs a decision most, then has no rule. Leave the highest band open,
    or say by `max` that there is nothing above.

    Bad:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the deal?
        hit_policy: unique
        inputs:
          - {id: deal-value, type: number, unit: USD, min: 0}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: small, when: {deal-value: "< 50000"}, then: {approver: sales-manager}}
          - {id: large, when: {deal-value: "[50000..1000000]"}, then: {approver: vp-sales}}
    Good:
        kind: decision
        id: discount-approval
        title: Discount approval
        control: {owner: vp-sales}
        question: Who approves the deal?
        hit_policy: unique
        inputs:
          - {id: deal-value, type: number, unit: USD, min: 0}
        outputs:
          - {id: approver, type: role}
        rules:
          - {id: small, when: {deal-value: "< 50000"}, then: {approver: sales-manager}}
          - {id: large, when: {deal-value: ">= 50000"}, then: {approver: vp-sales}}
    """
    for table in handbook.derived(Tables).all:
        for k in closed_tops(table):
            column, axis = table.decision.inputs[k], table.grid.axes[k]
            place, mask = top_band(table, k)
            above = axis.full & ~((1 << mask.bit_length()) - 1)
            region = handbook.derived(Regions).part(column, axis, above)
            message = (
                f"no rule for {region}: let the highest band, in {row(table, place)}, be open, "
                f"or give “{column.title or column.id}” a ‘max’"
            )
            fix = f"{column.id}: '{cell(axis, mask | above)}'"
            yield Finding(table.at(place, "when", column.id), message, fix=fix)
