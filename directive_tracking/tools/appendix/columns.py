"""Search for the header row and the meaning of each column, in any order and wording."""

import re
from dataclasses import dataclass, field
from itertools import zip_longest

from ..text import clean, fold
from .deadline.named_periods import PERIOD_NAME
from .deadline.split_columns import columns_of_parts, with_units

FIELDS = (
    "point",
    "task_number",
    "content",
    "lead",
    "coordinators",
    "deadline",
    "product",
    "leader",
    "note",
    "source_number",
    "source_date",
    "status_text",
    "completed_date",
)
# (field, strength, pattern of the folded header); of two columns for one field the stronger wins.
# fmt: off
_WORDINGS = (
    ("point", 9, r"s?tt|s t t|stt .*|so (?:tt|thu tu)|thu tu|muc|no"),
    ("task_number", 9, r"(?:ma|id)(?: so)?(?: (?:nhiem vu|nv|cong viec|cv|ho so))?|so nhiem vu|ma dinh danh.*"),
    ("completed_date", 9, r".*\b(?:ngay|thoi gian|thoi diem)\b.*\b(?:hoan thanh|ket thuc)\b.*\b(?:thuc te|xac nhan)"),
    ("completed_date", 3, r"thoi gian hoan thanh|hoan thanh"),
    ("completed_date", 5, r"ngay (?:da )?hoan thanh|ngay (?:xu ly|thuc hien) xong|hoan thanh ngay"),
    ("source_date", 9, r"(?:ngay|thoi gian) (?:van ban|vb|ban hanh|ky|van ban giao|ban hanh van ban|giao viec)"),
    ("source_date", 6, r"ngay (?:thang )?(?:nam )?(?:cua )?(?:van ban|vb).*|ngay den"),
    ("source_number", 9, r"so(?: va)? (?:ki|ky) hieu.*|so(?: hieu)? (?:van ban|vb).*|van ban(?: chi dao)? so"),
    ("source_number", 8, r"(?:thong bao|cong van|ket luan|quyet dinh|chi thi|ke hoach|tb|cv|kl|qd)(?: giao)? so"),
    ("source_number", 8, r"so(?: va)? ngay.*(?:van ban|vb).*|so hieu"),
    ("source_number", 5, r"van ban"),
    ("source_number", 7, r"van ban (?:giao|chi dao|den|goc)(?: .*)?|can cu(?: .*)?|so kh|nguon giao|vb giao.*"),
    ("status_text", 9, r"(?:trang thai|tinh trang)(?: .*)?"),
    ("coordinators", 9, r"(?!.*chu tri).*phoi hop.*|(?:cq|dv)ph"),
    ("coordinators", 9, r"(?:don vi|co quan|dia phuong)(?: (?:don vi|dia phuong))? cung (?:thuc hien|xu ly).*"),
    ("coordinators", 6, r"cung (?:thuc hien|tham gia)|(?:(?:cac )?(?:don vi|co quan|dia phuong|thanh phan)"
     r"(?: (?:va )?(?:don vi|dia phuong))* )?(?:cung )?"
     r"(?:tham gia|ho tro|cong tac|lien quan)|ph"),
    ("lead", 9, r".*chu tri.*|(?:cq|dv)ct"),
    ("leader", 9, r"(?!.*y kien).*lanh dao.*|nguoi (?:giao|chi dao)(?: .*)?|chi dao"),
    ("leader", 9, r"(?:ct|pct|ld|(?:pho )?chu tich|thuong truc)\b.*(?:phu trach|chi dao).*"),
    ("lead", 8, r".*(?:don vi|co quan|dia phuong|bo phan|cq|dv|so nganh)\b.*"
     r"(?:thuc hien|xu ly|duoc giao|dau moi|tham muu|chuan bi|soan thao|xay dung|trinh)\b.*"),
    ("lead", 7, r"(?:don vi|co quan|trach nhiem)(?: (?:thuc hien|don vi|dia phuong|co quan|duoc phan cong))*"),
    ("lead", 6, r"(?:nguoi|can bo|cong chuc) (?:phu trach|chiu trach nhiem|thuc hien)(?: chinh)?"),
    ("lead", 6, r"phan cong(?: .*)?|dau moi.*|thuc hien|xu ly chinh|noi nhan nhiem vu|giao cho.*"),
    ("lead", 5, r"(?:(?:don vi|co quan) )?(?:(?:chiu )?trach nhiem|phu trach|trien khai)(?: chinh)?"),
    ("lead", 5, r"(?:don vi|co quan) nhan (?:nhiem vu|viec)"),
    ("lead", 5, r"(?:don vi|co quan) giai quyet|(?:cac )?so(?: ban)? nganh(?: (?:va )?(?:dia phuong|xa phuong))?"),
    ("lead", 4, r"(?:ubnd )?(?:cac )?(?:xa|phuong)(?: (?:xa|phuong))?(?: dac khu)?"),
    ("lead", 4, r"chu dau tu(?: du an)?|chu du an|chu quan dau tu"),
    ("note", 9, r"ghi chu.*|chu thich|y kien khac|luu y|gc"),
    ("original", 12, r"(?:thoi )?han (?:(?:giao )?ban dau|cu|goc|truoc day|truoc (?:khi )?(?:gia han|dieu chinh))"),
    ("deadline", 9, r"(?!.*han bao cao$).*(?:thoi han|\bhan (?:hoan thanh|xu ly|thuc hien|cuoi|chot|trinh)).*"),
    ("deadline", 9, r"han|deadline|(?:ngay (?:het|den) )?han .*"),
    ("deadline", 9, r"hoan thanh (?:truoc|trong).*|ngay (?:het|den) han"),
    ("deadline", 6, r"(?:thoi )?han bao cao|truoc ngay|ngay phai xong"),
    ("deadline", 6, r"(?:thoi gian )?(?:yeu cau|du kien|ke hoach)(?: ngay| thoi gian)? hoan thanh|thoi gian du kien"),
    ("deadline", 8, r"(?!ngay (?:da )?hoan thanh$).*(?:thoi gian|thoi diem|tien do|moc|ngay) (?:phai )?hoan thanh.*"),
    ("deadline", 8, r".*(?:thoi gian|thoi diem|tien do|moc|ngay) (?:bao cao|trinh|ket thuc).*"),
    ("deadline", 7, r"thoi gian(?: thuc hien| xu ly| den)?|thoi gian .*(?:hoan thanh|ket thuc).*|den ngay"),
    ("deadline", 5, r"tien do(?: thuc hien)?(?: hoan thanh)?|ket thuc|hoan thanh"),
    ("deadline", 8, r"(?:tg|th|t gian)(?: (?:phai|du kien))? (?:hoan thanh|ht|thuc hien|th|trinh|bao cao)"),
    ("deadline", 6, r"tght|(?:yeu cau |phai )?(?:xong|hoan thanh) truoc(?: ngay)?|moc thoi gian"),
    ("deadline", 6, r"ngay (?:phai )?(?:nop|tra)(?: (?:bao cao|ket qua))?"),
    ("deadline", 5, r"(?:thang|quy)(?: (?:phai |du kien )?(?:hoan thanh|thuc hien|trinh|bao cao))?|tg"),
    ("deadline", 4, r"lo trinh(?: (?:thuc hien|hoan thanh))?"),
    ("product", 9, r".*(?:san pham|dau ra).*"),
    ("product", 6, r"sp|ket qua(?: (?:yeu cau|can dat|phai dat|du kien|mong doi))?"
     r"|hinh thuc(?: van ban)?|yeu cau ve .*"),
    ("content", 9, r"(?:ten |noi dung |cac |danh muc )?(?:nhiem vu|cong viec|dau viec|viec)(?: .*)?"),
    ("content", 9, r"noi dung(?: (?:giao|nhiem vu|cong viec|thuc hien|chi dao|ket luan|yeu cau|cong tac|chinh).*)?"),
    ("content", 7, r"noi dung .*|y kien chi dao.*|nhiem vu.*|cong tac.*"),
    ("content", 6, r"(?:y kien )?(?:chi dao|ket luan|giao viec) .*|nhom nhiem vu.*nhiem vu.*"),
    ("content", 4, r"ten (?:de an|van ban|chuong trinh|du an|bao cao).*|hang muc.*|kien nghi.*|yeu cau|van de.*"),
    ("content", 4, r"(?:mo ta|tom tat)(?: .*)?|giai phap.*"),
    ("content", 5, r"trich yeu(?: .*)?|chuong trinh.*|chi tieu.*|tieu de|de an.*|hoat dong.*"),
)
# fmt: on


