"""The day on which a command judges."""

import datetime

from salesops_sop.base.errors import UsageError
from salesops_sop.base.quantity import parse_date


def day(written: str | None) -> datetime.date:
    """Return the day that `--today` names, or today; raises UsageError where it is none."""
    try:
        return parse_date(written) if written else datetime.date.today()
    except ValueError as error:
        raise UsageError(f"--today: {error}") from error
