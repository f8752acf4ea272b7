"""A history of 44 revisions of one decision table, 38 of which do not raise its version.

Each revision is what its author wrote into the log, what was done, and the part of the version
that it owes and does not raise (`owes`), empty where it owes nothing. Three change who may sign.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.history.test_repo import git

TABLE = "sops/decisions/contract-signature.yaml"
MOVED = "sops/decisions/deals/contract-signature.yaml"
PAGE = "sops/decisions/deals/contract-signature.md"
PEOPLE = "sops/organization/roles.yaml"
OTHER = "sops/handover.yaml"

START = """\
kind: decision
id: contract-signature
title: Contract signature
control: {owner: vp-sales, number: SOP-DM-007, version: 1.0.0, status: effective, approvers: chief-executive, effective: 2024-01-08, reviewed: 2024-01-02, review_every: 12 months}
question: Who signs this contract?
purpose: So that every contract is signed by somebody wihch may do so.
inputs:
  - {id: amount, title: Amount, type: number, unit: USD, min: 0, max: 1000000}
outputs:
  - {id: signer, title: Signer, type: roles}
  - {id: copies, title: Copies, type: integer}
rules:
  - {id: small, when: {amount: "< 50000"}, then: {signer: sales-manager, copies: 1}}
  - {id: large, when: {amount: ">= 50000"}, then: {signer: vp-sales, copies: 1}, because: Large contracts bind the whole house.}
"""
BLOCK = """\
control:
  owner: vp-sales
  number: SOP-DM-007
  approvers: chief-executive
  effective: 2024-01-08
  reviewed: 2024-01-02
  review_every: 12 months
  status: effective
  version: 1.0.0
"""
RULES = """\
rules:
  - {id: small, when: {amount: "< 50000"}, then: {signer: sales-manager, copies: 1}}
  - {id: large, when: {amount: ">= 50000"}, then: {signer: vp-sales, copies: 1}, because: Large contracts bind the whole house.}
"""
TURNED = """\
rules:
  - because: Large contracts bind the whole house.
    id: large
    when: {amount: ">= 50000"}
    then: {signer: vp-sales, copies: 1}
  - {id: small, then: {copies: 1, signer: sales-manager}, when: {amount: "< 50000"}}
"""
BODY = "\nA signature binds the house. Ask the legal department when a clause is new.\n"
WRAPPED = "\nA signature binds\nthe house. Ask the legal department\nwhen a clause is new.\n"
MARKED = "\n**A signature binds the house.**\nAsk the legal department when a clause is new.\n"
ROLES = """\
kind: department
id: sales
title: Sales
head: vp-sales
---
kind: role
id: chief-executive
title: Chief executive
department: sales
---
kind: role
id: vp-sales
title: VP of Sales
department: sales
reports_to: chief-executive
---
kind: role
id: sales-manager
title: Sales manager
department: sales
reports_to: vp-sales
---
kind: role
id: account-manager
title: Account manager
department: sales
reports_to: sales-manager
---
kind: role
id: finance-director
title: Finance director
department: sales
reports_to: chief-executive
"""
HANDOVER = """\
kind: procedure
id: handover
title: Handover
control: {owner: sales-manager, version: 1.0.0, status: effective}
steps:
  - {id: hand, action: Hand the contract over, raci: {responsible: account-manager}, within: 2 days}
