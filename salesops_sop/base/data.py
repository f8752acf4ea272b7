"""Data for programs that people may look at too."""

import json
import re
from typing import Any


def dumps(value: Any) -> str:
    """Return JSON that people can read: unicode kept, what acts on a terminal escaped."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return _ACTING.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


_ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
