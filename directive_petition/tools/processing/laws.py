"""The laws on which decisions on a matter rest, as they stand on a day.

The Law on Reception, Complaints and Denunciations was amended on 1 July 2026 (136/2025/QH15), and
the decrees with it.
"""

from datetime import date

from .documents import COMPLAINT, DENUNCIATION, PETITION

AMENDED = date(2026, 7, 1)
_LAW = " (được sửa đổi, bổ sung bởi Luật số 136/2025/QH15)"
_DECREE = " (được sửa đổi, bổ sung bởi Nghị định số {}/2026/NĐ-CP ngày 15 tháng 5 năm 2026)"
_COMPLAINT = (
    "Luật Khiếu nại ngày 11 tháng 11 năm 2011",
    "Nghị định số 124/2020/NĐ-CP ngày 19 tháng 10 năm 2020 của Chính phủ",
)
_DENUNCIATION = (
    "Luật Tố cáo ngày 12 tháng 6 năm 2018",
    "Nghị định số 31/2019/NĐ-CP ngày 10 tháng 4 năm 2019 của Chính phủ",
)
_RECEPTION = "Luật Tiếp công dân ngày 25 tháng 11 năm 2013"
_OLD_DECREE = "Nghị định số 64/2014/NĐ-CP ngày 26 tháng 6 năm 2014 của Chính phủ"
_NEW_DECREE = "Nghị định số 154/2026/NĐ-CP ngày 15 tháng 5 năm 2026 của Chính phủ"
_BEFORE = {
    COMPLAINT: _COMPLAINT,
    DENUNCIATION: _DENUNCIATION,
    PETITION: (_RECEPTION, _OLD_DECREE),
}
_SINCE = {
    COMPLAINT: (_COMPLAINT[0] + _LAW, _COMPLAINT[1] + _DECREE.format(155)),
    DENUNCIATION: (_DENUNCIATION[0] + _LAW, _DENUNCIATION[1] + _DECREE.format(156)),
    PETITION: (_RECEPTION + _LAW, _NEW_DECREE),
}


def laws_on(kind, day):
    """Return the law and the decree for a matter of ``kind`` on ``day``.

    >>> laws_on("petition", date(2026, 6, 30))[1]
    'Nghị định số 64/2014/NĐ-CP ngày 26 tháng 6 năm 2014 của Chính phủ'
    >>> laws_on("complaint", date(2026, 7, 1))[0]
    'Luật Khiếu nại ngày 11 tháng 11 năm 2011 (được sửa đổi, bổ sung bởi Luật số 136/2025/QH15)'
    """
    return (_SINCE if day >= AMENDED else _BEFORE)[kind]
