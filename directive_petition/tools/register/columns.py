"""The columns of a register, in any order and wording."""

import re

from odoo.addons.directive_tracking.tools.appendix.columns import ColumnNames, compiled
from odoo.addons.directive_tracking.tools.text import fold

_DAY = r"ngay(?: thang)?(?: nam)? ?"
_PAPER = r"(?:van ban|vb|cong van|cv|phieu chuyen|phieu|thong bao|giay(?! to))"
_DECISION = r"(?:qd|quyet dinh|kl|ket luan)"
_BODY = r"(?:co quan|don vi|noi|bo phan|cap|phong ban)"
_ACTS = (
    "nhan|tiep nhan|duoc giao|duoc chuyen|giao|thu ly|xac minh|giai quyet|xu ly|thuc hien"
    "|co tham quyen|tham muu|chu tri"
)
# (field, strength, pattern of the folded header); of two columns for one field the stronger wins.
# fmt: off
_WORDINGS = (
    ("point", 9, r"s?tt|stt .*|so (?:tt|thu tu)|thu tu|tt so|(?:so )?luot(?: tiep)?"),
    ("arrival", 9, r"so (?:den|vao so|cong van den|cv den|don|ho so|hieu don)(?: .*)?|ma (?:so |ho so|don).*"),
    ("date_received", 9, rf"(?:thoi gian |{_DAY})(?:nhan|tiep(?: cong dan| dan)?|tiep nhan|den|vao so)(?: .*)?"),
    ("date_received", 8, rf"so(?: va)? {_DAY}(?:den|nhan|tiep nhan|vao so)(?: .*)?"),
    ("date_received", 6, r"ngay(?: thang)?(?: nam)?|thoi gian"),
    ("date_letter", 9, rf"{_DAY}(?:ghi|viet|lam|ky|de)(?: .*)?|don (?:de|ghi|viet) ngay"),
    ("date_letter", 9, r"ngay (?:thang )?(?:nam )?(?:cua |tren |trong )?don(?: .*)?"),
    ("source", 9, r"nguon(?: .*)?|hinh thuc (?:gui|nhan|tiep nhan|den)(?: .*)?|don (?:den|gui) (?:tu|qua).*"),
    ("source", 9, r"(?:noi|co quan|don vi) (?:gui|chuyen)(?: don)?(?: .*)?"),
    ("person", 9, r"(?:ho(?: va)? ten|ten)(?: .*)?|chu don(?: .*)?"),
    ("person", 9, r"(?:ten )?nguoi (?:gui|lam|dung|viet|co|nop|de|duoc tiep|khieu nai|to cao|den)(?: .*)?"),
    ("person", 7, r"cong dan(?: .*)?|nguoi (?:dan|don)|ten cong dan.*"),
    ("address", 9, r"dia chi(?: .*)?|noi (?:o|cu tru|thuong tru)(?: .*)?|cho o.*|thuong tru"),
    ("address", 7, r"(?:thon|xom|ap|ban|khom|khu pho|to dan pho|to|xa)(?: .*)?"),
    ("id_number", 9, r"(?:so )?(?:cccd|cmnd|cmt|can cuoc|dinh danh|giay to|ho chieu)(?: .*)?"),
    ("phone", 9, r"(?:so )?(?:dien thoai|dt|sdt|lien he)(?: .*)?"),
    ("persons_count", 9, r"so (?:luong )?(?:nguoi|ho|cong dan|luong|luot nguoi)(?: .*)?"),
    ("kind", 9, r"(?:phan )?loai(?: hinh)?(?: don| don thu| vu viec| khieu to| viec)?(?: kn.*)?|kn tc.*"),
    ("subject", 9, r"(?:linh vuc|nhom|chuyen de|nganh)(?: .*)?"),
    ("content", 9, r"(?:tom tat )?noi dung(?: .*)?|trich yeu(?: .*)?|tom tat.*|su viec.*"),
    ("content", 5, r"vu viec.*|don thu.*|yeu cau.*"),
    ("against", 10, r"(?:doi tuong|nguoi|co quan|to chuc)(?: ca nhan)?.* bi .*|bi (?:kn|khieu nai|to cao).*"),
    ("against", 9, r"(?:doi tuong|nguoi) bi .*|doi tuong(?: .*)?"),
    ("level", 9, r"lan(?: .*)?|so lan.*|lan thu.*|cap (?:giai quyet )?lan.*"),
    ("settled_by", 10, r"(?:co quan|cap|don vi)(?: nao)? da (?:giai quyet|tra loi|thu ly).*|da (?:duoc )?giai quyet.*"),
    ("competent", 9, r"(?:thuoc )?tham quyen(?: .*)?"),
    ("guided", 10, r"huong dan.*"),
    ("handled", 10, r"co quan thu ly.*|(?:thu ly|chuyen)(?: don)? .*(?:chuyen|thu ly).*|chuyen (?:den )?co quan.*so.*"),
    ("outcome", 9, r"(?!.+ ket qua)(?:huong|hinh thuc|bien phap|ket qua|phuong an|viec) (?:phan loai )?xu ly(?: .*)?"),
    ("outcome", 9, r"noi dung xu ly.*"),
    ("outcome", 9, r"(?:phuong )?(?:huong|hinh thuc|bien phap|phuong an) giai quyet(?: .*)?"),
    ("outcome", 9, r"xu ly(?: don.*| cua.*| ban dau.*)?"),
    ("outcome", 8, r"van ban (?:phan loai )?xu ly(?: .*)?"),
    ("outcome", 6, r"de xuat.*|y kien (?:chi dao|lanh dao|phe duyet|xu ly).*|da xu ly.*"),
    ("outcome", 6, r"y kien (?:cua )?(?:nguoi|can bo|cong chuc|lanh dao) tiep(?: .*)?"),
    ("document_number", 9, rf"so(?: hieu| ky hieu| va ngay| ngay)* ?{_PAPER}.*"),
    ("document_date", 9, rf"{_DAY}(?:ban hanh |ky |cua )?(?:{_PAPER}|xu ly|chuyen)(?: .*)?"),
    ("agency", 9, rf"{_BODY}(?: (?:va )?{_BODY})* (?:{_ACTS})(?: .*)?"),
    ("document_number", 7, r"van ban (?:phan loai )?xu ly(?: .*)?"),
    ("agency", 8, r"(?:noi nhan|noi chuyen|chuyen (?:den|cho|toi)|giao(?: cho)?|giao xac minh|phan cong)(?: .*)?"),
    ("agency", 8, r"chuyen (?:co quan|don vi)(?: .*)?"),
    ("date_accepted", 10, rf"{_DAY}thu ly(?: giai quyet)?"),
    ("date_due", 9, r"(?:ngay )?(?:thoi )?han(?: .*)?|ngay (?:het|den) han.*|thoi gian giai quyet"),
    ("date_extended", 9, r"(?:ngay |thoi |han )*(?:duoc )?gia han.*"),
    ("decision_number", 9, rf"(?:so )?(?:va ngay )?{_DECISION}(?: .*)?"),
    ("decision_date", 9, rf"{_DAY}(?:ban hanh |ky |ra )?(?:{_DECISION}|giai quyet)(?: .*)?"),
    ("result", 9, r"(?:theo doi )?ket qua(?: .*)?|theo doi(?: .*)?"),
    ("result", 8, r".+ ket qua(?: .*)?|(?:da )?(?:giai quyet|tra loi)(?: .*)?"),
    ("state", 9, r"(?:trang thai|tinh trang|tinh hinh|tien do)(?: .*)?"),
    ("note", 9, r"ghi chu.*|chu thich.*|luu y"),
)
# fmt: on
_IGNORED = re.compile(
    r"(?:nguoi|can bo|lanh dao|chu tri)(?: truc)? (?:tiep|ghi|nhap|theo doi|cap nhat).*"
    r"|gioi tinh|nam sinh|dan toc|chu ky.*|ky (?:nhan|ten).*|.*email.*"
)
_OF_A_DECISION = re.compile(r"(?:ket qua )?giai quyet(?: .*)?|quyet dinh.*|ket luan.*")
_PAPER_PARTS = {"document_number": "decision_number", "document_date": "decision_date"}


