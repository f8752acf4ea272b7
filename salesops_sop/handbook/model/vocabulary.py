"""Words, dimensions and named facts that the whole handbook shares."""

from typing import Annotated, Any

from msgspec import field

from salesops_sop.handbook.model.fields import (
    Date,
    DimensionValues,
    Id,
    Names,
    Plain,
    QuantityValue,
    RoleId,
    Scalar,
    Scope,
    Text,
    Texts,
    doc,
    quantity,
)
from salesops_sop.handbook.model.record import Control, Document, Period


class Term(Document, kw_only=True, tag_field="kind", tag="term"):
    """A word and what it means here."""

    definition: Annotated[Text, doc("What the word means here.", "An MQL is a lead that …")]
    synonyms: Annotated[Names, doc("Other words for it that may be used.")] = Texts()
    avoid: Annotated[Names, doc("Words that must not be used for it.")] = Texts()


class Dimension(Document, kw_only=True, tag_field="kind", tag="dimension"):
    """A way in which scopes are cut: region, segment, product, channel."""

    values: Annotated[
        DimensionValues, doc("The values, with the values inside them.", {"emea": ["dach"]})
    ]
    meaning: Annotated[Text | None, doc("What it cuts, and who decides where a case falls.")] = None


class Parameter(Document, kw_only=True, tag_field="kind", tag="parameter"):
    """One named fact, stated once and referred to everywhere."""

    value: Annotated[
        Scalar | list[Scalar],
        doc("The fact: a number, a percent, an amount, a duration, a text or a list.", "20%"),
    ]
    unit: Annotated[Plain | None, doc("The unit, when the value does not say it.", "USD")] = None
    scope: Annotated[Scope, doc("Where it holds; empty: everywhere.")] = field(
        default_factory=Scope
    )
    owner: Annotated[RoleId | None, doc("The role that may change it.")] = None
    meaning: Annotated[Text | None, doc("What it says, and from when to when it counts.")] = None
    effective: Annotated[Date | Period | None, doc("From when it holds, or its period.")] = None
    fact: Annotated[
        Id | None, doc("Which fact it states: two parameters with one key state the same fact.")
    ] = None
    control: Annotated[Control | None, doc("Document control.")] = None

    def quantity(self) -> QuantityValue | None:
        """The value as a number, percent, amount or duration; None when it is text or a list."""
        raw: Any = self.value
        if isinstance(raw, int | float) and not isinstance(raw, bool) and self.unit:
            return quantity(f"{raw} {self.unit}") or quantity(raw)
        return quantity(raw)
