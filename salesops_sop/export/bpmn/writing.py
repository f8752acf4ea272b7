"""A procedure as a BPMN 2.0 file with its diagram."""

from salesops_sop.export.bpmn.diagram import add
from salesops_sop.export.bpmn.document import definitions, written
from salesops_sop.export.bpmn.process import process
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.process import Procedure


def write(handbook: Handbook, procedure: Procedure) -> str:
    """The file; the same bytes for the same handbook.

    It is valid against the schema of OMG formal/2011-01-03, and bpmnlint's recommended rules find
    nothing in it. Raises ExportError for a procedure whose ways do not hold together.
    """
    found = process(handbook, procedure)
    root = definitions(found)
    add(root, found)
    return written(root)
