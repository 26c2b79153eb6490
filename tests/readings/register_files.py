"""Invented registers of communes for the tests; everybody in them is invented."""

import io
from datetime import datetime

import openpyxl

HEADER = ("STT", "Ngày tháng", "Họ tên, địa chỉ người gửi đơn", "Nội dung đơn", "Loại đơn")
HEADER += ("Hướng xử lý", "Kết quả giải quyết", "Ghi chú")
DAY = datetime


def commune(
    rows, merged=(), title=("UBND XÃ MƯỜNG HUM", "SỔ THEO DÕI ĐƠN THƯ NĂM 2026"), header=HEADER
):
    """Return an .xlsx of these rows; ``merged`` are ranges such as A7:A8."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sổ đơn"
    for line in title:
        sheet.append([line])
    sheet.append(header)
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
