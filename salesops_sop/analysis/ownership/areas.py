"""How work is spread over the roles of one area: a folder of procedures, or a charter's rows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from salesops_sop.analysis.ownership.duties import Duty, Letter, Source
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Department, Responsibilities, Role


@dataclass(frozen=True)
class Area:
    """The rows of one area. `title` is a folder's name in words, or a department's title."""

    title: str
    rows: tuple[Duty, ...]

    def counts(self, letter: Letter) -> Counter[str]:
        """In how many rows each role has a letter."""
        return Counter(role for duty in self.rows for role in set(duty.roles.get(letter, ())))

    def answered_for_others(self, handbook: Handbook) -> Counter[str]:
        """In how many rows each role answers for work that neither it nor its department does.

        A head who answers for the people of the own department does what a head is there for.
        """
        departments = {role.id: role.department for role in handbook.all(Role)}
        led = {(d.head, d.id) for d in handbook.all(Department) if d.head}
        found: Counter[str] = Counter()
        for duty in self.rows:
            for role in set(duty.accountable).difference(duty.responsible):
                own = any((role, departments.get(doer)) in led for doer in duty.responsible)
                found[role] += not own
        return +found


def areas(duties: Iterable[Duty], handbook: Handbook) -> Iterator[Area]:
    """Every area of a handbook, in the order of its files."""
    found: dict[tuple[str, str], list[Duty]] = {}
    for duty in duties:
        if duty.source in (Source.CHARTER, Source.STEP):
            found.setdefault(_area(duty, handbook), []).append(duty)
    for (_, title), rows in found.items():
        yield Area(title, tuple(rows))


def _area(duty: Duty, handbook: Handbook) -> tuple[str, str]:
    charter = duty.document
    if isinstance(charter, Responsibilities):
        department = handbook.get(Department, charter.department or "")
        return "charter", department.title if department else charter.title
    folder = PurePosixPath(charter.path).parent
    return str(folder), folder.name.replace("-", " ").capitalize()
