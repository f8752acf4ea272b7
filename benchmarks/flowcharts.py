"""What flowcharts cost: many procedures of a usual size, and single ones of a size nobody wants."""

import random
import time
from collections.abc import Sequence

from salesops_sop.render.swimlane.layout import layout
from salesops_sop.render.swimlane.model import Diagram, Flow, Lane, Node, Shape
from salesops_sop.render.swimlane.svg import drawn

SIZES = ((1000, 12), (1, 100), (1, 400), (1, 1600))
"""How many procedures of how many steps."""


def procedure(steps: int, seed: int) -> Diagram:
    """Steps of four roles, every third with a choice that leads on, back or to an end."""
    dice = random.Random(seed)
    lanes = [Lane(f"Role {number}", f"Department {number // 2}") for number in range(4)]
    nodes, flows = [Node("start", Shape.START, 0, "Start")], [Flow("start", "0")]
    for number in range(steps):
        lane = dice.randrange(4)
        here, following = str(number), str(number + 1)
        nodes.append(Node(here, Shape.STEP, lane, "Compare the open terms with the contract"))
        if number % 3 == 1:
            nodes += [
                Node(f"c{here}", Shape.CHOICE, lane),
                Node(f"e{here}", Shape.END, lane, "Lost"),
            ]
            back = str(dice.randrange(max(0, number - 6), number + 1))
            flows += [
                Flow(here, f"c{here}"),
                Flow(f"c{here}", back, "a term is reopened"),
                Flow(f"c{here}", f"e{here}", "the customer refuses to sign"),
            ]
            here = f"c{here}"
        flows.append(Flow(here, following, "otherwise" if here[0] == "c" else ""))
    nodes.append(Node(str(steps), Shape.END, 0, "Won"))
    return Diagram(lanes, nodes, flows)


def main() -> None:
    """Print the seconds that placing and drawing take."""
    print("\nflowcharts   steps   placed   drawn")
    for count, steps in SIZES:
        diagrams = [procedure(steps, seed) for seed in range(count)]
        placing, drawing = _seconds(diagrams)
        print(f"{count:10,} {steps:7,} {placing:7.2f} s {drawing:5.2f} s")


def _seconds(diagrams: Sequence[Diagram]) -> tuple[float, float]:
    start = time.perf_counter()
    placed = [layout(diagram) for diagram in diagrams]
    middle = time.perf_counter()
    for one in placed:
        drawn(one, "Flowchart")
    return middle - start, time.perf_counter() - middle
