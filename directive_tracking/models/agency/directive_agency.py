from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ...tools.agency.fate import KEPT, moved
from ...tools.text import brief_name, fold
from .directive_agency_member import ROLES_ABOVE

KINDS = [
    ("office", "Office of the People's Committee"),
    ("department", "Department"),
    ("commune", "Commune-level People's Committee"),
    ("unit", "Public unit"),
    ("other", "Other agency"),
]
COMMUNE_KINDS = [("xa", "Commune"), ("phuong", "Ward"), ("dac_khu", "Special zone")]


class DirectiveAgency(models.Model):
    """An agency that is given tasks; its place in the tree decides who sees them."""

    _name = "directive.agency"
    _description = "Agency"
    _inherit = ["mail.thread", "directive.hold.mixin"]
    _parent_store = True
    _order = "sequence, name, id"
    _rec_names_search = ["search_name", "name", "code"]

    name = fields.Char(required=True, tracking=True)
    short_name = fields.Char()
    code = fields.Char(
        string="Official code",
        index="btree_not_null",
        copy=False,
        tracking=True,
        help="Identifier of the agency, such as 000.00.00.H38 or H38.2.1, or the code of the unit.",
    )
    alias_ids = fields.One2many("directive.agency.alias", "agency_id", string="Other spellings")
    search_name = fields.Char(compute="_compute_search_name", store=True, index="trigram")
    sequence = fields.Integer(default=100)
    kind = fields.Selection(KINDS, required=True, default="department", index=True)
    commune_kind = fields.Selection(COMMUNE_KINDS, string="Kind of commune-level unit")
    active = fields.Boolean(default=True, tracking=True)

    # The tree
    parent_id = fields.Many2one(
        "directive.agency", string="Higher agency", index=True, ondelete="restrict", tracking=True
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("directive.agency", "parent_id", string="Lower agencies")
    successor_ids = fields.Many2many(
        "directive.agency",
        "directive_agency_successor_rel",
        "agency_id",
        "successor_id",
        string="Successors",
        help="The agencies that took over after a merger or a split.",
        context={"active_test": False},
    )
    predecessor_ids = fields.Many2many(
        "directive.agency",
        "directive_agency_successor_rel",
        "successor_id",
        "agency_id",
        string="Predecessors",
        readonly=True,
        context={"active_test": False},
    )

    # People
    member_ids = fields.One2many("directive.agency.member", "agency_id", string="Members")
    member_count = fields.Integer(compute="_compute_member_count")
    monitor_id = fields.Many2one(
        "res.users",
        string="Office specialist",
        index="btree_not_null",
        tracking=True,
        help="The specialist of the Office who follows this agency.",
    )
    email = fields.Char()
    phone = fields.Char()
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Receives the agency's notices while it has no members.",
    )
    requires_head_approval = fields.Boolean(
        string="Head approves completion",
        default=lambda self: self.env["directive.settings"]._get("two_tier_default"),
        help="A completion reported by a responder goes to the head of the agency first.",
    )

    _code_uniq = models.UniqueIndex(
        "(code) WHERE code IS NOT NULL AND code != ''",
        "Another agency already has this official code.",
    )

    @api.depends("name", "short_name", "alias_ids.name")
    def _compute_search_name(self):
        for agency in self:
            names = filter(None, agency._spellings())
            agency.search_name = " | ".join(dict.fromkeys(map(fold, names)))

    @api.depends("name", "short_name")
    @api.depends_context("directive_short_name")
    def _compute_display_name(self):
        """Narrow lists ask for the short name: a hundred names begin with the same long words."""
        short = self.env.context.get("directive_short_name")
        for agency in self:
            name = short and agency.short_name or agency.name or ""
            agency.display_name = brief_name(name) if short else name

    def _name_on(self, moment):
        """Return the name of this agency at ``moment`` (UTC), or "" for no agency.

        A higher room knows former names.
        """
        return self.name or ""

    @api.depends("member_ids")
    def _compute_member_count(self):
        Member = self.env["directive.agency.member"]
        domain = Member._current_domain() & Member._agency_domain(self)
        counts = dict(Member._read_group(domain, ["agency_id"], ["__count"]))
        for agency in self:
            agency.member_count = counts.get(agency._origin, 0)

    def _check_not_below_itself(self, vals):
        """Raise a clear sentence before Odoo's own check of the tree raises two words."""
        parent = self.browse(vals.get("parent_id") or ())
        if self & parent._ancestors():
            raise ValidationError(
                self.env._("An agency cannot be its own higher agency: choose another one.")
            )

    def write(self, vals):
        self._check_not_below_itself(vals)
        result = super().write(vals)
        if "parent_id" in vals:
            self._spread_visibility()
        self._forget_names(vals)
        return result

    def _spread_visibility(self):
        """Update the visibility of this branch for its new and former parent agencies."""
        branch = self._branch()
        # The branch may see records that the mover of the agency may not read.
        for model in self.env["directive.visibility.mixin"].sudo()._kinds_seen_by_agency():
            model._recompute_visibility(branch)

    def _branch(self):
        """Return these agencies and all below them, archived ones too."""
        # Users who move an agency may lack access to parts of its branch.
        every = self.sudo().with_context(active_test=False)
        return every.search([("id", "child_of", self.ids)])

    def _ancestors(self):
        """Return these agencies and all agencies above them."""
        ids = {int(key) for agency in self for key in (agency.parent_path or "").split("/") if key}
        return self.browse(ids | set(self.ids))

    def _with_predecessors(self):
        """Return these agencies and those whose work they took over, however long ago."""
        # Everybody may know which agency ended in which.
        known = fresh = self.sudo()
        while fresh:
            fresh = fresh.predecessor_ids.filtered(lambda one: not one.active) - known
            known |= fresh
        return known.sudo(self.env.su)  # with the caller's own rights again

    @api.model
    def _reorganisation_fields(self):
        """Lower agencies go to the successor; who followed whom is the record of it."""
        return super()._reorganisation_fields() | {
            "parent_id": moved(("active", "=", True)),
            "successor_ids": KEPT,
            "predecessor_ids": KEPT,
        }

    def _final_successors(self):
        """Return the agencies in force that carry on the work of these, by way of any between."""
        heirs, passed, rest = self.browse(), self, self.successor_ids
        while rest := rest - passed:
            passed |= rest
            heirs |= rest.filtered("active")
            rest = rest.filtered(lambda one: not one.active).successor_ids
        return heirs

    def _check_exists_still(self):
        """Raise if one of these agencies was merged, split or dissolved: it accepts no new tasks."""
        for agency in self.filtered(lambda agency: not agency.active):
            successors = ", ".join(agency._final_successors().mapped("name"))
            raise UserError(
                self.env._(
                    "%(agency)s is archived; its work went to %(successors)s. Choose that agency.",
                    agency=agency.name,
                    successors=successors,
                )
                if successors
                else self.env._(
                    "%(agency)s is archived and receives no new task: choose another agency.",
                    agency=agency.name,
                )
            )

    def _contact(self):
        """Return the agency's own contact, created on first use from its e-mail and telephone."""
        self.ensure_one()
        self._make_contacts()
        return self.partner_id

    def _make_contacts(self):
        """Create contacts for those of these agencies that have none, all at once."""
        # Contacts belong to another application; agencies must not need its rights.
        bare = self.sudo().filtered(lambda agency: not agency.partner_id)
        vals_list = [agency._prepare_contact_vals() for agency in bare]
        partners = self.env["res.partner"].sudo().create(vals_list)
        for agency, partner in zip(bare, partners, strict=True):
            agency.partner_id = partner

    def _prepare_contact_vals(self):
        return {"name": self.name, "email": self.email, "phone": self.phone, "is_company": True}

    def _waits_for_a_signer(self, authors):
        """Tell whether what ``authors`` wrote needs the signature of a head or deputy.

        It does with two-tier approval, unless nobody can approve it.
        """
        return self.requires_head_approval and self._has_approver(authors)

    def _has_approver(self, authors=()):
        """Tell whether somebody can log in and approve today what the users ``authors`` wrote.

        A head or deputy approves what they wrote as well; who acts for them approves what others
        wrote (:meth:`res.users._directive_signs`).
        """
        Member = self.env["directive.agency.member"]
        domain = Member._reachable_domain() & Member._agency_domain(self)
        signers = Domain("role", "in", ROLES_ABOVE) & Domain("user_id", "!=", False)
        if Member.search_count(domain & signers, limit=1):
            return True
        acting = Member._standins_of(ROLES_ABOVE).items()
        return any(
            agency == self and any(user not in authors for user in holders.user_id)
            for (_who, agency), holders in acting
        )
