from odoo import api, models
from odoo.fields import Domain

SUPERIOR_AFTER = 5  # working days overdue until the superior is told
REMINDED_FOR = 90  # days after which an overdue clock is no news any more


class PetitionClock(models.Model):
    """Who works on a matter is told when its terms are near, over, long over, or moved."""

    _inherit = "petition.clock"

    @api.model
    def _cron_remind(self):
        """Tell of terms that end soon or have ended, each once.

        The key of a notice makes a second one impossible; after an outage each is caught up once.
        Nothing happens on days off and before the hour of the digest.
        """
        settings = self.env["directive.settings"]
        today, calendar = settings._today(), settings._working_calendar()
        local = settings._now_local()
        if local.hour + local.minute / 60 < settings._get("digest_hour"):
            return
        if not calendar.is_working(today):
            return
        soon = calendar.add(today, self._near_days())
        late, long = today, calendar.add(today, -SUPERIOR_AFTER)
        waiting = self._running_until(soon, calendar.add(today, -REMINDED_FOR))
        waiting.filtered(lambda one: one.date_due >= late)._tell_clock("petition_near")
        overdue = waiting.filtered(lambda one: one.date_due < late)
        overdue._tell_clock("petition_overdue")
        long_overdue = overdue.filtered(lambda one: one.date_due < long)
        long_overdue._tell_clock("petition_superior")
        self.env["petition.overdue"]._tell_above(long_overdue)
        self.env["petition.overdue"]._close_settled()
        overdue._open_second_level()
        self.env["petition.reception.month"]._tell_heads(today)

    @api.model
    def _running_until(self, last, first):
        """Return the running clocks of duties that end between two days."""
        return self.search(
            Domain("state", "=", "running")
            & Domain("is_duty", "=", True)
            & Domain("date_due", "<=", last)
            & Domain("date_due", ">=", first)
        )

    def _tell_clock(self, event):
        """Tell of these clocks, once for each of their ends."""
        for (code, due), clocks in self.grouped(lambda one: (one.code, one.date_due)).items():
            matters = clocks.matter_id
            told = {matter.id: matter._people_to_tell(event) for matter in matters}
            matters._tell(event, told, occurrence=f"{code}:{due}")

    def _open_second_level(self):
        """A first complaint not decided in time: from now on its author may complain again."""
        for clock in self.filtered(lambda one: one.code == "K3"):
            if not clock.matter_id.clock_ids.filtered(lambda one: one.code == "K5"):
                self._start(clock.matter_id, "K5", clock.date_due, "first_term_over")

    def _tell_moved(self):
        super()._tell_moved()
        self.filtered("date_due")._tell_clock("petition_moved")
