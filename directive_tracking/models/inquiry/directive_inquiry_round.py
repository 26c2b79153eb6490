from odoo import api, fields, models
from odoo.exceptions import UserError

from ..notice.telling import says_what_it_sent

OPEN = ("waiting", "prepared", "returned")


class DirectiveInquiryRound(models.Model):
    """One period for which a report was asked: one answer of each agency.

    The key makes a second one for the same period impossible, whoever opens it.
    """

    _name = "directive.inquiry.round"
    _description = "Round of a Report"
    _inherit = ["directive.kept.mixin", "directive.hold.mixin"]
    _order = "date_to desc, id desc"

    inquiry_id = fields.Many2one(
        "directive.inquiry", string="Report", required=True, index=True, ondelete="restrict"
    )
    name = fields.Char(required=True)
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="Until", required=True)
    date_open = fields.Date(string="Asked for on", required=True)
    date_deadline = fields.Date(string="Answer by", required=True, readonly=True)
    monitor_id = fields.Many2one(related="inquiry_id.monitor_id")
    answer_ids = fields.One2many("directive.inquiry.answer", "round_id", string="Answers")
    asked_count = fields.Integer(string="Agencies asked", compute="_compute_counts")
    answered_count = fields.Integer(string="Answered", compute="_compute_counts")
    missing_count = fields.Integer(string="Missing", compute="_compute_counts")
    late_count = fields.Integer(string="Late", compute="_compute_counts")

    _period_uniq = models.Constraint(
        "UNIQUE (inquiry_id, date_to)", "This report has been asked for this period already."
    )

    def _refuse(self):
        raise UserError(self.env._("The rounds of a report are kept by the system."))

    @api.depends("answer_ids.state")
    def _compute_counts(self):
        today = self.env["directive.settings"]._today()
        groups = self.env["directive.inquiry.answer"]._read_group(
            [("round_id", "in", self.ids), ("state", "!=", "withdrawn")],
            ["round_id", "state"],
            ["__count"],
        )
        for one in self:
            counts = {state: count for place, state, count in groups if place == one}
            one.asked_count = sum(counts.values())
            one.answered_count = counts.get("submitted", 0)
            one.missing_count = one.asked_count - one.answered_count
            is_late = one.date_deadline and one.date_deadline < today
            one.late_count = one.missing_count if is_late else 0

    @says_what_it_sent
    def action_chase(self):
        """Ask all agencies that have not answered, each once a day however often pressed.

        :raises UserError: if the user is not of the Office, or nobody is missing
        """
        self.check_access("read")
        self.env["directive.inquiry"]._check_office()
        # Nobody writes rounds. Who presses at the same second waits here and starts again.
        self.sudo()._hold_and_touch()
        missing = self.answer_ids.filtered(lambda one: one.state in OPEN)
        if not missing:
            raise UserError(self.env._("Nobody is missing: all agencies have answered."))
        missing._chase()
        return True

    def action_open_answers(self):
        """Open the answers of these rounds; the context may say which."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_inquiry_answer_action_office"
        )
        shown = self.env.context.get("directive_shown")
        searched = (
            {f"search_default_{shown}": 1} if shown in ("missing", "answered", "late") else {}
        )
        return dict(action, domain=[("round_id", "in", self.ids)], context=searched)
