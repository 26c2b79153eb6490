from odoo import api, fields, models
from odoo.exceptions import UserError

from ..agency.groups import OFFICE_OR_LEADER

LIVING = ("running", "paused")


class DirectiveDirective(models.Model):
    """A directive with periodic tasks to come is not completed."""

    _inherit = "directive.directive"

    series_ids = fields.One2many(
        "directive.task.series", "directive_id", string="Periodic tasks", groups=OFFICE_OR_LEADER
    )

    # Read with the row, so that a step on one of the many orders without any asks nothing more.
    has_series = fields.Boolean(
        compute="_compute_has_series", store=True, compute_sudo=True, groups=OFFICE_OR_LEADER
    )

    @api.depends("series_ids")
    def _compute_has_series(self):
        for directive in self:
            directive.has_series = bool(directive.series_ids)

    def _with_work_to_come(self):
        found = super()._with_work_to_come()
        periodic = self.sudo().filtered("has_series")  # whoever steps may not see the series
        if not periodic:
            return found
        domain = [("directive_id", "in", periodic.ids), ("state", "in", LIVING)]
        living = self.env["directive.task.series"].sudo().search(domain)  # for the same reason
        return found | set(living.directive_id.ids)

    def _check_may_end(self):
        super()._check_may_end()
        going_on = self.browse(self._with_work_to_come())
        if going_on:
            raise UserError(
                self.env._(
                    "%(name)s has periodic tasks that go on: end them first.",
                    name=self._enumerated(going_on.mapped("display_name")),
                )
            )
