from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.chasing.grades import OFTEN, at_least
from ...tools.recipient import Recipient
from ..agency.groups import OFFICE_OR_LEADER


class DirectiveTask(models.Model):
    """How often a task was chased, and the formal reminders it stands in."""

    _inherit = "directive.task"

    chase_line_ids = fields.One2many(
        "directive.chaser.line", "task_id", string="Formal reminders", readonly=True
    )
    # Only numbers, but of one agency: those it works with need not know how often it was chased.
    chase_count = fields.Integer(
        string="Times chased", readonly=True, copy=False, groups=OFFICE_OR_LEADER
    )
    is_chased_often = fields.Boolean(
        string="Chased more than three times",
        compute="_compute_is_chased_often",
        search="_search_is_chased_often",
        groups=OFFICE_OR_LEADER,
    )
    has_chase_lines = fields.Boolean(compute="_compute_has_chase_lines")

    _chased_often_idx = models.Index(f"(chase_count, id) WHERE chase_count > {OFTEN}")

    @api.depends("chase_count")
    def _compute_is_chased_often(self):
        for task in self:
            task.is_chased_often = task.chase_count > OFTEN

    def _search_is_chased_often(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("chase_count", ">", OFTEN)

    @api.depends("chase_line_ids")
    def _compute_has_chase_lines(self):
        for task in self:
            task.has_chase_lines = bool(task.chase_line_ids)

    def _count_chases(self):
        """Count the formal reminders in force that these tasks stand in."""
        lines = self.env["directive.chaser.line"].sudo()  # the steps have checked the user
        lines.flush_model()
        counts = dict(
            lines._read_group(
                [("task_id", "in", self.ids), ("chaser_id.state", "=", "issued")],
                ["task_id"],
                ["__count"],
            )
        )
        # The number is the system's, and agencies' tasks of a document are counted whole.
        for count, tasks in self.sudo().grouped(lambda task: counts.get(task, 0)).items():
            tasks._restore_history({"chase_count": count})

    def _tell_leaders_of_often(self):
        """Put those chased more than three times before the leadership."""
        often = self.sudo().filtered("is_chased_often")  # members not needed
        for count, tasks in often.grouped("chase_count").items():
            told = {task.id: task._leader_rows() for task in tasks}
            tasks._tell("task_chased_often", told, occurrence=str(count))

    def _leader_rows(self):
        """Return the leader who gave the order, or all leaders if that is not a user."""
        giver = self.issuer_id.user_id.filtered("active")
        group = self.env.ref("directive_tracking.group_directive_leader")
        leaders = giver or group.all_user_ids.filtered("active")
        return [Recipient(user.partner_id.id, user.id) for user in leaders]

    # Chasing by hand

    def _chase(self, grade, note=None):
        """Issue formal reminders on these open tasks, one per lead agency.

        :param str grade: reminder, warning or ultimatum
        :param str note: a remark for the document, optional
        :return: the issued `directive.chaser` records
        :raises UserError: if the user is not of the Office, or a task is not open
        """
        self._check_may_chase()
        again = self._chased_today(grade)
        if again and again == self:
            raise UserError(self._chased_today_in_words())
        chasers = (self - again)._draft_chasers(grade, note)
        chasers.action_issue()
        return chasers

    def _chased_today(self, grade):
        """Return those of these tasks that have been chased today as severely as ``grade``.

        Nobody is told the same thing twice a day, and each time counts: two people who chase at the
        same moment chase once.
        """
        today = self.env["directive.settings"]._today()
        lines = self.env["directive.chaser.line"].sudo()  # the steps have checked the user
        found = lines.search(
            [
                ("task_id", "in", self.ids),
                ("chaser_id.state", "=", "issued"),
                ("chaser_id.date_issued", "=", today),
                ("chaser_id.grade", "in", at_least(grade)),
            ]
        )
        mine = found.filtered(lambda line: line.chaser_id.agency_id == line.task_id.lead_agency_id)
        return self & mine.task_id.with_env(self.env)

    def _chased_today_in_words(self):
        return self.env._(
            "These tasks have already been chased today in this grade or a higher one: choose a "
            "higher grade, or chase them another day."
        )

    def _draft_chasers(self, grade, note=None):
        """Return new drafts of formal reminders on these tasks, one per lead agency."""
        self._check_may_chase()
        if not self:
            raise UserError(self.env._("No task is selected: choose the tasks to chase."))
        Chaser = self.env["directive.chaser"]
        return Chaser.create(
            [
                Chaser._prepare_chaser_vals(agency, tasks, grade, note)
                for agency, tasks in self.grouped("lead_agency_id").items()
            ]
        )

    def _check_may_chase(self):
        """Raise unless the user may chase tasks."""
        if not (self.env.su or self._is_office()):
            raise UserError(self.env._("Only Office specialists can chase tasks."))

    def action_open_chase(self):
        """Open the form that chases these tasks."""
        return self._open_wizard("directive.chase")
