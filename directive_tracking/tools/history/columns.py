"""The columns of a tracker: those of an appendix, and states, results, percent and punctuality."""

import re

from ..appendix.columns import ColumnNames, compiled
from ..text import fold
from .moments import moment_of, take_newest, told_moment
from .words import read_claim, read_state

_PAPER = r"(?:van ban|vb|bao cao|tai lieu|cong van|quyet dinh)"
_OF_RESULT = r"(?:ket qua|tra loi|hoan thanh|phuc dap|bao cao|thuc hien|xu ly|giai quyet|dap ung|phan hoi|ban giao)"
_RESULT_PAPER = re.compile(
    rf"(?:so(?: hieu| ky hieu| ki hieu)?,? )?(?:(?:va )?ngay (?:thang )?)?(?:cua )?{_PAPER}"
    rf"(?: {_PAPER}| dau ra| san pham)? {_OF_RESULT}(?: .*)?|{_PAPER} {_OF_RESULT}(?: .*)?"
    rf"|(?:so )?(?:ngay )?ket qua (?:so )?{_PAPER}|san pham (?:hoan thanh|ban giao|da .*|thuc te)|(?:ho so )?minh chung"
)
_DATE_OF_IT = re.compile(r"ngay (?:thang )?(?:nam )?(?:ban hanh |ky )?(?:cua )?")
_SOURCE_PAPER = re.compile(
    rf"(?:{_PAPER} )?(?:giao|chi dao|goc|den|nguon)(?: .*)?|{_PAPER}|can cu.*|nguon .*"
)
_PART_NUMBER = re.compile(
    rf"so(?: hieu| ky hieu| ki hieu| vb| van ban|(?: va)? ngay.*)?|ky hieu|{_PAPER}(?: so)?"
)
_PART_TEXT = re.compile(r"noi dung(?: .*)?|tom tat.*|dien giai.*|cu the")
_PART_DATE = re.compile(r"ngay(?: (?:thang|vb|van ban|ban hanh|ky))*(?: nam)?|thoi gian")
_PERCENT = re.compile(r"ty le .*|ti le .*|phan tram.*|muc do hoan thanh|khoi luong hoan thanh")
_STATE_NAME = (
    r"(?:da )?(?:hoan thanh|ht|xong|lam xong|thuc hien xong)"
    r"|(?:dang|chua) (?:thuc hien|trien khai|xu ly|giai quyet|hoan thanh|lam|xong|th|ht)"
    r"|moi giao|da bao cao(?: .*)?|da trinh(?: .*)?|tam (?:dung|hoan|ngung)|(?:da )?(?:thu hoi|rut)"
    r"|khong (?:thuc hien|hoan thanh)(?: duoc)?|thuong xuyen"
)
_CLAIM_NAME = (
    r"(?:dung|truoc|qua|trong|cham|tre|som|chua den)(?: thoi)? (?:han|tien do|hen)|cham|tre"
)
_MARK_NAME = re.compile(
    rf"(?:so )?(?:nhiem vu )?(?:(?:{_STATE_NAME})(?: (?:va )?(?:bi )?(?:{_CLAIM_NAME}))?|{_CLAIM_NAME})"
)
_SUMMARY = re.compile(r"tong(?: so| cong)?(?: .*)?|so luong(?: .*)?")
# fmt: off
_WORDINGS = (
    ("claim", 12, r".*dung (?:thoi )?han.*(?:qua|cham|tre).*|dh qh|danh gia(?! ket qua$).*|(?:ket qua )?danh gia.*"),
    ("claim", 12, r"xep loai(?: .*)?"),
    ("claim", 12, r"(?:tinh trang|trang thai) (?:ve )?(?:thoi )?(?:han|tien do)|(?:dam bao|bao dam|dung) tien do.*"),
    ("completed_date", 12, r"(?:ngay|thoi diem) (?:da )?(?:hoan thanh|ht|xong|ket thuc|thuc hien xong|xu ly xong).*"),
    ("completed_date", 11, r"(?:da )?(?:xong|hoan thanh|ht) (?:ngay|luc|vao ngay)"),
    ("completed_date", 11, r"(?:ngay|thoi (?:gian|diem)) (?:hoan thanh|ht) (?:thuc te|nhiem vu).*|hoan thanh ngay"),
    ("completed_date", 5, r"thoi gian (?:hoan thanh|ht)"),
    ("completed_date", 5, r"ngay (?:bao cao|trinh|nop|gui)(?: (?:ket qua|hoan thanh|san pham|bao cao))*"),
    ("extended", 12, r"(?:thoi han |han |ngay )?(?:da )?(?:duoc )?gia han.*"),
    ("extended", 12, r"(?:thoi )?han (?:dieu chinh|moi|sau gia han).*"),
    ("extended", 11, r"dieu chinh (?:thoi )?han.*"),
    ("status_text", 8, r"tinh hinh.*|hien trang.*|dien bien.*|tien do (?:thuc hien|xu ly|cong viec).*|muc do"),
    ("status_text", 4, r"tien do"),
    ("percent", 3, r"tien do"),
    ("percent", 9, r"ty le(?: (?:hoan thanh|thuc hien|dat).*)?"),
    ("result_text", 9, r"ket qua(?: (?:thuc hien|xu ly|giai quyet|dat duoc|cu the|bao cao|trien khai|cong viec).*)?"),
    ("result_text", 8, r"noi dung (?:ket qua|bao cao|da thuc hien).*|bao cao ket qua.*|san pham da .*"),
    ("deadline", 6, r"thoi gian hoan thanh|hoan thanh truoc.*"),
    ("deadline", 9, r"(?:(?:thoi gian|thoi diem|ngay|moc) )?(?:phai|can|cam ket) (?:xong|ht|hoan thanh|nop|gui).*"),
    ("coordinators", 9, r"(?:(?:don vi|co quan) )?(?:cung (?:thuc hien|lam|xu ly|tham gia)|tham gia|ho tro)(?: .*)?"),
    ("note", 8, r"nhan xet.*"),
    ("source_date", 4, r"ngay giao(?: .*)?"),
)
# fmt: on
_IGNORED = re.compile(
    r"(?:ngay|thoi gian) (?:bat dau|tiep nhan|cap nhat|tao|nhap)|ma(?: .*)?|.*nguoi (?:nhap|tao|theo doi|xu ly).*"
    r"|so ngay(?!.* (?:van ban|vb|cong van|quyet dinh|kh|qd|tb)\b).*"
    r"|(?:linh vuc|loai nhiem vu|do khan|nhom nhiem vu(?!.*nhiem vu)).*"
    r"|.*email.*|.*dien thoai.*|(?:nguyen nhan|ly do).*|han con lai.*|quy|thang|nam"
)
# Under a name that spans both: who has the task, and who helps.
_WHO = re.compile(r".*(?:don vi|co quan|dia phuong|phan cong|trach nhiem|thuc hien)\b.*")
_NEWS = ("result_text", "status_text", "percent")  # of which a table may tell several moments
_SIDES = {"chinh": "lead", "phu": "coordinators"}
_EVIDENCE = {
    "deadline",
    "status_text",
    "result_text",
    "result_number",
    "source_number",
    "completed_date",
    "claim",
    "percent",
}


