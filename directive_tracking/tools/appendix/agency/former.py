"""Former and subordinate agencies, and the agencies that do their work now.

Departments merged by the law on government organisation of 2025 and Decree 150/2025/ND-CP;
sub-departments by their field of work. Such a name is never matched; the hint is only advice.
"""

import re

from ...text import fold
from .index import abbreviates

_AGRICULTURE = "Sở Nông nghiệp và Môi trường"
_FINANCE = "Sở Tài chính"
_CONSTRUCTION = "Sở Xây dựng"
_SCIENCE = "Sở Khoa học và Công nghệ"
_INTERIOR = "Sở Nội vụ"
_CULTURE = "Sở Văn hóa, Thể thao và Du lịch"
_TRADE = "Sở Công Thương"
_HEALTH = "Sở Y tế"
_ETHNIC = "Sở Dân tộc và Tôn giáo"

FORMER_DEPARTMENTS = {
    "Sở Kế hoạch và Đầu tư": _FINANCE,
    "Sở Giao thông vận tải": _CONSTRUCTION,
    "Sở Quy hoạch - Kiến trúc": _CONSTRUCTION,
    "Sở Tài nguyên và Môi trường": _AGRICULTURE,
    "Sở Nông nghiệp và Phát triển nông thôn": _AGRICULTURE,
    "Sở Thông tin và Truyền thông": _SCIENCE,
    "Sở Lao động - Thương binh và Xã hội": _INTERIOR,
    "Sở Văn hóa và Thể thao": _CULTURE,
    "Sở Văn hóa - Thông tin": _CULTURE,
    "Sở Du lịch": _CULTURE,
    "Ban Dân tộc": _ETHNIC,
    "Ban Tôn giáo": _ETHNIC,
    "Cục Thuế": "Thuế tỉnh",
    "Cục Thống kê": "Thống kê tỉnh",
    "Cục Hải quan": "Chi cục Hải quan khu vực",
    "Cục Thi hành án dân sự": "Thi hành án dân sự tỉnh",
    "Đài Phát thanh - Truyền hình": "Báo và phát thanh, truyền hình",
    "Cục Quản lý thị trường": _TRADE,
    "Trung tâm Hành chính công": "Trung tâm Phục vụ hành chính công tỉnh",
}
_ALSO_WRITTEN = {
    "so nn ptnt": "Sở Nông nghiệp và Phát triển nông thôn",
    "so nong nghiep ptnt": "Sở Nông nghiệp và Phát triển nông thôn",
    "so ldtbxh": "Sở Lao động - Thương binh và Xã hội",
    "so gtvt": "Sở Giao thông vận tải",
}
# Field of work of a sub-department, centre or office, and its department.
_PARENTS = (
    (
        r"kiem lam|thuy san|thuy loi|chan nuoi|thu y|trong trot|bao ve thuc vat|bvtv|khuyen nong|nong thon|ntm"
        r"|bao ve moi truong|dat dai|quy dat|phong chong thien tai|lam nghiep|kiem ngu|bien va hai dao",
        _AGRICULTURE,
    ),
    (r"quan ly thi truong|qltt|khuyen cong|xuc tien thuong mai", _TRADE),
    (
        r"an toan (?:ve sinh )?thuc pham|dan so|benh vien|kiem soat benh tat|\bcdc\b|y te|kiem nghiem",
        _HEALTH,
    ),
    (
        r"tieu chuan|do luong|chat luong|do thi thong minh|\bioc\b|chuyen doi so|cong nghe thong tin",
        _SCIENCE,
    ),
    (r"xuc tien dau tu|tai chinh doanh nghiep", _FINANCE),
    (r"van thu|luu tru|dich vu viec lam|bao tro xa hoi|nguoi co cong", _INTERIOR),
    (
        r"dang kiem|quan ly duong bo|giam dinh xay dung|quan ly nha|quy hoach xay dung",
        _CONSTRUCTION,
    ),
    (r"bao tang|thu vien|di tich|xuc tien du lich|van hoa nghe thuat|huan luyen", _CULTURE),
    (r"giao duc thuong xuyen|truong thpt|truong pho thong", "Sở Giáo dục và Đào tạo"),
    (r"tro giup phap ly|cong chung|dau gia tai san", "Sở Tư pháp"),
)
_BELOW = re.compile(
    r"(?:chi cuc|trung tam|tt|van phong|vp|ban quan ly|bql|hat|tram|vien|benh vien|truong|quy|ban chi huy|phong)\b"
)


class FormerNames:
    """Suggests the present agency for a name that is not in the list."""

    def __init__(self, index):
        self._index = index
        self._former = [(_words(name), target) for name, target in FORMER_DEPARTMENTS.items()]

    def is_former(self, text):
        """Tell whether this is a department that no longer exists under this name."""
        return self._target(fold(text)) is not None

    def hint(self, text):
        """Return the name of the likely successor or parent, or None."""
        folded = fold(text)
        target = self._target(folded)
        if target is None and _BELOW.match(folded):
            target = next((to for words, to in _PARENTS if re.search(words, folded)), None)
        found = target and self._index.find(target)
        return found.name if found else None

    def _target(self, folded):
        folded = self._index._without_province(folded)
        if written := _ALSO_WRITTEN.get(folded):
            return FORMER_DEPARTMENTS[written]
        words = [word for word in folded.split() if word != "va"]
        found = [target for name, target in self._former if words == name or _short(words, name)]
        return found[0] if found else None


def _words(name):
    return [word for word in fold(name).split() if word != "va"]


def _short(words, name):
    """Tell whether the form is long enough: "Ban DT" is ambiguous, "Sở KH&ĐT" is not."""
    return words[:1] == name[:1] and sum(map(len, words)) > 5 and abbreviates(words, name)
