"""Forms 01-04/KQGQ: how complaints and denunciations were settled, and what came of it."""

from .facts import DECIDED, TERMINATED, WITHDRAWN
from .figure import LETTERS, MATTERS, Figure

COMPLAINT, DENUNCIATION = "complaint", "denunciation"
STATE = ("state_money", "state_land")
GIVEN_BACK = ("organisation_money", "organisation_land", "person_money", "person_land")
RESTORED = ("organisation_count", "person_count")
PUNISHED = ("disciplined_count", "disciplined_official_count")
PROSECUTED = ("prosecuted_case_count", "prosecuted_count", "prosecuted_official_count")
IN_PARTS = ("money", "land")


def _days(letter, kind):
    """Return (accepted, settled) of the letter as far as it is of ``kind``."""
    matters = letter.to_settle(kind)
    settled = [_settled(matter) for matter in matters]
    accepted = min((matter.accepted for matter in matters), default=None)
    return accepted, None if None in settled or not settled else max(settled)


def _settled(matter):
    """Return the day on which it was settled, not before it was accepted."""
    return matter.settled and max(matter.settled, matter.accepted or matter.settled)


def letters_brought(kind):
    return Figure(LETTERS, lambda letter, period: period.was_open(*_days(letter, kind)))


def letters_new(kind):
    return Figure(LETTERS, lambda letter, period: period.has(_days(letter, kind)[0]))


def _is_of(kind):
    def test(matter, period):
        return matter.kind == kind and period.concerns(matter.accepted, _settled(matter))

    return test


def _ended(kind, ending=None, also=lambda matter: True):
    """Return a test of the matters that ended in the period, in this way."""
    is_of = _is_of(kind)

    def test(_letter, matter, period):
        in_time = is_of(matter, period) and period.has(_settled(matter))
        return in_time and ending in (None, matter.ending) and also(matter)

    return test


def _count(test):
    return Figure(MATTERS, test)


def _sum(test, name):
    return Figure(
        MATTERS,
        test,
        lambda matters: sum(matter.amounts.get(name) or 0 for matter in matters),
        name.endswith(IN_PARTS),
    )


def _decided(kind, *results):
    return _count(_ended(kind, DECIDED, lambda matter: matter.result in results))


def _numbered(first, figures):
    return {str(first + place): figure for place, figure in enumerate(figures)}


def _sums(kind, first, *names):
    return _numbered(first, [_sum(_ended(kind, DECIDED), name) for name in names])


def matters_of(kind):
    is_of = _is_of(kind)
    return _count(lambda _letter, matter, period: is_of(matter, period))


KQGQ_01 = {
    "2": letters_brought(COMPLAINT),
    "3": letters_new(COMPLAINT),
    "4": matters_of(COMPLAINT),
    "5": _count(_ended(COMPLAINT, DECIDED)),
    "6": _count(_ended(COMPLAINT, WITHDRAWN)),
    **_sums(COMPLAINT, 7, *STATE, *GIVEN_BACK, *RESTORED, *PUNISHED, *PROSECUTED),
    "20": _decided(COMPLAINT, "right"),
    "21": _decided(COMPLAINT, "wrong"),
    "22": _decided(COMPLAINT, "partly_right"),
    "23": _decided(COMPLAINT, "upheld"),
    "24": _decided(COMPLAINT, "changed"),
    "25": _count(_ended(COMPLAINT, DECIDED, lambda matter: not matter.is_late)),
    "26": _count(_ended(COMPLAINT, DECIDED, lambda matter: matter.is_late)),
}


def _about(*codes):
    return lambda matter: matter.is_about(*codes)


def _concluded(test):
    return _count(_ended(DENUNCIATION, DECIDED, test))


def _found(results, is_further=False):
    return _concluded(
        lambda matter: (matter.result in results and not (is_further and matter.level == "first"))
    )


RIGHT, WRONG, MIXED = ("right", "changed"), ("wrong", "upheld"), ("partly_right",)
KQGQ_03 = {
    "2": letters_brought(DENUNCIATION),
    "3": letters_new(DENUNCIATION),
    "4": matters_of(DENUNCIATION),
    "5": _count(
        lambda _letter, matter, period: (
            _is_of(DENUNCIATION)(matter, period) and matter.level != "first"
        )
    ),
    "6": _count(_ended(DENUNCIATION, DECIDED)),
    "7": _concluded(_about("TC.1")),
    "8": _concluded(_about("TC.2")),
    "9": _concluded(_about("TC.3")),
    "10": _concluded(lambda matter: not _about("TC.1", "TC.2", "TC.3")(matter)),
    "11": _count(_ended(DENUNCIATION, WITHDRAWN)),
    "12": _count(_ended(DENUNCIATION, TERMINATED)),
    **_sums(DENUNCIATION, 13, *STATE, *GIVEN_BACK, *PUNISHED, *PROSECUTED),
    "24": _found(RIGHT),
    "25": _found(RIGHT, True),
    "26": _found(WRONG),
    "27": _found(WRONG, True),
    "28": _found(MIXED),
    "29": _found(MIXED, True),
    "30": _concluded(lambda matter: not matter.is_late),
    "31": _concluded(lambda matter: matter.is_late),
}


def _enforced(kind, is_done=False):
    """Return a test of the decisions to be enforced in the period, or enforced in it."""

    def test(_letter, matter, period):
        if matter.kind != kind or not period.concerns(matter.enforcing, matter.enforced):
            return False
        return not is_done or period.has(matter.enforced)

    return test


def _enforcement(kind):
    due = [_sum(_enforced(kind), name) for name in STATE]
    paid = [_sum(_enforced(kind), f"enforced_{name}") for name in STATE]
    given = [_sum(_enforced(kind), name) for name in GIVEN_BACK]
    returned = [_sum(_enforced(kind), f"enforced_{name}") for name in GIVEN_BACK]
    people = [
        _sum(_enforced(kind), name)
        for name in (
            "disciplined_count",
            "enforced_disciplined_count",
            "charged_case_count",
            "charged_count",
        )
    ]
    counts = [_count(_enforced(kind)), _count(_enforced(kind, True))]
    return _numbered(1, [*counts, *due, *paid, *given, *returned, *people])


KQGQ_02 = _enforcement(COMPLAINT)
KQGQ_04 = _enforcement(DENUNCIATION)
