from odoo import api, models


class DirectiveNoticeDelivery(models.Model):
    """The sentence that says what a step sent."""

    _inherit = "directive.notice.delivery"

    @api.model
    def _sent_since(self, last_id):
        """Return the notification of what this transaction has put into the ledger.

        :param int last_id: the newest row there was before
        """
        fresh = [("id", ">", last_id)]
        people, agencies = self._read_group(
            fresh, aggregates=["partner_id:count_distinct", "agency_id:count_distinct"]
        )[0]
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self._sent_in_words(people, agencies),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    @api.model
    def _sent_in_words(self, people, agencies):
        time = f"{self.env['directive.settings']._now_local():%H:%M}"
        if not people:
            return self.env._("Done at %(time)s; nobody had to be told.", time=time)
        if not agencies:
            return self.env._("Sent at %(time)s to %(people)s people.", time=time, people=people)
        return self.env._(
            "Sent at %(time)s to %(people)s people in %(agencies)s agencies.",
            time=time,
            people=people,
            agencies=agencies,
        )
