"""Where duties do not hold: what the filter by scope leaves out."""

from collections.abc import Iterator, Sequence

from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.handbook.model.fields import Scope
from salesops_sop.handbook.model.vocabulary import Dimension
from salesops_sop.site.pages.book import Book
from salesops_sop.site.pages.duties import Duty

Choice = tuple[str, str]  # what a row is marked with, and its name


class Outside:
    """The values of dimensions in which a duty has no case, as `region:emea`."""

    def __init__(self, book: Book) -> None:
        self.book = book
        own = book.handbook.derived(Ownership)
        self._dimensions = own.dimensions
        self._scopes = {(d.document.ref, *d.place.path[:2]): d.scope for d in own.duties}
        self._values = {
            dimension.id: [node.id for node in dimension.values.all()]
            for dimension in book.handbook.all(Dimension)
        }
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, duty: Duty) -> tuple[str, ...]:
        """Every value in which the duty does not hold; none for one that holds everywhere."""
        scope = self._scope(duty)
        key = repr(sorted(scope.items()))
        if key not in self._known:
            self._known[key] = tuple(self._outside(scope))
        return self._known[key]

    def places(self, found: Sequence[Duty]) -> list[tuple[str, list[Choice]]]:
        """The dimensions that limit any of the duties, each with its values to choose from."""
        stated = {dimension for duty in found for dimension in self._scope(duty)}
        wording = self.book.wording
        return [
            (
                wording.named("dimension", dimension),
                [(f"{dimension}:{value}", wording.name(value)) for value in values],
            )
            for dimension, values in self._values.items()
            if dimension in stated and values
        ]

    def _scope(self, duty: Duty) -> Scope:
        return self._scopes.get(duty.row, duty.part.scope)

    def _outside(self, scope: Scope) -> Iterator[str]:
        for dimension, stated in scope.items():
            leaves = self._dimensions.leaves(dimension, stated)
            for value in self._values.get(dimension, ()):
                if leaves.isdisjoint(self._dimensions.leaves(dimension, [value])):
                    yield f"{dimension}:{value}"
