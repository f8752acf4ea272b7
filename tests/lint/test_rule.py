"""What a rule says about itself."""

from collections.abc import Iterator
from datetime import date

from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.lint.rule import Finding, rule


@rule("wording/short", Severity.INFO)
def short(
    handbook: Handbook, *, words: int = 3, today: date = date.max, unused_waivers: tuple[()] = ()
) -> Iterator[Finding]:
    """A sentence is short.

    Short sentences are
    read by all.

    So are these.

    Bad:
        kind: term
        id: a
        ---
        kind: term
    Good:
        kind: term
    """
    yield from ()


def test_name_severity_and_options_come_from_the_function() -> None:
    assert (short.name, short.family, short.severity) == ("wording/short", "wording", "info")
    assert short.options == {"words": 3}
    assert short.injected == {"today", "unused_waivers"}


def test_the_docstring_is_the_explanation() -> None:
    assert short.title == "A sentence is short"
    assert short.reason == "Short sentences are\nread by all.\n\nSo are these."
    assert short.bad == "kind: term\nid: a\n---\nkind: term\n"
    assert short.good == "kind: term\n"


def test_a_rule_without_docstring_explains_nothing() -> None:
    @rule("wording/silent")
    def silent(handbook: Handbook) -> Iterator[Finding]:
        yield from ()

    assert (silent.title, silent.reason, silent.bad, silent.good) == ("", "", "", "")
    assert silent.severity is Severity.ERROR
