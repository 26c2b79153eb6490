from odoo import fields, models


class DirectiveTask(models.Model):
    """The objective cause of a delay, confirmed by the Office, and the days of suspension.

    Both are shown and counted beside the official class; they never change it.
    """

    _inherit = "directive.task"

    cause_confirmed = fields.Boolean(
        string="Objective cause confirmed",
        readonly=True,
        copy=False,
        help="The Office has confirmed that the delay is not the agency's fault.",
    )
    date_cause_confirmed = fields.Date(string="Cause confirmed on", readonly=True, copy=False)
    days_suspended_before = fields.Integer(
        string="Days of earlier suspensions", readonly=True, copy=False, aggregator="sum"
    )
    suspended_days = fields.Integer(
        string="Days suspended",
        compute="_compute_suspended_days",
        help="Days during which the clock stood still, including the present suspension.",
    )

    def _compute_suspended_days(self):
        today = self.env["directive.settings"]._today()
        for task in self:
            now = (today - task.date_suspended).days if task.date_suspended else 0
            task.suspended_days = task.days_suspended_before + now

    def _stamp_confirm_cause(self, settings):
        today = settings._today()
        return lambda task: {"cause_confirmed": True, "date_cause_confirmed": today}
