"""Markdown as the handbook needs it: the front matter, the links and the anchors of a text."""

from salesops_sop.handbook.markdown.front_matter import Parts, split
from salesops_sop.handbook.markdown.headings import anchors
from salesops_sop.handbook.markdown.linking import Link, links

__all__ = ["Link", "Parts", "anchors", "links", "split"]
