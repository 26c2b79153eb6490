"""Rate limit for failed attempts per address, counted in the memory of this process.

>>> wrong = Cooldown(limit=2, seconds=60)
>>> [wrong.note("10.0.0.1", second) for second in (0, 1, 2, 3)]
[False, False, True, True]
>>> wrong.note("10.0.0.2", 3), wrong.note("10.0.0.1", 62)
(False, False)
"""

KEPT = 10_000  # addresses remembered at a time


class Cooldown:
    """Counts the failed attempts of each address in windows of ``seconds``."""

    def __init__(self, limit, seconds):
        self.limit = limit
        self.seconds = seconds
        self._tries = {}  # address: (start of its window, attempts)

    def note(self, address, now):
        """Count a failed attempt of ``address``; tell whether there were too many."""
        begin, tries = self._tries.get(address, (now, 0))
        if now - begin >= self.seconds:
            begin, tries = now, 0
        if len(self._tries) >= KEPT:
            self._tries.clear()  # losing counts is harmless: a token cannot be guessed anyway
        self._tries[address] = (begin, tries + 1)
        return tries >= self.limit
