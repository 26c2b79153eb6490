"""The rows of the register of receptions, form 03/TCD of Decree 154/2026/NĐ-CP."""

from dataclasses import astuple, dataclass

# Widths of the thirteen columns on a page across, relative to each other
WIDTHS = (0.5, 1.0, 1.9, 1.2, 2.6, 0.9, 0.8, 1.4, 0.8, 1.5, 1.5, 1.5, 1.0)


@dataclass(frozen=True)
class Row:
    """One visit as the register writes it; every column is a text."""

    number: str = ""
    day: str = ""
    who: str = ""
    id_number: str = ""
    content: str = ""
    kind: str = ""
    people: str = ""
    settled_by: str = ""
    competent: str = ""
    guided_to: str = ""
    handled_by: str = ""
    result: str = ""
    note: str = ""

    def cells(self):
        """Return the texts of the columns, in their order."""
        return astuple(self)


def joined(*texts, by="; "):
    """Return those of ``texts`` that say something, joined.

    >>> joined("UBND xã Y Tý", "", "số 12/HD-UBND"), joined(None, False)
    ('UBND xã Y Tý; số 12/HD-UBND', '')
    """
    return by.join(filter(None, texts))


def numbers(count):
    """Return the row below the captions, which numbers the columns.

    >>> numbers(3)
    ('1', '2', '3')
    """
    return tuple(str(place) for place in range(1, count + 1))
