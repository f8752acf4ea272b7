"""Check, read, extend and publish a sales-operations handbook.

A handbook is a folder of YAML and Markdown files, usually `sops/`; it is found from every folder
inside it and beside it.

Data goes to standard output, talk to standard error. Exit codes: 0 nothing wrong, 1 problems
found, 2 wrong usage or unreadable input, 3 the machine or sop itself (SOP_DEBUG=1 shows where).
"""

import os
import sys

from salesops_sop.cli.frame.command import Contents
from salesops_sop.cli.frame.terminal import speak_utf8

# The table of contents. Listing a command here does not import it: `sop --help` stays quick.
sop = Contents(
    "sop",
    package=__name__,
    listed={
        "lint": "Find everything that is wrong in the handbook.",
        "rules": "List the rules, with their severity as set here.",
        "explain": "Say why a rule exists, with a bad and a good example.",
        "overlaps": "Find what two roles own, and what nobody owns.",
        "raci": "Print the matrix of activities and roles.",
        "decide": "Say what a decision table says of a case, and why.",
        "kpi": "Compute KPIs from the company's data.",
        "data": "Check the data that KPIs are computed from.",
        "diff": "Say what a change means.",
        "review": "Say what a change brings, and who must agree.",
        "show": "Show a document and everything that refers to it.",
        "export": "Write documents as files for other programs.",
        "new": "Start a new document of some kind.",
        "approve": "Agree to documents, on the record.",
        "audit": "Verify who approved what, and whether that counts.",
        "release": "Check the handbook, write the list of changes, and tag it.",
        "build": "Write the website.",
        "serve": "Preview the website while the handbook is edited.",
        "completion": "Print the script that completes commands in a shell.",
    },
    examples=[
        ("sop lint", "check the handbook"),
        ("sop explain ownership/unowned", "what a rule means, and how to set or waive it"),
        ("sop overlaps", "who owns the same thing twice, and what to do about it"),
        ("sop show role:vp-sales", "a role, and every duty it has"),
        ("sop decide discount-approval discount=25", "who approves, or what it depends on"),
        ("sop kpi run close-rate --data crm/", "the close rate from a folder of CSV files"),
        ("sop diff main", "what your change means: who may, who must, what is done"),
        ("sop review main", "one page for your pull request: what it brings, who must agree"),
        ("sop export dmn discount-approval", "a decision table for a decision engine"),
        ("sop new procedure lead-recycling --area lead-management", "start a procedure"),
        ("sop serve", "read the handbook in a browser while you write it"),
    ],
)


def main() -> None:
    """Run the command line; the name by which it was called is the one that help shows."""
    speak_utf8()
    called, _ = os.path.splitext(os.path.basename(sys.argv[0]))
    sop.main(sys.argv[1:], "salesops-sop" if called == "salesops-sop" else "sop")
