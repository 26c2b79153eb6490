from odoo import models

from ...tools.recurrence import RHYTHM


class DirectiveTaskSeries(models.Model):
    """Corrections of a series: they hold for what is opened from now on."""

    _inherit = "directive.task.series"

    def _order_name(self):
        return self.name

    def _prepare_correction(self, values):
        """Begin a new rhythm after today, so that it opens nothing for days long past."""
        vals = super()._prepare_correction(values)
        if set(RHYTHM) & values.keys():
            vals["date_last"] = max(self.date_last, self._yesterday())
        return vals

    def _after_correction(self, values, note):
        super()._after_correction(values, note)
        self._check_rhythm()
        self.lead_agency_id._check_exists_still()
        self._trigger_next()

    def _told_of_correction(self):
        return self.lead_agency_id | self.coordinating_agency_ids

    def _notify_correction(self, line, agencies, note):
        self._tell_change("correct", note)
