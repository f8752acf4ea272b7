"""An audit at a terminal: each document, who approved it, and what is wrong with that."""

import textwrap
from collections.abc import Iterator

from salesops_sop.base.visible import visible
from salesops_sop.history.approval.auditing import Audit, Verdict
from salesops_sop.history.release.auditing import Standing
from salesops_sop.report.audited.saying import UNREAD, agreed, headline, named, stood
from salesops_sop.report.outcome import Look

_RED, _GREEN, _RESET = "\x1b[31m", "\x1b[32m", "\x1b[0m"


def write(audit: Audit, day: str, look: Look) -> str:
    """Return what was audited, a paragraph for each document, and what came out."""
    lines = [f"Audit of {visible(audit.revision)} ({audit.commit[:10]}) on {day}", ""]
    for verdict in audit.verdicts:
        lines += _verdict(verdict, look)
    for name in audit.unread:
        lines += [f"{_colored('✗', _RED, look)} {visible(name)}", *_wrapped(UNREAD, look)]
    for standing in audit.releases:
        lines += _release(standing, look)
    sign = _colored("✗", _RED, look) if audit.breaches else _colored("✓", _GREEN, look)
    return "\n".join([*lines, "", f"{sign} {headline(audit)}"]) + "\n"


def _verdict(verdict: Verdict, look: Look) -> Iterator[str]:
    sign = _colored("✗", _RED, look) if verdict.breaches else _colored("✓", _GREEN, look)
    yield f"{sign} {visible(named(verdict))}"
    if verdict.asked is None:
        yield "    nobody needs to approve it"
    for evidence in verdict.evidence:
        yield from _wrapped(f"approved by {agreed(evidence)}", look)
    for breach in verdict.breaches:
        yield from _wrapped(breach, look)


def _release(standing: Standing, look: Look) -> Iterator[str]:
    sign = _colored("✗", _RED, look) if standing.breaches else _colored("✓", _GREEN, look)
    day = f" of {standing.day}" if standing.day else ""
    yield f"{sign} release {visible(standing.tag)}{day}"
    for sentence in standing.breaches or (stood(standing),):
        yield from _wrapped(sentence, look)


def _wrapped(sentence: str, look: Look) -> list[str]:
    return textwrap.wrap(
        visible(sentence), look.width, initial_indent="    ", subsequent_indent="      "
    )


def _colored(text: str, color: str, look: Look) -> str:
    return f"{color}{text}{_RESET}" if look.color else text
