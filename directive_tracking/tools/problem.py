"""What a check of sending finds: problems, as the sending check lists them."""

from typing import NamedTuple

ERROR, WARNING, NOTE = "error", "warning", "note"


class Problem(NamedTuple):
    """One problem with sending and its remedy, in plain words."""

    severity: str
    sentence: str
    remedy: str
    action: dict | None = None  # opens the affected records
