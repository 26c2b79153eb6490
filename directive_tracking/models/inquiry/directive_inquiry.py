from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.agency.fate import moved
from ...tools.workflow import DRAFT, WORKFLOW

STATES = [
    ("draft", "Draft"),
    ("running", "Being asked"),
    ("ended", "Ended"),
    ("withdrawn", "Withdrawn"),
]
# Working days to send a periodic report after its period: Decree 09/2019/ND-CP, as provinces apply it
ANSWER_DAYS = 2
MOST_DAYS = 250
# What only the steps write.
OF_STEPS = {
    "asked_agency_ids",
    "state",
    "date_issued",
    "issued_by_id",
    "date_last",
    "skipped",
    "end_note",
}
# What a person still writes once the agencies have been asked.
OPEN_FIELDS = {"monitor_id"}


class DirectiveInquiry(models.Model):
    """A report that the Office asks of agencies, once or every period, by a form of questions.

    A draft belongs to the Office. Once issued it is not changed: it is ended or withdrawn, and a
    copy is issued. Agencies never read it, nor who else is asked: each has its own answers, with a
    copy of the questions.
    """

    _name = "directive.inquiry"
    _description = "Report Asked of Agencies"
    _inherit = ["directive.rhythm.mixin", "directive.hold.mixin", "directive.workflow.mixin"]
    _order = "id desc"

    name = fields.Char(string="Title", required=True, index="trigram")
    note = fields.Text(string="Instructions", help="Every agency reads them above the questions.")
    question_ids = fields.One2many(
        "directive.inquiry.question", "inquiry_id", string="Questions", copy=True
    )
    agency_ids = fields.Many2many(
        "directive.agency",
        "directive_inquiry_agency_rel",
        string="Individual agencies",
        context={"active_test": False},
    )
    agency_group_ids = fields.Many2many(
        "directive.agency.group", "directive_inquiry_group_rel", string="Groups of agencies"
    )
    asked_agency_ids = fields.Many2many(
        "directive.agency",
        "directive_inquiry_asked_rel",
        string="Agencies asked",
        readonly=True,
        copy=False,
        context={"active_test": False},
    )
    agency_count = fields.Integer(string="Number of agencies", compute="_compute_agency_count")
    monitor_id = fields.Many2one(
        "res.users",
        string="Office specialist",
        index="btree_not_null",
        default=lambda self: self.env.user,
    )

    # When
    frequency = fields.Selection(string="How often", help="If empty: once.")
    date_from = fields.Date(string="Report on the days from", copy=False)
    date_to = fields.Date(
        string="until",
        copy=False,
        help="For periodic reports the last day of the first period; the days follow from it.",
    )
    date_until = fields.Date(
        string="Last period until", copy=False, help="If empty: until it is ended."
    )
    answer_days = fields.Integer(
        string="Working days to answer",
        required=True,
        default=ANSWER_DAYS,
        aggregator=None,
        help="Counted from the end of the period, or from the day it is asked if that is later.",
    )

    # Life cycle
    state = fields.Selection(
        STATES, required=True, default=DRAFT, readonly=True, copy=False, index=True
    )
    date_issued = fields.Date(string="Issued on", readonly=True, copy=False)
    issued_by_id = fields.Many2one(
        "res.users", string="Issued by", readonly=True, copy=False, ondelete="restrict"
    )
    date_last = fields.Date(string="Asked up to", readonly=True, copy=False)
    date_next = fields.Date(
        string="Asked next on", compute="_compute_date_next", store=True, readonly=True
    )
    skipped = fields.Text(
        string="Periods not asked for",
        readonly=True,
        copy=False,
        help="Periods that ended while the server was down.",
    )
    end_note = fields.Text(string="Reason for the end", readonly=True, copy=False)
    round_ids = fields.One2many("directive.inquiry.round", "inquiry_id", string="Rounds")
    round_count = fields.Integer(string="Rounds so far", compute="_compute_round_count")

    _due_idx = models.Index("(date_next, id) WHERE state = 'running'")
    _answer_days_bounded = models.Constraint(
        f"CHECK (answer_days BETWEEN 1 AND {MOST_DAYS})",
        "Agencies need at least one working day to answer.",
    )

    @api.depends("asked_agency_ids", "agency_ids", "agency_group_ids.agency_ids", "state")
    def _compute_agency_count(self):
        for inquiry in self:
            inquiry.agency_count = len(inquiry._agencies())

    @api.depends("round_ids")
    def _compute_round_count(self):
        for inquiry in self:
            inquiry.round_count = len(inquiry.round_ids)

    @api.depends("state", "date_last", "date_to", "date_until", "frequency", "frequency_day")
    @api.depends("frequency_month", "frequency_weekday")
    def _compute_date_next(self):
        for inquiry in self:
            period = inquiry.state == "running" and inquiry._next_period()
            inquiry.date_next = period and inquiry._asked_on(period)

    @api.onchange("frequency", "frequency_day", "frequency_month", "frequency_weekday")
    def _onchange_rhythm(self):
        """Propose the period that has just ended."""
        rhythm, today = self._rhythm(), self.env["directive.settings"]._today()
        if rhythm.repeats:
            self.date_to = rhythm.due_before(today)
            self.date_from = rhythm.opens_on(self.date_to)

    @api.constrains("frequency")
    def _check_rhythm(self):
        if any(inquiry.frequency and not inquiry._rhythm().repeats for inquiry in self):
            raise ValidationError(
                self.env._("Choose how often; a report is asked for by periods, or once.")
            )

    @api.constrains("date_from", "date_to", "date_until")
    def _check_period(self):
        for inquiry in self:
            days = inquiry.date_from, inquiry.date_to, inquiry.date_until
            entered = [day for day in days if day]
            if entered != sorted(entered):
                raise ValidationError(
                    self.env._("The report ends before it begins: correct the days.")
                )

    def _agencies(self):
        """Return the agencies asked, or chosen in a draft."""
        self.ensure_one()
        if self.state != DRAFT:
            return self.asked_agency_ids
        chosen = self.agency_ids | self.agency_group_ids.agency_ids
        return chosen._origin.filtered("active")

    def action_open_rounds(self):
        """Open the rounds of these reports, the only one at once."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_inquiry_round_action"
        )
        if self.round_count == 1:
            form = [view for view in action.get("views", []) if view[1] == "form"]
            return dict(action, views=form, res_id=self.round_ids.id)
        return dict(action, domain=[("inquiry_id", "in", self.ids)])

    # Guards

    @api.model_create_multi
    def create(self, vals_list):
        if not self._in_workflow():
            for vals in vals_list:
                # Set explicitly: defaults from the context or the user must not override it.
                vals.update(dict.fromkeys(OF_STEPS, False), state=DRAFT)
                vals.pop("date_next", None)  # worked out
        return super().create(vals_list)

    def write(self, vals):
        if not self._in_workflow():
            if vals.keys() - OPEN_FIELDS:
                self._hold_and_touch()
                self._check_is_draft()
            if (OF_STEPS | {"date_next"}) & vals.keys():
                raise UserError(
                    self.env._("The state is not written directly: issue, end or withdraw it.")
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self._check_is_draft()

    def _check_is_draft(self):
        for inquiry in self.filtered(lambda one: one.state != DRAFT):
            raise UserError(
                self.env._(
                    "“%(name)s” has been issued and cannot be changed: end it, and issue a copy.",
                    name=inquiry.name,
                )
            )

    def _as_system(self):
        """Return these records with the right to write what the steps say."""
        # Nobody writes it otherwise; each caller has checked its user.
        return self.sudo().with_context(directive_workflow=WORKFLOW)

    @api.model
    def _reorganisation_fields(self):
        """The successor answers from now on; what has ended stays as it was asked."""
        living = ("state", "in", (DRAFT, "running"))
        return super()._reorganisation_fields() | {
            "agency_ids": moved(living),
            "asked_agency_ids": moved(living),
        }
