"""One sentence of a conclusion: who leads, who coordinates, by when.

The names are those of the appendix reader; here they stand in running text: "Giao Sở Tài chính chủ
trì, phối hợp với Sở Xây dựng và UBND các xã, phường tham mưu ... trước ngày 15/12/2026".
"""

import re

from odoo.addons.directive_tracking.tools.appendix.agency.agencies import AgencyReader
from odoo.addons.directive_tracking.tools.appendix.deadline.deadlines import (
    PARTLY,
    SEVERAL,
    UNREAD,
    parse_deadline,
)
from odoo.addons.directive_tracking.tools.appendix.model import Deadline
from odoo.addons.directive_tracking.tools.text import clean, shadow

from .model import LEADLESS, RELATED, UNMATCHED, Order

_GIVEN = re.compile(
    r"\b(?:giao(?: trach nhiem)?(?: cho)?|yeu cau|de nghi|phan cong)\s+(?:dong chi\s+|d/c\s+)?"
)
_HELP = re.compile(
    r"\bphoi hop(?: chat che)?(?:\s+(?:voi|cung(?: voi)?))?\s+|(?<=chu tri, )cung(?: voi)?\s+"
)
# Between whom it is about and the verb: "(Chi cục Thủy lợi)", "- Cơ quan Thường trực Ban Chỉ đạo -".
_ASIDE = re.compile(r"[\s,:]*(?:(?:\([^()]*\)|[-–][^-–.;]{3,80}[-–])[\s,:]*)?")
# Where somebody else is told something: "Giao Sở A rà soát; Sở B bố trí vốn", "…, giao Sở B …".
_FURTHER = re.compile(
    r"[;.]\s+(?:dong thoi\s+)?(?:(?:giao|yeu cau)(?: cho)?\s+)?|[,\s]\s*(?:dong thoi\s+)?giao(?: cho)?\s+"
)
# A statement about an agency, no order to it: "Sở Y tế báo cáo chưa đầy đủ".
_STATEMENT = re.compile(r"(?:[a-z]+ ){0,2}chua\b")
# What a heading says before whom it is about: "Đối với Sở Xây dựng:".
_ABOUT = re.compile(r"(?:doi voi|ve phia|(?:nhiem vu|trach nhiem) cua)\s+")
# How the names of bodies begin that may be missing in the list.
_BODY = re.compile(
    r"(?:so|ban(?! hanh)|bo chi huy|bo chqs|bo tu lenh|ubnd|uy ban|cong an|chi cuc|cuc|trung tam|cong ty|tong cong ty"
    r"|thanh tra|van phong|hoi (?!nghi)|kho bac|ngan hang|dien luc|bao hiem|benh vien|vien|doan|lien doan|mat tran"
    r"|uy ban mttq|bhxh|phong(?!,? (?:chong|ngua|tranh|benh|dich|chay|trao))|tram"
    r"|bo phan|vnpt|viettel|cac (?:so|nganh|don vi|dia phuong|co quan|chu dau tu|nha thau))\b"
)
# "Số hóa hồ sơ", "Hồi đáp": without their marks these words look like the first word of a body.
_NO_BODY = re.compile(r"(?:số|sổ|hồi|hối|đoạn|trăm|phong|viên|bàn|bán|cúc)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"\b(?:(?:co quan|don vi)\s+)?(?P<role>chu tri|phoi hop)(?:\s+thuc hien)?\s*:\s*"
)
# What somebody is told to do.
_VERB = re.compile(
    r"\b(?:co trach nhiem|chu tri|la (?:co quan|don vi)|lam dau moi|phoi hop|can cu|chiu trach nhiem|tham muu"
    r"|ra soat|xay dung|to chuc|chi dao|bao cao|hoan thanh|hoan thien|nghien cuu|huong dan|kiem tra|theo doi"
    r"|don doc|trien khai|thuc hien|trinh|ban hanh|de xuat|chuan bi|tong hop|thong bao|bo tri|phan bo|cong bo"
    r"|lam viec|xu ly|giai quyet|lap|cung cap|gui|tham dinh|bo sung|tang cuong|quan triet|day nhanh|tiep tuc"
    r"|chu dong|khan truong|tap trung|kip thoi|som|cap nhat|danh gia|dam bao|bao dam|tiep thu|van hanh|cap|ky"
    r"|tao|moi|dieu chinh|thu|ho tro|thanh tra|giam sat|tuyen truyen|hop|rut|nang|duy tri|khac phuc|sua"
    r"|tra loi|lam ro|giu|nghiem tuc|phai|can|van dong|lam sach|lay y kien|khao sat|kiem ke|thong ke|thanh lap|cu"
    r"|ban giao|giai ngan|thanh toan|quyet toan|boi thuong|chi tra|phe duyet|dau thau|khoi cong|thi cong|ket noi"
    r"|so hoa|dang tai|cong khai|cai thien|quan ly|bao ve|ung pho|thuc day|phan cap|uy quyen|dao tao|tap huan"
    r"|boi duong|xu phat|ngan chan|tuan tra|kiem soat|chuyen|nop|doi thoai|giai trinh|kiem diem|rut kinh nghiem"
    r"|(?<!thuong )truc|xem xet|cho y kien"
    r"|chap hanh|tuan thu|doi chieu|mua sam|lap dat|nhap|xac minh|xac dinh|tham tra|lua chon|phat dong|sap xep"
    r"|giai toa|thao do|di doi|cuong che|thu gom|truc tiep|thong nhat(?! voi)|cu the hoa|ke khai"
    r"|theo (?:chuc nang|nhiem vu|tham quyen|linh vuc))\b"
)
_BRACKET = re.compile(r"\(([^()]{4,300})\)")
_ROLE_WORDS = re.compile(r"\b(?:chu tri|phoi hop|dau moi)\b")
_SEPARATOR = re.compile(r"\s*(?:[,;]|\bva\b|\bcung(?: voi)?\b)\s*")
_JOINED = re.compile(r"\b(?:va|cung|voi)$")
_WORD_END = re.compile(r"(?<=\w)(?!\w)")
_UNKNOWN_END = re.compile(r"[,;:.()]")
_CUE = re.compile(
    r"\b(?:truoc(?! mat| day| het(?! ngay| thang| quy| nam))|cham nhat|muon nhat"
    r"|thoi (?:han|gian) (?:hoan thanh|thuc hien)|thoi han|hoan thanh|xong"
    r"|trong (?:ngay|thang|tuan|quy|nam|thoi (?:han|gian)|vong|\d+)|den het|den ngay|den(?= \d)"
    r"|vao ngay|dinh ky|hang (?:ngay|tuan|thang|quy|nam)|han)\b"
)
_CLAUSE = re.compile(r"[;()\n]|,\s|\.(?:\s|$)")
_PURPOSE = re.compile(r"\s(?:de|nham|lam co so|lam can cu)\s")
_DATED = ("date", "working_days", "period", "periodic")
_MAX_WORDS = 16  # of the name of an agency


