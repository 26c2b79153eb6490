"""Urgency of an order, from its wording.

Decree 30/2020 defines the degrees khẩn, thượng khẩn and hỏa tốc; oral orders say "thực hiện
ngay". "Khẩn trương" is used in almost every order and is ignored.

>>> urgency_of("HỎA TỐC: ứng phó với bão số 9"), urgency_of("Công điện hoả tốc hẹn giờ 17h")
('express', 'express_timed')
>>> urgency_of("Thượng khẩn"), urgency_of("Về việc thực hiện ngay các biện pháp")
('very_urgent', 'urgent')
>>> urgency_of("Công văn KHẨN về phòng cháy"), urgency_of("khẩn trương hoàn thành hồ sơ")
('urgent', None)
>>> urgency_of("Triển khai ngay sau Tết"), urgency_of("tình trạng khan hiếm"), urgency_of(None)
(None, None, None)
"""

import re

from .text import clean

URGENCIES = [
    ("normal", "Normal"),
    ("urgent", "Urgent"),
    ("very_urgent", "Very urgent"),
    ("express", "Express"),
    ("express_timed", "Express, timed"),
]
EXPRESS = ("express", "express_timed")
# The first match counts; "khẩn trương" is not a degree.
DEGREES = (
    ("express_timed", r"h(?:ỏa|oả) tốc,? hẹn giờ"),
    ("express", r"h(?:ỏa|oả) tốc"),
    ("very_urgent", r"thượng khẩn"),
    ("urgent", r"\bkhẩn\b(?! trương)"),
    ("urgent", r"\b(?:thực hiện|triển khai|xử lý|giải quyết|khắc phục|báo cáo) ngay\b(?! \d| sau)"),
)


def urgency_of(*texts):
    """Return the degree named in ``texts``, or None."""
    words = " ".join(clean(text).lower() for text in texts if text)
    return next((degree for degree, form in DEGREES if re.search(form, words)), None)
