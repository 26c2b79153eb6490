from odoo import fields, models
from odoo.exceptions import UserError

KINDS = [("linked", "Linked"), ("merged", "Merged"), ("different", "Not the same")]


class DirectiveTaskLikeness(models.Model):
    """A decision of the Office about two similar tasks: asked for once, and kept."""

    _name = "directive.task.likeness"
    _description = "Similar Tasks"
    _inherit = ["directive.kept.mixin"]
    _order = "id desc"
    _rec_name = "kind"

    task_id = fields.Many2one(
        "directive.task",
        string="New task",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="Empty where the draft was merged and is gone.",
    )
    other_id = fields.Many2one(
        "directive.task", string="Given before", required=True, readonly=True, index=True,
        ondelete="cascade",
    )  # fmt: skip
    kind = fields.Selection(KINDS, required=True, readonly=True)
    directive_id = fields.Many2one(
        "directive.directive", string="New order", readonly=True, index=True, ondelete="cascade"
    )
    content = fields.Text(
        string="Content of the draft",
        readonly=True,
        help="What the merged draft said beyond the other task.",
    )
    user_id = fields.Many2one("res.users", string="By", required=True, readonly=True)
    date = fields.Datetime(string="At", required=True, readonly=True)

    _pair_uniq = models.Constraint(
        "UNIQUE (task_id, other_id)", "It has already been decided how these two tasks are related."
    )

    def _refuse(self):
        raise UserError(
            self.env._(
                "Decisions about similar tasks are kept by the system: use “Link” or “Merge”."
            )
        )
