from odoo import models

from .directive_notice_call import CALL_WANTED


class DirectiveNotice(models.Model):
    _inherit = "directive.notice"

    def _irrelevant_reason(self):
        if self.event == CALL_WANTED and not self._is_call_wanted():
            return self.env._("Everybody has been reached since.")
        return super()._irrelevant_reason()

    def _is_call_wanted(self):
        rows = self.env["directive.notice.acknowledgement"]
        return bool(rows.search_count([("to_call", "=", True), ("state", "=", "waiting")], limit=1))
