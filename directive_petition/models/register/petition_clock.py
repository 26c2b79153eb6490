from odoo import api, models

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW


class PetitionClock(models.Model):
    """Steps of earlier years are taken over: a term that was no law then does not run."""

    _inherit = "petition.clock"

    @api.model
    def _begin(self, starts, facts, **vals):
        if self.env.context.get("petition_register") is WORKFLOW:
            starts = self._in_force(starts, facts)
        return super()._begin(starts, facts, **vals)

    def _in_force(self, starts, facts):
        """Return those of ``starts`` for which a row of the law holds on their day."""
        rows = self.env["petition.term"]._rows_of({code for code, _day, _event in starts})
        return [
            (code, day, event)
            for code, day, event in starts
            if rows._choose(code, facts._replace(day=day), event)
        ]
