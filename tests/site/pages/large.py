"""A generated organization, as large as a house may be."""

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load

SPAN = 7
IN_FILE = 500


def organization(roles: int) -> Handbook:
    """A tree of roles in which each one leads seven others, in twelve departments."""
    departments = [f"kind: department\nid: d-{n}\ntitle: Department {n}\n" for n in range(12)]
    found = [*departments, *(_role(number) for number in range(roles))]
    files = {
        f"organization/{start}.yaml": "---\n".join(found[start : start + IN_FILE])
        for start in range(0, len(found), IN_FILE)
    }
    handbook = load(files)
    assert len(handbook.documents) == len(found)
    return handbook


def _role(number: int) -> str:
    above = f"reports_to: role-{(number - 1) // SPAN}\n" if number else ""
    return (
        f"kind: role\nid: role-{number}\ntitle: Regional sales operations manager {number}\n"
        f"department: d-{number % 12}\n{above}"
    )