def compiled(wordings):
    """Return the wordings of columns with their patterns compiled."""
    return tuple(
        (name, strength, re.compile(rf"(?:{words})")) for name, strength, words in wordings
    )


_COMPILED = compiled(_WORDINGS)
_NOT_FIELDS = re.compile(
    r"(?:ngay|thoi gian) (?:bat dau|giao|tiep nhan|cap nhat|tao)|bat dau|tu ngay|ket qua thuc hien.*|so ngay.*"
    r"|(?:linh vuc|nhom nhiem vu(?!.*nhiem vu)|loai nhiem vu|do khan|muc do).*"
    r"|.*email.*|.*dien thoai.*|ty le.*|tien do \d.*"
    r"|.*nguoi (?:nhap|tao|theo doi|xu ly).*|han con lai.*|cap trinh.*"
)
# Below "Tiến độ" or "Thời gian", beside "Kết thúc" or "Đến".
_BEGINNING = re.compile(r"(?:ngay |thoi gian |thoi diem )?(?:bat dau|khoi cong)|tu(?: ngay)?")
_MAX_HEADER_LENGTH = 150
PAPERS = (("source_number", "source_date"), ("result_number", "result_date"))
_BARE_DAY = re.compile(r"ngay(?: (?:thang|nam|ky|vb))*")
_BRACKETS = re.compile(r"\([^()]*\)")
_RUN_TOGETHER = re.compile(r"(?<=[a-z])(?=[A-Z])")


