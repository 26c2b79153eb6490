from odoo import models


class DirectiveNoticeDelivery(models.Model):
    _inherit = "directive.notice.delivery"

    def _acknowledge(self, how):
        """Record also that the people of these rows need not be asked any longer."""
        super()._acknowledge(how)
        pairs = {(row._root_notice(), row.partner_id) for row in self}
        self.env["directive.notice.acknowledgement"]._settle(pairs, how)
