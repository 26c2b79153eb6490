from odoo import api, fields, models
from odoo.tools import SQL, format_date

from ...tools.workflow import WORKING_STATES


class DirectiveTask(models.Model):
    """The agencies that keep the lead agency of a task waiting, and the reader's means against it."""

    _inherit = "directive.task"

    can_ask_opinion = fields.Boolean(compute="_compute_can_ask_opinion")
    waiting_text = fields.Text(
        string="Kept waiting",
        compute="_compute_waiting_text",
        help="The coordinating agencies that keep the lead agency waiting, and since when.",
    )
    is_kept_waiting = fields.Boolean(
        string="Waiting for a coordinating agency",
        compute="_compute_is_kept_waiting",
        search="_search_is_kept_waiting",
    )

    @api.depends("state", "lead_agency_id", "coordinating_agency_ids")
    @api.depends_context("uid")
    def _compute_can_ask_opinion(self):
        for task in self:
            works = task.state in WORKING_STATES and task.coordinating_agency_ids
            task.can_ask_opinion = bool(works) and (self.env.su or task._is_lead())

    def _owed(self):
        """Return the parts, then the opinions, that are still owed after their day."""
        self.ensure_one()
        parts = self.coordination_ids.filtered(lambda row: not row.date_ended and row.waiting_days)
        asked = self.opinion_ids.filtered(lambda one: one.state == "asked" and one.waiting_days)
        return [*parts, *asked]

    @api.depends("coordination_ids.waiting_days", "opinion_ids.waiting_days")
    def _compute_waiting_text(self):
        for task in self:
            task.waiting_text = "\n".join(map(self._waiting_in_words, task._owed()))

    @api.model
    def _waiting_in_words(self, owed):
        words = {
            "agency": owed.agency_id.name,
            "lead": owed.lead_agency_id.name,
            "day": format_date(self.env, owed.waiting_since),
            "days": owed.waiting_days,
        }
        if owed._name == "directive.task.opinion":
            return self.env._(
                "%(agency)s has kept %(lead)s waiting for its opinion since %(day)s (%(days)s "
                "days).",
                **words,
            )
        return self.env._(
            "%(agency)s has kept %(lead)s waiting for its part since %(day)s (%(days)s days).",
            **words,
        )

    @api.depends("coordination_ids.waiting_days", "opinion_ids.waiting_days")
    def _compute_is_kept_waiting(self):
        for task in self:
            task.is_kept_waiting = bool(task._owed())

    def _search_is_kept_waiting(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.env["directive.task.coordination"].flush_model()
        self.env["directive.task.opinion"].flush_model()
        # One list of ids instead of alternatives, which would cost the index.
        waiting = SQL(
            """
            (SELECT task_id FROM directive_task_coordination
              WHERE state = 'open' AND active AND date_ended IS NULL AND date_deadline < %(today)s
              UNION
             SELECT task_id FROM directive_task_opinion
              WHERE state = 'asked' AND date_deadline < %(today)s)
            """,
            today=self.env["directive.settings"]._today(),
        )
        return [("id", "in", waiting), ("state", "!=", "suspended")]

    def action_open_question(self):
        """Open the form that asks a coordinating agency for its opinion."""
        self.ensure_one()
        return self._open_wizard("directive.opinion.question", default_task_id=self.id)