def named(text):
    """Return the name of a column, folded; exports write one without blanks.

    >>> named("NgayTiepNhan"), named("Nội dung\\nđơn"), named("STT"), named("#")
    ('ngay tiep nhan', 'noi dung don', 'stt', 'stt')
    """
    text = (text or "").strip()
    if text == "#":
        return "stt"
    return fold(text if " " in text else _RUN_TOGETHER.sub(" ", text))


@dataclass
class Header:
    """The column of each field, the names of other columns, and the header rows."""

    columns: dict
    extra: dict
    texts: list
    height: int = 1
    deadline_name: str = ""  # of the column of deadlines, folded
    deadline_parts: dict = field(default_factory=dict)  # "ngay", "thang", … -> column

    @property
    def has_periods(self):
        """Tell whether months or quarters have columns of their own."""
        return any(PERIOD_NAME.fullmatch(fold(name)) for name in self.extra.values())

    def same_as(self, row):
        """Tell whether a row repeats the header (as on the next page)."""
        texts = [fold(cell.line) for cell in row.cells]
        pairs = [(a, b) for a, b in zip(self.texts, texts, strict=False) if a or b]
        return bool(pairs) and sum(a == b for a, b in pairs) * 10 >= len(pairs) * 6


def find_header(rows, index, words=None):
    """Return the header that starts at rows[index], or None.

    `words` are the names of columns, those of an appendix unless others are given. Two rows belong
    together when the upper one only spans the lower one's names.
    """
    words = words or APPENDIX
    upper = [named(cell.line) for cell in rows[index].cells]
    if not _looks_like_header(rows[index], upper, words):
        return None
    header = _read(rows[index], None, words)
    if index + 1 < len(rows) and _continues(rows[index], rows[index + 1], words):
        lower = _read(rows[index], rows[index + 1], words)
        found = len(lower.columns) + lower.has_periods
        if words.is_header(lower) and found >= len(header.columns if header else ()):
            lower.height = 2
            return _with_third(rows[index : index + 3], lower, words)
    return header if words.is_header(header) else None


def _with_third(rows, header, words):
    """Return ``header`` of two rows, or that of three where the third divides names of the second."""
    if len(rows) < 3 or not _continues(*rows[1:], words):
        return header
    found = _read(*rows[:2], words, rows[2])
    if not words.is_header(found) or len(found.columns) < len(header.columns):
        return header
    found.height = 3
    return found


def _looks_like_header(row, texts, words):
    filled = [text for text in texts if text]
    if len(filled) < 2 or any(len(cell.line) > _MAX_HEADER_LENGTH for cell in row.cells):
        return False
    return any(words.candidates(text) for text in filled)


def _continues(upper, lower, words):
    """The lower row fills only columns the upper one spans, leaves blank or merges downwards."""
    spanned = set()
    for column, cell in enumerate(upper.cells):
        if cell.span > 1:
            spanned |= set(range(column, column + cell.span))
    texts = [(column, cell) for column, cell in enumerate(lower.cells) if cell.text]
    own = [(column, cell) for column, cell in texts if not cell.continued]
    if not own or any(len(cell.line) > _MAX_HEADER_LENGTH for _c, cell in own):
        return False
    # Without merged cells ("Phân công thực hiện", blank, blank) a name may be below the first
    # one.
    heads = [column for column, cell in enumerate(upper.cells) if cell.text]
    loose = {c for c in heads if c + 1 not in heads} if not spanned else set()
    free = all(c in spanned or c in loose or not upper.cell(c).text for c, _cell in own)
    names = with_units(_names(upper, lower))
    return free and any(words.is_name(named(name)) for name, _above in names if name)


