"""Letters of the demo province for each kind in each state that the other letters do not show."""

from ..tools.letter.workflow import TRANSITIONS, target_of, verbs_from
from .petition_words import LAND, document, person

# Of each kind: its subject, the role of its author, what is asked, against whom, the results.
KINDS = {
    "complaint": (
        LAND,
        "complainant",
        "Khiếu nại việc đo đạc lại thửa đất số",
        "Văn phòng đăng ký đất đai",
    ),
    "denunciation": (
        "TC.1.3",
        "denouncer",
        "Tố cáo việc thu khoản ngoài quy định ở thôn số",
        "Trưởng thôn",
    ),
    "petition": (
        "PA.4",
        "petitioner",
        "Phản ánh rác thải tồn đọng ở tổ số",
        "Đội vệ sinh môi trường",
    ),
}
RESULTS = {"complaint": "wrong", "denunciation": "partly_right", "petition": "right"}
PEOPLE = (
    *("Lù Seo Dìn", "Trần Thị Nhung", "Vàng Thị Sử", "Đặng Văn Quý", "Sùng A Chứ", "Phạm Thị Lý"),
    *("Hầu Seo Lừ", "Nguyễn Văn Thái", "Lò Thị Hương", "Cư Seo Vảng", "Má Thị Dợ", "Bàn Văn Phúc"),
)
AGENCIES = ("vpubnd", "x_muonghum", "x_batxat", "x_bacha")
SOURCES = ("in_person", "post", "handed")
REASONS = {
    "ask_supplement": "Thiếu bản sao giấy tờ kèm theo",
    "return": "Nội dung không rõ, đã mời bổ sung nhưng không đến",
    "file": "Đơn gửi để biết",
    "suspend": "Chờ kết quả đo đạc của cơ quan chuyên môn",
    "withdraw": "Người gửi đơn xin rút, có đơn rút kèm theo",
    "terminate": "Người gửi đơn đã rút toàn bộ nội dung",
}
# The kind of document in a number; what is missing here is a notice.
SYMBOLS = {"transfer": "PC", "guide": "HD", "return": "TĐ", "decide": "QĐ", "suspend": "QĐ"}
SYMBOLS |= {"resume": "QĐ", "terminate": "QĐ", "verify": "QĐ", "extend": "QĐ"}


def path_to(kind, state):
    """Return the shortest way of verbs that leads a matter of ``kind`` to ``state``, or None.

    >>> path_to("complaint", "suspended"), path_to("petition", "information")
    (['classify', 'accept', 'suspend'], None)
    """
    ways, seen = [("received", [])], {"received"}
    while ways:
        here, verbs = ways.pop(0)
        if here == state:
            return verbs
        for verb in verbs_from(here, kind):
            there = target_of(verb, here)
            if there not in seen:
                seen.add(there)
                ways.append((there, [*verbs, verb]))
    return None


def letters_of(missing):
    """Return the letters, as `petition_content.LETTERS` has them, of these ``(kind, state)``."""
    return [_letter(number, kind, state) for number, (kind, state) in enumerate(missing, 1)]


def _letter(number, kind, state):
    subject, role, asks, against = KINDS[kind]
    agency, verbs = AGENCIES[number % len(AGENCIES)], path_to(kind, state)
    came = 2 + 3 * len(verbs) + number % 5
    who = person(PEOPLE[number % len(PEOPLE)], f"Tổ {number}, phường Sa Pa", role)
    steps = [
        (verb, came - 1 - 3 * place, _values(verb, kind, number))
        for place, verb in enumerate(verbs)
    ]
    content = f"{asks} {number}"
    matter = (kind, subject, content, against, {}, steps)
    return agency, SOURCES[number % len(SOURCES)], came, [who], {"content": content}, [matter]


def _values(verb, kind, number):
    """Return what the step ``verb`` needs."""
    needs, values = TRANSITIONS[verb].needs, {}
    if "document_number" in needs:
        values |= document(f"{300 + number}/{SYMBOLS.get(verb, 'TB')}-UBND")
    if "reason" in needs:
        values["reason"] = REASONS[verb]
    if "sent_to" in needs:
        values["sent_to_text"] = "Ủy ban nhân dân xã Bảo Yên"
    if "ground_id" in needs:
        values["ground"] = "2"
    if "result" in needs:
        values["result"] = RESULTS[kind]
    return values