class OrderReader:
    """Reads the sentences of one notice, with the agencies of one province."""

    def __init__(self, agencies, province=None):
        self.names = AgencyReader(agencies, province)

    def read(self, text, reference=None):
        """Return the :class:`Order` in a text; ``reference`` is the day of the notice."""
        text = clean(text)
        plain = shadow(text)
        order = Order(deadline=_deadline(text, plain, reference))
        self._read_labels(order, text, plain)
        self._read_brackets(order, text, plain)
        if not order.leads:
            self._read_leads(order, text, plain)
        self._read_further(order, text, plain)
        for match in _HELP.finditer(plain):
            if keys := self._list_at(order, text, plain, match.end())[0]:
                order.coordinators += keys
                break
        _tidy(order)
        if not order.is_order and reference and (order.deadline.date or reference) < reference:
            order.deadline = Deadline()  # "Đến hết ngày 15/11 đạt 61 %" tells of the past
        return order

    def _read_labels(self, order, text, plain):
        """ "Cơ quan chủ trì: Sở A. Phối hợp: Sở B." """
        for match in _LABEL.finditer(plain):
            keys, _end = self._list_at(order, text, plain, match.end())
            (order.leads if match["role"] == "chu tri" else order.coordinators).extend(keys)

    def _read_brackets(self, order, text, plain):
        """ "(Sở A chủ trì, Sở B phối hợp; hoàn thành trước 15/12)": the words of an appendix."""
        for match in _BRACKET.finditer(plain):
            parts = re.split(r";", text[match.start(1) : match.end(1)])
            is_last = not plain[match.end() :].strip(" .;/") and _CUE.search(match[1])
            for part in parts if is_last or _ROLE_WORDS.search(match[1]) else ():
                for found in self.names.read(part) if not _CUE.match(shadow(part).strip()) else ():
                    is_helper = found.role == "coordinators"
                    (order.coordinators if is_helper else order.leads).extend(found.keys)

    def _read_leads(self, order, text, plain):
        is_known = False
        for start in _starts(plain):
            keys, end = self._list_at(order, text, plain, start)
            if keys and _is_told(plain, end):
                order.leads += keys
                order.is_bare = not plain[end:].strip(" ,:.;")
                return
            order.warnings.clear()  # an agency that is only mentioned
            if keys and self._goes_on_unknown(order, text, plain, end):
                order.leads += keys
                return
            is_known |= bool(keys and _VERB.match(plain, _ASIDE.match(plain, end).end()))
        for match in _GIVEN.finditer(plain):
            order.is_order = True
            keys, end = self._list_at(order, text, plain, match.end())
            if keys or order.warnings:
                order.leads += keys
                return
            if text[match.end() : match.end() + 1].isupper():
                order.warnings.append((UNMATCHED, _unknown(text, plain, match.end())))
                return
        if not is_known:
            self._read_unknown(order, text, plain)

    def _read_further(self, order, text, plain):
        """In one point several are told something, each with words of their own."""
        for match in _FURTHER.finditer(plain) if order.leads or order.is_order else ():
            said = Order()
            keys, end = self._list_at(said, text, plain, match.end())
            after = _ASIDE.match(plain, end).end()
            if keys and _VERB.match(plain, after) and not _STATEMENT.match(plain, after):
                order.leads += keys
                order.warnings += said.warnings

    def _goes_on_unknown(self, order, text, plain, end):
        """Behind the agencies known the list goes on: "Sở Xây dựng, Chi cục Thủy lợi kiểm tra …"."""
        separator = _SEPARATOR.match(plain, end)
        return bool(separator) and self._read_unknown(order, text, plain, separator.end())

    def _read_unknown(self, order, text, plain, start=0):
        """A body that no list holds is told something: "Công ty Cấp nước hoàn thành …"."""
        words = _unknown(text, plain, start)
        verb = _VERB.match(plain, start + len(words) + 1)
        named = _BODY.match(plain, start) and not _NO_BODY.match(text, start)
        if order.is_order or not (words and verb and named):
            return False
        order.is_order = True
        order.warnings.append((UNMATCHED, words))
        return True

    def _list_at(self, order, text, plain, start):
        """Return (keys, end) of the agencies named one after the other from ``start``."""
        scan = _Scan(self.names, text, plain)
        keys, end = scan.names_at(start)
        order.warnings += [(RELATED, words) for words in scan.related]
        return keys, end


