"""Whose own duty or right a change is: who gains, and who loses; nobody who stands beside it."""

import pytest

from salesops_sop.handbook.loader import load
from salesops_sop.history.diff.documents import changes

BEFORE = """\
kind: department
id: sales
title: Sales
head: boss
---
kind: department
id: finance
title: Finance
head: treasurer
---
kind: role
id: boss
title: Boss
department: sales
authority: {discount: 20%}
---
kind: role
id: clerk
title: Clerk
department: sales
reports_to: boss
---
kind: role
id: treasurer
title: Treasurer
department: finance
---
kind: parameter
id: discount
title: Discount
value: 20%
---
kind: service
id: quote
title: Quote
provider: sales
consumers: [finance]
request: A quote
channel: the CRM
control: {owner: boss}
---
kind: procedure
id: signing
title: Signing
control: {owner: boss, approvers: boss}
prohibited: [Sign without a date]
steps:
  - {id: check, action: Check it, raci: {responsible: clerk, accountable: clerk}, within: 2 days}
  - {id: sign, action: Sign it, raci: {responsible: boss, accountable: boss, informed: clerk}}
---
kind: decision
id: who
title: Who
control: {owner: boss}
question: Who signs?
asked_by: clerk
inputs: [{id: n, type: integer, min: 0, max: 9}]
outputs: [{id: signer, type: role}]
rules:
  - {id: low, when: {n: "< 5"}, then: {signer: boss}}
  - {id: high, when: {n: ">= 5"}, then: {signer: treasurer}}
---
kind: responsibilities
id: duties
title: Duties
activities:
  - {id: file, activity: File it, raci: {responsible: clerk, accountable: clerk}}
"""


@pytest.mark.parametrize(
    ("old", "new", "parties"),
    [
        ("within: 2 days", "within: 1 day", ()),
        (
            "Check it, raci: {responsible: clerk",
            "Check it, raci: {responsible: boss",
            ("boss", "clerk"),
        ),
        ("accountable: boss, informed: clerk", "accountable: boss, informed: treasurer", ()),
        ("owner: boss, approvers: boss", "owner: clerk, approvers: boss", ("boss", "clerk")),
        ("approvers: boss}", "approvers: treasurer}", ("boss", "treasurer")),
        ("approvers: boss}", "approvers: {all_of: [boss, treasurer]}}", ("treasurer",)),
        ("approvers: boss}", "approvers: {any_of: [boss, treasurer]}}", ("boss", "treasurer")),
        ("[Sign without a date]", "[Sign with a pencil]", ()),
        ("authority: {discount: 20%}", "authority: {discount: 30%}", ("boss",)),
        ("reports_to: boss", "reports_to: treasurer", ("boss", "clerk", "treasurer")),
        ("provider: sales", "provider: finance", ("boss", "treasurer")),
        ("consumers: [finance]", "consumers: [finance, sales]", ("boss",)),
        ('n: "< 5"', 'n: "< 6"', ("boss", "treasurer")),
        ("asked_by: clerk", "asked_by: [clerk, treasurer]", ("treasurer",)),
        (
            "activity: File it, raci: {responsible: clerk",
            "activity: File it, raci: {responsible: boss",
            ("boss", "clerk"),
        ),
        ("activity: File it,", "activity: Burn it,", ("clerk",)),
        ("title: Clerk\n", "title: Assistant\n", ()),
        ("head: treasurer", "head: boss", ("boss", "treasurer")),
    ],
)
def test_parties(old, new, parties):
    assert BEFORE.count(old) == 1
    after = BEFORE.replace(old, new)
    if new.startswith('n: "< 6"'):
        after = after.replace('">= 5"', '">= 6"')
    (change,) = changes(load({"a.yaml": BEFORE}), load({"a.yaml": after}))
    assert change.parties == parties
