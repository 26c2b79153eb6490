"""Names of exported lists: on the first line and as the file name."""

import re
from urllib.parse import urlsplit

from .text import fold

_RECORD = re.compile(r"\d+|new")
_ACTION = re.compile(r"action-(\d+)")


def file_name(title, day):
    """Return a portable file name: no diacritics, no blanks, the day last.

    >>> from datetime import date
    >>> file_name("Nhiệm vụ quá hạn > 30 ngày", date(2026, 11, 28))
    'Nhiem-vu-qua-han-30-ngay_2026-11-28'
    """
    words = fold(title).replace(" ", "-")[:100].strip("-")
    return f"{words[:1].upper()}{words[1:]}_{day:%Y-%m-%d}"


def last_action(address):
    """Return the action at an address of the web client: its path or its id, or None.

    >>> last_action("https://x.vn/odoo/office-overdue?debug=1")
    'office-overdue'
    >>> last_action("https://x.vn/odoo/directives/12/action-345")
    345
    >>> last_action("https://x.vn/odoo/directives/12"), last_action("https://x.vn/web"), last_action(None)
    ('directives', None, None)
    """
    parts = urlsplit(address or "").path.strip("/").split("/")
    if parts[0] not in ("odoo", "scoped_app"):
        return None
    for part in reversed(parts[1:]):
        if action := _ACTION.fullmatch(part):
            return int(action[1])
        if not _RECORD.fullmatch(part) and not part.startswith("m-"):
            return part
    return None
