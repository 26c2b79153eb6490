from odoo import api, models
from odoo.tools import SQL

from ...tools.recipient import Recipient


class DirectiveFormReport(models.Model):
    """Who is told of a report: the specialist of a draft, those chosen of a released one."""

    _inherit = "directive.form.report"

    def _tell_specialists(self):
        """Put these drafts before their specialists."""
        self._tell("report_drafted", {one.id: one._office_rows() for one in self})

    def _tell_recipients(self):
        told = {
            one.id: [Recipient(user.partner_id.id, user.id) for user in one.recipient_ids]
            for one in self.sudo()  # whom it tells need not be known
        }
        self._tell("report_released", told)

    def _notice_item(self):
        return super()._notice_item() | {"number": self.number or "", "name": self.name}

    @api.model
    def _notice_count_words(self, count):
        return self.env._("%(count)s reports", count=count)

    @api.model
    def _notice_columns(self):
        return super()._notice_columns() | {"subject_name": SQL("record.name")}
