"""How many wrong tries an address may make in a while, counted in this process's memory.

>>> wrong = Cooldown(limit=2, seconds=60)
>>> [wrong.note("10.0.0.1", second) for second in (0, 1, 2, 3)]
[False, False, True, True]
>>> wrong.note("10.0.0.2", 3), wrong.note("10.0.0.1", 62)
(False, False)
"""

KEPT = 10_000  # addresses remembered at a time


class Cooldown:
    """Counts the wrong tries of each address in windows of ``seconds``."""

    def __init__(self, limit, seconds):
        self.limit = limit
        self.seconds = seconds
        self._tries = {}  # address: (begin of its window, tries)

    def note(self, address, now):
        """Count one more wrong try of ``address``; tell whether these were too many."""
        begin, tries = self._tries.get(address, (now, 0))
        if now - begin >= self.seconds:
            begin, tries = now, 0
        if len(self._tries) >= KEPT:
            self._tries.clear()  # forgetting is harmless: a token cannot be guessed anyway
        self._tries[address] = (begin, tries + 1)
        return tries >= self.limit
