"""How much work the proof of one procedure may cost, counted and not timed."""

STEPS = 500_000
"""Steps for the search, and as many again to explain what it found (some 2 microseconds each)."""
PER_MARKING = 5
"""Steps for each marking that may be looked at; whoever allows more markings allows more work."""


class Effort:
    """Steps of work, half of them for the search; the same procedure always spends the same.

    A step is an edge walked, a token looked at or a choice asked. Markings alone are no measure:
    in a tangle of hundreds of gates one marking has hundreds of tokens and of ways on.
    """

    def __init__(self, markings: int) -> None:
        self.kept = max(STEPS, PER_MARKING * markings)
        self.left = 2 * self.kept

    def spend(self, steps: int = 1) -> None:
        """Take steps, more than are left if need be."""
        self.left -= steps

    @property
    def may_search(self) -> bool:
        """Whether steps are left for the search."""
        return self.left > self.kept

    @property
    def may_explain(self) -> bool:
        """Whether any steps are left."""
        return self.left > 0
