"""Sources: each input comes from one place, and is placed in time."""

from collections.abc import Iterator

from salesops_sop.analysis.measures.definitions import Definitions
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.lint.rule import Finding, rule


@rule("kpi/no-source")
def no_source(handbook: Handbook) -> Iterator[Finding]:
    """An input comes from nowhere, or from two places.

    A number without a source is made up anew every month; one with two sources has two values. An
    input is measured, is another KPI, or is entered by a role.

    Bad:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: vp-sales}
        owner: vp-sales
        formula: won
        unit: deal
        inputs:
          won: {title: won deals, unit: deal}
    Good:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: vp-sales}
        owner: vp-sales
        formula: won
        unit: deal
        inputs:
          won: {title: won deals, unit: deal, entered_by: vp-sales}
    """
    for definition in handbook.derived(Definitions).all.values():
        for name, item in definition.kpi.inputs.items():
            named = [
                field
                for field, value in (
                    ("measure", item.measure),
                    ("kpi", item.kpi),
                    ("entered_by", item.entered_by),
                )
                if value
            ]
            if not named:
                message = f"‘{name}’ comes from nowhere: add a `measure`, a `kpi` or `entered_by`"
                yield Finding(definition.kpi.at("inputs", name, key=True), message)
            elif len(named) > 1:
                both = " and ".join(f"`{field}`" for field in named)
                message = f"‘{name}’ has several sources, {both}: keep one"
                yield Finding(definition.kpi.at("inputs", name, named[1], key=True), message)


@rule("kpi/no-time", Severity.WARNING)
def no_time(handbook: Handbook) -> Iterator[Finding]:
    """A measured input does not say on which day a row counts.

    A deal is opened in March, pitched in April and won in June: without `date` each report picks a
    month of its own. A value that holds on the day of the report is a `snapshot: true`; it has no
    history and is not summed over time.

    Bad:
        kind: kpi
        id: won-deals
        title: Won deals
        control: {owner: vp-sales}
        owner: vp-sales
        formula: won
        unit: deal
        inputs:
          won: {title: won deals, unit: deal, measure: 'count(deals where outcome = "won")'}
    Good:
        kind: kpi
        id: won-deals
        title: Won deals
        control: {owner: vp-sales}
        owner: vp-sales
        formula: won
        unit: deal
        inputs:
          won: {title: won deals, unit: deal, measure: count(deals), date: closed_on}
    """
    for definition in handbook.derived(Definitions).all.values():
        for name, item in definition.kpi.inputs.items():
            if item.snapshot and item.date:
                message = f"‘{name}’ is a snapshot, which has no `date`: keep one of the two"
                yield Finding(definition.kpi.at("inputs", name, "date", key=True), message)
            elif item.measure and not item.date and not item.snapshot:
                message = (
                    f"‘{name}’ has no `date`: name the column that says when a row counts, or "
                    "write `snapshot: true` if it is the value on the day of the report"
                )
                yield Finding(definition.kpi.at("inputs", name, "measure", key=True), message)


@rule("kpi/no-owner")
def no_owner(handbook: Handbook) -> Iterator[Finding]:
    """Nobody answers for a number.

    `control.owner` keeps the document; the `owner` of a KPI explains the number, and acts when it
    turns. That may be the same role, but it has to be said.

    Bad:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: sales-operations-manager}
        formula: won
        unit: deal
        inputs:
          won: {title: won deals, unit: deal, entered_by: sales-operations-manager}
    Good:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: sales-operations-manager}
        owner: vp-sales
        formula: won
        unit: deal
        inputs:
          won: {title: won deals, unit: deal, entered_by: sales-operations-manager}
    """
    for definition in handbook.derived(Definitions).all.values():
        kpi = definition.kpi
        if kpi.owner is None:
            yield Finding(
                kpi.at("id"), f"nobody answers for “{kpi.title}”: name one role as `owner`"
            )