class _Scan:
    """The agencies of one list in running text: it ends with the first word that names none."""

    def __init__(self, names, text, plain):
        self._index, self._groups = names.index, names.groups
        self._text, self._plain = text, plain
        self._context = None
        self.related = []

    def names_at(self, start):
        keys, end = [], start
        while found := self._next(start):
            new, end = found
            keys += [key for key in new if key not in keys]
            separator = _SEPARATOR.match(self._plain, end)
            if not separator:
                break
            start = separator.end()
        return keys, end

    def _next(self, start):
        """Return (keys, end) of the group or agency that begins here, or None."""
        group = self._groups.read(self._plain, start)
        if group and group.prefix:
            self._context = next(iter(group.kinds)) if len(group.kinds) == 1 else group.prefix
            if found := self._name(re.compile(r"[\s:]*").match(self._plain, group.end).end()):
                return found
        if group and group.tokens:
            return self._of_group(start, group)
        return self._name(start)

    def _of_group(self, start, group):
        if group.tokens[0].startswith("RELATED"):
            self.related.append(self._text[start : group.end].strip())
            return [], group.end
        return list(group.tokens), group.end

    def _name(self, start):
        for end in reversed(self._ends(start)):
            if _JOINED.search(self._plain, start, end):
                continue  # "Sở Tài chính và" is one name and the word before the next
            if agency := self._find(self._text[start:end]):
                self._note(agency)
                return [agency.key], end
        return None

    def _ends(self, start):
        ends = []
        for match in _WORD_END.finditer(self._plain, start + 1):
            if len(ends) == _MAX_WORDS or re.search(r"[;:.(]", self._plain[start : match.start()]):
                break
            ends.append(match.start())
        return ends

    def _find(self, words):
        if agency := self._index.find(words):
            return agency
        if not self._context or not words[:1].isupper():
            return None
        if self._context == "so":
            return self._index.find(f"Sở {words}")
        kind = None if self._context == "commune" else self._context
        return self._index.find_bare(words, kind=kind)

    def _note(self, agency):
        """A full name opens a list: "Sở Tài chính, Xây dựng"."""
        if agency.kind == "commune":
            self._context = self._context or "commune"
        elif shadow(agency.name).startswith("so "):
            self._context = "so"


