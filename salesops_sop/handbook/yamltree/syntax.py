"""What the parser's complaints mean, in plain words and at the place where the mistake is."""

import re
from collections.abc import Callable
from typing import Any

from salesops_sop.handbook.yamltree.complaint import Complaint
from salesops_sop.handbook.yamltree.events import ScalarEvent
from salesops_sop.handbook.yamltree.flaw import Flaw
from salesops_sop.handbook.yamltree.source import Source

Explanation = tuple[int, str]
"""Where the mistake is, as an index into the text, and one sentence about it."""


def explain(error: Any, source: Source, brackets: list[int], last: Any) -> Flaw:
    """Return the flaw for a syntax error.

    `brackets` are the places of the open ones, outermost first; `last` is the event before the
    error, None if there was none.
    """
    problem = error.problem_mark or error.context_mark
    context = error.context_mark or problem
    complaint = Complaint(source.text, problem.index, context.index, brackets, last)
    raw = f"{error.context or ''}: {error.problem or ''}"
    explained = next((give for sign, give in _EXPLANATIONS if re.search(sign, raw)), _unknown)
    index, message = explained(complaint)
    return Flaw("document/yaml-syntax", message, source.position(index))


def _unknown(complaint: Complaint) -> Explanation:
    return complaint.problem, (
        "this cannot be read as YAML: check indentation, colons and quotation marks here"
    )


def _tab(complaint: Complaint) -> Explanation:
    start = complaint.line_start(complaint.problem)
    tab = complaint.text.find("\t", start, complaint.problem + 1)
    return max(tab, start), "a tab stands here where spaces are expected: indent with spaces only"


def _bad_start(complaint: Complaint) -> Explanation:
    if complaint.character == "\t":
        return _tab(complaint)
    return _quote_it(complaint.problem, complaint.character)


def _bad_name(complaint: Complaint) -> Explanation:
    return _quote_it(complaint.context, complaint.text[complaint.context : complaint.context + 1])


def _quote_it(index: int, character: str) -> Explanation:
    return index, f"text cannot begin with “{character}”: put it in quotes"


def _second_colon(complaint: Complaint) -> Explanation:
    """A colon where no key can be: in the middle of text, or after a line that went on too long."""
    if re.search(r":(?:\s|$)|^\s*-\s*[\"'].*[\"']\s*:", complaint.before):
        return complaint.problem, (
            "a colon followed by a space stands in unquoted text: put the whole text in quotes"
        )
    key = complaint.first_ink(complaint.problem)
    above = complaint.line_above(complaint.problem)
    if above is not None and complaint.first_ink(above) - above == key - complaint.line_start(key):
        return _no_colon_at(complaint, complaint.first_ink(above))
    return key, (
        "this line is read as part of the text above it: indent it like the keys it belongs to"
    )


def _no_colon(complaint: Complaint) -> Explanation:
    return _no_colon_at(complaint, complaint.context)


def _no_colon_at(complaint: Complaint, index: int) -> Explanation:
    line = complaint.line(index)
    if re.match(r"-[^\s-]", line):
        return index, "a space is missing after the dash: write “- ” before each item of a list"
    if found := re.match(r"[\w-]+:(?=[^\s/])", line):
        return index + found.end(), ("a space is missing after the colon: write “key: value”")
    return index, (
        "a colon is missing on this line: write “key: value”, "
        "or indent the line if it goes on with the text above"
    )


def _unclosed_quote(complaint: Complaint) -> Explanation:
    quote = complaint.text[complaint.context : complaint.context + 1]
    remedy = "; write an apostrophe inside single quotes twice" if quote == "'" else ""
    return complaint.context, f"this quotation mark is never closed: add {quote} at the end{remedy}"


def _late_quote(complaint: Complaint) -> Explanation | None:
    """Something follows quoted text that began lines above: it was not closed there."""
    last = complaint.last
    follows = complaint.before.rstrip().endswith(("'", '"'))
    if follows and isinstance(last, ScalarEvent) and last.style:
        begin, end = last.start_mark, last.end_mark
        if begin and end and begin.line < end.line:
            return begin.index, (
                "this quotation mark is not closed where its text ends: "
                f"the next {complaint.text[begin.index]} stands lines below"
            )
    return None


