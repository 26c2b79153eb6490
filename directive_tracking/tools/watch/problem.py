"""Problems that the sending check lists."""

from typing import NamedTuple

ERROR, WARNING, NOTE = "error", "warning", "note"


class Problem(NamedTuple):
    """One problem with sending and its solution, in plain words."""

    severity: str
    sentence: str
    remedy: str
    action: dict | None = None  # opens the affected records
