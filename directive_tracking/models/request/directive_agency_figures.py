from odoo import fields, models
from odoo.fields import Domain


class DirectiveAgency(models.Model):
    """The page of an agency counts its overdue tasks with a confirmed objective cause."""

    _inherit = "directive.agency"

    cause_task_count = fields.Integer(
        string="Overdue tasks, objective cause confirmed",
        compute="_compute_task_figures",
        help="A part of the overdue tasks: they stay overdue.",
    )

    def _figure_domains(self):
        domains = super()._figure_domains()
        confirmed = Domain("cause_confirmed", "=", True)
        return {**domains, "cause_task_count": domains["overdue_task_count"] & confirmed}
