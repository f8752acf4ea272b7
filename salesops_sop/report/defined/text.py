"""A KPI as a card to read at a terminal: what it is, what goes in, what it means, examples."""

from collections.abc import Iterable, Iterator

from salesops_sop.analysis.measures.calculating import Deviation
from salesops_sop.base.visible import visible
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Band, Example, Kpi, KpiTarget
from salesops_sop.report.defined.layout import columns, wrapped
from salesops_sop.report.defined.shown import Shown
from salesops_sop.report.defined.stating import (
    holding,
    parameter,
    quantity,
    ranged,
    stated_targets,
)
from salesops_sop.report.outcome import Look

_RESET, _BOLD = "\x1b[0m", "\x1b[1m"
Pairs = Iterable[tuple[str, str]]


def write(kpi: Kpi, handbook: Handbook, look: Look) -> str:
    """Return the card; the only escape sequences in it are the colors, if any are wanted."""
    return _Card(Shown(kpi, handbook), look).whole()


class _Card:
    def __init__(self, shown: Shown, look: Look) -> None:
        self.shown = shown
        self.kpi = shown.kpi
        self.read = shown.definition
        self.plain = shown.naming.plain
        self.look = look

    def whole(self) -> str:
        """All sections that have something to say."""
        kpi = self.kpi
        sections = [
            [
                self._bold(f"{visible(kpi.title)} · {kpi.ref}"),
                visible(str(kpi.at("id").position)),
            ],
            self._text(kpi.definition) + self._text(kpi.purpose),
            columns(list(self._facts()), self.look.width),
            self._listed("Inputs", self._inputs()),
            self._listed("Targets", self._targets()) if len(stated_targets(self.read)) > 1 else [],
            self._listed("Bands", self._bands()),
            self._listed("Examples", self._examples()),
            self._headed("When there is no value", self._text(kpi.when_undefined, "  ")),
            self._listed("Lineage", self._lineage()),
        ]
        return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"

    def _facts(self) -> Iterator[tuple[str, str]]:
        kpi = self.kpi
        yield "Formula", visible(" ".join(kpi.formula.split()))
        yield "In words", visible(self.shown.words)
        yield "Unit", visible(kpi.unit)
        if kpi.better:
            yield "Direction", f"{kpi.better} is better"
        targets = stated_targets(self.read)
        if len(targets) == 1:
            yield "Target", self._target(targets[0])
        if kpi.owner:
            yield "Answers for it", self.shown.naming.title("role", kpi.owner)
        if kpi.grain:
            yield "Reported by", ", ".join(self.plain(item) for item in kpi.grain)

    def _inputs(self) -> Iterator[tuple[str, str]]:
        for name, item in self.kpi.inputs.items():
            yield visible(name), visible(f"{item.unit}: {self.shown.source(item)}")

    def _targets(self) -> Iterator[tuple[str, str]]:
        for item in stated_targets(self.read):
            yield holding(item, self.shown.handbook) or "everywhere", self._value(item)

    def _target(self, item: KpiTarget) -> str:
        where = holding(item, self.shown.handbook)
        return f"{self._value(item)} ({where})" if where else self._value(item)

    def _value(self, item: KpiTarget) -> str:
        text = visible(quantity(item.value, self.read, self.shown.targets))
        named = parameter(item.value)
        return f"{text}, as the parameter ‘{named}’ says" if named and named != text else text

    def _bands(self) -> Iterator[tuple[str, str]]:
        for band in self.kpi.bands:
            action = f": {self.plain(band.action)}" if band.action else ""
            yield self.plain(band.title), f"{self._range(band)}{action}"

    def _range(self, band: Band) -> str:
        text = ranged(band, self.read, self.shown.targets)
        where = holding(band, self.shown.handbook)
        return visible(f"{text} ({where})" if where else text)

    def _examples(self) -> Iterator[tuple[str, str]]:
        for place, example in enumerate(self.kpi.examples):
            name = self.plain(example.title) or f"Example {place + 1}"
            yield name, f"{self._given(example)}: {self._result(place, example)}"

    def _given(self, example: Example) -> str:
        pairs = (f"{name} = {self.shown.given(name, example)}" for name in example.inputs)
        return visible(", ".join(pairs))

    def _result(self, place: int, example: Example) -> str:
        stated = visible(self.shown.result(example))
        wrong = self.shown.unlike.get(place)
        if wrong is None:
            return stated
        if isinstance(wrong, Deviation):
            return (
                f"{stated} is stated, but the formula gives {visible(self.shown.computed(wrong))}"
            )
        return f"{stated} is stated, but ‘{visible(wrong.name)}’ {visible(wrong.reason)}"

    def _lineage(self) -> Iterator[tuple[str, str]]:
        for label, kpis in (("Built on", self.shown.built_on), ("Used by", self.shown.used_by)):
            if kpis:
                yield label, ", ".join(f"{visible(k.title)} ({k.id})" for k in kpis)

    def _listed(self, head: str, pairs: Pairs) -> list[str]:
        return self._headed(head, columns(list(pairs), self.look.width, indent="  "))

    def _headed(self, head: str, lines: list[str]) -> list[str]:
        return [self._bold(head), *lines] if lines else []

    def _text(self, text: str | None, start: str = "") -> list[str]:
        return wrapped(self.plain(text), self.look.width, start) if text else []

    def _bold(self, text: str) -> str:
        return f"{_BOLD}{text}{_RESET}" if self.look.color else text
