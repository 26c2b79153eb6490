"""Grades of a formal reminder, and which of them an overdue task has reached."""

REMINDER, WARNING, ULTIMATUM = "reminder", "warning", "ultimatum"
# From the mildest on
GRADES = (REMINDER, WARNING, ULTIMATUM)
# How urgently an agency is told of it
URGENCY_OF = {REMINDER: "normal", WARNING: "urgent", ULTIMATUM: "very_urgent"}
# A task chased more often than this is put before the leadership.
OFTEN = 3


def grade_reached(days, limits):
    """Return the highest grade that a task ``days`` overdue has reached, or None.

    :param limits: ``{grade: days}``; 0 turns a grade off

    >>> limits = {REMINDER: 5, WARNING: 15, ULTIMATUM: 30}
    >>> [grade_reached(days, limits) for days in (4, 5, 15, 29, 30)]
    [None, 'reminder', 'warning', 'warning', 'ultimatum']
    >>> grade_reached(90, {REMINDER: 5, WARNING: 0, ULTIMATUM: 0})
    'reminder'
    """
    reached = [grade for grade in GRADES if limits.get(grade) and days >= limits[grade]]
    return highest(reached)


def highest(grades):
    """Return the most severe of ``grades``, or None.

    >>> highest(["warning", "reminder"]), highest([])
    ('warning', None)
    """
    return max(grades, key=GRADES.index, default=None)


def at_least(grade):
    """Return the grades that are as severe as ``grade`` or more.

    >>> at_least("warning")
    ('warning', 'ultimatum')
    """
    return GRADES[GRADES.index(grade) :]


def number_from(pattern, number, year):
    """Return the number of a document by the Office's pattern; without a place in it, in front.

    Below ten it begins with a nought (Decree 30/2020, annex I), on the screen as on paper, so that
    it is found as people type it.

    >>> number_from("{number}/VPUBND-TH", 7, 2026), number_from("{number}/{year}/ĐĐ", 12, 2026)
    ('07/VPUBND-TH', '12/2026/ĐĐ')
    >>> number_from("/VPUBND", 3, 2026), number_from("{other}-{number}", 3, 2026)
    ('03/VPUBND', '{other}-03')
    """
    if "{number}" not in pattern:
        pattern = "{number}" + pattern
    return pattern.replace("{number}", f"{number:02}").replace("{year}", str(year))


def lines_of(text):
    """Return the lines of authority and post, which a setting holds separated by semicolons.

    >>> lines_of("KT. CHÁNH VĂN PHÒNG; PHÓ CHÁNH VĂN PHÒNG"), lines_of("")
    (('KT. CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG'), ())
    """
    parts = (part.strip() for part in (text or "").replace("\n", ";").split(";"))
    return tuple(part for part in parts if part)


def symbol_without(letters, pattern):
    """Return what stands after a number not given yet, of another kind of document of the Office.

    :param letters: of the kind, as Decree 30/2020 shortens it
    :param pattern: of the letters of the Office, which name it

    >>> symbol_without("BC", "{number}/VPUBND-TH"), symbol_without("BC", "{number}")
    ('      /BC-VPUBND', '      /BC')
    """
    office = pattern.rpartition("/")[2].partition("-")[0] if "/" in pattern else ""
    return " " * 6 + "/" + "-".join(filter(None, (letters, office.strip())))


def number_without(pattern):
    """Return what stands after a number not given yet.

    >>> number_without("{number}/VPUBND-TH")
    '      /VPUBND-TH'
    """
    return pattern.replace("{number}", " " * 6).replace("{year}", "")
