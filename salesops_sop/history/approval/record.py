"""An approval as a file: who agreed, for which role, to which meaning of which document."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from salesops_sop.base.visible import visible

FOLDER = ".approvals"
"""Below the handbook; hidden, so that no approval is taken for a document."""
FORMAT = "salesops-sop/approval/1"
SHOWN = 12
LONGEST = 4_000

_FIELDS = ("document", "title", "version", "digest", "role", "person", "email", "at", "comment")


@dataclass(frozen=True, slots=True)
class Approval:
    """What a file says. `document` is kind and id, `person` an id, `at` an ISO 8601 time.

    `title` and `version` are for readers; what counts is `digest`.
    """

    document: str
    title: str
    version: str
    digest: str
    role: str
    person: str
    email: str
    at: str
    comment: str = ""

    @property
    def path(self) -> str:
        """Where it is kept, seen from the handbook: one file for each approval, so none collide."""
        kind, _, ident = self.document.partition(":")
        name = f"{self.digest[:SHOWN]}-{self.role}-{self.person}.json"
        return f"{FOLDER}/{kind}/{ident}/{name}"

    @property
    def text(self) -> str:
        """The file, always the same for the same approval."""
        said = {"format": FORMAT, **asdict(self)}
        return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def read(text: str) -> Approval:
    """Read a file; raises ValueError with a sentence for anything else than we write."""
    try:
        said = json.loads(text) if len(text) <= LONGEST else None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or said.pop("format", None) != FORMAT:
        raise ValueError("it is no approval that `sop approve` writes")
    if set(said) != set(_FIELDS) or not all(
        isinstance(value, str) and visible(value) == value for value in said.values()
    ):
        raise ValueError("its fields are not those that `sop approve` writes")
    try:
        if datetime.fromisoformat(said["at"]).tzinfo is None:
            raise ValueError
    except ValueError:
        raise ValueError(f"‘{said['at'][:40]}’ is no time") from None
    return Approval(**said)
