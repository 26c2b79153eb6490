from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.workflow import DRAFT
from ..agency.directive_agency_member import ROLES
from .directive_broadcast import OFFICE_OR_LEADER

KINDS = {
    "to_departments": "department",
    "to_communes": "commune",
    "to_units": "unit",
    "to_others": "other",
}
AUDIENCES = [
    ("heads", "Heads and deputy heads"),
    ("responders", "Responders"),
    ("everyone", "Everybody who holds a post"),
]
ROLES_OF = {
    "heads": ("head", "deputy"),
    "responders": ("responder",),
    "everyone": tuple(role for role, _label in ROLES),
}
SELECTION = (*KINDS, "agency_group_ids", "agency_ids", "include_lower", "excluded_agency_ids")
NAMES_SHOWN = 15
WITH_ARCHIVED = {"active_test": False}


class DirectiveBroadcast(models.Model):
    """To whom: by kind, by group, one by one, with the tree below, less exceptions.

    Before sending it is shown who would be told by which way, and whom nobody can tell.
    """

    _inherit = "directive.broadcast"

    to_departments = fields.Boolean(string="All departments", groups=OFFICE_OR_LEADER)
    to_communes = fields.Boolean(
        string="All communes, wards and special zones", groups=OFFICE_OR_LEADER
    )
    to_units = fields.Boolean(string="All public units", groups=OFFICE_OR_LEADER)
    to_others = fields.Boolean(string="All other agencies", groups=OFFICE_OR_LEADER)
    agency_group_ids = fields.Many2many(
        "directive.agency.group",
        "directive_broadcast_group_rel",
        string="Groups",
        ondelete="restrict",
        groups=OFFICE_OR_LEADER,
        context=WITH_ARCHIVED,
    )
    agency_ids = fields.Many2many(
        "directive.agency",
        "directive_broadcast_agency_rel",
        string="Agencies one by one",
        groups=OFFICE_OR_LEADER,
        context=WITH_ARCHIVED,
    )
    include_lower = fields.Boolean(string="And all agencies below them", groups=OFFICE_OR_LEADER)
    excluded_agency_ids = fields.Many2many(
        "directive.agency",
        "directive_broadcast_excluded_rel",
        string="Except",
        groups=OFFICE_OR_LEADER,
        context=WITH_ARCHIVED,
    )
    audience = fields.Selection(
        AUDIENCES,
        string="Who is told there",
        required=True,
        default="heads",
        groups=OFFICE_OR_LEADER,
        help="Where an agency has none of them, whoever comes first from the head down; "
        "where it has nobody, its own address.",
    )
    told_agency_ids = fields.Many2many(
        "directive.agency",
        "directive_broadcast_told_rel",
        string="Agencies told",
        readonly=True,
        copy=False,
        groups=OFFICE_OR_LEADER,
        context=WITH_ARCHIVED,
    )

    # Before it is sent
    preview_agency_ids = fields.Many2many(
        "directive.agency",
        string="Will be told",
        compute="_compute_preview",
        groups=OFFICE_OR_LEADER,
    )
    preview = fields.Char(
        string="Will be told by", compute="_compute_preview", groups=OFFICE_OR_LEADER
    )
    preview_warning = fields.Text(
        string="Whom it will not reach", compute="_compute_preview", groups=OFFICE_OR_LEADER
    )

    @api.depends(*SELECTION, "audience", "urgency", "state")
    def _compute_preview(self):
        for broadcast in self:
            is_draft = broadcast.state == DRAFT
            agencies = broadcast._selected_agencies() if is_draft else broadcast.browse().agency_ids
            rows = broadcast._trial_rows(agencies)
            open_rows = rows - self.env["directive.channel"]._suppressed(rows)
            broadcast.preview_agency_ids = agencies
            broadcast.preview = bool(agencies) and self._tell_ways(agencies, open_rows)
            warnings = (
                broadcast._tell_archived() if is_draft else "",
                self._tell_unreachable(agencies - open_rows.agency_id),
            )
            broadcast.preview_warning = "\n".join(filter(None, warnings))

    def _selected_agencies(self):
        """Return the agencies this broadcast goes to by its selection, without archived ones."""
        kinds = [kind for field, kind in KINDS.items() if self[field]]
        domain = Domain("kind", "in", kinds) | Domain("id", "in", self._named_agencies().ids)
        Agency = self.env["directive.agency"].with_context(active_test=True)
        found = Agency.search(domain)
        if self.include_lower:
            found = Agency.search([("id", "child_of", found.ids)])
        return found - self.excluded_agency_ids._origin

    def _named_agencies(self):
        """Return the agencies chosen by group or one by one, archived ones too."""
        return (self.agency_ids | self.agency_group_ids.agency_ids)._origin

    def _check_selection(self):
        """Return the agencies to tell; raise unless there is one and none named is archived."""
        named = self._named_agencies() - self.excluded_agency_ids
        named._check_exists_still()
        agencies = self._selected_agencies()
        if not agencies:
            raise UserError(
                self.env._(
                    "“%(name)s” goes to nobody: choose agencies by kind, by group or one by one.",
                    name=self.display_name,
                )
            )
        return agencies

    # The preview

    def _trial_rows(self, agencies):
        """Return deliveries as they would be queued for ``agencies``, none of them written."""
        Delivery = self.env["directive.notice.delivery"].sudo()  # nothing is written to the ledger
        channels = self.env["directive.notice"]._default_channels("broadcast", self.urgency)
        people, all_channels = self._people_to_tell(agencies), self.env["directive.channel"]._all()
        ways = {channel: people for channel in channels}
        known = {contact.id for _agency, contact, _user in people if contact._origin}
        for channel, wanting in Delivery._asked_for("broadcast", known, channels).items():
            ways[channel] = [one for one in people if one[1].id in wanting]
        vals_list = [
            {"partner_id": partner, "user_id": user, "agency_id": agency, "channel": channel}
            for channel, some in ways.items()
            for agency, partner, user in some
            if all_channels[channel]._reaches(user.id)
        ]
        return Delivery.union(*(Delivery.new(vals, ref=n) for n, vals in enumerate(vals_list)))

    def _people_to_tell(self, agencies):
        """Return ``[(agency, contact, user)]``, as `_notice_recipients` would without writing."""
        members = agencies._members_to_tell(ROLES_OF[self.audience])
        # Senders need no right to contacts, nor to what an agency's contact will be made from.
        Contact, User = self.env["res.partner"].sudo(), self.env["res.users"]
        people = [
            (agency, Contact.browse(partner_id), User.browse(user_id))
            for agency in agencies
            for partner_id, user_id in members.get(agency.id, ())
        ]
        # The same right: only names and addresses of the agencies told are read.
        for agency in agencies.sudo().filtered(lambda agency: agency.id not in members):
            contact = agency.partner_id or Contact.new(agency._prepare_contact_vals())
            people.append((agency, contact, User))
        return people

    def _tell_ways(self, agencies, rows):
        labels = dict(rows._fields["channel"]._description_selection(self.env))
        ways = ", ".join(
            f"{labels[channel]}: {len(some.partner_id)}"
            for channel, some in rows.grouped("channel").items()
        )
        return self.env._(
            "%(agencies)s agencies, %(people)s people (%(ways)s)",
            agencies=len(agencies),
            people=len(rows.partner_id),
            ways=ways or self.env._("no way to reach them"),
        )

    def _tell_unreachable(self, agencies):
        """Return the sentence that names agencies where no channel reaches anybody."""
        return bool(agencies) and self.env._(
            "Nobody can be reached at %(agencies)s: enter a head, an e-mail or a telephone "
            "number there, or tell them in another way.",
            agencies=self._names_of(agencies),
        )

    def _tell_archived(self):
        archived = self._named_agencies().filtered(lambda agency: not agency.active)
        archived -= self.excluded_agency_ids._origin
        return bool(archived) and self.env._(
            "Archived: %(agencies)s. Choose who took over their work instead.",
            agencies=self._names_of(archived),
        )

    def _names_of(self, agencies):
        names = ", ".join(one.short_name or one.name for one in agencies[:NAMES_SHOWN])
        if len(agencies) <= NAMES_SHOWN:
            return names
        return self.env._(
            "%(names)s and %(count)s more", names=names, count=len(agencies) - NAMES_SHOWN
        )
