"""A table's cells as conditions, and everything in it that cannot be read as its author meant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial

from salesops_sop.analysis.decision.faults import Fault, answer_fault, column_faults, read_cell
from salesops_sop.analysis.scope import Dimensions
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.handbook.model.decision import Column, Decision
from salesops_sop.handbook.model.fields import Scalar
from salesops_sop.handbook.model.record import Place
from salesops_sop.lang.condition import ANY, Condition


@dataclass(frozen=True, slots=True)
class FaultAt:
    """A fault, where it stands, and the rule (from 0) or else the column it makes useless.

    Without a `column` the fault's message is a sentence of its own.
    """

    fault: Fault
    place: Place
    column: Column | None = None
    rule: int | None = None
    answer: bool = False


@dataclass(frozen=True)
class Cells:
    """The cells of a decision; the faults come in the order of the document."""

    decision: Decision
    trees: Dimensions

    @cached_property
    def faults(self) -> tuple[FaultAt, ...]:
        """Everything that is wrong with single columns, cells and answers."""
        return (*self._columns(), *self._policy(), *self._rows())

    @cached_property
    def sound(self) -> tuple[int, ...]:
        """The rules whose conditions can all be read."""
        broken = {found.rule for found in self.faults if not found.answer}
        return tuple(n for n in range(len(self.decision.rules)) if n not in broken)

    @cached_property
    def answering(self) -> frozenset[int]:
        """The rules that answer every output with a value it can have."""
        broken = {found.rule for found in self.faults if found.answer}
        return frozenset(range(len(self.decision.rules))) - broken

    @cached_property
    def judged(self) -> bool:
        """Whether the inputs are known well enough to say which cases there are."""
        columns = {id(column) for column in self.decision.inputs}
        bad = any(f.rule is None and id(f.column) in columns for f in self.faults)
        known = all(
            column.type != "dimension" or self.trees.all(column.dimension or column.id)
            for column in self.decision.inputs
        )
        names = [column.id for column in self.decision.inputs]
        return known and not bad and len(set(names)) == len(names)

    @cached_property
    def conditions(self) -> tuple[tuple[Condition, ...], ...]:
        """For each sound rule its conditions, in the order of the inputs."""
        found = []
        for number in self.sound:
            cells = [self._read[number].get(c.id, ANY) for c in self.decision.inputs]
            found.append(tuple(cell for cell in cells if isinstance(cell, Condition)))
        return tuple(found)

    @cached_property
    def _read(self) -> list[Mapping[str, Condition | Fault]]:
        """For each rule its cells in known columns; equal cells of a column are read once."""
        columns = self.decision.inputs
        read = {column.id: cache(partial(_read, column, self.trees)) for column in columns}
        return [
            {
                name: read[name](type(cell).__name__, cell)
                for name, cell in rule.when.items()
                if name in read
            }
            for rule in self.decision.rules
        ]

    def _columns(self) -> Iterator[FaultAt]:
        for name, columns in (("inputs", self.decision.inputs), ("outputs", self.decision.outputs)):
            for number, column in enumerate(columns):
                for fault in column_faults(column):
                    place = Place(self.decision, (name, number, *fault.part))
                    yield FaultAt(fault, place, column)

    def _policy(self) -> Iterator[FaultAt]:
        outputs = self.decision.outputs
        if self.decision.hit_policy == "priority" and not any(c.values for c in outputs):
            fault = Fault(
                "domain",
                "“priority” takes the best of several answers, and no output says which is better: "
                "list the ‘values’ of an output, best first",
            )
            yield FaultAt(fault, Place(self.decision, ("hit_policy",)), answer=True)

    def _rows(self) -> Iterator[FaultAt]:
        inputs = {column.id: column for column in self.decision.inputs}
        outputs = {column.id: column for column in self.decision.outputs}
        for number, rule in enumerate(self.decision.rules):
            for name in rule.when:
                path = ("rules", number, "when", name)
                if name not in inputs:
                    fault = Fault("syntax", _no_column("input", name, inputs, outputs))
                    yield FaultAt(fault, Place(self.decision, path, key=True), rule=number)
                elif isinstance(found := self._read[number][name], Fault):
                    place = Place(self.decision, path, offset=found.offset)
                    yield FaultAt(found, place, inputs[name], number)
            yield from self._answers(number, outputs, inputs)

    def _answers(
        self, number: int, outputs: Mapping[str, Column], inputs: Mapping[str, Column]
    ) -> Iterator[FaultAt]:
        rule = self.decision.rules[number]
        path = ("rules", number, "then")
        for name, value in rule.then.items():
            place = Place(self.decision, (*path, name), key=name not in outputs)
            if name not in outputs:
                fault = Fault("syntax", _no_column("output", name, outputs, inputs))
                yield FaultAt(fault, place, rule=number, answer=True)
            elif found := answer_fault(outputs[name], value, self.trees):
                yield FaultAt(found, place, outputs[name], number, answer=True)
        missing = [name for name in outputs if name not in rule.then]
        if missing and set(rule.then) <= set(outputs):
            named = " and ".join(f"‘{name}’" for name in missing)
            fault = Fault("syntax", f"‘{rule.id}’ does not answer {named}: add what it says")
            yield FaultAt(fault, Place(self.decision, path, key=True), rule=number, answer=True)


def _read(column: Column, trees: Dimensions, kind: str, cell: Scalar | None) -> Condition | Fault:
    """Read a cell; its type is given, too, since to a cache 1 and true are the same."""
    return read_cell(column, cell, trees)


def _no_column(
    noun: str, name: str, known: Mapping[str, Column], others: Mapping[str, Column]
) -> str:
    if name in others:
        side = {"input": "‘then’", "output": "‘when’"}[noun]
        return f"‘{name}’ is not an {noun} of the table: it belongs under {side}"
    hint = did_you_mean(name, known) or f": declare it, or name an {noun} that exists"
    return f"the table has no {noun} ‘{name}’{hint}"
