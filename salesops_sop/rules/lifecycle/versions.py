"""Versions: a document that says something else than before says so by its number."""

from collections.abc import Iterator, Sequence

from salesops_sop.handbook.handbook import Handbook
from salesops_sop.lint.rule import Finding, rule
from salesops_sop.lint.since import Unraised


@rule("lifecycle/version-not-raised")
def version_not_raised(
    handbook: Handbook, *, patch: bool = True, unraised: Sequence[Unraised] | None = None
) -> Iterator[Finding]:
    """A document changed, and its version was not raised enough.

    Whoever has version 1.4.0 in hand takes it for the text that holds. A version counts by what it
    means: the first number says that others may or must, the second that something else is done,
    the third that it is worded differently. Raised more than that is fine. The order of fields,
    comments, quotes and line ends are no change, and a draft may change as it likes.

    It needs an older state to compare with: `sop review` and `sop lint --since` give one. With
    `patch: false` other words alone need no new version.

    Before:
        kind: procedure
        id: contract-signature
        title: Contract signature
        control: {owner: vp-sales, version: 1.4.0, status: effective}
        steps:
          - {id: sign, action: Sign the contract, raci: {responsible: vp-sales}}
    Bad:
        kind: procedure
        id: contract-signature
        title: Contract signature
        control: {owner: vp-sales, version: 1.4.1, status: effective}
        steps:
          - {id: sign, action: Sign the contract, raci: {responsible: account-manager}}
    Good:
        kind: procedure
        id: contract-signature
        title: Contract signature
        control: {owner: vp-sales, version: 2.0.0, status: effective}
        steps:
          - {id: sign, action: Sign the contract, raci: {responsible: account-manager}}
    """
    for found in unraised or ():
        if patch or found.part != "patch":
            place = found.document.at("control", "version")
            yield Finding(place, _message(found), fix=f"version: {found.least}")


def _message(found: Unraised) -> str:
    first, *others = found.reasons
    more = f", and {len(others)} more" if others else ""
    title = found.document.title
    said = f"the version of “{title}” is {found.after}, it was {found.before}"
    if found.after == found.before:
        said = f"the version of “{title}” is still {found.before}"
    elif not found.after:
        said = f"“{title}” states no version any more, it was {found.before}"
    return f"{said}, but {_MEANING[found.part]} ({first}{more}): raise it to {found.least}"


_MEANING = {
    "major": "who may or must is different",
    "minor": "what is done is different",
    "patch": "its words are different",
}
