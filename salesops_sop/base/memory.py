"""How often Python looks for objects that only refer to each other."""

import gc

_NEW_OBJECTS = 100_000


def collect_rarely() -> None:
    """Look for cycles after a hundred thousand new objects instead of seven hundred.

    A handbook is many small objects that live as long as the run, and each look walks all of them:
    measured on 1,000 procedures, a quarter of the time. Cycles are still collected, so a build that
    makes many of them does not grow without limit.
    """
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