def _read(upper, lower, words, third=None):
    names = _names(upper, lower)
    if third:
        deepest = _names(lower, third)
        pairs = zip_longest(names, deepest, fillvalue=("", ""))
        names = [deep if deep[0] else two for two, deep in pairs]
    spoken = [fold(upper.cell(column).line) for column in range(len(names))]
    names = with_units(names)
    columns, extra = words.assign(names)
    parts = columns_of_parts(names, words.is_of_deadlines)
    if parts:
        columns = {name: at for name, at in columns.items() if at not in parts.values()}
        columns["deadline"] = min(parts.values())
        extra = {at: name for at, name in extra.items() if at not in parts.values()}
    own, above = names[columns["deadline"]] if "deadline" in columns else ("", "")
    return Header(columns, extra, spoken, 1, fold(own or above), parts)


def _names(upper, lower):
    """Return for each column its name in ``lower`` and the one of ``upper`` that spans it."""
    width = max(len(upper.cells), len(lower.cells) if lower else 0)
    names, above = [], ""
    spanned_until = -1
    for column in range(width):
        cell = upper.cell(column)
        if cell.text:
            above, spanned_until = cell.line, column + cell.span - 1
        elif column > spanned_until and not (lower and not lower.cell(column).continued):
            above = ""
        below = lower.cell(column) if lower else None
        own = below.line if below and not below.continued else ""
        names.append((own, above if own or cell.text else ""))
    return names


class ColumnNames:
    """The names that columns may have in one kind of table, and what makes a header of them."""

    wordings = _COMPILED
    not_fields = _NOT_FIELDS
    who_or_when = frozenset(
        ("lead", "coordinators", "deadline", "status_text", "product", "leader")
    )

    def is_header(self, header):
        """Tell whether the columns found are those of a table of tasks."""
        found = header.columns
        return "content" in found and bool(self.who_or_when & set(found))

    def assign(self, names):
        """Return the best column for each field, and the names of the other columns."""
        columns, taken = {}, set()
        for _strength, column, name in sorted(self._offers(names)):
            if name not in columns and column not in taken:
                columns[name] = column
                taken.add(column)
        self._settle_days(columns, taken, names)
        self.settle(columns)
        first = min(columns.values(), default=0)
        if "point" not in columns and first > 0 and not any(names[first - 1]):
            columns["point"] = first - 1  # numbers often stand under no name
        extra = {
            column: clean(own or above)
            for column, (own, above) in enumerate(names)
            if (own or above) and column not in columns.values()
        }
        return columns, extra

    def _settle_days(self, columns, taken, names):
        """ "Ngày" right behind the number of a paper is the day of this paper."""
        for number, day in PAPERS:
            column = columns.get(number, len(names)) + 1
            if day not in columns and column < len(names) and column not in taken:
                own, above = names[column]
                if _BARE_DAY.fullmatch(fold(own or above)):
                    columns[day] = column

    def _offers(self, names):
        offers = []
        for column, (own, above) in enumerate(names):
            offers += [(-strength, column, name) for name, strength in self.offered(own, above)]
        return offers

    def offered(self, own, above):
        """Return the possible fields of a column by its name and the name above it."""
        if "%" in own + above or above and _BEGINNING.fullmatch(fold(own)):
            return []
        if PERIOD_NAME.fullmatch(fold(own)):
            return []
        found = self.candidates(named(own)) or self.candidates(named(_BRACKETS.sub(" ", own)))
        found = found or self.candidates(named(f"{above} {own}"))
        return found or (self.candidates(named(above)) if own else [])

    def is_name(self, folded):
        """Tell whether a folded text may stand below another name, and names a column with it."""
        return bool(self.candidates(folded) or PERIOD_NAME.fullmatch(folded))

    def is_of_deadlines(self, name):
        """Tell whether a name is that of the deadlines."""
        return "deadline" in dict(self.candidates(named(name)))

    def settle(self, columns):
        """Use "Ngày hoàn thành" as the deadline in a plan without a status column.

        An old deadline without a new one is in force.
        """
        if "original" in columns and "deadline" not in columns:
            columns["deadline"] = columns.pop("original")
        if "completed_date" in columns and not {"deadline", "status_text"} & set(columns):
            columns["deadline"] = columns.pop("completed_date")

    def candidates(self, folded):
        """Return the possible fields of a folded header with their strength, strongest first.

        >>> APPENDIX.candidates("co quan chu tri")[0], APPENDIX.candidates("thoi han hoan thanh")[0]
        (('lead', 9), ('deadline', 9))
        >>> [APPENDIX.candidates(name)[0][0] for name in ("cqct", "cqph", "tght", "sp")]
        ['lead', 'coordinators', 'deadline', 'product']
        >>> APPENDIX.candidates("ngay bat dau")
        []
        """
        if not folded or self.not_fields.fullmatch(folded):
            return []
        found = {}
        for name, strength, pattern in self.wordings:
            if name not in found and pattern.fullmatch(folded):
                found[name] = strength
        return sorted(found.items(), key=lambda one: -one[1])


APPENDIX = ColumnNames()
