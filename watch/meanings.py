"""What the codes of the heartbeat mean, for people who read an alarm at night: watch.py adds it."""

MEANINGS = {  # code: (Vietnamese, English)
    "no answer": ("máy chủ không trả lời", "the server does not answer"),
    "no health report": (
        "hệ thống chưa chạy: máy chủ web hoặc trang khác trả lời thay",
        "the system is not running: the web server or another page answers in its place",
    ),
    "database": ("cơ sở dữ liệu không trả lời", "the database does not answer"),
    "late": ("có tác vụ theo lịch không chạy", "a scheduled action does not run"),
    "failing": ("có tác vụ theo lịch lần nào cũng lỗi", "a scheduled action fails each time"),
    "off": ("có tác vụ theo lịch đã bị tắt", "a scheduled action is turned off"),
    "queue": ("có tin chờ gửi quá nửa giờ", "messages wait for more than half an hour"),
    "held": (
        "đây là bản phục hồi, chưa được phép gửi",
        "this is a restored copy, not released yet",
    ),
    "seal_key": (
        "khóa của danh tính giữ kín bị thiếu hoặc sai",
        "the key of sealed identities is missing or wrong",
    ),
    "disk": ("đĩa chứa tệp đính kèm sắp đầy", "the disk with attachments is almost full"),
    "backup": ("bản sao lưu cuối đã quá hai ngày", "the last backup is older than two days"),
    "replica": (
        "có máy dự phòng không theo kịp hoặc chậm hơn một phút",
        "a standby does not follow, or is more than a minute behind",
    ),
    "connections": ("sắp hết kết nối cơ sở dữ liệu", "the database is almost out of connections"),
    "busy": ("mọi tiến trình đều bận", "every worker is busy"),
    "slow": ("nhiều câu lệnh cơ sở dữ liệu chạy quá lâu", "several statements run for too long"),
    "trace": ("không ghi được dấu vết gửi tin", "traces of sending cannot be written"),
}


def meanings(reason, language):
    """Return the meanings of a reason in ``language``, each once.

    >>> meanings("HTTP 503: disk, late:directive_tracking.ir_cron_send, late:x.y", "en")
    ['the disk with attachments is almost full', 'a scheduled action does not run']
    >>> meanings("no answer: TimeoutError timed out", "en")
    ['the server does not answer']
    >>> meanings("HTTP 502: no health report", "vi")[0][:17]
    'hệ thống chưa chạ'
    """
    text = reason.partition(": ")[2] if reason.startswith("HTTP") else reason
    codes = dict.fromkeys(one.partition(":")[0] for one in text.split(", "))
    return [MEANINGS[code][language == "en"] for code in codes if code in MEANINGS]