# Short forms in the names of columns, spelled out before they are compared.
_SHORT = {
    "kq": "kết quả",
    "nv": "nhiệm vụ",
    "nd": "nội dung",
    "ht": "hoàn thành",
    "th": "thực hiện",
    "bc": "báo cáo",
    "tg": "thời gian",
    "vb": "văn bản",
    "cq": "cơ quan",
    "sp": "sản phẩm",
    "đv": "đơn vị",
    "dv": "đơn vị",
    "lđ": "lãnh đạo",
    "cđ": "chỉ đạo",
    "gh": "gia hạn",
    "qh": "quá hạn",
    "đh": "đúng hạn",
    "dh": "đúng hạn",
}
_SHORT_WORD = re.compile(rf"\b(?:{'|'.join(_SHORT)})\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]*\)")  # "Đã hoàn thành (đánh dấu x)"
_LEAD = re.compile(r"(?<=đơn vị )ct\b|(?<=cơ quan )ct\b", re.IGNORECASE)


def spelled_out(name):
    """Return the name of a column without short forms.

    >>> spelled_out("KQ TH nhiệm vụ"), spelled_out("ĐV CT"), spelled_out("CT, PCT")
    ('kết quả thực hiện nhiệm vụ', 'đơn vị chủ trì', 'CT, PCT')
    """
    long = _SHORT_WORD.sub(lambda match: _SHORT[match[0].lower()], name)
    return _LEAD.sub("chủ trì", long)


