from datetime import datetime, time

from odoo import api, models
from odoo.exceptions import UserError

from ...tools.recipient import Recipient


class DirectiveReorganisation(models.Model):
    """Reorganisations that take effect by themselves, at 00:00 of their day."""

    _inherit = "directive.reorganisation"

    @api.model
    def _cron_take_effect(self):
        """Do those whose day has come, each in a transaction of its own.

        One that cannot be done waits, says why, and its author is told once.
        """
        commit = self.env["directive.notice.sender"]._commit
        for one in self._due():
            try:
                with self.env.cr.savepoint():
                    one._as_system()._take_effect()
            except UserError as error:
                one._as_system()._refuse_effect(str(error))
            commit(1)

    @api.model
    def _due(self):
        today = self.env["directive.settings"]._today()
        return self.search(
            [
                ("is_scheduled", "=", True),
                ("state", "=", "draft"),
                ("date_effective", "<=", today),
            ],
            order="date_effective, id",
        )

    def _refuse_effect(self, reason):
        if self.refusal == reason:
            return
        self.refusal = reason
        user = self.create_uid
        rows = [Recipient(user.partner_id.id, user.id)]
        self._tell(
            "agency_reorganisation_refused", {self.id: rows}, str(self.write_date), note=reason
        )

    def _trigger_next(self):
        """Ask the scheduler to come at 00:00 of the day, in the province's time zone."""
        cron = self.env.ref("directive_tracking.ir_cron_reorganise", raise_if_not_found=False)
        settings = self.env["directive.settings"]
        for one in self.filtered(lambda one: one.is_scheduled and one.state == "draft"):
            if cron:
                midnight = datetime.combine(one.date_effective, time.min)
                # A scheduled action is the system's.
                cron.sudo()._trigger(settings._to_utc(midnight))
