"""Which mentions are one: a union of mention numbers."""


class Clusters:
    """Groups of mention numbers; the earliest mention of a group leads it."""

    def __init__(self, count: int) -> None:
        self._leader = list(range(count))

    def find(self, n: int) -> int:
        """The leader of the group of mention `n`."""
        leader = self._leader
        while leader[n] != n:
            leader[n] = leader[leader[n]]
            n = leader[n]
        return n

    def join(self, a: int, b: int) -> None:
        a, b = self.find(a), self.find(b)
        if a != b:
            self._leader[max(a, b)] = min(a, b)

    def same(self, a: int, b: int) -> bool:
        return self.find(a) == self.find(b)
