from odoo import fields, models


class DirectiveNotice(models.Model):
    _inherit = "directive.notice"

    task_id = fields.Many2one(
        "directive.task", readonly=True, index="btree_not_null", ondelete="restrict"
    )
