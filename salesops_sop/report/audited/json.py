"""An audit for programs: one JSON object, whose form stays within a major version."""

from typing import Any

from salesops_sop.base.data import dumps
from salesops_sop.history.approval.auditing import Audit, Verdict
from salesops_sop.history.approval.evidence import Evidence
from salesops_sop.report.outcome import Look

FORMAT = "salesops-sop/audit/1"


def write(audit: Audit, day: str, look: Look) -> str:
    """Return a verdict for each effective document, with its evidence and its breaches."""
    return dumps(
        {
            "format": FORMAT,
            "revision": audit.revision,
            "commit": audit.commit,
            "day": day,
            "documents": [_verdict(verdict) for verdict in audit.verdicts],
            "unread": audit.unread,
            "releases": [
                {
                    "tag": standing.tag,
                    "commit": standing.commit,
                    "day": standing.day or None,
                    "recorded": standing.recorded,
                    "breaches": list(standing.breaches),
                }
                for standing in audit.releases
            ],
            "breaches": audit.breaches,
        }
    )


def _verdict(verdict: Verdict) -> dict[str, Any]:
    asked = verdict.asked
    return {
        "document": verdict.document.ref,
        "title": verdict.document.title,
        "version": verdict.control.version,
        "digest": verdict.digest,
        "asked": None
        if asked is None
        else {
            "groups": [{"all_of" if g.every else "any_of": list(g.roles)} for g in asked.groups],
            "minimum": asked.minimum,
            "signature": asked.signed,
            "author_may_approve": asked.author_may_approve,
        },
        "approvals": [_evidence(evidence) for evidence in verdict.evidence],
        "breaches": list(verdict.breaches),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "role": evidence.approval.role,
        "person": evidence.approval.person,
        "at": evidence.commit.made.isoformat(),
        "commit": evidence.commit.id,
        "signed": evidence.signed,
        "comment": evidence.approval.comment,
    }
