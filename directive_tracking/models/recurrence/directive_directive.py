from odoo import fields, models
from odoo.exceptions import UserError

from .directive_task import OFFICE_OR_LEADER

LIVING = ("running", "paused")


class DirectiveDirective(models.Model):
    """A directive with periodic tasks to come is not completed."""

    _inherit = "directive.directive"

    series_ids = fields.One2many(
        "directive.task.series", "directive_id", string="Periodic tasks", groups=OFFICE_OR_LEADER
    )

    def _with_work_to_come(self):
        # Whoever takes the last step may not see the series.
        domain = [("directive_id", "in", self.ids), ("state", "in", LIVING)]
        living = self.env["directive.task.series"].sudo().search(domain)
        return super()._with_work_to_come() | set(living.directive_id.ids)

    def _check_may_end(self):
        super()._check_may_end()
        going_on = self.browse(self._with_work_to_come())
        if going_on:
            raise UserError(
                self.env._(
                    "%(name)s has periodic tasks that go on: end them first.",
                    name=", ".join(going_on.mapped("display_name")),
                )
            )
