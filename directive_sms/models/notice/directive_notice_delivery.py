from odoo import SUPERUSER_ID, fields, models
from odoo.tools import SQL, hmac

from odoo.addons.directive_tracking.tools.notice import delivery as ledger

OFFICE = "directive_tracking.group_directive_office"
# The delivery states that a failure report may still change.
UNDER_WAY = (ledger.SENDING, ledger.SENT, ledger.UNKNOWN)

CALLS = """
  SELECT link.delivery_id, message.gateway_id, count(*)
    FROM directive_sms_message_delivery_rel AS link
    JOIN directive_sms_message AS message ON message.id = link.message_id
   WHERE link.delivery_id = ANY(%s) GROUP BY 1, 2
"""


class DirectiveNoticeDelivery(models.Model):
    _inherit = "directive.notice.delivery"

    sms_message_ids = fields.Many2many(
        "directive.sms.message",
        "directive_sms_message_delivery_rel",
        "delivery_id",
        "message_id",
        string="SMS",
        readonly=True,
        groups=OFFICE,
    )

    def _latest_of(self, message):
        """Return the rows in progress whose last submission is ``message``."""
        # The system settles its own ledger.
        rows = self.sudo().filtered(lambda row: row.state in UNDER_WAY)
        return rows.filtered(lambda row: max(row.sms_message_ids.ids) == message.id)

    # The id by which a provider knows a submission

    def _request_id(self, gateway_id, number, call):
        """Return the id of a submission whose first row is this one.

        It is made of what the row says, not of chance: a database restored from a backup asks the
        provider by the same id what the lost one sent. It tells nobody anything else.

        :param number: the telephone, in E.164
        :param call: which of the row's calls to this gateway it is, counted from 1
        """
        notice = self.notice_id
        what = (notice.event, notice.res_model, notice.res_id, notice.occurrence, self._stamp())
        whom = (self.partner_id.id, number, gateway_id, call)
        return hmac(self.env(su=True), "directive_sms.request", repr((*what, *whom)))[:32]

    def _stamp(self):
        """Return a moment that distinguishes this row from another of a restored database.

        After a restore the same ids are given again to other records. What the system writes by
        itself, it also writes again, and a reminder of the same day is then the same message.
        """
        notice = self.notice_id
        if notice.create_uid.id != SUPERUSER_ID:
            return str(self.create_date)
        cause = notice.repeats_id or notice._record()
        return str(cause.create_date if cause else self.create_date)

    def _calls_so_far(self):
        """Return ``{row id: {gateway id: number of submissions}}``."""
        self.env["directive.sms.message"].flush_model()
        calls = {}
        for row_id, gateway_id, count in self.env.execute_query(SQL(CALLS, self.ids)):
            calls.setdefault(row_id, {})[gateway_id] = count
        return calls
