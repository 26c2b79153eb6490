from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from odoo.addons.directive_tracking.tools.agency.fate import DERIVED, KEPT
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.reception.words import (
    CONCLUDED,
    HELD,
    MOVED,
    PLANNED,
    SESSION_KINDS,
    SESSION_STATES,
    UNSCHEDULED,
)

# What only the steps of a session write.
GUARDED = {
    *("state", "date_published", "moved_to_id", "move_reason", "author_id"),
    *("date_concluded", "directive_id"),
}
FIXED = {"date"}  # once it is known, a session goes to another day by its own step
TYPED_UNTIL_CONCLUDED = {"conclusion_number", "conclusion_date", "issuer_id"}


class PetitionSession(models.Model):
    """A session at which the head of an agency receives citizens, or a day of the desk."""

    _name = "petition.session"
    _description = "Reception Session"
    _inherit = [
        "petition.visibility.mixin",
        "directive.own.mixin",
        "directive.hold.mixin",
        "directive.workflow.mixin",
    ]
    _order = "date desc, id desc"
    _rec_names_search = ["head_name", "conclusion_number"]
    _visible_by = ("agency_id",)

    agency_id = fields.Many2one(
        "directive.agency",
        string="Held by",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env["petition.letter"]._default_agency(),
    )
    date = fields.Date(string="Day", required=True, index=True)
    hours = fields.Char(help="From when until when, such as 08:00–11:30.")
    place = fields.Char()
    kind = fields.Selection(SESSION_KINDS, required=True, default="periodic", index=True)
    head_id = fields.Many2one(
        "res.users", string="Received by", index="btree_not_null", ondelete="restrict"
    )
    head_name = fields.Char(string="Name of the head", help="If they have no account here.")
    head_post = fields.Char(string="Post", help="Such as “Chairman of the People's Committee”.")
    attending = fields.Text(string="Who attends", help="Bodies that attend with the head.")
    topics = fields.Text(help="Published with the schedule.")
    author_id = fields.Many2one(
        "res.users",
        string="Entered by",
        readonly=True,
        copy=False,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )

    # Online: the software schedules and files; it carries no picture and no sound.
    is_online = fields.Boolean(string="Online")
    online_link = fields.Char(string="Link")
    online_recording = fields.Char(
        string="Recording", help="Where the recording is kept on servers of the State."
    )
    date_told = fields.Date(
        string="Citizens told on",
        help="At least five working days ahead (Decree 154/2026, art. 23).",
    )
    date_tested = fields.Date(
        string="Links tested on", help="At least one working day ahead (Decree 154/2026, art. 23)."
    )

    # Where it stands
    state = fields.Selection(
        SESSION_STATES, required=True, default=PLANNED, readonly=True, copy=False, index=True
    )
    date_published = fields.Date(string="Schedule published on", readonly=True, copy=False)
    publishing_warning = fields.Char(compute="_compute_publishing_warning")
    online_warning = fields.Char(compute="_compute_online_warning")
    moved_to_id = fields.Many2one(
        "petition.session",
        string="Moved to",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    move_reason = fields.Char(string="Why it was moved", readonly=True, copy=False)
    visit_ids = fields.One2many("petition.visit", "session_id", string="Visits")
    visit_count = fields.Integer(string="Number of visits", compute="_compute_visit_count")

    @api.depends("date", "kind")
    @api.depends_context("uid", "lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for one in self:
            day = one.date and format_date(self.env, one.date, date_format="dd/MM/yyyy")
            one.display_name = f"{day or ''} · {kinds.get(one.kind, '')}"
        self._hide_names()

    @api.depends("date", "date_published", "kind", "state")
    def _compute_publishing_warning(self):
        for one in self:
            one.publishing_warning = one._publishing_warning_in_words()

    def _publishing_warning_in_words(self):
        if self.kind == UNSCHEDULED or self.state != PLANNED or not self.date:
            return False
        settings = self.env["directive.settings"]
        last = self.env["petition.term"]._reception_day("R4", self.date)
        published = self.date_published or settings._today()
        if not last or published <= last:
            return False
        return self.env._(
            "The schedule was to be published by %(last)s, five working days ahead (Law on "
            "Reception of Citizens, article 24). Choose a later day, or enter an unscheduled session.",
            last=format_date(self.env, last, date_format="dd/MM/yyyy"),
        )

    @api.depends("date", "is_online", "date_told", "date_tested", "state")
    def _compute_online_warning(self):
        for one in self:
            one.online_warning = one._online_warning_in_words()

    def _online_warning_in_words(self):
        """Return what of an online session is late: telling the citizens, testing the links."""
        if not self.is_online or self.state != PLANNED or not self.date:
            return False
        today, parts = self.env["directive.settings"]._today(), []
        for code, name in (("R7", "date_told"), ("R7.2", "date_tested")):
            last = self.env["petition.term"]._reception_day(code, self.date)
            if last and (self[name] or today) > last:
                label = self._fields[name]._description_string(self.env)
                day = format_date(self.env, last, date_format="dd/MM/yyyy")
                parts.append(self.env._("“%(what)s” was due by %(day)s.", what=label, day=day))
        return " ".join(parts) or False

    @api.depends("visit_ids")
    def _compute_visit_count(self):
        counts = dict(
            self.env["petition.visit"]._read_group(
                [("session_id", "in", self.ids)], ["session_id"], ["__count"]
            )
        )
        for one in self:
            one.visit_count = counts.get(one._origin, 0)

    @api.constrains("head_id", "head_name")
    def _check_head(self):
        for one in self:
            if not one.head_id and not (one.head_name or "").strip():
                raise ValidationError(self.env._("Enter who receives the citizens."))

    # Guards

    @api.model_create_multi
    def create(self, vals_list):
        if not self._in_workflow():
            own = dict.fromkeys(GUARDED, False) | {"state": PLANNED, "author_id": self.env.uid}
            vals_list = [{**vals, **own} for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        if not self._in_workflow():
            self._check_written(vals)
        return super().write(vals)

    def _check_written(self, vals):
        fixed = {"agency_id"}
        if any(one.date_published or one.visit_ids for one in self):
            fixed |= FIXED
        if (GUARDED | fixed) & vals.keys():
            raise UserError(
                self.env._("The day and the state of a session are set by its steps: use them.")
            )
        for one in self.filtered(lambda one: one.state in (CONCLUDED, MOVED)):
            raise UserError(
                self.env._("“%s” is over: what was concluded cannot be changed.", one.display_name)
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unpublished(self):
        for one in self:
            if one.date_published or one.state != PLANNED or one.visit_ids:
                raise UserError(
                    self.env._("“%s” is known to the public: move it.", one.display_name)
                )

    def _record(self, **vals):
        # The step has been checked; nobody writes these fields directly.
        self.sudo().with_context(directive_workflow=WORKFLOW).write(vals)

    def _check_step(self, *states):
        """Hold these sessions; raise unless the caller may write them and they stand in ``states``."""
        self.check_access("write")
        self._hold_and_touch()
        self.invalidate_recordset(["state", "date_published"])
        labels = dict(self._fields["state"]._description_selection(self.env))
        for one in self.filtered(lambda one: one.state not in states):
            raise UserError(
                self.env._(
                    "“%(session)s” is in the state “%(state)s” already.",
                    session=one.display_name,
                    state=labels[one.state],
                )
            )

    # Steps

    def action_publish(self):
        """Record that the schedule was published today.

        :raises UserError: where the session is too near and was planned
        """
        self._check_step(PLANNED)
        for one in self.filtered(lambda one: not one.date_published):
            if one.publishing_warning:
                raise UserError(one.publishing_warning)
        self._record(date_published=self.env["directive.settings"]._today())
        return True

    def action_hold(self):
        """Record that the session was held."""
        self._check_step(PLANNED)
        today = self.env["directive.settings"]._today()
        for one in self.filtered(lambda one: one.date > today):
            raise UserError(
                self.env._("“%s” is still to come: it cannot have been held.", one.display_name)
            )
        self._record(state=HELD)
        self.env["petition.session.step"]._append(self, "hold")
        return True

    def action_move(self, day=None, reason=None):
        """Move a session that is not held to its new day, which is announced at the place.

        :param day: the new day, after today
        :param str reason: said to the citizens
        :return: an action that opens the new session
        """
        self.ensure_one()
        day, reason = self._typed_day(day), self._typed_text(reason)
        self._check_step(PLANNED)
        if not day or day <= self.env["directive.settings"]._today() or day == self.date:
            raise UserError(self.env._("Enter a day to come: a session is moved, not cancelled."))
        if not reason:
            raise UserError(self.env._("Say why the session is moved."))
        new = self.copy({"date": day})
        self._record(state=MOVED, moved_to_id=new.id, move_reason=reason)
        # Whoever waits for the session goes with it, whatever the step may write of a visit.
        waiting = self.sudo().visit_ids.filtered(lambda one: one.state == "waiting")
        waiting._record({"date": day, "session_id": new.id})
        return new._opened()

    def _opened(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_petition.petition_session_action"
        )
        return action | {"views": [(False, "form")], "res_id": self.id}

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {
            "agency_id": KEPT,
            "visible_agency_ids": DERIVED,
        }
