"""CODEOWNERS: each file of a handbook has a line, or a comment and a sentence that say why not."""

import fnmatch
import re

from salesops_sop.export.codeowners.writing import HEAD, write
from salesops_sop.handbook.loader import load

SETTINGS = """\
kind: handbook
title: Handbook
governance: {kinds: {decision: {approvers: {all_of: [vp-sales, finance-director]}}}}
accounts: {finance-director: "@example/finance", sales: "@example/sales"}
"""
PEOPLE = """\
kind: person
id: robin
title: Robin
email: robin@example.org
holds: [vp-sales]
---
kind: person
id: kim
title: Kim
email: "kim@example.org @root"
holds: [analyst]
---
kind: person
id: lee
title: Lee
email: lee@example.org
holds: [{role: clerk, until: 2020-01-01}]
"""
ROLES = "".join(
    f"---\nkind: role\nid: {role}\ntitle: {role}\ndepartment: {department}\n"
    for role, department in (
        ("vp-sales", "sales"),
        ("finance-director", "finance"),
        ("analyst", "sales"),
        ("clerk", "finance"),
    )
)


def term(owner: str, ident: str = "") -> str:
    return f"kind: parameter\nid: {ident or owner}\ntitle: P\nvalue: 1\nowner: {owner}\n"


FILES = {
    "sops/handbook.yaml": SETTINGS,
    "sops/people.yaml": PEOPLE,
    "sops/roles.yaml": ROLES,
    "sops/own.yaml": term("vp-sales"),
    "sops/an analyst#1.yaml": term("analyst"),
    "sops/clerk.yaml": term("clerk"),
    "sops/[x].yaml": term("finance-director"),
    "sops/table.yaml": (
        "kind: decision\nid: t\ntitle: T\nquestion: Who?\nhit_policy: unique\n"
        "control: {owner: analyst}\ncolumns: [{id: a, title: A, type: boolean}]\n"
        "output: {id: r, title: R, type: role}\nrules: [{when: {a: true}, then: vp-sales}]\n"
    ),
    "sops/mixed.yaml": f"{term('vp-sales', 'a')}---\n{term('finance-director', 'b')}",
}


def written(files: dict[str, str]) -> tuple[str, list[str]]:
    handbook = load(files)
    return write(handbook, handbook.documents)


def test_every_file_has_a_line_or_a_reason() -> None:
    text, left_out = written({p: t for p, t in FILES.items() if "table" not in p})
    assert text == (
        f"{HEAD}"
        "# sops/[x].yaml: its name cannot be written there: rename it, and run this at the top\n"
        "/sops/an\\ analyst\\#1.yaml @example/sales\n"
        "# sops/clerk.yaml: nobody is known for ‘clerk’: name a `person` with an `email`, or state "
        "`accounts`\n"
        "# sops/handbook.yaml: it names no owner and no approvers\n"
        "/sops/mixed.yaml robin@example.org @example/finance\n"
        "/sops/own.yaml robin@example.org\n"
        "# sops/people.yaml: it names no owner and no approvers\n"
        "# sops/roles.yaml: it names no owner and no approvers\n"
    )
    assert [f"# {sentence}" for sentence in left_out] == [
        line for line in text.splitlines()[1:] if line.startswith("#")
    ]


def test_who_approves_is_named_before_who_owns() -> None:
    files = {
        **FILES,
        "sops/p.yaml": (
            "kind: kpi\nid: k\ntitle: K\ndefinition: D.\nformula: a\nunit: USD\n"
            "control: {owner: analyst, approvers: finance-director}\n"
            "inputs: {a: {title: A, unit: USD}}\n"
        ),
    }
    text, _ = written(files)
    assert "/sops/p.yaml @example/finance\n" in text


def test_a_line_matches_its_file_and_no_other() -> None:
    text, _ = written(FILES)
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    for line in lines:
        pattern = re.match(r"(?:\\.|\S)+", line)
        assert pattern
        plain = re.sub(r"\\([*?])", r"[\1]", pattern[0])
        plain = re.sub(r"\\(.)", r"\1", plain).removeprefix("/")
        assert len([path for path in FILES if fnmatch.fnmatchcase(path, plain)]) == 1