def _after_quote(complaint: Complaint) -> Explanation | None:
    if not complaint.before.rstrip().endswith(("'", '"')):
        return None
    return _late_quote(complaint) or (
        complaint.problem,
        "text follows a closed quotation mark: put the whole text in quotes, "
        "double quotes if it has an apostrophe",
    )


def _no_key(complaint: Complaint) -> Explanation:
    if explained := _after_quote(complaint):
        return explained
    if complaint.character in ("]", "}", ","):
        return complaint.problem, (
            f"“{complaint.character}” stands here without an opening bracket: remove it, "
            "or put the whole text in quotes"
        )
    if complaint.character == ":":
        return complaint.problem, "a key is missing before this colon: write “key: value”"
    if re.match(r"-(?:\s|\Z)", complaint.text[complaint.problem :]):
        return complaint.problem, (
            "an item of a list stands here among keys: indent it like the other items"
        )
    return complaint.problem, (
        "the indentation of this line fits no line above it: indent it like the lines it belongs to"
    )


def _no_dash(complaint: Complaint) -> Explanation:
    if explained := _after_quote(complaint):
        return explained
    return complaint.problem, (
        "a list goes on here without “- ”: write “- ” before each item, "
        "or indent this line like the lines it belongs to"
    )


def _in_brackets(complaint: Complaint) -> Explanation:
    """A list or mapping in brackets goes wrong: not closed, closed wrongly, or no comma."""
    if explained := _late_quote(complaint):
        return explained
    opening = complaint.brackets[-1] if complaint.brackets else complaint.context
    closing = "]" if complaint.text[opening] == "[" else "}"
    if complaint.character in ("]", "}"):
        return complaint.problem, (
            f"“{complaint.character}” stands here where “{closing}” is expected: "
            "close the bracket that was opened last"
        )
    if complaint.problem >= len(complaint.text.rstrip()) or _leaves(complaint, opening):
        return opening, f"this bracket is never closed: add “{closing}” at the end"
    return complaint.problem, f"a comma or “{closing}” is expected before this: add it"


def _leaves(complaint: Complaint, opening: int) -> bool:
    """Tell whether the line of the problem is no longer inside the brackets, by its indentation."""
    here, there = complaint.line_start(complaint.problem), complaint.line_start(opening)
    deeper = complaint.first_ink(here) - here > complaint.first_ink(there) - there
    return here != there and not deeper


def _no_value(complaint: Complaint) -> Explanation:
    if complaint.brackets:
        return _in_brackets(complaint)
    return _quote_it(complaint.problem, complaint.character)


def _list_on_line_of_key(complaint: Complaint) -> Explanation:
    return complaint.problem, (
        "a list cannot begin on the line of its key: begin it on the next line, "
        "or put the text in quotes if it begins with a dash"
    )


def _after_block_sign(complaint: Complaint) -> Explanation:
    return complaint.problem, (
        "nothing may follow “|” or “>” on its line: begin the text on the next line, indented"
    )


def _escape(complaint: Complaint) -> Explanation:
    backslash = complaint.text.rfind("\\", 0, complaint.problem + 1)
    return max(backslash, 0), (
        "a backslash in double quotes begins a special character: "
        "write it twice, or use single quotes"
    )


def _outside(complaint: Complaint) -> Explanation:
    return complaint.problem, (
        "this line stands outside the document: indent it like the document’s first line"
    )


_EXPLANATIONS: tuple[tuple[str, Callable[[Complaint], Explanation]], ...] = (
    (r"tab character", _tab),
    (r"cannot start any token|mapping keys are not allowed", _bad_start),
    (r"mapping values are not allowed", _second_colon),
    (r"could not find expected ':'", _no_colon),
    (r"unexpected end of stream|unexpected document (indicator|separator)", _unclosed_quote),
    (r"block mapping: (did not find expected key|expected <block end>)", _no_key),
    (r"block collection: (did not find expected '-'|expected <block end>)", _no_dash),
    (r"expected ',' or", _in_brackets),
    (r"node content", _no_value),
    (r"sequence entries are not allowed", _list_on_line_of_key),
    (r"scanning (an alias|an anchor|a tag|a directive)|parsing a tag|undefined tag", _bad_name),
    (r"scanning a block scalar", _after_block_sign),
    (r"(quoted scalar|double-quoted scalar): ", _escape),
    (r"<document start>", _outside),
)
