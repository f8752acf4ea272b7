"""Keys of datasets, and columns of other datasets that hold the same keys."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Dataset, Field


@dataclass(frozen=True)
class Keys:
    """Which column leads to a row of which dataset.

    A column that has the name and the type of the only key of one other dataset is a key of that.
    Ask `handbook.derived(Keys)`.
    """

    handbook: Handbook

    @cached_property
    def owners(self) -> Mapping[str, Dataset]:
        """From the name of a key to the one dataset that it identifies."""
        alone = {d.id: (d, key) for d in self.handbook.all(Dataset) if (key := only_key(d))}
        times = Counter(key.name for _, key in alone.values())
        return {key.name: dataset for dataset, key in alone.values() if times[key.name] == 1}

    def leads_to(self, dataset: Dataset, field: Field) -> Dataset | None:
        """The other dataset a row of which a column names."""
        owner = self.owners.get(field.name)
        if owner is None or owner.id == dataset.id or field.key:
            return None
        key = only_key(owner)
        same = key is not None and key.type.casefold() == field.type.casefold()
        return owner if same else None


def only_key(dataset: Dataset) -> Field | None:
    """The one field that identifies a row."""
    keys = [field for field in dataset.fields if field.key]
    return keys[0] if len(keys) == 1 else None
