"""The names of all figures, and the rates among them."""

from decimal import ROUND_HALF_UP, Decimal

# Of a day, in the order in which they are shown.
COUNTERS = (
    "total", "done", "open", "done_on_time", "done_late", "open_in_term", "open_overdue",
    "open_no_deadline", "closed", "revoked", "with_deadline", "without_deadline", "not_begun",
    "in_hand", "processed", "due_soon", "overdue_1_7", "overdue_8_30", "overdue_31_90",
    "overdue_over_90", "overdue_over_30", "silent", "awaiting_acceptance", "not_received",
    "suspended", "fresh_open", "overdue_reported_in_time", "late_cause_confirmed",
    "overdue_cause_confirmed", "returned_times", "returned_tasks", "extended_tasks",
    "extended_times", "done_late_by_acceptance",
)  # fmt: skip

# Of a period; a column counts tasks unless it is a sum or a rate.
COLUMNS = (
    "1", "2", "3", "T", "T1", "T2", "T3", "G", "G1", "G2", "G3", "G4", "4", "5", "6", "7", "8",
    "8x", "9", "10", "11", "11a", "12", "12a", "12r", "12x", "13", "13a", "10s", "14", "15",
    "16a", "16b", "fresh", "17", "18", "19", "20", "w1", "w3", "w6", "w7", "w8", "w8x", "w9",
)  # fmt: skip

SUMS = {
    "1": ("6", "10"),
    "T": ("T1", "T2", "T3"),
    "G": ("G1", "G2", "G3", "G4"),
    "w1": ("w6", "w10"),
}
RATES = {
    "17": ("6", ("1",)),
    "18": ("7", ("7", "8")),
    "19": ("12", ("1",)),
    "20": ("fresh", ("10",)),
}
WEIGHED = ("3", "6", "7", "8", "8x", "9", "10")

# Columns with a list of tasks behind each cell, one line for each task or event counted.
LISTED = tuple(name for name in COLUMNS if name not in {*RATES, "w1"} and not name.startswith("w"))


def percent(part, whole):
    """Return ``part`` of ``whole`` in percent, two decimals, half up; None of nothing.

    >>> percent(1, 3), percent(1, 32), percent(0, 5), percent(0, 0)
    (33.33, 3.13, 0.0, None)
    >>> percent(201, 800)  # 25.125
    25.13
    """
    if not whole:
        return None
    exact = Decimal(100 * part) / Decimal(whole)
    return float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def with_rates(cells):
    """Return all columns of one row from those that are counted.

    >>> row = with_rates({"6": 2, "7": 1, "8": 1, "10": 1, "12": 1})
    >>> row["1"], row["17"], row["18"], row["20"], row["G"]
    (3, 66.67, 50.0, 0.0, 0)
    >>> with_rates({"w6": 0.1 + 0.2, "w10": 2.25})["w6"]
    0.3
    """
    row = {name: cells.get(name, 0) for name in (*COLUMNS, "w10")}
    for name, parts in SUMS.items():
        row[name] = sum(row[part] for part in parts)
    row |= {name: round(row[name], 6) for name in row if name[0] == "w"}
    for name, (part, wholes) in RATES.items():
        row[name] = percent(row[part], sum(row[whole] for whole in wholes))
    del row["w10"]
    return row
