"""An audit in words that every format shares."""

from salesops_sop.base.listing import counted, joined
from salesops_sop.history.approval.auditing import Audit, Verdict
from salesops_sop.history.approval.evidence import Evidence
from salesops_sop.history.release.auditing import Standing

UNREAD = "it cannot be read, so nobody knows what was approved: `sop lint` says why"


def headline(audit: Audit) -> str:
    """“2 breaches in 1 of 40 effective documents”, and in releases where there are some."""
    unread = len(audit.unread)
    noun = "document" if unread else "effective document"
    documents = counted(len(audit.verdicts) + unread, noun)
    broken = sum(bool(verdict.breaches) for verdict in audit.verdicts) + unread
    releases = counted(len(audit.releases), "release")
    moved = sum(bool(standing.breaches) for standing in audit.releases)
    if audit.breaches:
        where = [f"{broken} of {documents}"] if broken else []
        where += [f"{moved} of {releases}"] if moved else []
        return f"{counted(audit.breaches, 'breach', 'breaches')} in {joined(where)}"
    unasked = sum(verdict.asked is None for verdict in audit.verdicts)
    said = f", {unasked} of which nobody needs to approve" if unasked else ""
    told = f", nor in {releases}" if audit.releases else ""
    return f"no breach in {documents}{said}{told}"


def stood(standing: Standing) -> str:
    """What is said of a release without a breach."""
    if not standing.recorded:
        return "its tag recorded nothing, so there is nothing to hold it against"
    return f"it leads to {standing.commit[:10]}, which holds what its tag recorded"


def agreed(evidence: Evidence) -> str:
    """“‘jane’ as ‘vp-sales’ on 2026-11-02 in 1a2b3c4d5e, signed”."""
    approval, commit = evidence.approval, evidence.commit
    signed = ", signed" if evidence.signed else ""
    return f"‘{approval.person}’ as ‘{approval.role}’ on {commit.day} in {commit.id[:10]}{signed}"


def named(verdict: Verdict) -> str:
    """Reference and version."""
    version = verdict.control.version
    return f"{verdict.document.ref} {version}" if version else verdict.document.ref
