from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools import SQL

from ...tools.agency.fate import moved, once_each
from ...tools.workflow import WORKFLOW

STATES = [
    ("waiting", "To be answered"),
    ("prepared", "Before the head"),
    ("submitted", "Submitted"),
    ("returned", "Returned"),
    ("withdrawn", "No longer asked"),
]
OPEN = ("waiting", "prepared", "returned")
LATENESS = ("state", "date_submitted", "date_deadline")
OFFICE_OR_LEADER = (
    "directive_tracking.group_directive_office,directive_tracking.group_directive_leader"
)


class DirectiveInquiryAnswer(models.Model):
    """The report of one agency on one period: filled in by its people, submitted, kept.

    While it is open, members of the agency write its lines. What was submitted stays: a returned
    report goes on with a copy of its lines as the next version. The questions are copies too, so
    that the agency needs to see nothing else.
    """

    _name = "directive.inquiry.answer"
    _description = "Report of an Agency"
    _inherit = [
        "directive.subject.mixin",
        "directive.own.mixin",
        "directive.hold.mixin",
        "directive.workflow.mixin",
        "directive.signature.mixin",
    ]
    _order = "date_deadline desc, id desc"
    _visible_by = ("agency_id",)

    round_id = fields.Many2one(
        "directive.inquiry.round",
        required=True,
        index=True,
        ondelete="restrict",
        groups=OFFICE_OR_LEADER,  # which says how many others are asked
    )
    agency_id = fields.Many2one("directive.agency", required=True, index=True, ondelete="restrict")
    name = fields.Char(string="Report", required=True, index="trigram")
    note = fields.Text(string="Instructions")
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="Until", required=True)
    date_open = fields.Date(string="Asked for on", required=True, index=True)
    date_deadline = fields.Date(string="Answer by", required=True, readonly=True)
    line_ids = fields.One2many(
        "directive.inquiry.line", "answer_id", string="Answers", domain=[("is_current", "=", True)]
    )
    former_line_ids = fields.One2many(
        "directive.inquiry.line",
        "answer_id",
        string="Submitted earlier",
        domain=[("is_current", "=", False)],
    )
    entry_ids = fields.One2many("directive.inquiry.entry", "answer_id", string="Earlier wordings")
    step_ids = fields.One2many("directive.inquiry.step", "answer_id", string="Steps")
    has_files = fields.Boolean(compute="_compute_has_files")

    state = fields.Selection(STATES, required=True, default="waiting", index=True)
    version = fields.Integer(required=True, default=1, aggregator=None)
    date_submitted = fields.Date(string="Submitted on")
    submitted_by_id = fields.Many2one("res.users", ondelete="restrict", groups=OFFICE_OR_LEADER)
    return_note = fields.Text(string="Why it was returned")
    date_chased = fields.Date(string="Last chased on")
    chase_count = fields.Integer(string="Times chased", aggregator=None)
    is_late = fields.Boolean(
        string="Late",
        compute="_compute_is_late",
        search="_search_is_late",
        help="Submitted after its day, or not yet.",
    )
    is_ours = fields.Boolean(compute="_compute_is_ours", search="_search_is_ours")
    can_fill = fields.Boolean(compute="_compute_can")
    can_submit = fields.Boolean(compute="_compute_can")
    can_prepare = fields.Boolean(compute="_compute_can")

    _agency_uniq = models.Constraint(
        "UNIQUE (round_id, agency_id)", "This agency has been asked for this report already."
    )
    _open_idx = models.Index(
        "(date_deadline, id) WHERE state IN ('waiting', 'prepared', 'returned')"
    )

    @api.depends("state", "date_deadline", "date_submitted")
    def _compute_is_late(self):
        today = self.env["directive.settings"]._today()
        for one in self:
            day = one.date_submitted if one.state == "submitted" else today
            late = bool(one.date_deadline) and bool(day) and day > one.date_deadline
            one.is_late = late and one.state != "withdrawn"

    @api.model
    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env["directive.settings"]._today()
        late_open = Domain("state", "in", OPEN) & Domain("date_deadline", "<", today)
        sent_late = Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s = 'submitted' AND %s > %s",
                *(model._field_to_sql(alias, name, query) for name in LATENESS),
            ),
            predicate=lambda one: one.is_late,
        )
        return late_open | sent_late

    @api.depends("line_ids.kind")
    def _compute_has_files(self):
        for one in self:
            one.has_files = "file" in one.line_ids.mapped("kind")

    @api.depends("state", "agency_id")
    @api.depends_context("uid")
    def _compute_can(self):
        for one in self:
            is_open = one.state in OPEN
            one.can_fill = is_open and one.is_ours
            one.can_submit = one.can_fill and one._is_signer()
            one.can_prepare = one.can_fill and not one.can_submit and one.state != "prepared"

    @api.depends("agency_id")
    @api.depends_context("uid")
    def _compute_is_ours(self):
        mine = self.env.user._directive_seen_agencies()
        for one in self:
            one.is_ours = one.sudo().agency_id in mine  # the flag is read for every user

    @api.model
    def _search_is_ours(self, operator, value):
        """Find the reports of the user's agencies, and of those whose work these took over."""
        if operator != "in":
            return NotImplemented
        return Domain("agency_id", "in", self.env.user._directive_seen_agencies().ids)

    def _is_signer(self):
        """Tell whether the user submits for the agency: its head, where it has two tiers."""
        agency = self.sudo().agency_id  # the flag is read for every user
        authors = self.sudo().line_ids.filled_by_id  # likewise
        if agency._waits_for_a_signer(authors):
            return self.env.user._directive_signs(agency, authors)
        return self.is_ours

    # Guards

    @api.model_create_multi
    def create(self, vals_list):
        if not self._in_workflow():
            self._refuse()
        return super().create(vals_list)

    def write(self, vals):
        if not self._in_workflow():
            self._check_fills(vals)
        return super().write(vals)

    def _check_fills(self, vals):
        """Raise unless ``vals`` fill in lines of these open reports, and nothing else.

        The lines check who fills them in.
        """
        self._guard_values([vals])
        commands = vals.get("line_ids") or ()
        mine = set(self.line_ids.ids)
        if vals.keys() - {"line_ids"} or any(
            isinstance(command, int)
            or command[0] not in (Command.UPDATE, Command.LINK)
            or command[1] not in mine
            for command in commands
        ):
            self._refuse()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._refuse()

    def copy(self, default=None):  # pylint: disable=method-required-super
        """Refuse: each report is asked for once."""
        self._refuse()

    def _refuse(self):
        raise UserError(
            self.env._(
                "Reports are asked for by the Office and answered line by line; nothing else in "
                "them is written."
            )
        )

    def _as_system(self):
        """Return these reports with the right to write what the steps say."""
        # Agencies only fill in lines; each caller has checked its user.
        return self.sudo().with_context(directive_workflow=WORKFLOW)

    def _hold_to_fill(self):
        """Lock these reports for somebody who fills them in; raise if they may not.

        Who submits at the same second starts again and sees what was filled in.
        """
        self.check_access("read")
        self.sudo()._hold_and_touch()  # agencies have no other right to lock them
        for one in self:
            if one.state not in OPEN:
                raise UserError(one._no_longer_open())
            if not one.is_ours:
                raise UserError(
                    self.env._(
                        "Only members of %(agency)s can fill in its report.",
                        agency=one.sudo().agency_id.name,  # of a report they may read
                    )
                )

    def _no_longer_open(self):
        if self.state == "withdrawn":
            return self.env._("“%(report)s” is no longer asked for.", report=self.name)
        return self.env._(
            "“%(report)s” has been submitted and cannot be changed, unless the Office returns it.",
            report=self.name,
        )

    @api.model
    def _reorganisation_fields(self):
        """The successor answers what is still open; a submitted report stays with its author."""
        return super()._reorganisation_fields() | {"agency_id": moved(("state", "in", OPEN))}

    @api.model
    def _reorganised(self, name, values, planned):
        """An agency has one report in a round; another one keeps its name, the successor fills it."""
        values = super()._reorganised(name, values, planned)
        rows = self.browse(values)
        there = self.search([("round_id", "in", rows.round_id.ids)])
        taken = {(row.round_id.id, row.agency_id.id) for row in there}
        return once_each(values, {row.id: row.round_id.id for row in rows}, taken)
