from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.directive_tracking.tools.agency.fate import DERIVED, KEPT
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.letter.words import KINDS, is_group
from ...tools.reception.words import (
    DELEGATED,
    RECEIVERS,
    STAFF,
    TALKING,
    VISIT_OUTCOMES,
    VISIT_STATES,
    WAITING,
    may_be_delegated,
)

OPEN = (WAITING, TALKING)
# What only the steps of a visit write.
GUARDED = {
    *("number", "ticket", "state", "outcome", "author_id", "receiver_id", "receiver_name"),
    *(
        "receiver_post",
        "date_come",
        "date_begun",
        "date_ended",
        "letter_id",
        "matter_id",
        "ground_id",
    ),
    *("refusal_reason", "guided_to_id", "guided_to_text", "guided_number", "date_appointment"),
    *("appointment_text", "answer", "is_reopened"),
}
FIXED = {"agency_id", "date"}  # known once it has a number
AFTERWARDS = {"note", "resolved_by_text"}  # of the register, written on when the visit is over


class PetitionVisit(models.Model):
    """One visit (lượt) of citizens at the desk or at the session of a head: a row of form 03/TCD."""

    _name = "petition.visit"
    _description = "Visit"
    _inherit = [
        "directive.derived.mixin",
        "petition.visit.sealing.mixin",
        "petition.visibility.mixin",
        "directive.own.mixin",
        "directive.hold.mixin",
        "directive.workflow.mixin",
    ]
    _order = "date desc, id desc"
    _rec_name = "number"
    _rec_names_search = ["number"]
    _visible_by = ("agency_id",)

    number = fields.Char(readonly=True, copy=False, index="trigram")
    agency_id = fields.Many2one(
        "directive.agency",
        string="Received at",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env["petition.letter"]._default_agency(),
    )
    date = fields.Date(
        string="Day",
        required=True,
        index=True,
        copy=False,
        default=lambda self: self.env["directive.settings"]._today(),
    )
    session_id = fields.Many2one(
        "petition.session",
        index="btree_not_null",
        ondelete="restrict",
        help="Empty: received on an ordinary working day.",
    )
    is_online = fields.Boolean(string="Online")

    # The queue
    state = fields.Selection(
        VISIT_STATES, required=True, default=TALKING, readonly=True, copy=False, index=True
    )
    ticket = fields.Integer(
        string="Number in the queue", readonly=True, copy=False, aggregator=None
    )
    is_urgent = fields.Boolean(
        string="Priority",
        help="Old, sick or disabled people, pregnant women, groups, and long or complex matters.",
    )
    date_come = fields.Datetime(
        string="Came at", readonly=True, copy=False, default=fields.Datetime.now
    )
    date_begun = fields.Datetime(string="Received from", readonly=True, copy=False)
    date_ended = fields.Datetime(string="Received until", readonly=True, copy=False)
    is_reopened = fields.Boolean(
        string="Opened again", readonly=True, copy=False, help="The reason is in the remarks."
    )
    author_id = fields.Many2one(
        "res.users",
        string="Entered by",
        readonly=True,
        copy=False,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )
    received_by = fields.Selection(RECEIVERS, required=True, default=STAFF)
    receiver_id = fields.Many2one(
        "res.users", string="Received by", readonly=True, copy=False, ondelete="restrict"
    )
    receiver_name = fields.Char(string="Name on record", readonly=True, copy=False)
    receiver_post = fields.Char(string="Post on record", readonly=True, copy=False)

    # Who and what
    person_ids = fields.One2many("petition.person", "visit_id", string="People who came")
    persons_count = fields.Integer(
        string="Number of people",
        default=1,
        help="All who came with the same content, also those who are not listed.",
    )
    is_group = fields.Boolean(
        string="Group",
        compute="_compute_is_group",
        store=True,
        help="Five people or more with the same content.",
    )
    is_first = fields.Boolean(
        string="First time", default=True, help="For this matter, at this agency."
    )
    kind = fields.Selection(KINDS, default="petition", index=True)
    subject_id = fields.Many2one("petition.subject", index="btree_not_null", ondelete="restrict")
    object_text = fields.Char(
        string="Against whom or what", help="The decision, act, agency or person it is about."
    )
    content = fields.Text(help="In short, as in form 03/TCD.")
    resolved_by_text = fields.Char(
        string="Settled before by", help="Column 8 of form 03/TCD: bodies and their decisions."
    )
    is_competent = fields.Boolean(string="Ours to settle", default=True)
    paper_ids = fields.One2many("petition.paper", "visit_id", string="Papers handed over")
    note = fields.Char(string="Remarks")

    # What became of it
    outcome = fields.Selection(VISIT_OUTCOMES, readonly=True, copy=False, index=True)
    letter_id = fields.Many2one(
        "petition.letter", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    matter_id = fields.Many2one(
        "petition.matter",
        string="Belongs to",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    answer = fields.Text(readonly=True, copy=False)
    guided_to_id = fields.Many2one(
        "directive.agency",
        string="Guided to",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    guided_to_text = fields.Char(string="Guided to, outside", readonly=True, copy=False)
    guided_number = fields.Char(string="Number of the guidance", readonly=True, copy=False)
    ground_id = fields.Many2one(
        "petition.ground",
        string="Legal ground",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    refusal_reason = fields.Text(string="Why in this case", readonly=True, copy=False)
    date_appointment = fields.Date(string="To come again on", readonly=True, copy=False, index=True)
    appointment_text = fields.Char(string="Hour, place, whom to see", readonly=True, copy=False)

    _number_uniq = models.UniqueIndex(
        "(agency_id, number)", "This number has been given to another visit."
    )
    _queue = models.Index("(agency_id, date, is_urgent, id) WHERE state = 'waiting'")
    _somebody_came = models.Constraint(
        "CHECK (persons_count > 0)", "At least one person came: enter how many."
    )

    @api.depends("persons_count")
    def _compute_is_group(self):
        for visit in self:
            visit.is_group = is_group(visit.persons_count)

    @api.depends("number")
    @api.depends_context("uid")
    def _compute_display_name(self):
        super()._compute_display_name()
        self._hide_names()

    @api.constrains("received_by", "date")
    def _check_receiver(self):
        for visit in self:
            if visit.received_by == DELEGATED and not may_be_delegated(visit.date):
                raise ValidationError(
                    self.env._(
                        "Since 1 July 2026 the head receives citizens in person (Law "
                        "136/2025/QH15): enter the head or the reception staff."
                    )
                )

    @api.constrains("session_id", "agency_id", "date")
    def _check_session(self):
        for visit in self.filtered("session_id"):
            session = visit.session_id
            if (session.agency_id, session.date) != (visit.agency_id, visit.date):
                raise ValidationError(
                    self.env._(
                        "“%(session)s” is of another agency or another day.",
                        session=session.display_name,
                    )
                )

    # Guards

    @api.model_create_multi
    def create(self, vals_list):
        typed = dict if self._in_workflow() else self._typed_visit
        vals_list = [typed(vals) for vals in vals_list]
        others = [self._others_typed(vals) for vals in vals_list]
        visits = super().create(vals_list)
        for visit, commands in zip(visits, others, strict=True):
            visit._begin_on_paper()
            if commands:
                visit.write({"person_ids": commands})
                visit._seal_own_texts()
        return visits

    @api.model
    def _typed_visit(self, vals):
        """Return the values of a visit as its author typed them."""
        kept = {name: vals[name] for name in vals if name not in GUARDED}
        state = WAITING if vals.get("state") == WAITING else TALKING
        own = dict.fromkeys(GUARDED, False) | {"state": state, "author_id": self.env.uid}
        return kept | own | {"date_come": fields.Datetime.now()}

    def _begin_on_paper(self):
        """Number the visit; whoever did not have to wait is being received."""
        number = self.env["petition.numbering"]._next(self.agency_id, "visit", self.date)
        ticket = self.env["petition.numbering"]._ticket(self.agency_id, self.date)
        self._record({"number": number, "ticket": ticket})
        if self.state == TALKING:
            self._record(self._receiver_vals())

    def _receiver_vals(self):
        """Return who receives from now on, with name and post of the moment."""
        user = self.env.user
        names = self.env["directive.signature.mixin"]._signature(user, "receiver")
        moment = fields.Datetime.now()
        return {"state": TALKING, "receiver_id": user.id, "date_begun": moment, **names}

    def write(self, vals):
        if not self._in_workflow():
            self._check_written(vals)
        return super().write(vals)

    def _check_written(self, vals):
        if (GUARDED | FIXED) & vals.keys():
            raise UserError(
                self.env._("The number, day and outcome of a visit are set by its steps.")
            )
        if vals.keys() - AFTERWARDS:
            self._check_open()
        for name in AFTERWARDS & vals.keys():
            self._check_written_on(name, vals[name] or "")

    def _check_written_on(self, name, text):
        """Raise where ``text`` would take away what the register says already of a visit."""
        kept = self.filtered(lambda one: one.state not in OPEN or one.is_reopened)
        for visit in kept.filtered(name):
            if not text.startswith(visit[name]):
                raise UserError(
                    self.env._(
                        "“%(visit)s” is in the register: add to “%(field)s”, but keep the text that "
                        "is there.",
                        visit=visit.display_name,
                        field=self._fields[name]._description_string(self.env),
                    )
                )

    def _check_open(self):
        """Raise where a visit is over: it stands in the register."""
        for visit in self.filtered(lambda one: one.state not in OPEN):
            raise UserError(
                self.env._(
                    "“%(visit)s” is over and in the register: open it again, saying why.",
                    visit=visit.display_name,
                )
            )

    def _record(self, vals):
        # The step has been checked; nobody writes these fields directly.
        self.sudo().with_context(directive_workflow=WORKFLOW).write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A visit is in the register and cannot be deleted."))

    def copy(self, default=None):  # pylint: disable=method-required-super
        """Refuse: each visit happened once."""
        raise UserError(self.env._("A visit is not copied: enter the new one."))

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {
            "agency_id": KEPT,
            "guided_to_id": KEPT,
            "visible_agency_ids": DERIVED,
        }