"""


class Revision(NamedTuple):
    """A commit: its message, what it does to the folder, and what the document owes after it."""

    message: str
    act: Callable[[Path], None]
    owes: str = ""
    raises: bool = False


def edit(path: str, *pairs: tuple[str, str]) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        text = (folder / path).read_bytes().decode()
        for old, new in pairs:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
            text = text.replace(old, new)
        (folder / path).write_bytes(text.encode())

    return act


def all_of(*acts: Callable[[Path], None]) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        for one in acts:
            one(folder)

    return act


def form(path: str, change: Callable[[str], str]) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        text = (folder / path).read_bytes().decode()
        assert change(text) != text
        (folder / path).write_bytes(change(text).encode())

    return act


def move(old: str, new: str) -> Callable[[Path], None]:
    def act(folder: Path) -> None:
        (folder / new).parent.mkdir(parents=True, exist_ok=True)
        git(folder, "mv", old, new)

    return act


def begin(folder: Path) -> None:
    for path, text in ((TABLE, START), (PEOPLE, ROLES), (OTHER, HANDOVER)):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    (folder / "sops" / "handbook.yaml").write_text("kind: handbook\ntitle: Handbook\n")


def into_page(folder: Path) -> None:
    text = (folder / MOVED).read_text()
    (folder / PAGE).write_text(f"---\n{text}---\n")
    (folder / MOVED).unlink()


def revert(folder: Path) -> None:
    git(folder, "revert", "--no-commit", "HEAD")


def beside(*acts: Callable[[Path], None]) -> Callable[[Path], None]:
    """What others did on a branch since the last revision, merged now."""

    def act(folder: Path) -> None:
        git(folder, "checkout", "-q", "-b", "beside", "HEAD~1")
        for number, one in enumerate(acts):
            one(folder)
            git(folder, "commit", "-q", "-a", "-m", f"beside {number}")
        git(folder, "checkout", "-q", "main")
        git(folder, "merge", "-q", "--no-ff", "--no-commit", "beside")
        git(folder, "branch", "-q", "-D", "beside")

    return act


def version(old: str, new: str) -> tuple[str, str]:
    return f"version: {old}", f"version: {new}"


LARGE = "signer: vp-sales, copies: 1"
HISTORY: tuple[Revision, ...] = (
    Revision("Who signs a contract", begin),
    Revision("Say where the limits come from", form(TABLE, lambda t: f"# from the board\n{t}")),
    Revision(
        "Put the title first",
        edit(
            TABLE,
            ("title: Contract signature\n", ""),
            ("kind: decision\n", "title: Contract signature\nkind: decision\n"),
        ),
    ),
    Revision(
        "Wrap long lines",
        edit(
            TABLE,
            (
                "purpose: So that every contract is signed by",
                "purpose: >-\n  So that every contract\n  is signed by",
            ),
        ),
    ),
    Revision(
        "Quotes",
        edit(TABLE, ("question: Who signs this contract?", "question: 'Who signs this contract?'")),
    ),
    Revision(
        "One line for each field of control",
        form(
            TABLE,
            lambda t: "".join(
                BLOCK if line.startswith("control:") else line
                for line in t.splitlines(keepends=True)
            ),
        ),
    ),
    Revision("Fix a typo", edit(TABLE, ("somebody wihch may", "somebody who may")), "patch"),
    Revision(
        "Say it better",
        edit(
            TABLE,
            ("every contract\n  is signed by", "each contract\n  is signed by"),
            version("1.0.0", "1.0.1"),
        ),
        raises=True,
    ),
    Revision(
        "Blank lines and blanks at the ends",
        form(TABLE, lambda t: t.replace("\nquestion:", "  \n\n\nquestion:")),
    ),
    Revision(
        "Reviewed, nothing to change", edit(TABLE, ("reviewed: 2024-01-02", "reviewed: 2025-01-06"))
    ),
    Revision("The large ones first", form(TABLE, lambda t: t.replace(RULES, TURNED))),
    Revision(
        "Write the limit as a range",
        edit(TABLE, ('"< 50000"', '"[0..50000)"')),
        "patch",
    ),
    Revision(
        "Managers sign more",
        edit(TABLE, ('"[0..50000)"', '"[0..60000)"'), ('">= 50000"', '">= 60000"')),
        "major",
    ),
    Revision("The version was forgotten", edit(TABLE, version("1.0.1", "2.0.0")), raises=True),
    Revision(
        "Two copies of large contracts",
        edit(
            TABLE,
            ("signer: vp-sales, copies: 1", "signer: vp-sales, copies: 2"),
            version("2.0.0", "2.0.1"),
        ),
        "minor",
        raises=True,
    ),
    Revision("A folder for deals", move(TABLE, MOVED)),
    Revision("A page, so that one can explain", into_page),
    Revision("Explain what a signature is", form(PAGE, lambda t: t + BODY), "patch"),
    Revision("Wrap the explanation", form(PAGE, lambda t: t.replace(BODY, WRAPPED))),
    Revision("Make the first sentence bold", form(PAGE, lambda t: t.replace(WRAPPED, MARKED))),
    Revision(
        "Another rule for copies", edit(PAGE, ("copies: 1, signer", "copies: 3, signer")), "minor"
    ),
    Revision("Revert “Another rule for copies”", revert, "minor"),
    Revision("Line ends of another system", form(PAGE, lambda t: t.replace("\n", "\r\n"))),
    Revision("And back", form(PAGE, lambda t: t.replace("\r\n", "\n"))),
    Revision("A sign at the head of the file", form(PAGE, lambda t: f"\ufeff{t}")),
    Revision(
        "A title for one role more",
        edit(PEOPLE, ("title: Finance director", "title: Chief financial officer")),
    ),
    Revision(
        "Merge: a comment", beside(edit(PAGE, ("# from the board", "# from the board, in 2023")))
    ),
    Revision(
        "The handover is quicker",
        edit(OTHER, ("within: 2 days", "within: 1 day"), version("1.0.0", "1.1.0")),
    ),
    Revision(
        "Merge: the question",
        beside(edit(PAGE, ("Who signs this contract?", "Who signs a contract?"))),
        "patch",
    ),
    Revision(
        "A wrong version, by a slip",
        edit(PAGE, version("2.0.1", "1.9.0"), ("min: 0, max: 1000000", "min: 0, max: 2000000")),
        "minor",
    ),
    Revision("The right version", edit(PAGE, version("1.9.0", "2.1.0")), raises=True),
    Revision(
        "It replaces nothing",
        edit(
            PAGE, ("approvers: chief-executive\n", "approvers: chief-executive\n  supersedes: []\n")
        ),
    ),
    Revision("Its number in the register", edit(PAGE, ("SOP-DM-007", "SOP-DM-070"))),
    Revision(
        "It holds from another day", edit(PAGE, ("effective: 2024-01-08", "effective: 2025-02-03"))
    ),
    Revision("Another id for a rule", edit(PAGE, ("id: small", "id: below-the-limit")), "patch"),
    Revision(
        "A better title",
        edit(PAGE, ("title: Contract signature", "title: Signature of contracts")),
        "patch",
    ),
    Revision(
        "Finance agrees to this table",
        edit(PAGE, ("approvers: chief-executive", "approvers: finance-director")),
        "major",
    ),
    Revision(
        "One approver is a list of one",
        edit(PAGE, ("approvers: finance-director", "approvers: {all_of: [finance-director]}")),
    ),
    Revision(
        "Account managers sign small ones",
        edit(PAGE, ("signer: sales-manager", "signer: account-manager")),
        "major",
    ),
    Revision(
        "Who may ask",
        edit(PAGE, ("rules:\n", "asked_by: finance-director\nrules:\n"), version("2.1.0", "3.0.0")),
        raises=True,
    ),
    Revision(
        "The reason is no secret, it is plain",
        edit(PAGE, ("because: Large contracts bind the whole house.\n    ", "")),
        "patch",
    ),
    Revision("The larger number of the two", edit(PAGE, version("3.0.0", "3.1.0")), raises=True),
    Revision(
        "Tabs behind the values",
        form(PAGE, lambda t: t.replace("status: effective", "status: effective\t")),
    ),
    Revision(
        "Comments again",
        form(PAGE, lambda t: t.replace("inputs:", "# what one must know\ninputs:  # all of it")),
    ),
)


def replay(folder: Path) -> Iterator[tuple[Revision, str]]:
    """Make the repository, and give each revision with its commit."""
    git(folder, "init", "-q", "-b", "main")
    for revision in HISTORY:
        revision.act(folder)
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", revision.message)
        yield revision, git(folder, "rev-parse", "HEAD").strip()
