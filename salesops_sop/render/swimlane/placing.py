"""Gives every node of a diagram a cell: a column of its lane, and a row below all that lead to it.

A condition is a node of its own here, between the choice and where it leads, so that its text has
a place that nothing else takes. Cells that a straight line passes stay empty.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from salesops_sop.base.graph import knots
from salesops_sop.render.swimlane.model import GATHERING, Diagram
from salesops_sop.render.swimlane.ordering import Arc, ordered


class Cell(NamedTuple):
    """A place in the grid."""

    column: int
    row: int


class Grid(NamedTuple):
    """Nodes by number: first those of the diagram, then one for each condition.

    `arcs` are the flows in their order, those with a condition in two halves; `ways` says for each
    flow which arcs it is made of. `lanes` holds for each lane its first column and the one behind
    its last.
    """

    cells: Sequence[Cell]
    arcs: Sequence[Arc]
    ways: Sequence[Sequence[int]]
    lanes: Sequence[tuple[int, int]]
    taken: dict[Cell, int]

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return self.lanes[-1][1] if self.lanes else 0

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return 1 + max((cell.row for cell in self.cells), default=-1)


def placed(diagram: Diagram) -> Grid:
    """Place the nodes of a diagram; all of its flows join nodes that are there."""
    numbers = {node.id: number for number, node in enumerate(diagram.nodes)}
    arcs: list[Arc] = []
    ways: list[list[int]] = []
    count = len(diagram.nodes)
    for flow in diagram.flows:
        source, target = numbers[flow.source], numbers[flow.target]
        halves = [(source, target)]
        if flow.label:
            halves = [(source, count), (count, target)]
            count += 1
        ways.append(list(range(len(arcs), len(arcs) + len(halves))))
        arcs += halves
    placing = _Placing(diagram, count, arcs, ways)
    placing.run()
    return placing.grid(ways)


class _Placing:
    def __init__(
        self, diagram: Diagram, count: int, arcs: Sequence[Arc], ways: Sequence[Sequence[int]]
    ) -> None:
        self.diagram = diagram
        self.arcs = arcs
        halves = [way for way in ways if len(way) == 2]
        self.around = {arcs[way[0]][1]: (arcs[way[0]][0], arcs[way[1]][1]) for way in halves}
        back = _back(diagram, arcs, ways)
        rank = self._ranks(count)
        onward = [(rank[s], rank[t]) for s, t in arcs if (s, t) not in back]
        order = ordered(count, onward)
        self.nodes = sorted(range(count), key=lambda node: order.place[rank[node]])
        self.depth = [order.depth[rank[node]] for node in range(count)]
        self.before: list[list[int]] = [[] for _ in range(count)]
        self.after: list[list[int]] = [[] for _ in range(count)]
        for source, target in arcs:
            if (source, target) not in back:
                self.before[target].append(source)
                self.after[source].append(target)
        each = max(1, diagram.columns // max(1, len(diagram.lanes)))
        self.lanes = [(n * each, (n + 1) * each) for n in range(len(diagram.lanes))]
        self.cells: dict[int, Cell] = {}
        self.taken: dict[Cell, int] = {}
        self.kept: set[Cell] = set()

    def run(self) -> None:
        """Place node after node, each in the best of the cells that it can have."""
        for node in self.nodes:
            self.cells[node] = cell = min(self._choices(node))[-1]
            self.taken[cell] = node
            for source in self.before[node]:
                self._keep(self.cells[source], cell)

    def _ranks(self, count: int) -> list[int]:
        """Numbers in reading order. A condition stands right before the node that it leads to,
        or right behind its choice where that node has other ways in, or soon ends the way.
        """
        own = len(self.diagram.nodes)
        rank = {node: (float(node), 0) for node in range(own)}
        following: dict[int, list[int]] = {node: [] for node in range(count)}
        for source, target in self.arcs:
            following[source].append(target)
        entered = Counter(target for _, target in self.arcs)
        for condition, (source, target) in self.around.items():
            near = self.diagram.nodes[target].shape in GATHERING
            near = near or _ends_soon(target, following, entered)
            rank[condition] = (source + 0.25 if near else target - 0.5, condition)
        sort = sorted(range(count), key=lambda node: rank[node])
        return [number for _, number in sorted((node, n) for n, node in enumerate(sort))]

    def _choices(self, node: int) -> Iterator[tuple[int, int, int, Cell]]:
        """Cells with what speaks against them: how low, how far to the side, which lane."""
        row = 1 + max((self.cells[source].row for source in self.before[node]), default=-1)
        wanted = self._wanted(node)
        for preference, lane in enumerate(self._lanes_of(node)):
            for column in range(*self.lanes[lane]):
                cell = Cell(column, row)
                while cell in self.taken or cell in self.kept:
                    cell = Cell(column, cell.row + 1)
                aside = 0 if wanted is None or preference else abs(column - wanted)
                yield cell.row, preference * 100 + aside, column, cell

    def _wanted(self, node: int) -> int | None:
        """The column below what leads here; beside it for the shorter ways of a choice."""
        if not self.before[node]:
            return None
        above = min(self.before[node], key=lambda source: self.cells[source].column)
        column = self.cells[above].column
        ways = self.after[above]
        longest = max(ways, key=lambda way: (self.depth[way], -way))
        return column if node == longest or len(ways) == 1 else column + 1

    def _lanes_of(self, node: int) -> list[int]:
        """The lanes that a node may stand in, the best first."""
        nodes = self.diagram.nodes
        if node < len(nodes):
            return [nodes[node].lane]
        source, target = self.around[node]
        own = nodes[source].lane
        if not self.after[node] or nodes[target].lane == own:  # it leads back, or stays here
            return [own]
        return [nodes[target].lane, own]

    def _keep(self, above: Cell, below: Cell) -> None:
        """Keep the cells that a straight way down passes, if they are empty."""
        passed = [Cell(below.column, row) for row in range(above.row + 1, below.row)]
        if not any(cell in self.taken for cell in passed):
            self.kept.update(passed)

    def grid(self, ways: Sequence[Sequence[int]]) -> Grid:
        """The grid, without the columns that nothing stands in."""
        used = sorted({cell.column for cell in self.taken} | {first for first, _ in self.lanes})
        place = {column: number for number, column in enumerate(used)}
        cells = [
            Cell(place[self.cells[node].column], self.cells[node].row)
            for node in range(len(self.before))
        ]
        lanes = []
        for first, behind in self.lanes:
            inside = [place[column] for column in used if first <= column < behind]
            lanes.append((inside[0], inside[-1] + 1))
        return Grid(cells, self.arcs, ways, lanes, {cell: n for n, cell in enumerate(cells)})


def _ends_soon(
    node: int, following: Mapping[int, Sequence[int]], entered: Mapping[int, int]
) -> bool:
    """Whether a way ends with this node or the next one, and no other way joins it."""
    for _ in range(2):
        if entered[node] > 1 or len(following[node]) > 1:
            return False
        if not following[node]:
            return True
        node = following[node][0]
    return False


def _back(diagram: Diagram, arcs: Sequence[Arc], ways: Sequence[Sequence[int]]) -> frozenset[Arc]:
    """The arcs that close rings: those of flows that lead to what is written before them."""
    following: dict[str, list[str]] = {node.id: [] for node in diagram.nodes}
    for flow in diagram.flows:
        following[flow.source].append(flow.target)
    knot = {node: n for n, found in enumerate(knots(following)) for node in found}
    place = {node.id: number for number, node in enumerate(diagram.nodes)}
    return frozenset(
        arcs[way[-1]]
        for flow, way in zip(diagram.flows, ways, strict=True)
        if knot[flow.source] == knot[flow.target] and place[flow.target] <= place[flow.source]
    )
