"""Recipients, with their agency and whether they have to acknowledge.

>>> head, clerk = Recipient(7, 3, 1), Recipient(8, None, 1)
>>> once([head, clerk, head._replace(agency_id=2)]) == [head._replace(agency_id=2), clerk]
True
"""

from typing import NamedTuple


class Recipient(NamedTuple):
    """One recipient, by the ids of their contact, user and agency."""

    partner_id: int
    user_id: int | None = None
    agency_id: int | None = None
    asks: bool = True  # whether they have to acknowledge, if the notice requires it


class Told(NamedTuple):
    """One recipient of one notice, identified by record and occurrence."""

    res_model: str
    res_id: int
    occurrence: str
    to: Recipient


def once(recipients):
    """Return each person once, with their last entry in ``recipients``."""
    return list({one.partner_id: one for one in recipients}.values())
