from odoo import models
from odoo.fields import Domain


class DirectiveNotice(models.Model):
    _name = "directive.notice"
    _inherit = ["directive.notice", "directive.board.mixin"]

    def _ack_domain(self):
        return Domain("notice_id", "in", (self | self.repeats_id).ids)
