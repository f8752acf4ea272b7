"""`python -m benchmarks.kpis.byhand DIR FILE`: the KPIs by SQL that somebody wrote by hand."""

import csv
import sys
from pathlib import Path

import duckdb


def main(data: str, target: str) -> None:
    """Write kpi, month, region and value for every row."""
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    rows = duckdb.sql(sql.replace("{data}", data)).fetchall()
    with Path(target).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
