"""YAML text from plain data, which `parse` turns into the same data."""

import re
from typing import Any

import yaml

from salesops_sop.handbook.yamltree.scalars import plain_value

_WIDTH = 90  # PyYAML breaks a line after the word that goes beyond it
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NO_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


class _Dumper(yaml.SafeDumper):
    """Block style with indented lists and without anchors.

    PyYAML itself quotes what YAML 1.1 takes for something else than text.
    """

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


class _QuotingDumper(_Dumper):
    """The same for readers of YAML 1.1, to whom a date without quotes is no text."""


def emit(data: Any, dates: bool = True) -> str:
    """Return block-style YAML that `parse` reads back as the same data.

    `data` is a mapping or list of dict (keys are text), list, str, int, finite float, bool and
    None. Text that YAML 1.1 or 1.2 would take for something else is quoted, but for dates: no
    handbook quotes those; without `dates` they are quoted as well. Long text is folded, text of
    several lines is a literal block. Raises TypeError for data of other types. Hidden characters
    are written, and `parse` reports them.
    """
    try:
        return yaml.dump(
            data,
            Dumper=_Dumper if dates else _QuotingDumper,
            default_flow_style=False,
            sort_keys=False,
            allow_unicode=True,
            width=_WIDTH,
        )
    except yaml.representer.RepresenterError as error:
        raise TypeError(f"{type(error.args[-1]).__name__} cannot be written as YAML") from error


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    if _DATE.fullmatch(text):
        return yaml.ScalarNode("tag:yaml.org,2002:timestamp", text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), _style(text))


def _quoted_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "'" if _DATE.fullmatch(text) else _style(text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style)


def _style(text: str) -> str | None:
    """Return the style for a text, None to let PyYAML choose between plain and quoted."""
    if _NO_LINE_ENDS.search(text):
        return '"'
    if "\n" in text:
        return "|"
    if len(text) > _WIDTH and " " in text:
        return ">"
    try:
        return None if plain_value(text) is text else "'"
    except ValueError:
        return "'"


def _nothing(dumper: yaml.SafeDumper, data: None) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:null", "")


_Dumper.add_representer(str, _text)
_Dumper.add_multi_representer(str, _text)
_Dumper.add_representer(type(None), _nothing)
_QuotingDumper.add_representer(str, _quoted_text)
_QuotingDumper.add_multi_representer(str, _quoted_text)
