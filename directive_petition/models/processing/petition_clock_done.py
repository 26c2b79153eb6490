from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.processing.clocks import by_steps


class PetitionClock(models.Model):
    """Duties that no step of the matter fulfils, such as sending a decision, are ticked off."""

    _inherit = "petition.clock"

    can_be_done = fields.Boolean(compute="_compute_can_be_done")

    @api.depends("state", "code", "is_duty")
    @api.depends_context("uid")
    def _compute_can_be_done(self):
        for clock in self:
            clock.can_be_done = clock._is_ticked_off() and clock.matter_id._is_handled_here()

    def _is_ticked_off(self):
        return self.state == "running" and self.is_duty and self.code not in by_steps()

    def action_done(self):
        """Record that what these clocks ask for was done today.

        :raises UserError: if a step of the matter says so, or the clock does not run
        """
        for clock in self:
            clock.matter_id.check_access("write")
            clock.matter_id._hold_and_touch()
            if not clock._is_ticked_off():
                raise UserError(
                    self.env._("“%s” ends by a step of its matter, or is over.", clock.display_name)
                )
            clock._stop(self.env["directive.settings"]._today())
        return True
