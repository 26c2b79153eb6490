from odoo import api, fields, models

KINDS = [
    ("committee", "People's Committee"),
    ("chairman", "Chairman"),
    ("vice_chairman", "Vice-Chairman"),
    ("other", "Other authority"),
]


class DirectiveIssuer(models.Model):
    """The issuer of an order: the Committee, its Chairman, a Vice-Chairman, or a higher body."""

    _name = "directive.issuer"
    _description = "Directive Issuer"
    _inherit = ["directive.catalogue.mixin"]

    kind = fields.Selection(KINDS, required=True, default="other")
    partner_id = fields.Many2one(
        "res.partner", string="Person", help="The leader who holds the office now."
    )
    user_id = fields.Many2one("res.users", index="btree_not_null")

    _name_uniq = models.Constraint("UNIQUE (name)", "This issuer already exists, perhaps archived.")

    @api.onchange("user_id")
    def _onchange_user_id(self):
        if self.user_id:
            self.partner_id = self.user_id.partner_id
