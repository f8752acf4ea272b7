"""`make bench`: run every measurement, or the ones named, and print a table for each."""

import sys

from benchmarks import (
    activity,
    contradictions,
    decision,
    flow,
    flowcharts,
    history,
    ownership,
    process,
    publishing,
    site,
)
from benchmarks.kpis import comparing
from salesops_sop.base.memory import collect_rarely

MEASUREMENTS = {
    "activity": activity.main,
    "contradictions": contradictions.main,
    "decision": decision.main,
    "flow": flow.main,
    "flowcharts": flowcharts.main,
    "history": history.main,
    "kpis": comparing.main,
    "ownership": ownership.main,
    "process": process.main,
    "publishing": publishing.main,
    "site": site.main,
}
ON_REQUEST = {"publishing-full": publishing.full}  # a quarter of an hour


def main(names: list[str]) -> int:
    """Run the measurements named, or all of them; exit code 2 for a name that is none."""
    known = {**MEASUREMENTS, **ON_REQUEST}
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"no measurement ‘{unknown[0]}’: there are {', '.join(known)}")
        return 2
    collect_rarely()  # as the command line does
    for name in names or MEASUREMENTS:
        known[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
