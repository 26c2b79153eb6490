from odoo import api, fields, models
from odoo.fields import Domain

WAITING = Domain("state", "=", "waiting")


class DirectiveAcknowledgementMixin(models.AbstractModel):
    """A record whose reader may be asked to acknowledge it."""

    _name = "directive.acknowledgement.mixin"
    _inherit = ["directive.board.mixin"]
    _description = "Acknowledgement Mixin"

    awaits_my_ack = fields.Boolean(
        string="To acknowledge", compute="_compute_awaits_my_ack", search="_search_awaits_my_ack"
    )

    @api.depends_context("uid")
    def _compute_awaits_my_ack(self):
        awaited = set(self._my_acknowledgements().mapped("res_id"))
        for record in self:
            record.awaits_my_ack = record.id in awaited

    def _search_awaits_my_ack(self, operator, value):
        if operator != "in":
            return NotImplemented
        rows = self.env["directive.notice.acknowledgement"].search(self._my_waiting_domain())
        return Domain("id", "in", rows.mapped("res_id"))

    @api.model
    def _my_waiting_domain(self):
        return Domain("res_model", "=", self._name) & Domain("is_mine", "=", True) & WAITING

    def _my_acknowledgements(self):
        """Return the reader's pending acknowledgements of these records."""
        rows = self.env["directive.notice.acknowledgement"]
        if not rows.has_access("read"):
            return rows
        return rows.search(self._my_waiting_domain() & Domain("res_id", "in", self.ids))

    def action_acknowledge(self):
        """Acknowledge one's own notices about these records."""
        self.check_access("read")
        return self._my_acknowledgements().action_acknowledge()
