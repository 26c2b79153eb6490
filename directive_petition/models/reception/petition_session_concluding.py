from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from odoo.addons.directive_tracking.tools.workflow import DRAFT, WORKFLOW

from ...tools.reception.words import CONCLUDED, HELD, PLANNED

OFFICE = "directive_tracking.group_directive_office"


class PetitionSession(models.Model):
    """From the session of a head to a notice of conclusions, and to tasks with deadlines."""

    _inherit = "petition.session"

    point_ids = fields.One2many("petition.session.point", "session_id", string="Conclusions")
    conclusion_number = fields.Char(string="Number of the notice", copy=False)
    conclusion_date = fields.Date(string="Date of the notice", copy=False)
    date_concluded = fields.Date(string="Concluded on", readonly=True, copy=False)
    issuer_id = fields.Many2one(
        "directive.issuer",
        string="Ordered by",
        help="In whose name the tasks are given.",
        ondelete="restrict",
    )
    directive_id = fields.Many2one(
        "directive.directive",
        string="Order",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    def _check_open_for_points(self):
        for one in self.filtered(lambda one: one.state not in (PLANNED, HELD)):
            raise UserError(
                self.env._("“%s” is over: what was concluded cannot be changed.", one.display_name)
            )

    def action_conclude(self):
        """Issue the notice of conclusions: each point with a lead agency becomes a task of it.

        Without such a point the conclusions are only kept, as where everything was answered at once
        or a commune settles it by itself.

        :raises UserError: without a point, a number or, for tasks, in whose name they are given
        """
        for one in self:
            one._check_step(HELD)
            one._check_conclusions()
            if given := one.point_ids.filtered("lead_agency_id"):
                one._give_tasks(given)
            today = self.env["directive.settings"]._today()
            day = one.conclusion_date or today
            one._record(state=CONCLUDED, conclusion_date=day, date_concluded=today)
        self.env["petition.session.step"]._append(self, "conclude")
        return True

    def _check_conclusions(self):
        if not self.point_ids:
            raise UserError(self.env._("Enter the conclusions first, one point each."))
        if not self.conclusion_number:
            raise UserError(self.env._("Enter the number of the notice of conclusions."))
        if not self.point_ids.filtered("lead_agency_id"):
            return
        if not (self.env.su or self.env.user.has_group(OFFICE)):
            raise AccessError(
                self.env._(
                    "Only a specialist of the Office gives tasks to agencies: leave the lead "
                    "agencies empty, or ask the Office to issue the conclusions."
                )
            )
        if not self.issuer_id:
            raise UserError(self.env._("Say in whose name the tasks are given."))

    def _give_tasks(self, points):
        """Give the work of these points in one order, as the current user."""
        quiet = self.with_context(tracking_disable=WORKFLOW)  # no followers while creating
        order = quiet.env["directive.directive"].create(self._prepare_order()).with_env(self.env)
        vals = [point._prepare_task(order) for point in points]
        tasks = quiet.env["directive.task"].create(vals).with_env(self.env)
        if order.state == DRAFT:
            order.action_issue()
        for point, task in zip(points, tasks, strict=True):
            point._record(task_id=task.id)
        self._record(directive_id=order.id)

    def _prepare_order(self):
        settings = self.env["directive.settings"]
        return {
            "number": self.conclusion_number,
            "subject": self.env._(
                "Conclusions of the reception of citizens of %(day)s",
                day=format_date(self.env, self.date, date_format="dd/MM/yyyy"),
            ),
            "date_issued": self.conclusion_date or settings._today(),
            "issuer_id": self.issuer_id.id,
            "source": "meeting",
            "urgency": "normal",
            "monitor_id": self.env.uid,
        }
