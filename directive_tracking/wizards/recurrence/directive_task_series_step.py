from odoo import fields, models

from ...models.notice.telling import says_what_it_sent

STEPS = [("pause", "Pause"), ("resume", "Resume"), ("end", "End")]


class DirectiveTaskSeriesStep(models.TransientModel):
    """The reason for pausing, resuming or ending periodic work."""

    _name = "directive.task.series.step"
    _description = "Step of a Periodic Task"

    step = fields.Selection(STEPS, required=True, readonly=True, default="pause")
    series_ids = fields.Many2many("directive.task.series", required=True, readonly=True)
    note = fields.Text(string="Reason", required=True)

    @says_what_it_sent
    def action_take(self):
        """Take the step; the series perform all checks."""
        self.ensure_one()
        getattr(self.series_ids, f"action_{self.step}")(self.note)
        return {"type": "ir.actions.act_window_close"}
