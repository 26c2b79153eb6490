"""Letters about what an earlier one was about: duplicates, and those of the next level."""

import re

from odoo.addons.directive_tracking.tools.text import fold

from .model import FIRST
from .outcomes import PAPER

_AROUND = re.compile(
    r"\b(?:don|tiep tuc|tiep|khieu nai|to cao|kien nghi|phan anh|de nghi|ve|viec|lan \d|tra loi|giai quyet|xem xet"
    r"|som|lai|noi dung|kn|tc|gui|nhieu lan|khan cap|duoc|yeu cau|trinh bay|phan anh mieng)\b"
)
_ALIKE = 0.8  # so many of the shorter text's words
_ONE_CASE = 0.5


def link(records):
    """Set `duplicate_of` and `follows` of the records; the first of a group stays without."""
    by_name = {}
    for record in records:
        if not record.persons or not record.matters:
            continue
        earlier = by_name.setdefault(fold(record.persons[0].name), [])
        _link(record, earlier)
        earlier.append(record)


def _link(record, earlier):
    is_later = any(matter.level != FIRST for matter in record.matters)
    for other in earlier:
        if not _same_person(record.persons[0], other.persons[0]):
            continue
        if is_later and _is_next(record, other):
            record.follows = other.at
        elif other.duplicate_of is None and _same_case(record, other):
            record.duplicate_of = other.at
            return


def _same_person(one, other):
    """Tell whether two persons of one name are one: no other address, no other ID."""
    if one.id_number and other.id_number and one.id_number != other.id_number:
        return False
    here, there = set(fold(one.address).split()), set(fold(other.address).split())
    if here and there:
        return here <= there or there <= here
    return True


def _is_next(record, other):
    """Tell whether the record takes the case of the other one to the next level."""
    mine, theirs = record.matters[0], other.matters[0]
    if mine.kind != theirs.kind or mine.level == theirs.level:
        return False
    papers = _papers(record) & _papers(other)
    same_object = mine.against and fold(mine.against) == fold(theirs.against)
    return bool(papers or same_object or _likeness(mine.content, theirs.content) >= _ONE_CASE)


def _papers(record):
    texts = [record.note, record.result_text, *(matter.content for matter in record.matters)]
    found = {re.sub(r"\s", "", one) for text in texts for one in PAPER.findall(text or "")}
    return found | (
        {record.decision.number} if record.decision and record.decision.number else set()
    )


def _same_case(record, other):
    """Tell whether both letters hold the same matters against the same object."""
    if len(record.matters) != len(other.matters):
        return False
    return all(
        _same_matter(one, two) for one, two in zip(record.matters, other.matters, strict=True)
    )


def _same_matter(one, two):
    if one.kind != two.kind or one.level != two.level:
        return False
    if one.against and two.against and fold(one.against) != fold(two.against):
        return False
    return _likeness(one.content, two.content) >= _ALIKE


def _likeness(one, two):
    """Return how many of the shorter content's words are in the other; 0 if numbers differ.

    >>> _likeness("Khiếu nại QĐ số 245/QĐ-UBND thu hồi 320 m2", "Tiếp tục khiếu nại QĐ số 245/QĐ-UBND thu hồi 320 m2")
    1.0
    >>> _likeness("Khiếu nại QĐ số 245/QĐ-UBND", "Khiếu nại QĐ số 246/QĐ-UBND")
    0.0
    """
    here, there = (set(_AROUND.sub(" ", _core(text)).split()) for text in (one, two))
    numbers = [{word for word in words if word[0].isdigit()} for words in (here, there)]
    if not (numbers[0] <= numbers[1] or numbers[1] <= numbers[0]):
        return 0.0
    shorter, longer = sorted((here, there), key=len)
    return len(shorter & longer) / len(shorter) if shorter else 0.0


def _core(text):
    """Return the folded content without the bracket that counts how often it came."""
    return fold(
        re.sub(
            r"\((?:tiếp )?lần \d+\)|\(tiếp[^)]*\)|\(phản ánh miệng\)",
            " ",
            text or "",
            flags=re.IGNORECASE,
        )
    )
