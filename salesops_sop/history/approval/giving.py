"""Gives approvals: each checked as the audit will check it, then recorded in one commit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from posixpath import join

from salesops_sop.analysis.governance import acting, requirement
from salesops_sop.base.errors import UsageError
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.meaning import approved_digest
from salesops_sop.handbook.model.organization import Person
from salesops_sop.handbook.model.record import Control, Document, Status
from salesops_sop.history import committing, repo
from salesops_sop.history.approval.evidence import History
from salesops_sop.history.approval.record import FOLDER, Approval
from salesops_sop.history.releases import handbook_at


@dataclass(frozen=True, slots=True)
class Given:
    """What was recorded: the approvals, and the commit; without a commit all were there already."""

    approvals: tuple[Approval, ...]
    commit: str
    signed: bool


def give(
    folder: Path,
    documents: Sequence[Document],
    role: str,
    now: datetime,
    comment: str = "",
    sign: bool | None = None,
) -> Given:
    """Record that whoever commits agrees, for a role, to documents as they are committed.

    `documents` are those of the working folder. Raises UsageError where an approval would not
    count, for each reason one sentence; nothing is then recorded.
    """
    name, email = committing.ready(folder)
    revision = committing.head(folder)
    committed = handbook_at(folder, revision)
    person = _person(committed, role, name, email, now)
    key = committing.signing_key(folder, sign)
    history = History(folder, revision, now)
    faults, given = [], []
    for document in documents:
        found = _faults(history, committed, document, role, person, bool(key))
        faults += [f"{document.ref}: {fault}" for fault in found]
        given.append(_approval(document, role, person, email, now, comment))
    if faults:
        raise UsageError("\n".join(faults))
    inside = history.inside
    there = repo.files_at(folder, revision, join(inside, FOLDER))
    new = [a for a in given if join(inside, a.path) not in there]
    if not new:
        committing.settle(
            folder, {path: there[path] for a in given if (path := join(inside, a.path))}
        )
        return Given(tuple(given), "", False)
    files = {join(inside, approval.path): approval.text.encode() for approval in new}
    commit = committing.commit(folder, files, _message(new, name), key)
    return Given(tuple(new), commit, bool(key))


def _person(handbook: Handbook, role: str, name: str, email: str, now: datetime) -> Person:
    """The person of the handbook who has this address and may act for the role today."""
    if role not in handbook.ids("role"):
        raise UsageError(f"there is no role ‘{role}’ in what is committed")
    known = [p for p in handbook.all(Person) if (p.email or "").lower() == email.lower()]
    if not known:
        raise UsageError(
            f"no person of the handbook has the address {email}, which git commits with: add a "
            f"`person` document that says so and what {name} holds, and commit it"
        )
    may = {person.id for person in acting(handbook, role, now.date())}
    person = next((p for p in known if p.id in may), None)
    if person is None:
        raise UsageError(f"‘{known[0].id}’ does not hold ‘{role}’ today")
    return person


def _faults(
    history: History,
    committed: Handbook,
    document: Document,
    role: str,
    person: Person,
    signed: bool,
) -> Iterator[str]:
    there = committed.find(document.kind, document.id)
    if there is None or approved_digest(there) != approved_digest(document):
        yield "what you see is not what is committed: commit it first"
        return
    control = getattr(document, "control", None)
    if not isinstance(control, Control) or control.status is Status.RETIRED:
        yield "it is retired" if control else "it is not under document control"
        return
    asked = requirement(committed, document, control)
    if asked is None:
        yield "nobody needs to approve it: name `approvers`, or a policy under `governance`"
    elif role not in asked.roles:
        yield f"‘{role}’ is not asked: {' or '.join(f'‘{r}’' for r in asked.roles)} can approve it"
    else:
        address = (person.email or "").lower()
        if not asked.author_may_approve and address in history.authors(
            history.commit, there, asked
        ):
            yield (
                f"‘{person.id}’ wrote what has changed since it was last approved: let others "
                "approve"
            )
        if asked.signed and not signed:
            yield "its approval must be signed: set `user.signingKey`, or leave out --no-sign"


def _approval(
    document: Document, role: str, person: Person, email: str, now: datetime, comment: str
) -> Approval:
    control = getattr(document, "control", None)
    return Approval(
        document=document.ref,
        title=" ".join(document.title.split()),
        version=(control.version if isinstance(control, Control) else None) or "",
        digest=approved_digest(document),
        role=role,
        person=person.id,
        email=email,
        at=now.isoformat(),
        comment=" ".join(comment.split()),
    )


def _message(given: Sequence[Approval], name: str) -> str:
    """The message of the commit: one line for the log, and below it what was approved."""
    what = given[0].document if len(given) == 1 else f"{len(given)} documents"
    lines = [
        f"- {a.document}{f' {a.version}' if a.version else ''} sha256:{a.digest}" for a in given
    ]
    said = ["", given[0].comment] if given[0].comment else []
    return "\n".join([f"Approve {what} as {given[0].role}", *said, "", *lines]) + "\n"
