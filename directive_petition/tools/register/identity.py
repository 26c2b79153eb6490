"""What tells the rows of a register apart, without a word about who wrote them."""

import hashlib
import json

from odoo.addons.directive_tracking.tools.text import fold


def row_key(record):
    """Return a text that is the same for the same row of a later version of the register.

    >>> from .model import Matter, Person, Record
    >>> one = Record({"row": 7}, "1", date_text="1/7", matters=[Matter("petition", 1, "Sửa cầu")])
    >>> other = Record({"row": 9}, "1", date_text="1/7", matters=[Matter("petition", 1, "Sửa cầu")],
    ...                persons=[Person("Lý A Sử")])
    >>> row_key(one) == row_key(other), len(row_key(one))
    (True, 32)
    """
    contents = [fold(matter.content) for matter in record.matters]
    said = [record.at.get("sheet"), record.number, record.date_text, contents]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]
