from odoo import api, fields, models
from odoo.fields import Domain


class DirectiveAgency(models.Model):
    """The figures on an agency's page: each counts the tasks it leads that the reader may see.

    A figure and the list it opens come from one domain, so they cannot differ.
    """

    _inherit = "directive.agency"

    open_task_count = fields.Integer(string="Open tasks", compute="_compute_task_figures")
    overdue_task_count = fields.Integer(string="Overdue tasks", compute="_compute_task_figures")
    due_soon_task_count = fields.Integer(string="Tasks due soon", compute="_compute_task_figures")
    unreceived_task_count = fields.Integer(
        string="Tasks not received", compute="_compute_task_figures"
    )
    reported_task_count = fields.Integer(
        string="Tasks awaiting acceptance", compute="_compute_task_figures"
    )

    def _figure_domains(self):
        """Return the domain behind each figure, by the figure's field."""
        Task = self.env["directive.task"]
        return {
            "open_task_count": Domain("is_open", "=", True),
            "overdue_task_count": Task._timeliness_domain("open_overdue"),
            "due_soon_task_count": Domain("is_due_soon", "=", True),
            "unreceived_task_count": Domain("state", "=", "assigned"),
            "reported_task_count": Domain("state", "=", "reported"),
        }

    @api.depends_context("uid")
    def _compute_task_figures(self):
        Task = self.env["directive.task"]
        led = Domain("lead_agency_id", "in", self.ids)
        readable = Task.has_access("read")  # administrators may have no access to tasks
        for name, domain in self._figure_domains().items():
            groups = (
                Task._read_group(led & domain, ["lead_agency_id"], ["__count"]) if readable else []
            )
            counts = dict(groups)
            for agency in self:
                agency[name] = counts.get(agency._origin, 0)

    def action_view_tasks(self):
        """Open the tasks behind the figure named by ``directive_figure`` in the context."""
        figure = self.env.context.get("directive_figure", "open_task_count")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_task_action_all"
        )
        domain = Domain("lead_agency_id", "in", self.ids) & self._figure_domains()[figure]
        title = self.env._(
            "%(agency)s: %(figure)s",
            agency=", ".join(self.mapped("name")),
            figure=self._fields[figure]._description_string(self.env),
        )
        return dict(action, domain=list(domain), context={}, display_name=title, name=title)
