"""Forms 02/TCD and 01-04/XLD: what became of the letters in the period.

A letter is of the kind of its first matter that meets the conditions; a matter counts in the period
in which the whole letter was processed. So the parts of a column never overlap.
"""

from .facts import SENT_AWAY
from .figure import LETTERS, MATTERS, Figure

COMPLAINT, DENUNCIATION, PETITION = "complaint", "denunciation", "petition"


def brought(letter, period):
    return period.was_open(letter.received, letter.processed)


def new(letter, period):
    return period.has(letter.received)


def handled(letter, period):
    return period.concerns(letter.received, letter.processed) and period.is_done(letter.processed)


def left(letter, period):
    return period.concerns(letter.received, letter.processed) and not period.is_done(
        letter.processed
    )


def sound(letter, period):
    return handled(letter, period) and bool(letter.sound)


def _first(test):
    """Return a test of letters by the first matter that meets the conditions."""
    return lambda letter, period: sound(letter, period) and test(letter.sound[0])


def _each(test):
    """Return a test of the matters that meet the conditions."""
    return lambda letter, matter, period: (
        handled(letter, period) and matter in letter.sound and test(matter)
    )


def _letters(test):
    return Figure(LETTERS, test)


def _matters(test):
    return Figure(MATTERS, _each(test))


def _kind(kind):
    return lambda matter: matter.kind == kind


def _both(one, other):
    return lambda matter: one(matter) and other(matter)


def _about(*codes):
    return lambda matter: matter.is_about(*codes)


def _not(test):
    return lambda matter: not test(matter)


def is_ours(matter):
    return matter.outcome not in SENT_AWAY


def _by(*outcomes):
    return lambda matter: matter.outcome in outcomes


def _level(*levels):
    return lambda matter: matter.level in levels and not matter.is_judged


def _many_times(matter):
    return matter.level == "further" or matter.is_judged


def _replied(*kinds):
    """Return the figure of the replies that came in the period."""
    return Figure(
        MATTERS,
        lambda letter, matter, period: (
            matter.outcome in SENT_AWAY and matter.kind in kinds and period.has(matter.replied)
        ),
    )


def _is_settled(matter):
    return matter.settled is not None


ALL_KINDS = (COMPLAINT, DENUNCIATION, PETITION)
XLD_01 = {
    "2": _letters(brought),
    "3": _letters(new),
    "4": _letters(handled),
    "5": _letters(left),
    "6": _letters(sound),
    "7": _matters(lambda matter: True),
    "8": _letters(_first(_kind(COMPLAINT))),
    "9": _letters(_first(_kind(DENUNCIATION))),
    "10": _letters(_first(_kind(PETITION))),
    "11": _letters(_first(_level("second"))),
    "12": _letters(_first(_many_times)),
    "13": _letters(_first(_level("first"))),
    "15": _letters(_first(_both(is_ours, _kind(COMPLAINT)))),
    "16": _letters(_first(_both(is_ours, _kind(DENUNCIATION)))),
    "17": _letters(_first(_both(is_ours, _kind(PETITION)))),
    "19": _letters(_first(_by("guided"))),
    "20": _letters(_first(_by("transferred"))),
    "21": _letters(_first(_by("urged"))),
    "22": _replied(*ALL_KINDS),
}


def _of_kind(kind):
    """Return the columns that forms 02-04/XLD begin with, and a maker of those of matters."""

    def is_first(letter):
        """A letter not processed yet is of the kind of its first matter."""
        matters = letter.sound or letter.matters
        return bool(matters) and matters[0].kind == kind

    def letters(test):
        return _letters(lambda letter, period: is_first(letter) and test(letter, period))

    def handled_of(when):
        return letters(lambda letter, period: when(letter, period) and handled(letter, period))

    columns = {
        "2": letters(brought),
        "3": letters(new),
        "5": handled_of(brought),
        "6": handled_of(new),
        "7": letters(sound),
        "8": _matters(_kind(kind)),
    }
    return columns, lambda test: _matters(_both(_kind(kind), test))


