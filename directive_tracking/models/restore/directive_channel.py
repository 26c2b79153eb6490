from odoo import api, models


class DirectiveChannel(models.AbstractModel):
    _inherit = "directive.channel"

    @api.model
    def _for_address(self, address):
        """Reach nobody while this database is held: a copy sends no codes to citizens."""
        if self.env["directive.restore"]._is_held():
            return None
        return super()._for_address(address)

    @api.model
    def _can_tell(self):
        """Tell whether the other side can be asked what it had before a restore."""
        return False

    @api.model
    def _ask_about(self, rows, noticed, end):
        """Ask what the other side had of these rows, and settle what it had.

        :param noticed: when this copy was noticed: the lost database sent nothing after it
        :param end: the moment (monotonic) after which nobody else is asked about
        :return: ``{row: answer of tools.restore}`` for those asked about in time
        """
        return {}
