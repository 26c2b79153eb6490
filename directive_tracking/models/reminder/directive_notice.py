from odoo import fields, models


class DirectiveNotice(models.Model):
    _inherit = "directive.notice"

    rule_id = fields.Many2one(
        "directive.reminder.rule",
        string="Reminder rule",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
