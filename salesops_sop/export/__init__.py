"""The one list of export formats; a file that is missing here fails a test."""

from salesops_sop.export.bpmn import writing as bpmn
from salesops_sop.export.dmn import writing as dmn
from salesops_sop.export.format import Format, OneEach

FORMATS: dict[str, Format] = {
    "bpmn": OneEach("BPMN 2.0: procedures, for process tools", ("procedure",), "bpmn", bpmn.write),
    "dmn": OneEach("DMN 1.3: tables, for decision engines", ("decision",), "dmn", dmn.write),
}
