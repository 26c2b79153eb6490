import logging

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.forms.periods import KINDS, after, last_ended
from ...tools.workflow import WORKFLOW
from .directive_form_ask_mixin import STARRED

_logger = logging.getLogger(__name__)
MOST = 12  # reports drafted at once after a long outage


class DirectiveFormSchedule(models.Model):
    """A report that is due by period: drafted on the day after each period's end.

    It is put before the specialist and sent to nobody. After an outage the report of each period
    that ended meanwhile is drafted once; the key (schedule, last day) makes a second impossible.
    """

    _name = "directive.form.schedule"
    _description = "Scheduled Report"
    _inherit = ["directive.workflow.mixin"]
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)
    form_id = fields.Many2one("directive.form", required=True, ondelete="restrict")
    period = fields.Selection("_select_periods", required=True, default="month")
    starred = fields.Selection(STARRED, string="Starred tasks", required=True, default="beside")
    user_id = fields.Many2one(
        "res.users",
        string="Office specialist",
        required=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
        help="Reads the draft and releases it.",
    )
    recipient_ids = fields.Many2many(
        "res.users", string="Told when released", help="Leaders and colleagues of the Office."
    )
    date_last = fields.Date(
        string="Drafted until",
        readonly=True,
        copy=False,
        help="The last day of the last period whose report was drafted.",
    )

    @api.model
    def _select_periods(self):
        asked = self.env["directive.form.ask"]._fields["period"]
        return [pair for pair in asked._description_selection(self.env) if pair[0] in KINDS]

    @api.model_create_multi
    def create(self, vals_list):
        """A new schedule begins with the period that runs now."""
        for vals in vals_list:
            vals["date_last"] = False
        schedules = super().create(vals_list)
        schedules._check_people()
        schedules._begin_now()
        return schedules

    def write(self, vals):
        if "date_last" in vals and not self._in_workflow():
            raise UserError(
                self.env._("Until when reports were drafted is written by the system alone.")
            )
        result = super().write(vals)
        self._check_people()
        if "period" in vals or vals.get("active"):
            self._begin_now()  # what was not asked for is not owed
        return result

    def _check_people(self):
        self.recipient_ids._check_may_read_reports()
        self.user_id._check_may_release_reports()

    def _begin_now(self):
        for schedule in self:
            schedule._go_to(schedule._bounds_ended()[1])

    def _go_to(self, day):
        self.with_context(directive_workflow=WORKFLOW).write({"date_last": day})

    def _bounds_ended(self):
        """Return the first and last day of the last period that has ended."""
        return last_ended(self.period, self.env["directive.settings"]._today())

    # Drafting

    @api.model
    def _cron_draft(self):
        """Draft the reports of all periods that have ended."""
        Cron = self.env["ir.cron"].sudo()  # the progress of the scheduled action
        today = self.env["directive.settings"]._today()
        # Each report is drafted with the rights of its specialist.
        for schedule in self.sudo().search([("date_last", "<", today)]):
            try:
                with self.env.cr.savepoint():
                    schedule._draft_due()
            except Exception:
                _logger.exception("Scheduled report %s was not drafted", schedule.id)
            Cron._commit_progress(1)

    def _draft_due(self):
        """Draft what is owed, one report for each period ended."""
        _first, last = self._bounds_ended()
        for _period in range(MOST):
            first, end = after(self.period, self.date_last or last)
            if end > last:
                return
            self._draft(first, end)
            self._go_to(end)

    def _draft(self, first, end):
        """Draft the report of one period and put it before the specialist."""
        if self._reports().filtered(lambda one: one.date_last == end):
            return
        report = self._author()["directive.form.report"].create(
            {
                "name": self._subject(first, end),
                "form_id": self.form_id.id,
                "period": self.period,
                "day": end,
                "starred": self.starred,
                "user_id": self.user_id.id,
                "recipient_ids": [(6, 0, self.recipient_ids.ids)],
            }
        )
        report._record({"schedule_id": self.id})
        report._tell_specialists()

    def _reports(self):
        """Return the reports drafted by this schedule."""
        return self.env["directive.form.report"].search([("schedule_id", "=", self.id)])

    def _author(self):
        """Return the environment of the specialist, or the system's if they have left."""
        user = self.user_id
        is_there = user.active and user.has_group("directive_tracking.group_directive_office")
        return self.with_user(user).env if is_there else self.env

    def _subject(self, first, end):
        Report = self.env["directive.form.report"]._in_official_language()
        return Report.env._(
            "%(name)s, from %(first)s to %(last)s",
            name=self.name,
            first=f"{first:%d/%m/%Y}",
            last=f"{end:%d/%m/%Y}",
        )

    def action_open_reports(self):
        """Open the reports drafted by this schedule."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_form_report_action"
        )
        return dict(action, domain=[("schedule_id", "=", self.id)])
