"""Which rules accept which slots of one column, answered for any set of slots at once."""

from collections.abc import Iterator, Sequence

Rules = int
"""A set of rules, as the bits of a whole number."""


class Accepting:
    """The rules by the slots they accept, in a tree over the slots (a segment tree)."""

    def __init__(self, size: int, masks: Sequence[int]) -> None:
        self.size = size
        single = _by_slot(size, masks)
        self._some = _tree(single, size, both=False)
        self._all = _tree(single, size, both=True)
        self._everyone = (1 << len(masks)) - 1
        self._asked: dict[tuple[bool, int], Rules] = {}

    def meeting(self, mask: int) -> Rules:
        """The rules that accept some of these slots."""
        key = (True, mask)
        if key not in self._asked:
            found = 0
            for node in self._nodes(mask):
                found |= self._some[node]
            self._asked[key] = found
        return self._asked[key]

    def covering(self, mask: int) -> Rules:
        """The rules that accept all of these slots."""
        key = (False, mask)
        if key not in self._asked:
            found = self._everyone
            for node in self._nodes(mask):
                found &= self._all[node]
            self._asked[key] = found
        return self._asked[key]

    def _nodes(self, mask: int) -> Iterator[int]:
        """Few nodes of the tree that hold exactly these slots."""
        for first, last in runs(mask):
            low, high = first + self.size, last + self.size
            while low < high:
                if low & 1:
                    yield low
                    low += 1
                if high & 1:
                    high -= 1
                    yield high
                low, high = low >> 1, high >> 1


def runs(mask: int) -> Iterator[tuple[int, int]]:
    """The stretches of a set of slots, as long as they can be: first slot, and the one after."""
    edges = slots(mask ^ mask << 1)
    yield from zip(edges[::2], edges[1::2], strict=True)


def slots(mask: int) -> list[int]:
    """The places of the bits of a set, in order."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


def _by_slot(size: int, masks: Sequence[int]) -> list[Rules]:
    """For each slot the rules that accept it; a rule is noted only where its stretches change."""
    changes = [0] * (size + 1)
    for rule, mask in enumerate(masks):
        for edge in slots(mask ^ mask << 1):
            changes[edge] ^= 1 << rule
    found, now = [], 0
    for change in changes[:size]:
        now ^= change
        found.append(now)
    return found


def _tree(leaves: list[Rules], size: int, both: bool) -> list[Rules]:
    found = [0] * size + leaves
    for node in range(size - 1, 0, -1):
        left, right = found[2 * node], found[2 * node + 1]
        found[node] = left & right if both else left | right
    return found
