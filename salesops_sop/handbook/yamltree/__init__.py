"""The only door to YAML: plain data from text, text from plain data, and places of everything."""

from salesops_sop.handbook.yamltree.emitting import emit
from salesops_sop.handbook.yamltree.flaw import Flaw
from salesops_sop.handbook.yamltree.source import hidden
from salesops_sop.handbook.yamltree.tree import Tree, parse

__all__ = ["Flaw", "Tree", "emit", "hidden", "parse"]
