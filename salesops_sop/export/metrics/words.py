"""Texts for files that dbt reads as Jinja templates."""

import re
from typing import Any

_START = re.compile(r"\{(?=[{%#])")


def safe(data: Any) -> Any:
    """Plain data in which no text starts a template: `{{` is written `{ {`."""
    if isinstance(data, str):
        return _START.sub("{ ", data)
    if isinstance(data, dict):
        return {safe(key): safe(value) for key, value in data.items()}
    if isinstance(data, list):
        return [safe(item) for item in data]
    return data
