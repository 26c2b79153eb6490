from odoo import api, fields, models


class PetitionClock(models.Model):
    """Clocks of a matter: who sees the matter sees them."""

    _inherit = "petition.clock"

    matter_id = fields.Many2one("petition.matter", readonly=True, index=True, ondelete="cascade")
    begun_by_id = fields.Many2one(
        "petition.step", string="Begun by the step", readonly=True, ondelete="restrict"
    )
    ended_by_id = fields.Many2one(
        "petition.step", string="Ended by the step", readonly=True, ondelete="restrict"
    )

    @api.model
    def _start(self, matter, code, day, event=None):
        """Start the clock of ``code`` for ``matter`` on the ``day`` of its event; return it.

        :raises UserError: if no row of the law holds
        """
        return self._start_all(matter, [(code, day, event)])

    @api.model
    def _start_all(self, matter, starts, step=None):
        """Start the clocks of ``[(code, day of the event, event or None)]`` for ``matter``.

        :param step: the step of the matter that starts them, if one does
        """
        marks = {"matter_id": matter.id, "begun_by_id": step.id if step else False}
        return self._begin(starts, matter._clock_facts(), **marks)
