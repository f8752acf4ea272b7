"""Ownership at scale: a generated handbook with 10,000 and 100,000 claims."""

import random
import resource
import time
from collections.abc import Iterator
from typing import NamedTuple

from salesops_sop.analysis.activity.verbs import lexicon
from salesops_sop.analysis.activity.words import listed
from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.handbook.loader import load

NOUNS = sorted(
    listed(
        """
        lead deal contract quote forecast territory quota discount invoice order campaign report
        dashboard account customer product price commission plan budget pipeline opportunity
        proposal renewal complaint training candidate permission interface dataset target segment
        partner channel event webinar template clause signature credit payment shipment delivery
        stock demand supply scenario risk ticket survey meeting agenda archive backup policy
        guideline
        """
    )
)
QUALIFIERS = sorted(
    listed(
        """
        new existing internal external weekly monthly annual strategic large small regional national
        digital printed technical commercial legal financial standard special urgent
        """
    )
)
REGIONS = sorted(
    listed(
        """
        emea dach nordics uk americas us canada latam apac
        """
    )
)
ROWS_PER_CHARTER = 25
CLAIMS_PER_ROW = 4


class Cost(NamedTuple):
    """What one size cost: seconds of wall time to load and to analyze, and the peak of memory."""

    claims: int
    load: float
    analyze: float
    megabytes: int
    overlaps: int


def corpus(claims: int, seed: int = 1) -> dict[str, str]:
    """Charters with so many claims, by file; the same for the same seed."""
    chance = random.Random(seed)
    rows = claims // CLAIMS_PER_ROW
    roles = [f"role-{number}" for number in range(max(20, rows // 100))]
    files = {"organization.yaml": "\n---\n".join(_organization(roles)), "region.yaml": _REGION}
    for number in range(rows // ROWS_PER_CHARTER):
        files[f"charter-{number}.yaml"] = "\n".join(_charter(number, roles, chance))
    return files


_REGION = """kind: dimension
id: region
title: Region
values: {emea: [dach, nordics, uk], americas: [us, canada, latam], apac: }
"""


def _organization(roles: list[str]) -> Iterator[str]:
    yield "kind: department\nid: sales\ntitle: Sales\nhead: role-0"
    for number, role in enumerate(roles):
        line = f"\nreports_to: {roles[(number - 1) // 8]}" if number else ""
        yield f"kind: role\nid: {role}\ntitle: Role {number}\ndepartment: sales{line}"


def _charter(number: int, roles: list[str], chance: random.Random) -> Iterator[str]:
    verbs = sorted(verb for verb in lexicon().classes if " " not in verb)
    yield f"kind: responsibilities\nid: charter-{number}\ntitle: Charter {number}\nactivities:"
    for row in range(ROWS_PER_CHARTER):
        narrow = " ".join(chance.sample(QUALIFIERS, chance.choice((0, 1, 1, 2))))
        thing = f"{narrow} {chance.choice(NOUNS)} {chance.choice(NOUNS)}".strip()
        yield f"  - id: activity-{row}\n    activity: {chance.choice(verbs).title()} the {thing}"
        who = [chance.choice(roles) for _ in range(CLAIMS_PER_ROW)]
        letters = zip(("responsible", "accountable", "consulted", "informed"), who, strict=True)
        yield "    raci: {" + ", ".join(f"{name}: {role}" for name, role in letters) + "}"
        if chance.random() < 0.5:
            yield f"    scope: {{region: {chance.choice(REGIONS)}}}"


def measure(claims: int) -> Cost:
    """Load a generated handbook and ask everything of its ownership."""
    files = corpus(claims)
    start = time.perf_counter()
    handbook = load(files)
    loaded = time.perf_counter()
    own = handbook.derived(Ownership)
    found = own.overlaps()
    asked = (own.gaps, own.self_approvals, own.prohibited, own.loads, own.split_decisions)
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    assert len(own.claims) >= claims
    assert all(part is not None for part in asked)
    return Cost(len(own.claims), loaded - start, done - loaded, peak, len(found))


def main() -> None:
    """Print the cost of both sizes and the ratio between them."""
    small, large = measure(10_000), measure(100_000)
    print(f"\n{'claims':>10}{'load s':>9}{'analyze s':>11}{'peak MB':>9}{'overlaps':>10}")
    for cost in (small, large):
        print(
            f"{cost.claims:>10,}{cost.load:>9.1f}{cost.analyze:>11.1f}{cost.megabytes:>9}"
            f"{cost.overlaps:>10,}"
        )
    print(f"ten times the claims cost {large.analyze / small.analyze:.1f} times the analysis")
