from odoo import models


class DirectiveDirective(models.Model):
    _inherit = "directive.directive"

    def action_open_board(self):
        """Open the board of this order: who has received, reported, finished or kept silent."""
        self.ensure_one()
        return self.env["directive.order.board"]._open(self)
