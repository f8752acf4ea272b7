"""Nothing of a handbook may act on the terminal of its reader."""

import unicodedata

import pytest

from salesops_sop.base.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, “quotes” — and dashes", "plain text, “quotes” — and dashes"),
        ("\x1b[2J\x1b]0;title\x07", "\\x1b[2J\\x1b]0;title\\x07"),
        ("\x9b31m", "\\x9b31m"),
        ("a\tb\r\nc", "a\\tb\\r\\nc"),
        ("user\u202efdp.exe", "user\\u202efdp.exe"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("\U000e0041", "\\U000e0041"),
        (b"caf\xe9".decode("utf-8", "surrogateescape"), "caf\\udce9"),
        ("日本語 é e\u0301 👩\u200d👩", "日本語 é e\u0301 👩\u200d👩"),
    ],
)
def test_what_is_hidden_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_no_control_character_is_left_and_everything_can_be_printed() -> None:
    everything = visible("".join(map(chr, range(0x110000))))
    assert not [c for c in everything if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    everything.encode("utf-8")
