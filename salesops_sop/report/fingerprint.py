"""What names a problem from run to run: rule, document and message, never a line."""

import hashlib
from collections import Counter
from collections.abc import Iterable

from salesops_sop.base.problem import Problem
from salesops_sop.lint.baseline import Entry, entry


def fingerprints(problems: Iterable[Problem]) -> list[str]:
    """A name of 64 hexadecimal digits for each problem, in their order; no two are the same.

    It is the key of the baseline; of several equal ones the first keeps the name it has alone.
    """
    seen: Counter[Entry] = Counter()
    found = []
    for problem in problems:
        key = entry(problem)
        number = seen[key]
        seen[key] += 1
        text = "\0".join([*key, str(number)] if number else key)
        found.append(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    return found
