"""Reasons why a readable file is no register."""

from odoo.addons.directive_tracking.tools.appendix.errors import AppendixError
from odoo.addons.directive_tracking.tools.wording import _lt

SENTENCES = {
    "no_register": _lt(
        "No register was found in %(file)s. Its header row must name at least the content of the "
        "letters (such as “Nội dung”) and the person or the day (such as “Họ tên” or “Ngày nhận”)."
    ),
    "no_records": _lt(
        "The register in %(file)s contains no letter. Check that it is the right file."
    ),
}


class RegisterError(AppendixError):
    """The file holds no register; nothing was stored.

    >>> RegisterError("no_records", file="a.xlsx").code
    'no_records'
    """

    def __init__(self, code, **values):
        self.code, self.values = code, {"file": "The file", **values}
        Exception.__init__(self, SENTENCES[code] % self.values)
