"""The matrix: activities of charters and steps of procedures as rows, roles as columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from salesops_sop.analysis.ownership.duties import Duty, Letter, Source
from salesops_sop.analysis.ownership.load import RACI
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.base.visible import visible
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Department, Role
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.report.asked import Asked, area_of
from salesops_sop.report.place import region


@dataclass(frozen=True)
class Column:
    """A role, with the title of its department."""

    id: str
    title: str
    department: str


@dataclass(frozen=True)
class Row:
    """An activity; `letters` maps a role to what it has to do with it, as “AR”."""

    duty: Duty
    area: str
    where: str
    letters: dict[str, str]


@dataclass(frozen=True)
class Matrix:
    """Rows in the order of areas, charters last; columns in the order of departments."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]

    def areas(self) -> Iterator[tuple[str, list[Row]]]:
        """The rows of each area together."""
        for area, rows in groupby(self.rows, key=lambda row: row.area):
            yield area, list(rows)

    def columns_of(self, rows: Sequence[Row]) -> list[Column]:
        """The columns in which some of the rows have a letter."""
        used = {role for row in rows for role in row.letters}
        return [column for column in self.columns if column.id in used]


def matrix(handbook: Handbook, asked: Asked) -> Matrix:
    """Return the rows that are asked about, and the columns in which they have a letter."""
    own = handbook.derived(Ownership)
    people = asked.people(handbook)
    rows = [
        _row(duty, handbook)
        for duty in own.duties
        if duty.source in (Source.CHARTER, Source.STEP)
        and asked.takes_document([duty.document])
        and asked.takes_place([duty.scope], own.dimensions)
    ]
    if people is not None:
        rows = [row for row in rows if not people.isdisjoint(row.letters)]
    rows.sort(key=lambda row: (row.duty.source is Source.CHARTER, row.area))
    roles = {role for row in rows for role in row.letters}
    columns = sorted((_column(role, handbook) for role in roles), key=_order)
    return Matrix(tuple(rows), tuple(columns))


def _row(duty: Duty, handbook: Handbook) -> Row:
    letters: dict[str, str] = {}
    for letter in RACI:
        for role in duty.roles.get(letter, ()):
            letters[role] = letters.get(role, "") + letter
    document = duty.document
    area = area_of(document) if isinstance(document, Procedure) else document.title
    where = region(duty.scope, handbook) if duty.scope else ""
    return Row(duty, visible(area), where, letters)


def _column(ident: str, handbook: Handbook) -> Column:
    role = handbook.get(Role, ident)
    if role is None:
        return Column(ident, ident, "")
    department = handbook.get(Department, role.department)
    return Column(ident, role.title, department.title if department else role.department)


def _order(column: Column) -> tuple[str, str]:
    return column.department, column.id


def letters_of(row: Row, letter: Letter) -> list[str]:
    """Return the roles that have a letter in a row."""
    return [role for role, found in row.letters.items() if letter in found]
