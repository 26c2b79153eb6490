from datetime import timedelta

from odoo import api, fields, models

from ...models.evaluation.directive_period import PERIODS
from ...models.notice.telling import says_what_it_sent
from ...tools.periods import period_bounds


class DirectivePeriodClosing(models.TransientModel):
    """The form with which the Office closes a reporting period."""

    _name = "directive.period.closing"
    _description = "Closing of a Period"

    kind = fields.Selection(PERIODS, required=True, default="month")
    day = fields.Date(
        string="Any day of the period", required=True, default=lambda self: self._last_month()
    )
    date_first = fields.Date(string="From", compute="_compute_period")
    date_last = fields.Date(string="To", compute="_compute_period")
    closed_id = fields.Many2one(
        "directive.period", string="Already closed", compute="_compute_period", compute_sudo=False
    )
    has_ended = fields.Boolean(compute="_compute_period")
    correction_count = fields.Integer(compute="_compute_left_behind")
    objection_count = fields.Integer(compute="_compute_left_behind")
    reason = fields.Text(string="Reason for a new version")

    @api.model
    def _last_month(self):
        first, _last = period_bounds("month", self.env["directive.settings"]._today())
        return first - timedelta(days=1)

    @api.depends("kind", "day")
    def _compute_period(self):
        today = self.env["directive.settings"]._today()
        for form in self:
            first, last = period_bounds(form.kind, form.day) if form.kind and form.day else (0, 0)
            form.date_first, form.date_last = first or False, last or False
            form.has_ended = bool(last) and last < today
            closed = first and self.env["directive.period"]._closed(first, last)
            form.closed_id = closed and closed.sudo(False)

    @api.depends("closed_id")
    def _compute_left_behind(self):
        """Count what the scores of a new version, worked out anew, do not hold."""
        for form in self:
            scores = form.closed_id.score_ids
            form.correction_count = len(scores.correction_ids)
            pending = scores.objection_ids.filtered(lambda one: one.state == "pending")
            form.objection_count = len(pending)

    @says_what_it_sent
    def action_close(self):
        """Close the period; the agencies are told that their scores can be read."""
        self.ensure_one()
        period = self.env["directive.period"]._close(
            self.kind, self.date_first, self.date_last, self.reason
        )
        return period._get_records_action()
