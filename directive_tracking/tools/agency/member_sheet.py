"""A spreadsheet of agency members: its header, its rows, and an empty one to fill in.

The columns may have any order and Vietnamese or English headers. Only the text of each cell is
checked here; the caller checks whether an agency or a login exists.
"""

import io
import re
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ..appendix.sheet.listed_rows import read_listed, values_under
from ..phone_digits import bare
from ..text import fold

# field: (Vietnamese header, English header, other headers met)
HEADERS = {
    "name": ("Họ và tên", "Full name", "họ tên|tên|name|tên cán bộ"),
    "title": ("Chức vụ", "Post", "chức danh|title|position|chức vụ, chức danh"),
    "role": ("Vai trò", "Role", "vai trò trong hệ thống"),
    "email": (
        "Thư điện tử",
        "E-mail",
        "mail|địa chỉ email|địa chỉ thư điện tử|thư công vụ|email công vụ",
    ),
    "mobile": (
        "Di động",
        "Mobile",
        "số điện thoại|điện thoại|điện thoại di động|số di động|sđt|đtdđ|phone|telephone|mobile phone",
    ),
    "login": (
        "Tên đăng nhập",
        "Login",
        "tài khoản|đăng nhập|user|username|user name|tên tài khoản",
    ),
    "agency": (
        "Cơ quan",
        "Agency",
        "đơn vị|cơ quan, đơn vị|đơn vị công tác|cơ quan công tác|tên cơ quan|organisation|organization",
    ),
}
ROLES = {
    "head": ("Thủ trưởng", "Head", "người đứng đầu|cấp trưởng|trưởng|lãnh đạo|thủ trưởng cơ quan"),
    "deputy": ("Cấp phó", "Deputy head", "phó|phó thủ trưởng|deputy|cấp phó của người đứng đầu"),
    "responder": (
        "Người trả lời",
        "Responder",
        "người trả lời nhắc việc|đầu mối|cán bộ đầu mối|văn thư",
    ),
    "officer": ("Chuyên viên", "Officer", "cán bộ|công chức|người thực hiện|viên chức"),
}
# Odoo needs about 20 ms to create a user: more rows would exceed the time limit of a request.
MAXIMUM_ROWS = 2000
TEMPLATE_ROWS = 1000


class MemberRow(NamedTuple):
    """One row as written, with its number in the sheet."""

    number: int
    name: str = ""
    title: str = ""
    role: str = ""
    email: str = ""
    mobile: str = ""
    login: str = ""
    agency: str = ""


def _by_spelling(words):
    """Return {folded spelling: key} of a table of words.

    >>> _by_spelling({"a": ("Một", "One", "1|mot hai")})["mot hai"]
    'a'
    """
    return {
        fold(spelling): key
        for key, (vietnamese, english, others) in words.items()
        for spelling in (key, vietnamese, english, *others.split("|"))
    }


_FIELD_OF = _by_spelling(HEADERS) | {"e mail": "email"}
_ROLE_OF = _by_spelling(ROLES)


def role_of(text):
    """Return the role a cell names, None if it names none.

    >>> role_of("THỦ TRƯỞNG"), role_of("deputy head"), role_of("lái xe")
    ('head', 'deputy', None)
    """
    return _ROLE_OF.get(fold(text))


def mobile_of(text):
    """Return a telephone number in digits, with the leading zero that spreadsheets drop.

    >>> mobile_of("+84 912.345.678"), mobile_of("912345678"), mobile_of("0214 3840 888")
    ('0912345678', '0912345678', '02143840888')
    >>> mobile_of("0912345678.0"), mobile_of("09123456780"), mobile_of("01691234567")
    ('0912345678', None, '01691234567')
    >>> mobile_of("+84 0912345678"), mobile_of("\u202a0912345678\u202c"), mobile_of("không có")
    ('0912345678', '0912345678', None)
    """
    digits = re.sub(r"^(\+84|0084|84(?=\d{9}$))", "0", bare(text))
    if re.fullmatch(r"[1-9]\d{8}", digits):
        digits = "0" + digits
    # Only fixed lines and the mobile numbers of before 2018 have eleven digits.
    return digits if re.fullmatch(r"0\d{9}|0[12]\d{9}", digits) else None


def read_file(file_name, data):
    """Return the members in a spreadsheet file, from every visible sheet that has a header.

    Raises SheetError, or AppendixError for a file that cannot be opened.
    """
    return read_listed(file_name, data, read_members, MAXIMUM_ROWS)


def read_members(rows):
    """Return the rows of a table that have text under a known header, or None without one.

    ``rows`` holds pairs of the row's number in the sheet and the texts of its cells.

    >>> read_members([(3, ["Cơ quan", "STT", "Họ tên"]), (5, ["Sở Y tế", "1", "Lê A"])])
    [MemberRow(number=5, name='Lê A', title='', role='', email='', mobile='', login='', agency='Sở Y tế')]
    >>> read_members([(1, ["Lê A", "Sở Y tế"])]) is None
    True
    """
    found = values_under(rows, _FIELD_OF, _names_people)
    return found and [
        MemberRow(number, **values) for number, values in found if not _is_numbering(values)
    ]


def _names_people(fields):
    """Tell whether a header names people and at least one more thing about them."""
    return "name" in fields and len(fields) > 1


def _is_numbering(values):
    """Tell whether a row only numbers the columns: (1) (2) (3)."""
    return all(re.fullmatch(r"\(?\d{1,2}\)?", value) for value in values.values() if value)


def build_template(language, agencies):
    """Return an empty .xlsx with the headers, the choice of roles and of ``agencies``.

    >>> build_template("vi", ["Sở Y tế"])[:2]
    b'PK'
    """
    word = 0 if (language or "").startswith("vi") else 1
    book = Workbook()
    sheet, lists = book.active, book.create_sheet("Lists")
    sheet.title = "Members"
    for column, (field, words) in enumerate(HEADERS.items(), 1):
        sheet.cell(1, column, words[word]).font = Font(bold=True)
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = 30
        # Text, because Excel would drop the leading zero of a telephone number.
        for row in range(2, TEMPLATE_ROWS + 1):
            sheet.cell(row, column).number_format = "@"
        if field == "role":
            _offer(sheet, letter, lists, "A", [words[word] for words in ROLES.values()])
        if field == "agency" and agencies:
            _offer(sheet, letter, lists, "B", agencies)
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _offer(sheet, letter, lists, list_letter, choices):
    """Let the cells of a column offer ``choices``, without forbidding other spellings."""
    for row, choice in enumerate(choices, 1):
        cell = lists[f"{list_letter}{row}"]
        cell.value = choice
        cell.data_type = "s"  # a name is never a formula
    source = f"Lists!${list_letter}$1:${list_letter}${len(choices)}"
    validation = DataValidation(type="list", formula1=source, showErrorMessage=False)
    validation.add(f"{letter}2:{letter}{TEMPLATE_ROWS}")
    sheet.add_data_validation(validation)
