"""What the columns of a dataset are called in MetricFlow, and what each of them is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from salesops_sop.analysis.measures.measured import DAYS
from salesops_sop.export.metrics.engines import on_all
from salesops_sop.export.metrics.gathering import Gathered
from salesops_sop.export.metrics.keys import Keys, only_key
from salesops_sop.export.metrics.naming import Names, named
from salesops_sop.handbook.model.measurement import Dataset, Field
from salesops_sop.lang.formula.tree import Call, Column, Name
from salesops_sop.warehouse.plan import Query
from salesops_sop.warehouse.sql.lending import counts

TODAY = "reported_on"
"""The dimension that places a snapshot in time: on the day on which it is asked for."""
NUMBERS = ("number", "integer")


@dataclass(frozen=True)
class Columns:
    """A dataset whose columns are entities, dimensions, or only there to be measured.

    Keys are entities, texts, truths and days are dimensions. Personal data is neither, so that
    nobody can group by it.
    """

    gathered: Gathered
    dataset: Dataset

    @cached_property
    def entity(self) -> str:
        """The name of what one row is."""
        key = only_key(self.dataset)
        if key is None or self._keys.owners.get(key.name) is not self.dataset:
            return named(self.dataset.id)
        return _entity(key)

    @cached_property
    def key(self) -> Field | None:
        """The column of the primary entity; None where several columns are the key, or none is."""
        key = only_key(self.dataset)
        return None if key is None or key.personal else key

    @cached_property
    def others(self) -> Mapping[str, str]:
        """From each column that holds the key of another dataset to the entity it names."""
        fields = [f for f in self.dataset.fields if not f.personal]
        return {f.name: _entity(f) for f in fields if self._keys.leads_to(self.dataset, f)}

    @cached_property
    def dimensions(self) -> Mapping[str, str]:
        """From each column that is a dimension to its name."""
        names = Names(self.entity, *self.others.values())
        return {f.name: names.given(f.name) for f in self.dataset.fields if self._is_dimension(f)}

    @cached_property
    def today(self) -> str:
        """The name of the day of the report."""
        taken = Names(self.entity, *self.others.values(), *self.dimensions.values())
        return taken.given(TODAY)

    @cached_property
    def hidden(self) -> list[str]:
        """The columns that are personal data."""
        return [f.name for f in self.dataset.fields if f.personal]

    def place(self, query: Query) -> str:
        """The name of the time dimension that places what a query measures."""
        return self.dimensions.get(query.date or "", self.today)

    def filter(self, call: Call, query: Query) -> str | None:
        """The condition of an aggregate as MetricFlow filters; None where there is none.

        Nor is there one where a column is no dimension, or where engines differ: MetricFlow fills
        filters in itself, and knows no engine then.
        """
        condition = counts(call, query, self.gathered.sets)
        parts = call.where.walk() if call.where else ()
        needed = {part.name for part in parts if isinstance(part, Name | Column)}
        needed |= {query.date} if query.date else set()
        if condition is None or not needed <= self.dimensions.keys():
            return None
        return on_all(condition, self._reference)

    def _reference(self, column: str) -> str:
        name = f"{self.entity}__{self.dimensions[column]}"
        is_day = self._types[column] in DAYS
        inside = f"TimeDimension('{name}', 'day')" if is_day else f"Dimension('{name}')"
        return f"{{{{ {inside} }}}}"

    def _is_dimension(self, field: Field) -> bool:
        if field.personal or field.name in self.others or field is self.key:
            return False
        return "{" not in field.name and field.type.casefold() not in NUMBERS

    @cached_property
    def _types(self) -> Mapping[str, str]:
        return {field.name: field.type.casefold() for field in self.dataset.fields}

    @property
    def _keys(self) -> Keys:
        return self.gathered.handbook.derived(Keys)


def _entity(key: Field) -> str:
    """`order_id` is the key of an `order`, unless that is a word of SQL or of MetricFlow."""
    short = key.name.removesuffix("_id")
    return short if named(short) == short else named(key.name)
