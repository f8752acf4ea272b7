"""Text of a handbook as a terminal may show it: nothing hidden in it, nothing that acts."""

import re

_HIDDEN = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # control characters, the beginnings of escape sequences among them
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # they turn the direction of writing around
    "\u00ad\u180e\u200b\u2028\u2029\u2060-\u2064\ufeff\ufff9-\ufffb"  # invisible, or line ends
    "\U000e0000-\U000e0fff"  # tags and variation selectors: text that no font shows
    "\ud800-\udfff"  # bytes of a file name that are not UTF-8
    "]"
)
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


def visible(text: str) -> str:
    r"""Return `text` on one line, every hidden or acting character written out: ESC as `\x1b`.

    Letters, accents and joined emoji of every script stay what they are.
    """
    return _HIDDEN.sub(_written_out, text)


def _written_out(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
