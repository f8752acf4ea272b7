"""Links in prose that lead nowhere."""

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

from salesops_sop.analysis.anchors import anchors
from salesops_sop.base.suggest import closest
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.kinds import KINDS
from salesops_sop.handbook.model.record import Document, Place
from salesops_sop.handbook.walk import LinkAt

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_DOCUMENT = (".md", ".yaml", ".yml")
_ELSEWHERE = frozenset(("http", "https", "mailto", "tel", "sms", "ftp", "sftp", "file", "data"))


class DeadLink(NamedTuple):
    """A link with what is missing: a `target`, `anchor`, `file` or `kind` of document.

    `name` is what the link says there, `meant` the closest thing that exists.
    """

    place: Place
    missing: str
    name: str
    meant: str | None = None


def dead_links(handbook: Handbook) -> Iterator[DeadLink]:
    """Links to headings, files and kinds that are not there.

    Links to documents by kind and id are references and not looked at here; links to other hosts
    are not followed.
    """
    pages: dict[str, list[Document]] = {}
    for document in handbook.documents:
        pages.setdefault(document.path, []).append(document)
    files = {*handbook.files, *(flaw.position.path for flaw in handbook.flaws)}
    known = cache(anchors)
    for document in handbook.documents:
        for link in handbook.contents(document).links:
            target, _, anchor = link.target.partition("#")
            if not link.target:
                yield DeadLink(link.place, "target", link.label)
            elif scheme := _SCHEME.match(target):
                yield from _kind(link, scheme[1])
            elif not target.startswith("/"):
                yield from _file(link, target, files)
                path = _path(link, target)
                there = [document] if not target else pages.get(path, [])
                if anchor and there:
                    names = set().union(*(known(page) for page in there))
                    yield from _anchor(link, unquote(anchor), names)


def _kind(link: LinkAt, scheme: str) -> Iterator[DeadLink]:
    if scheme not in KINDS and scheme.lower() not in _ELSEWHERE:
        meant = closest(scheme, KINDS)
        if meant:
            yield DeadLink(link.place, "kind", scheme, meant)


def _file(link: LinkAt, target: str, files: set[str]) -> Iterator[DeadLink]:
    if target.lower().endswith(_DOCUMENT) and _path(link, target) not in files:
        yield DeadLink(link.place, "file", target)


def _anchor(link: LinkAt, anchor: str, names: set[str]) -> Iterator[DeadLink]:
    if anchor not in names:
        yield DeadLink(link.place, "anchor", anchor, closest(anchor, names))


def _path(link: LinkAt, target: str) -> str:
    folder = posixpath.dirname(link.place.document.path)
    return posixpath.normpath(posixpath.join(folder, unquote(target.partition("?")[0])))
