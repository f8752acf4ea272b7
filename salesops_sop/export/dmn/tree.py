"""XML that strangers wrote, as a tree: without entities, and without names of namespaces."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers import expat


class ReadError(ValueError):
    """A file that cannot be read: a sentence that names the part of it."""


LARGEST = 10_000_000
"""Bytes of a file; a table of 1,500 rules with 7 columns has two million."""
STANDARD = "www.omg.org/spec/DMN/"
OURS = "urn:salesops-sop:dmn:1"


def tree(data: bytes) -> Element:
    """The `definitions` of a DMN file; raises ReadError.

    A document type may define entities that grow or that read other files: it is refused.
    """
    if len(data) > LARGEST:
        raise ReadError(f"the file is larger than {LARGEST // 1_000_000} MB")
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
        root = fromstring(data)
    except expat.ExpatError as error:
        what = expat.errors.messages.get(error.code, "") or expat.ErrorString(error.code)
        raise ReadError(f"the file is no XML: line {error.lineno}: {what}") from None
    except ReadError:
        raise
    except (ParseError, ValueError, LookupError) as error:
        raise ReadError(f"the file is no XML: {error}") from None
    if local(root) != "definitions" or STANDARD not in root.tag:
        raise ReadError("the file is no DMN: it does not begin with its ‘definitions’")
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def inside(element: Element, *names: str) -> Iterator[Element]:
    """The children of these names."""
    return (child for child in element if local(child) in names)


def text(element: Element, *way: str) -> str:
    """The text at the end of a way of first children, trimmed; empty where there is none."""
    for name in way:
        found = next(inside(element, name), None)
        if found is None:
            return ""
        element = found
    return "".join(element.itertext()).strip()


def _refuse(*_: object) -> None:
    raise ReadError("the file has a document type (DOCTYPE), and DMN needs none: remove it")
