"""`python -m benchmarks.kpis.comparing [OPPORTUNITIES]`: time, memory and numbers of each way.

Everything runs in a process of its own, alternately, and the fastest of some runs counts: the
machine may be busy with other things. `PANDAS_PYTHON` names an interpreter that has pandas and
pyarrow, which are no dependencies.
"""

import csv
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
FOLDER = Path("build", "bench")
ROWS = 10_000_000
RUNS = 3
Values = dict[tuple[str, str, str], float]


class Cost(NamedTuple):
    """Seconds on the wall and of the processor, and the most memory in MB."""

    wall: float
    cpu: float
    memory: float


def cost(command: Sequence[str], allowed: Sequence[int] = (0,)) -> Cost:
    """What a command costs; raises RuntimeError where it ends with another exit code."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def data(rows: int) -> Path:
    """The folder of Parquet files with so many opportunities, made once, by a process of its own:
    the memory of the one that starts others counts as theirs."""
    folder = FOLDER / f"crm-{rows}"
    if not folder.exists():
        command = [sys.executable, "-m", "benchmarks.kpis.company", str(rows), str(folder)]
        subprocess.run(command, check=True)
    return folder


def commands(folder: Path, target: Path) -> dict[str, list[str]]:
    """From each way to its command, which writes a CSV file; pandas only where it is."""
    sop = [sys.executable, "-m", "salesops_sop", "kpi", "run", "--data", str(folder)]
    grouped = ["--by", "region", "--period", "month", "--format", "csv", "--output"]
    found = {
        "sop kpi run": [*sop, *grouped, str(target / "sop.csv")],
        "SQL by hand": [
            sys.executable, "-m", "benchmarks.kpis.byhand", str(folder), str(target / "hand.csv")
        ],
    }  # fmt: skip
    pandas = os.environ.get("PANDAS_PYTHON", sys.executable)
    has = subprocess.run([pandas, "-c", "import pandas, pyarrow"], capture_output=True, check=False)
    if has.returncode == 0:
        script = str(HERE / "bypandas.py")
        found["pandas"] = [pandas, script, str(folder), str(target / "pandas.csv")]
    return found


def of_sop(path: Path) -> Values:
    """The values that `sop kpi run` wrote, by KPI, first day and region."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {
            (row["kpi"], row["from"], row["region"]): float(row["value"])
            for row in rows
            if row["value"]
        }


def of_hand(path: Path) -> Values:
    """The values that another way wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(k, day, region): float(v) for k, day, region, v in csv.reader(file) if v}


def agreement(ours: Values, theirs: Values) -> str:
    """How many values both have, and how far apart the farthest are."""
    both = ours.keys() & theirs.keys()
    apart = max(abs(ours[k] - theirs[k]) / max(abs(ours[k]), 1e-9) for k in both)
    return f"{len(both)} values of {len({k for k, _, _ in both})} KPIs, at most {apart:.0e} apart"


def main(rows: int = ROWS) -> None:
    """Print the table, the ratio to the SQL by hand, and what starting costs."""
    folder, target = data(rows), FOLDER
    print(f"KPIs by month and region from {rows:,} opportunities in Parquet")
    ways = commands(folder, target)
    found: dict[str, list[Cost]] = {way: [] for way in ways}
    for run in range(RUNS):
        for way, command in ways.items():
            if way != "pandas" or run == 0:
                # 1: a KPI has no value anywhere by region and month, the lifetime value
                found[way].append(cost(command, (0, 1)))
    least = {way: Cost(*map(min, zip(*costs, strict=True))) for way, costs in found.items()}
    for way, (wall, cpu, memory) in least.items():
        print(f"  {way:<12} {wall:7.2f} s  {cpu:7.2f} s of processor  {memory:7.0f} MB")
    if "pandas" not in ways:
        print("  pandas           n/a")
    ours, hand = least["sop kpi run"], least["SQL by hand"]
    wall, cpu = ours.wall / hand.wall, ours.cpu / hand.cpu
    print(f"  ratio to SQL by hand: {wall:.2f}, of processor {cpu:.2f}")
    values = of_sop(target / "sop.csv")
    print(f"  SQL by hand: {agreement(values, of_hand(target / 'hand.csv'))}")
    if "pandas" in ways:
        print(f"  pandas: {agreement(values, of_hand(target / 'pandas.csv'))}")
    starting()


def starting() -> None:
    """Print what `sop kpi calc` costs, whose work is next to nothing."""
    sop = [sys.executable, "-m", "salesops_sop", "kpi", "calc"]
    asked = ["close-rate", "sales_made=9", "people_pitched=30"]
    for arguments in (["--help"], asked):
        costs = [cost([*sop, *arguments]) for _ in range(RUNS)]
        wall, cpu, memory = map(min, zip(*costs, strict=True))
        shown = " ".join(["sop kpi calc", *arguments])
        print(f"  {shown}: {wall:.2f} s, {cpu:.2f} s of processor, {memory:.0f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
