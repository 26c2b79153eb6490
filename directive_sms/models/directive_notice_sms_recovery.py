from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.directive_tracking.models.notice.directive_notice_recovery import STUCK_AFTER
from odoo.addons.directive_tracking.tools.notice.delivery import QUEUED

from ..connectors.base import REFUSED
from .directive_sms_message import SUBMITTING

# A claim lasts a minute and the calls it ends with; a sender slower than this finds that the
# rows are not its own any more (`_still_claimed`).
NOT_CALLED_AFTER = timedelta(minutes=3)


class DirectiveNoticeDelivery(models.Model):
    """After a crash: a submission is committed before the provider is called, so what has none
    of its claim, or none but those clearly refused, was never taken, and another process sends it.

    A claim is told by what was written, never by what came first on a clock, which may be set.
    """

    _inherit = "directive.notice.delivery"

    @api.model
    def _recover_stuck(self):
        """Settle rows whose process died; of an SMS the provider may be asked again by our id."""
        limit = fields.Datetime.now() - STUCK_AFTER
        self.env["directive.sms.message"]._settle_never_begun()
        self._requeue_never_submitted(fields.Datetime.now() - NOT_CALLED_AFTER)
        super()._recover_stuck()
        self.env["directive.sms.message"]._settle_abandoned(limit)

    @api.model
    def _requeue_never_submitted(self, limit):
        stuck = self.search(self._stuck_domain(limit) & Domain("channel", "=", "sms"))
        untouched = stuck.filtered(lambda row: not row._submissions_of_claim())
        untouched._move(
            QUEUED, self.env._("The sending process stopped before the message was handed over.")
        )

    def _submissions_of_claim(self):
        """Return the submissions of the present claim that a provider may have taken.

        One without a claim was written by an earlier release: in doubt it is of this one.
        """
        return self.sms_message_ids.filtered(
            lambda one: one.state == SUBMITTING
            or one.state != REFUSED
            and one.date_claimed in (False, self.date_claimed)
        )
