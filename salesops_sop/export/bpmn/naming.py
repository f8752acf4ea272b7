"""Ids and labels of a BPMN file: the same from run to run, and whatever else changes."""

from salesops_sop.analysis.flow.graph import Edge, Graph, Node, NodeKind
from salesops_sop.base.visible import visible
from salesops_sop.export.bpmn.words import Words
from salesops_sop.handbook.model.decision import Decision
from salesops_sop.render import conditions

OTHERWISE = "otherwise"

_BARE = frozenset({NodeKind.MERGE, NodeKind.SPLIT, NodeKind.JOIN})


def process_id(procedure: str) -> str:
    """The id of a procedure's process, by which other files call it."""
    return f"procedure_{procedure}"


def element_id(node: Node) -> str:
    """The id of a node's element.

    Ids of a handbook have neither `_` nor `.`: with `_` between the parts of an id, and `.` before
    what is derived from it, all ids of a file are different.
    """
    name = node.id.strip(":").replace(":", "_")
    return f"step_{name}" if node.kind is NodeKind.STEP else name


class Labels:
    """The labels of the nodes and ways of one procedure."""

    def __init__(self, words: Words, graph: Graph) -> None:
        self.words = words
        self.graph = graph

    def of(self, node: Node) -> str:
        """The label of a node; only merges, splits and joins have none."""
        if node.kind in _BARE:
            return ""
        if node.kind is NodeKind.CHOICE:
            return self._question(node)
        if node.kind is NodeKind.CALL:
            return self.words.named("procedure", node.calls)
        if node.kind is NodeKind.END:
            return self.words.name(node.outcome.title, node.outcome.id) if node.outcome else "Done"
        if node.step is None:
            triggers = [self.words.plain(trigger) for trigger in self.graph.procedure.trigger]
            return self.words.name(", or: ".join(triggers), "Start")
        return self.words.name(node.step.action, node.step.id)

    def way(self, way: Edge) -> str:
        """The label of a way on from a choice: yes or no, or its condition; else none."""
        is_question = self._is_question(way.source)
        if way.label:
            said = self._said(self.graph.nodes[way.source], way.label)
            return "yes" if is_question else said
        if way.otherwise:
            return "no" if is_question else OTHERWISE
        return ""

    def _is_question(self, choice: str) -> bool:
        """Whether a choice is between one condition and all other cases."""
        return [bool(way.label) for way in self.graph.out[choice]] in ([True, False], [False, True])

    def _question(self, choice: Node) -> str:
        """What is asked at a choice: one condition, what is compared, or the table’s question."""
        labels = [way.label for way in self.graph.out[choice.id] if way.label]
        if self._is_question(choice.id):
            return f"{_capitalized(self._said(choice, labels[0]))}?"
        compared: dict[str, str] = {}
        columns = self._columns(choice)

        def noted(name: str) -> str:
            compared[name] = columns.get(name, name.replace("-", " "))
            return name

        if all(conditions.in_words(label, noted, str) for label in labels) and compared:
            return f"{_capitalized(' and '.join(compared.values()))}?"
        table = self._table(choice)
        return self.words.name(table.question if table else "", "Which case?")

    def condition(self, way: Edge) -> str:
        """The condition as it is written, with the values that it refers to."""
        if not way.label:
            return OTHERWISE if way.otherwise else ""
        is_comparison = conditions.in_words(way.label, str, str) is not None
        return visible(way.label) if is_comparison else self.words.plain(way.label)

    def _said(self, choice: Node, label: str) -> str:
        """A condition in words, without an “if”."""
        columns = self._columns(choice)
        said = conditions.in_words(
            label, lambda name: columns.get(name, name.replace("-", " ")), self.words.plain
        )
        text = said or self.words.plain(label).rstrip(".")
        text = text[3:] if text.lower().startswith("if ") else text
        return self.words.name(text, "this case")

    def _columns(self, choice: Node) -> dict[str, str]:
        """From the outputs of the table that a choice follows to their names."""
        table = self._table(choice)
        outputs = table.outputs if table else []
        return {c.id: _lower(self.words.name(c.title or "", c.id)) for c in outputs}

    def _table(self, choice: Node) -> Decision | None:
        ident = choice.step.apply if choice.step else None
        return self.words.handbook.get(Decision, ident) if ident else None


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    """A title inside a sentence; an acronym stays what it is."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
