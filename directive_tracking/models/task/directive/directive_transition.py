from odoo import fields, models


class DirectiveTransition(models.Model):
    _inherit = "directive.transition"

    task_id = fields.Many2one("directive.task", index=True, ondelete="cascade")

    _task_moves = models.Constraint(
        "CHECK (task_id IS NULL OR (state_from IS NOT NULL AND state_to IS NOT NULL))",
        "A line about a task needs the old and the new state.",
    )
