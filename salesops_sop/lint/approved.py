"""What a run may know of approvals; they are read by whoever knows where they are kept."""

from typing import NamedTuple


class Approved(NamedTuple):
    """That a person agreed, for a role, to what a document (“kind:id”) says: ids, and the digest of
    its meaning (`handbook.meaning.approved_digest`)."""

    document: str
    digest: str
    role: str
    person: str