_COLUMNS, _of = _of_kind(COMPLAINT)
XLD_02 = _COLUMNS | {
    "10": _of(_about("KN.1.1")),
    "11": _of(_about("KN.1.2")),
    "12": _of(_both(_about("KN.1"), _not(_about("KN.1.1", "KN.1.2")))),
    "13": _of(_about("KN.2")),
    "14": _of(_about("KN.3")),
    "15": _of(_not(_about("KN.1", "KN.2", "KN.3"))),
    "16": _of(_level("second")),
    "17": _of(_level("further")),
    "18": _of(lambda matter: matter.is_judged),
    "19": _of(_level("first")),
    "21": _of(_both(is_ours, lambda matter: matter.level == "first")),
    "22": _of(_both(is_ours, lambda matter: matter.level != "first")),
    "24": _of(_by("guided", "transferred")),
    "25": _of(_by("urged")),
    "26": _replied(COMPLAINT),
}

_COLUMNS, _of = _of_kind(DENUNCIATION)
XLD_03 = _COLUMNS | {
    "10": _of(_about("TC.1.1")),
    "11": _of(_about("TC.1.2")),
    "12": _of(_about("TC.1.3")),
    "13": _of(_both(_about("TC.1"), _not(_about("TC.1.1", "TC.1.2", "TC.1.3")))),
    "14": _of(_about("TC.2")),
    "15": _of(_about("TC.3")),
    "16": _of(_about("TC.4")),
    "17": _of(_not(_about("TC.1", "TC.2", "TC.3", "TC.4"))),
    "18": _of(lambda matter: matter.level != "first" and not matter.is_concluded_before),
    "19": _of(lambda matter: matter.level != "first" and matter.is_concluded_before),
    "20": _of(lambda matter: matter.level == "first"),
    "22": _of(_both(is_ours, lambda matter: matter.level == "first")),
    "23": _of(_both(is_ours, lambda matter: matter.level != "first")),
    "25": _of(_by("transferred", "guided")),
    "26": _of(_by("urged")),
    "27": _replied(DENUNCIATION),
}

_COLUMNS, _of = _of_kind(PETITION)
XLD_04 = _COLUMNS | {
    "9": _of(_about("PA.1")),
    "10": _of(_about("PA.2")),
    "11": _of(_about("PA.3")),
    "12": _of(_not(_about("PA.1", "PA.2", "PA.3"))),
    "13": _of(_is_settled),
    "14": _of(_not(_is_settled)),
    "15": _of(is_ours),
    "17": _of(_by("transferred", "guided")),
    "18": _of(_by("urged")),
    "19": _replied(PETITION),
    "20": _of(_both(is_ours, _is_settled)),
    "21": _of(_both(is_ours, _not(_is_settled))),
}


def _in_person(test):
    return _letters(
        lambda letter, period: letter.is_in_person and new(letter, period) and test(letter)
    )


def _matters_in_person(test):
    return Figure(
        MATTERS,
        lambda letter, matter, period: letter.is_in_person and new(letter, period) and test(matter),
    )


def _leads(test):
    """Return a test of letters by their first matter."""
    return lambda letter: bool(letter.matters) and test(letter.matters[0])


# What came in at receptions, whether it was processed or not.
TCD_02 = {
    "3": _in_person(_leads(_kind(COMPLAINT))),
    "4": _matters_in_person(_kind(COMPLAINT)),
    "5": _in_person(_leads(_kind(DENUNCIATION))),
    "6": _matters_in_person(_kind(DENUNCIATION)),
    "7": _in_person(_leads(_kind(PETITION))),
    "8": _matters_in_person(_kind(PETITION)),
    "9": _in_person(_leads(is_ours)),
    "10": _matters_in_person(is_ours),
    "11": _in_person(_leads(_not(is_ours))),
    "12": _matters_in_person(_not(is_ours)),
    "13": _matters_in_person(_by("guided")),
    "14": _matters_in_person(_by("transferred")),
    "15": _matters_in_person(_by("urged")),
    "16": Figure(
        MATTERS,
        lambda letter, matter, period: (
            letter.is_in_person and matter.outcome in SENT_AWAY and period.has(matter.replied)
        ),
    ),
}
