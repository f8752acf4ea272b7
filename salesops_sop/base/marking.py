"""Text of a handbook inside Markdown of our own, as GitHub and GitLab show it: it stays text."""

import re

from salesops_sop.base.visible import visible

# What both sites make links of though nothing marks it: people, issues, labels, addresses. They
# look for it in what comes out, so an entity would not help; a space without width does.
_LEADS = re.compile(r"[@#!$%&~^](?=\w)|\bwww(?=\.)|:(?=//)|\bGH-(?=\d)", re.IGNORECASE)
_APART, _SPACE = "\0", "&#8203;"
_SPECIAL = re.compile(r"[\\`*_{}\[\]|#~]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})
_START = re.compile(r"^(?=[-+=:])|(?<=^)(\d+)(?=[.)])")


def marked(text: str) -> str:
    """Return `text` on one line of Markdown, where it means itself: nothing in it acts.

    No HTML, emphasis, code, table or heading, no link, mention of people or issues, no formula, no
    command of a workflow; hidden characters are written out. It may stand anywhere but at the
    start of a line: behind “- ”, inside a cell or a line it may.
    """
    plain = _LEADS.sub(rf"\g<0>{_APART}", visible(" ".join(text.split())))
    escaped = _SPECIAL.sub(r"\\\g<0>", plain).translate(_ENTITIES)
    return _START.sub(r"\g<1>\\", escaped, count=1).replace(_APART, _SPACE)