class HistoryColumns(ColumnNames):
    """The names of columns in trackers.

    A column of marks gets a field of its own, named after what a mark in it means.
    """

    wordings = compiled(_WORDINGS) + tuple(
        row for row in ColumnNames.wordings if row[0] not in ("completed_date", "task_number")
    )
    not_fields = _IGNORED

    def is_header(self, header):
        found = set(header.columns)
        marks = any(is_mark_field(name) for name in found)
        known = len(found & _EVIDENCE) + marks + ("lead" in found)
        return "content" in found and known >= 2

    def assign(self, names):
        """Also tell a summary: it has sums, and no agency with a deadline."""
        columns, extra = super().assign(names)
        sums = any(_SUMMARY.fullmatch(fold(own or above)) for own, above in names)
        if sums and not {"lead", "deadline"} <= set(columns):
            return {}, extra
        take_newest(columns, extra, self._moments(names))
        return columns, extra

    def is_name(self, folded):
        moment, bare = moment_of(folded)
        return super().is_name(folded) or bool(moment) and not bare

    def _offers(self, names):
        """ "Thời hạn (điều chỉnh nếu có)" is the deadline where no other column is."""
        offers = super()._offers(names)
        extended = {column for _strength, column, name in offers if name == "extended"}
        plain = ("deadline", "original")
        terms = [(c, s) for s, c, name in offers if name in plain and s <= -9]
        if len(extended) != 1 or any(column not in extended for column, _s in terms):
            return offers
        return [one for one in offers if one[2] != "extended"]

    def _moments(self, names):
        """Return ``{field: {column: the moment it tells of}}`` of the columns with news."""
        found = {}
        for column, (own, above) in enumerate(names):
            moment, bare = told_moment(spelled_out(own or above), spelled_out(above))
            fields = [name for name, _strength in self.candidates(bare)[:1]] if moment else []
            for field in set(fields) & set(_NEWS):
                found.setdefault(field, {})[column] = moment
        return found

    def settle(self, columns):
        """Leave the day of completion as it is: trackers have it. An old deadline alone is in force."""
        if "original" in columns and "deadline" not in columns:
            columns["deadline"] = columns.pop("original")

    def offered(self, own, above):
        own, above = map(spelled_out, (own, above) if own else (above, ""))
        if "%" in own:
            return [("percent", 12)]
        bare = _BRACKETS.sub(" ", own).strip(), _BRACKETS.sub(" ", above).strip()
        if mark := mark_field(*bare):
            return [(f"{mark}:{fold(above)} {fold(own)}", 20)]
        folded, parent = fold(own), fold(above) if own != above else ""
        if folded in _SIDES and _WHO.fullmatch(parent):
            return [(_SIDES[folded], 12)]
        return self._of_a_paper(folded, parent) or super().offered(own, above)

    def _of_a_paper(self, folded, parent):
        """Tell number and date of the result's document from those of the order's."""
        if paper := _DATE_OF_IT.match(folded):
            if _RESULT_PAPER.fullmatch(folded[paper.end() :]):
                return [("result_date", 12)]
        if _RESULT_PAPER.fullmatch(folded):
            return [("result_number", 12)]
        if parent.startswith("ket qua") and _PART_TEXT.fullmatch(folded):
            return [("result_text", 12)]
        if parent and (_PART_NUMBER.fullmatch(folded) or _PART_DATE.fullmatch(folded)):
            is_date = bool(_PART_DATE.fullmatch(folded))
            if _RESULT_PAPER.fullmatch(parent) or parent.startswith("ket qua"):
                return [("result_date" if is_date else "result_number", 12)]
            if _SOURCE_PAPER.fullmatch(parent):
                return [("source_date" if is_date else "source_number", 12)]
        return []

    def candidates(self, folded):
        """
        >>> [HISTORY.candidates(name)[0][0] for name in ("ngay ht", "ket qua thuc hien", "tinh trang")]
        ['completed_date', 'result_text', 'status_text']
        """
        folded = fold(spelled_out(folded))
        if _PERCENT.fullmatch(folded):
            return [("percent", 8)]
        if _RESULT_PAPER.fullmatch(folded):
            return [("result_number", 12)]
        if _MARK_NAME.fullmatch(folded):
            return [("mark", 20)]
        return super().candidates(folded)


HISTORY = HistoryColumns()


def not_a_field(folded):
    """Tell whether a name says that its column holds something else than what is read."""
    return bool(_IGNORED.fullmatch(folded))


def mark_field(own, above):
    """Return the name of the field of a column of marks, None for other columns.

    It holds state and claim: a claim under a state ("Đã hoàn thành: Đúng hạn") says both.

    >>> mark_field("Hoàn thành", "Tình trạng"), mark_field("Quá hạn", "Kết quả")
    ('mark:done:', 'mark::late')
    >>> mark_field("Quá hạn", "Đang thực hiện"), mark_field("Thời hạn", "")
    ('mark:in_progress:late', None)
    """
    if not _MARK_NAME.fullmatch(fold(own)):
        return None
    claim = read_claim(own)
    meaning = None if re.fullmatch(_CLAIM_NAME, fold(own)) else read_state(own)
    if meaning is None and above != own and _MARK_NAME.fullmatch(fold(above)):
        meaning = read_state(above)
    return f"mark:{meaning.state if meaning else ''}:{claim or ''}"


def is_mark_field(name):
    return name.startswith("mark:")


def meaning_of_mark(name):
    """Return (state, claim) of a column of marks.

    >>> meaning_of_mark("mark:done::tinh trang hoan thanh"), meaning_of_mark("mark::late:qua han")
    (('done', None), (None, 'late'))
    """
    _mark, state, claim = name.split(":")[:3]
    return state or None, claim or None
