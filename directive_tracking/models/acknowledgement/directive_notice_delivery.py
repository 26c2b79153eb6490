from odoo import models

from .directive_notice import REPEAT


class DirectiveNoticeDelivery(models.Model):
    _inherit = "directive.notice.delivery"

    def _acknowledge(self, how):
        """Also record that the people of these rows are no longer asked."""
        super()._acknowledge(how)
        pairs = {(row._root_notice(), row.partner_id) for row in self}
        self.env["directive.notice.acknowledgement"]._settle(pairs, how)

    def _irrelevant_reasons(self):
        """Also return why a repetition is no longer needed: it was acknowledged."""
        reasons = super()._irrelevant_reasons()
        repeats = self.filtered(lambda row: row.notice_id.event == REPEAT)
        reason = self.env._(
            "It has been acknowledged in the meantime, or acknowledgement is no longer needed."
        )
        for row in repeats - repeats._still_awaited():
            reasons.setdefault(row, reason)
        return reasons

    def _still_awaited(self):
        """Return those of these repetitions whose recipient, or an agency they lead, is pending."""
        Acknowledgement = self.env["directive.notice.acknowledgement"]
        awaited = Acknowledgement._awaited(self.notice_id.repeats_id)
        # A deputy of two agencies is notified once for both.
        led = Acknowledgement._acted_for(self.partner_id.ids) if self else {}
        return self.filtered(
            lambda row: any(
                (row.notice_id.repeats_id, one) in awaited
                for one in (
                    row.partner_id,
                    *(row.agency_id | led.get(row.partner_id, row.agency_id)),
                )
            )
        )