def _is_told(plain, end):
    """Tell whether an agency named first is told something; without that it is only mentioned."""
    after = _ASIDE.match(plain, end).end()
    if after == len(plain) or ":" in plain[end:after]:
        return True
    return bool(_VERB.match(plain, after)) and not _STATEMENT.match(plain, after)


def _starts(plain):
    """Return where whoever is told may be named: first, behind "Về kinh phí:" or "Trước ngày 15/12,"."""
    about = _ABOUT.match(plain)
    found = [about.end() if about else 0]
    if match := re.match(r"[^:.;()]{3,90}:\s+(?=\S)", plain):
        found.append(match.end())
    if _CUE.match(plain) and (match := re.match(r"[^,:;()]{3,60},\s*", plain)):
        found.append(match.end())
    return found


def _unknown(text, plain, start):
    """Return the words after "giao" that name an agency this list does not hold."""
    ends = [match.start() for match in _UNKNOWN_END.finditer(plain, start)]
    ends += [one.start() for one in _VERB.finditer(plain, start) if text[one.start()].islower()]
    end = min(ends, default=len(text))
    return " ".join(text[start:end].split()[:_MAX_WORDS])


def _deadline(text, plain, reference):
    """Return the deadline in running text: of each clause what follows a word of time."""
    found = [one for one in _time_words(text, plain) if _says_when(one, reference)]
    if not found:
        return Deadline()
    deadline = parse_deadline("; ".join(dict.fromkeys(found)), reference)
    deadline.warnings = tuple(code for code in deadline.warnings if code != PARTLY)
    return deadline


def _time_words(text, plain):
    start = 0
    for match in [*_CLAUSE.finditer(plain), None]:
        end = match.start() if match else len(plain)
        if cue := _CUE.search(plain, start, end):
            purpose = _PURPOSE.search(plain, cue.end(), end)
            yield text[cue.start() : purpose.start() if purpose else end].strip()
        start = match.end() if match else end


def _says_when(words, reference):
    deadline = parse_deadline(words, reference)
    return deadline.kind in _DATED and UNREAD not in deadline.warnings


def _tidy(order):
    """Whoever leads does not coordinate; say what is missing."""
    order.leads = list(dict.fromkeys(order.leads))
    order.coordinators = [
        key for key in dict.fromkeys(order.coordinators) if key not in order.leads
    ]
    order.is_order = order.is_order or bool(order.leads)
    if order.is_order and not order.leads and not order.warnings:
        order.warnings.append((LEADLESS, ""))
    if SEVERAL in order.deadline.warnings:
        order.warnings.append((SEVERAL, order.deadline.text))
