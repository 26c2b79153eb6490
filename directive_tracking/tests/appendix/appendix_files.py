"""Builds appendix files, and the agencies of an invented province, for the reader's tests."""

import csv
import io

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ...tools.appendix import AgencyName, read_appendix

_DEPARTMENTS = {
    "Sở Nội vụ": (),
    "Sở Ngoại vụ": (),
    "Sở Tư pháp": (),
    "Sở Tài chính": (),
    "Sở Công Thương": (),
    "Sở Nông nghiệp và Môi trường": ("Sở NN&MT",),
    "Sở Xây dựng": (),
    "Sở Khoa học và Công nghệ": ("Sở KH&CN",),
    "Sở Văn hóa, Thể thao và Du lịch": ("Sở VHTT&DL",),
    "Sở Giáo dục và Đào tạo": ("Sở GD&ĐT",),
    "Sở Y tế": (),
    "Sở Dân tộc và Tôn giáo": (),
    "Thanh tra tỉnh": ("Thanh tra tỉnh Sông Xanh",),
}
_OTHERS = {
    "Công an tỉnh": ("Công an tỉnh Sông Xanh",),
    "Bộ Chỉ huy Quân sự tỉnh": ("Bộ CHQS tỉnh",),
    "Ban Chỉ huy Bộ đội Biên phòng tỉnh": ("BĐBP tỉnh",),
    "Thuế tỉnh": ("Thuế tỉnh Sông Xanh",),
    "Kho bạc Nhà nước khu vực": (),
    "Ban Quản lý Khu kinh tế tỉnh": ("BQL KKT",),
    "Ban Quản lý dự án đầu tư xây dựng tỉnh": (),
    "Trung tâm Phục vụ hành chính công tỉnh": (),
    "Báo và phát thanh, truyền hình Sông Xanh": (),
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh": ("UBMTTQ Việt Nam tỉnh",),
}
_COMMUNES = (
    "xã Đồi Chè",
    "xã Phượng Dực",
    "xã Các Sơn",
    "xã Suối Bạc",
    "xã Hoà Sơn",
    "xã Hòa Thuận",
    "xã Tân An",
    "xã Tân Ân",
    "xã Phú Lộc",
    "phường Phú Lộc",
    "phường Cầu Đá",
    "phường Hồng Hà",
    "phường Tỉnh Lỵ",
    "đặc khu Đảo Ngọc",
)
_KINDS = {"xã": "xa", "phường": "phuong", "đặc": "dac_khu"}
OFFICE = "Văn phòng Ủy ban nhân dân tỉnh"

AGENCIES = (
    *(
        AgencyName(name, name, None, "department", None, also)
        for name, also in _DEPARTMENTS.items()
    ),
    AgencyName(OFFICE, OFFICE, "Văn phòng UBND tỉnh", "office", None, ("VP UBND tỉnh",)),
    *(AgencyName(name, name, None, "other", None, also) for name, also in _OTHERS.items()),
    *(
        AgencyName(
            name, f"Ủy ban nhân dân {name}", f"UBND {name}", "commune", _KINDS[name.split()[0]]
        )
        for name in _COMMUNES
    ),
)

HEADER = ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Ghi chú")


def task_row(
    point="1", content="Rà soát", lead="Sở Tài chính", helpers="", deadline="30/6/2026", note=""
):
    return (point, content, lead, helpers, deadline, note)


def csv_file(*rows, delimiter=";", encoding="utf-8-sig"):
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode(encoding)


def xlsx_file(*rows, merges=(), hidden=(), prepare=None):
    """`prepare(workbook, sheet)` may change anything before saving."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "PL"
    for row in rows:
        sheet.append([None if value == "" else value for value in row])
    for area in merges:
        sheet.merge_cells(area)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    if prepare:
        prepare(book, sheet)
    return saved(book)


def docx_file(*rows, before=(), prepare=None):
    """`prepare(document, table)` may change anything before saving."""
    document = docx.Document()
    for line in before:
        document.add_paragraph(line)
    table = word_table(document, rows)
    if prepare:
        prepare(document, table)
    return saved(document)


def word_table(document, rows):
    table = document.add_table(rows=0, cols=max(map(len, rows)))
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=False):
            cell.text = text
    return table


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def add_revision(paragraph, kind, text):
    """A tracked change at the end of a paragraph: kind "ins" or "del"."""
    mark = OxmlElement(f"w:{kind}")
    mark.set(qn("w:id"), "1")
    mark.set(qn("w:author"), "x")
    run = OxmlElement("w:r")
    piece = OxmlElement("w:t" if kind == "ins" else "w:delText")
    piece.text = text
    run.append(piece)
    mark.append(run)
    paragraph._p.append(mark)


def read_rows(*rows, header=HEADER, **options):
    """Read a CSV file of the usual header and these rows."""
    return read_appendix("a.csv", csv_file(header, *rows), AGENCIES, **options)


def read_one(**cells):
    """The single task of a one-row file."""
    (task,) = read_rows(task_row(**cells)).tasks
    return task


def codes(task):
    return [warning.code for warning in task.warnings]
