from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date, ormcache

from ...tools.agency.fate import moved
from ...tools.agency.standins import acting


class DirectiveStandin(models.Model):
    """A colleague who acts for an absent member of their agency, from one day to another.

    It ends by itself at midnight in the province. Rows are never changed: ending one early adds
    the moment and the person.
    """

    _name = "directive.standin"
    _description = "Stand-in"
    _inherit = ["directive.remembered.mixin", "directive.signature.mixin"]
    _signatures = {"author_id": "signer"}
    _order = "date_from desc, id desc"

    absent_id = fields.Many2one(
        "directive.agency.member",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self._default_absent_id(),
    )
    standin_id = fields.Many2one(
        "directive.agency.member", string="Stand-in", required=True, index=True, ondelete="cascade"
    )
    agency_id = fields.Many2one(
        "directive.agency", required=True, readonly=True, index=True, ondelete="cascade"
    )
    date_from = fields.Date(
        string="From", required=True, default=lambda self: self.env["directive.settings"]._today()
    )
    date_to = fields.Date(string="Until", required=True)
    reason = fields.Char(required=True)
    author_id = fields.Many2one(
        "res.users", string="Entered by", required=True, readonly=True, ondelete="restrict"
    )
    date_ended = fields.Datetime(string="Ended early", readonly=True)
    ended_by_id = fields.Many2one("res.users", string="Ended by", readonly=True)
    is_current = fields.Boolean(
        string="Today", compute="_compute_is_current", search="_search_is_current"
    )
    is_shown = fields.Boolean(compute="_compute_is_shown", search="_search_is_shown")
    can_end = fields.Boolean(compute="_compute_can_end")
    absent_choice_ids = fields.Many2many("directive.agency.member", compute="_compute_choices")
    standin_choice_ids = fields.Many2many("directive.agency.member", compute="_compute_choices")

    _dates_order = models.Constraint(
        "CHECK (date_from <= date_to)", "The last day comes before the first: correct the days."
    )
    _two_people = models.Constraint(
        "CHECK (absent_id != standin_id)", "Nobody stands in for themselves: choose a colleague."
    )

    @api.model
    def _default_absent_id(self):
        """Most people enter their own leave."""
        Member = self.env["directive.agency.member"]
        return Member.search(
            Member._current_domain() & Domain("user_id", "=", self.env.uid), limit=1
        )

    @api.depends("date_from", "date_to", "absent_id", "standin_id")
    def _compute_display_name(self):
        for row in self:
            people = row.absent_id and row.standin_id
            # Without a name the screen says “New”.
            row.display_name = bool(people) and self.env._(
                "%(standin)s for %(absent)s, %(first)s – %(last)s",
                # Shown to those who see the row: colleagues' names.
                standin=row.standin_id.sudo().partner_id.name,
                absent=row.absent_id.sudo().partner_id.name,
                first=format_date(self.env, row.date_from),
                last=format_date(self.env, row.date_to),
            )

    @api.depends("date_from", "date_to", "date_ended")
    def _compute_is_current(self):
        today = self.env["directive.settings"]._today()
        for row in self:
            days = row.date_from and row.date_to and row.date_from <= today <= row.date_to
            row.is_current = bool(days) and not row.date_ended

    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._domain_on(self.env["directive.settings"]._today())

    @api.model
    def _domain_on(self, first, last=None):
        """Return the domain of the rows in force on one of the days ``first`` to ``last``."""
        days = Domain("date_from", "<=", last or first) & Domain("date_to", ">=", first)
        return days & Domain("date_ended", "=", False)

    # Who sees, enters and ends a row

    @api.depends("absent_id", "standin_id", "agency_id")
    @api.depends_context("uid")
    def _compute_is_shown(self):
        headed = self.env.user._directive_agencies(("head",))
        for row in self:
            people = row.sudo().absent_id.user_id | row.sudo().standin_id.user_id  # names only
            row.is_shown = self.env.user in people or row.agency_id in headed

    def _search_is_shown(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = Domain("absent_id.user_id", "=", self.env.uid)
        mine |= Domain("standin_id.user_id", "=", self.env.uid)
        mine |= Domain("agency_id", "in", self.env.user._directive_agencies(("head",)).ids)
        return mine

    @api.depends("date_to", "date_ended", "is_shown")
    @api.depends_context("uid")
    def _compute_can_end(self):
        today = self.env["directive.settings"]._today()
        for row in self:
            over = row.date_ended or not row.date_to or row.date_to < today
            row.can_end = not over and (row.is_shown or row._is_administrator())

    def _is_administrator(self):
        return self.env.su or self.env.user.has_group("directive_tracking.group_directive_admin")

    @api.depends("absent_id")
    @api.depends_context("uid")
    def _compute_choices(self):
        Member = self.env["directive.agency.member"]
        held = Member._current_domain()
        mine = Domain("user_id", "=", self.env.uid)
        mine |= Domain("agency_id", "in", self._own_headed_agencies().ids)
        may_name = Member.search(held if self._is_administrator() else held & mine)
        for row in self:
            row.absent_choice_ids = may_name
            colleagues = Domain("agency_id", "=", row.absent_id.agency_id.id)
            others = Domain("partner_id", "!=", row.absent_id.partner_id.id)
            row.standin_choice_ids = Member.search(held & colleagues & others)

    @api.model
    def _own_headed_agencies(self):
        """Return the agencies the user heads in their own right, not as a stand-in."""
        return self.env.user._directive_own_headed_agencies(("head",))

    @api.model_create_multi
    def create(self, vals_list):
        Member = self.env["directive.agency.member"]
        for vals in vals_list:
            absent = Member.browse(vals.get("absent_id"))
            vals.update(author_id=self.env.uid, date_ended=False, ended_by_id=False)
            vals["agency_id"] = absent.agency_id.id
        self._sign_all(vals_list)
        rows = super().create(vals_list)
        # Nobody writes agencies here: two who enter a stand-in at once wait for each other.
        rows.agency_id.sudo()._hold_and_touch()
        for row in rows:
            row._check_may_enter()
            row._check_people()
            row._check_days()
        Member._refresh_access()
        return rows

    def _check_may_enter(self):
        """Raise unless the user is the absent one, their head or an administrator.

        :raises UserError: also where the user would name themselves for somebody else
        """
        absent = self.sudo().absent_id  # a colleague's post
        if self.env.su or absent.user_id == self.env.user:
            return
        if self.sudo().standin_id.partner_id == self.env.user.partner_id:
            raise UserError(
                self.env._(
                    "You cannot name yourself as the stand-in for somebody else: the absent "
                    "person, their head or an administrator does that."
                )
            )
        if not self._is_administrator() and self.agency_id not in self._own_headed_agencies():
            raise UserError(
                self.env._(
                    "Only %(absent)s, the head of %(agency)s or an administrator can name the "
                    "stand-in.",
                    absent=absent.partner_id.name,
                    agency=self.agency_id.name,
                )
            )

    def _check_people(self):
        absent, standin = self.sudo().absent_id, self.sudo().standin_id  # colleagues' posts
        if standin.agency_id != absent.agency_id or standin.partner_id == absent.partner_id:
            raise UserError(
                self.env._(
                    "A stand-in is another member of %(agency)s: choose a colleague of the "
                    "absent person.",
                    agency=self.agency_id.name,
                )
            )
        away = self._others_on_these_days("absent_id.partner_id", standin.partner_id)
        if away:
            raise UserError(
                self.env._(
                    "%(person)s is also absent from %(first)s to %(last)s: choose somebody else.",
                    person=standin.partner_id.name,
                    first=format_date(self.env, away.date_from),
                    last=format_date(self.env, away.date_to),
                )
            )

    def _check_days(self):
        if self.date_from < self.env["directive.settings"]._today() and not self.env.su:
            raise UserError(
                self.env._("A stand-in cannot begin in the past: choose today or a later day.")
            )
        self._check_length()
        other = self._others_on_these_days("absent_id", self.absent_id)
        if other:
            raise UserError(
                self.env._(
                    "%(person)s already has a stand-in from %(first)s to %(last)s: end that one "
                    "first, or choose other days.",
                    person=self.sudo().absent_id.partner_id.name,  # whom the caller has named
                    first=format_date(self.env, other.date_from),
                    last=format_date(self.env, other.date_to),
                )
            )

    def _check_length(self):
        most = self.env["directive.settings"]._get("standin_days")
        if (self.date_to - self.date_from).days >= most and not self.env.su:
            raise UserError(
                self.env._(
                    "A stand-in lasts %(most)s days at most, until %(last)s: choose an earlier last "
                    "day, and enter another one if the absence lasts longer.",
                    most=most,
                    last=format_date(self.env, self.date_from + timedelta(days=most - 1)),
                )
            )

    def _others_on_these_days(self, field, value):
        """Return another row of this agency that meets the days of this one."""
        # Rows of colleagues decide as well.
        rows = self.sudo().search(
            self._domain_on(self.date_from, self.date_to)
            & Domain(field, "=", value.id)
            & Domain("agency_id", "=", self.agency_id.id)
            & Domain("id", "!=", self.id),
            limit=1,
        )
        return rows

    def write(self, vals):  # pylint: disable=method-required-super
        """Refuse: a row is evidence of who acted for whom."""
        self._refuse()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._refuse()

    def _refuse(self):
        raise UserError(
            self.env._("A stand-in cannot be changed or deleted: end it, and enter another one.")
        )

    def action_end(self):
        """End these stand-ins now, before their last day.

        :raises UserError: where the user is not one of the two, their head or an administrator
        """
        self.check_access("read")
        self.agency_id.sudo()._hold_and_touch()  # nobody writes agencies here
        for row in self:
            if not row.can_end:
                raise UserError(
                    self.env._("This stand-in has ended already, or is not yours to end.")
                )
        self._end_now()
        return True

    def _end_now(self):
        # The two values that are added to a row; the check came before.
        ended = {"date_ended": fields.Datetime.now(), "ended_by_id": self.env.uid}
        rows = super(DirectiveStandin, self.sudo())
        rows.write(ended)  # pylint: disable=super-method-mismatch
        self.env["directive.agency.member"]._refresh_access()

    # Who acts for whom today

    @api.model
    @ormcache("day")
    def _in_force(self, day):
        """Return ``((post of the absent, post of the stand-in), …)`` of ``day``.

        Asked at every step; rows change rarely and forget it (`directive.remembered.mixin`).
        """
        rows = self.sudo().search(self._domain_on(day), order="id")  # everybody's
        return tuple((row.absent_id.id, row.standin_id.id) for row in rows)

    @api.model
    def _acting(self):
        """Return ``[(post, post of who acts in it)]`` of today; both must still be held."""
        today = self.env["directive.settings"]._today()
        pairs = self._in_force(today)
        if not pairs:
            return []
        # Rights follow from posts, whoever asks.
        posts = (
            self.env["directive.agency.member"]
            .sudo()
            .browse({one for pair in pairs for one in pair})
        )
        held = set(posts.exists().filtered(lambda post: post._is_held_on(today))._ids)
        return acting([pair for pair in pairs if held.issuperset(pair)])

    @api.model
    def _reorganisation_fields(self):
        today = self.env["directive.settings"]._today()
        in_force = (("date_ended", "=", False), ("date_to", ">=", today))
        return super()._reorganisation_fields() | {"agency_id": moved(*in_force)}
