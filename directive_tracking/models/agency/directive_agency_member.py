from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...tools.agency.fate import KEPT

ROLES = [
    ("head", "Head"),
    ("deputy", "Deputy head"),
    ("responder", "Responder"),
    ("officer", "Officer"),
]
ROLES_ABOVE = ("head", "deputy")
# Fields that define a post and whether it is held now.
POST_FIELDS = ("user_id", "agency_id", "partner_id", "role", "title", "date_from", "date_to")


class DirectiveAgencyMember(models.Model):
    """A person's post in an agency, for the time they hold it.

    A head with only a telephone has a contact and no user.
    """

    _name = "directive.agency.member"
    _description = "Agency Member"
    _order = "agency_id, role_rank, id"
    _rec_name = "partner_id"

    agency_id = fields.Many2one("directive.agency", required=True, index=True, ondelete="cascade")
    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, index=True, ondelete="restrict"
    )
    user_id = fields.Many2one("res.users", index="btree_not_null")
    role = fields.Selection(ROLES, required=True, default="responder", index=True)
    role_rank = fields.Integer(compute="_compute_role_rank", store=True)
    title = fields.Char(string="Post")
    # Related fields are read as the system; these respect the right to see contact data.
    email = fields.Char(
        compute="_compute_contact", inverse="_inverse_email", search="_search_email"
    )
    phone = fields.Char(
        compute="_compute_contact", inverse="_inverse_phone", search="_search_phone"
    )
    date_from = fields.Date(string="From")
    date_to = fields.Date(string="Until")
    is_current = fields.Boolean(compute="_compute_is_current", search="_search_is_current")

    _dates_order = models.Constraint(
        "CHECK (date_from IS NULL OR date_to IS NULL OR date_from <= date_to)",
        "The last day of a post cannot come before its first day.",
    )

    @api.depends("role")
    def _compute_role_rank(self):
        ranks = {role: rank for rank, (role, _label) in enumerate(ROLES)}
        for member in self:
            member.role_rank = ranks.get(member.role, len(ranks))

    @api.depends("date_from", "date_to")
    def _compute_is_current(self):
        today = self.env["directive.settings"]._today()
        for member in self:
            member.is_current = member._is_held_on(today)

    @api.depends("partner_id.email", "partner_id.phone")
    @api.depends_context("uid")
    def _compute_contact(self):
        rows = self.partner_id._read_format(["email", "phone"])
        contacts = {row["id"]: row for row in rows}
        for member in self:
            contact = contacts.get(member.partner_id.id, {})
            member.email, member.phone = contact.get("email"), contact.get("phone")

    def _inverse_email(self):
        for member in self:
            member.partner_id.email = member.email

    def _inverse_phone(self):
        for member in self:
            member.partner_id.phone = member.phone

    def _search_email(self, operator, value):
        return [("partner_id.email", operator, value)]

    def _search_phone(self, operator, value):
        return [("partner_id.phone", operator, value)]

    @api.model
    @api.private
    @api.readonly
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        """Prefetch the fields that say who holds a post, in which agency and when."""
        if field_names is not None and {"user_id", "agency_id"} & {*field_names}:
            field_names = [*field_names, *POST_FIELDS]
        return super().search_fetch(domain, field_names, offset=offset, limit=limit, order=order)

    def _is_held_on(self, day):
        begun = not self.date_from or self.date_from <= day
        return begun and (not self.date_to or self.date_to >= day)

    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._current_domain()

    @api.onchange("user_id")
    def _onchange_user_id(self):
        if self.user_id:
            self.partner_id = self.user_id.partner_id

    @api.constrains("user_id", "partner_id")
    def _check_same_person(self):
        for member in self:
            if member.user_id and member.user_id.partner_id != member.partner_id:
                raise ValidationError(
                    self.env._(
                        "The user %(user)s is not %(person)s: choose the user's own contact.",
                        user=member.user_id.name,
                        person=member.partner_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        Users = self.env["res.users"]
        for vals in vals_list:
            if vals.get("user_id") and not vals.get("partner_id"):
                vals["partner_id"] = Users.browse(vals["user_id"]).partner_id.id
        members = super().create(vals_list)
        members._refresh_access()
        return members

    def write(self, vals):
        result = super().write(vals)
        self._refresh_access()
        return result

    def unlink(self):
        result = super().unlink()
        self._refresh_access()
        return result

    def _refresh_access(self):
        """Make the change visible in this transaction: `is_visible` depends on memberships."""
        self.env.flush_all()
        self.env.invalidate_all()

    @api.model
    def _current_domain(self):
        """Return the domain of the posts held today, in the province's time zone."""
        today = self.env["directive.settings"]._today()
        begun = Domain("date_from", "=", False) | Domain("date_from", "<=", today)
        return begun & (Domain("date_to", "=", False) | Domain("date_to", ">=", today))

    @api.model
    def _reachable_domain(self):
        """Return the domain of the posts held today by people with an open account."""
        open_account = Domain("user_id", "=", False) | Domain("user_id.active", "=", True)
        return self._current_domain() & open_account

    @api.model
    def _way_domain(self):
        """Return the domain of reachable members; other channels extend it."""
        return Domain("user_id.active", "=", True) | Domain("partner_id.email", "!=", False)

    @api.model
    def _agency_domain(self, agencies):
        return Domain("agency_id", "in", agencies.ids)

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}  # posts end and begin
