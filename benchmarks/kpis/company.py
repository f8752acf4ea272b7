"""`python -m benchmarks.kpis.company ROWS DIR`: Parquet files with so many opportunities."""

import sys
from pathlib import Path

from examples.crm.generate import HERE, datasets, enlarge

OTHERS = 10
"""Of the other datasets a tenth is made: there are more rows of calendar time than of deals."""


def main(rows: int, folder: Path) -> None:
    """Write the files; the folder is there when all of them are."""
    made = folder.with_suffix(".part")
    enlarge(HERE, max(rows // OTHERS, 1), made, [i for i in datasets() if i != "opportunities"])
    enlarge(HERE, rows, made, ["opportunities"])
    made.rename(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
