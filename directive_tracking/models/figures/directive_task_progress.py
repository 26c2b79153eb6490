from odoo import models


class DirectiveTaskProgress(models.Model):
    """Reports are news of their day: figures of a past day ask for those after it."""

    _inherit = "directive.task.progress"

    _date_idx = models.Index("(date, task_id)")
