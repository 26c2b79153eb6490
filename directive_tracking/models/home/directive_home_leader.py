from odoo import api, models


class DirectiveHome(models.AbstractModel):
    """The page of the leadership: ten minutes a week, on a telephone."""

    _inherit = "directive.home"

    @api.model
    def _section_leader_waiting(self, chosen):
        return self._section_of_queues("leader_waiting", self.env._("Waiting for you"))

    @api.model
    def _opened_leader_waiting(self, chosen, name):
        return self._opened_queue("leader_waiting", name)
