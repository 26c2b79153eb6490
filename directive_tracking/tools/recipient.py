"""Recipients: who is told, for which agency, and whether they are asked to acknowledge.

>>> head, clerk = Recipient(7, 3, 1), Recipient(8, None, 1)
>>> once([head, clerk, head._replace(agency_id=2)]) == [head._replace(agency_id=2), clerk]
True
"""

from typing import NamedTuple


class Recipient(NamedTuple):
    """One person to be told, by the ids of their contact, user and agency."""

    partner_id: int
    user_id: int | None = None
    agency_id: int | None = None
    asks: bool = True  # whether they are asked to acknowledge, where the notice asks for it


class Told(NamedTuple):
    """One recipient of one notice, which its record and occurrence name."""

    res_model: str
    res_id: int
    occurrence: str
    to: Recipient


def once(recipients):
    """Return each person once, as they stand last among ``recipients``."""
    return list({one.partner_id: one for one in recipients}.values())
