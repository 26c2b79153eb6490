from odoo import api, fields, models


class DirectiveTaskBatch(models.TransientModel):
    """Agencies that have nearly the same task already are counted while it is typed."""

    _inherit = "directive.task.batch"

    alike_task_ids = fields.Many2many(
        "directive.task", string="Similar open tasks", compute="_compute_alike"
    )
    alike_count = fields.Integer(compute="_compute_alike")

    @api.depends("name", "agency_ids")
    def _compute_alike(self):
        Task = self.env["directive.task"]
        asked = [(number, one.name, one.agency_ids._origin.ids) for number, one in enumerate(self)]
        found = Task._find_alike(asked)
        for number, form in enumerate(self):
            form.alike_task_ids = found[number]
            form.alike_count = len(found[number])
