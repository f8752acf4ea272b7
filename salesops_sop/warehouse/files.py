"""Which file of a folder holds a dataset."""

from pathlib import Path

from salesops_sop.warehouse.plan import PlanError

FORMATS = {
    ".csv": "csv",
    ".parquet": "parquet",
    ".json": "json",
    ".ndjson": "json",
    ".jsonl": "json",
}


class Missing(PlanError):
    """There is no data for a dataset."""


DATABASES = (".duckdb", ".db")


def file_of(folder: Path, dataset: str) -> Path:
    """The one file that is named after a dataset: `calendar-time.csv` or `calendar_time.parquet`.

    Raises PlanError when there is none, or several.
    """
    names = dict.fromkeys((dataset, dataset.replace("-", "_")))
    found = [
        folder / f"{name}{ending}"
        for name in names
        for ending in FORMATS
        if (folder / f"{name}{ending}").is_file()
    ]
    if len(found) > 1:
        listed = " and ".join(f"‘{path.name}’" for path in found[:3])
        raise PlanError(
            f"the dataset ‘{dataset}’ has several files in ‘{folder}’: {listed}; keep one"
        )
    if not found:
        raise Missing(
            f"there is no file for the dataset ‘{dataset}’ in ‘{folder}’: put ‘{dataset}.csv’, "
            ".parquet or .json there"
        )
    return found[0]