# One column for each kind, in which a mark stands: {caption: (field, the kind as a column says it)}.
MARKED = {
    **dict.fromkeys(("kn", "khieu nai", "don khieu nai"), ("marked_complaint", "KN")),
    **dict.fromkeys(("tc", "to cao", "don to cao"), ("marked_denunciation", "TC")),
    **dict.fromkeys(
        (
            *("knpa", "kn pa", "pakn", "pa kn", "kien nghi phan anh", "phan anh kien nghi"),
            *("kien nghi", "don kien nghi", "don kien nghi phan anh", "don phan anh kien nghi"),
        ),
        ("marked_petition", "KNPA"),
    ),
    **dict.fromkeys(("pa", "phan anh", "don phan anh"), ("marked_reflection", "KNPA")),
}
_ABOVE_MARKS = re.compile(r"|.*\b(?:loai|don|noi dung|vu viec|khieu to)\b.*")


_MARKED_OUTCOME = re.compile(
    r"(?:du dieu kien |khong |da )?thu ly|(?:xep )?luu(?: don)?|tra(?: lai)? don"
)


class RegisterColumns(ColumnNames):
    """The names of columns in registers of letters and visits."""

    wordings = compiled(_WORDINGS)
    not_fields = _IGNORED

    def is_header(self, header):
        """Tell whether these are columns of a register: what, and who or when."""
        found = set(header.columns) if header else set()
        return "content" in found and bool(found & {"person", "date_received"}) and len(found) > 2

    def is_name(self, folded):
        marked = folded in MARKED or bool(_MARKED_OUTCOME.fullmatch(folded))
        return marked or super().is_name(folded)

    def settle(self, columns):
        """What a name means depends on the other columns.

        A register without a day of receipt may name the day of the letter alone.
        """
        if "date_received" not in columns and "date_letter" in columns:
            columns["date_received"] = columns.pop("date_letter")
        # "Cơ quan chuyển đến" sent the letter, or right of the outcome: receives it.
        has_both = columns.keys() >= {"source", "outcome"}
        if "agency" not in columns and has_both and columns["source"] > columns["outcome"]:
            columns["agency"] = columns.pop("source")

    def offered(self, own, above):
        """A paper below "Giải quyết" is the decision, elsewhere that of processing."""
        if fold(own) in MARKED and _ABOVE_MARKS.fullmatch(fold(above or "")):
            return [(MARKED[fold(own)][0], 10)]
        if above and _MARKED_OUTCOME.fullmatch(fold(own)):
            return []  # its name says what a mark in it means
        offers = super().offered(own, above)
        if own and above and _OF_A_DECISION.fullmatch(fold(above)):
            offers = [(_PAPER_PARTS.get(name, name), strength) for name, strength in offers]
        return offers


REGISTER = RegisterColumns()
