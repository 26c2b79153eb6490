from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.agency.fate import KEPT, moved
from ...tools.notice.post import Post
from ...tools.recipient import Recipient, Told
from ...tools.workflow import DRAFT
from ..agency.directive_agency_member import ROLES
from ..agency.groups import OFFICE_OR_LEADER
from ..common.listing import listed

KINDS = {
    "to_departments": "department",
    "to_communes": "commune",
    "to_units": "unit",
    "to_others": "other",
}
AUDIENCES = [
    ("heads", "Heads and deputy heads"),
    ("responders", "Responders"),
    ("everyone", "All members of the agency"),
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
    """The recipients: by kind, by group, one by one, with the tree below, minus exceptions.

    A preview shows who would be notified on which channel, and who cannot be reached.
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
        string="Individual agencies",
        groups=OFFICE_OR_LEADER,
        context=WITH_ARCHIVED,
    )
    include_lower = fields.Boolean(string="Include all agencies below", groups=OFFICE_OR_LEADER)
    excluded_agency_ids = fields.Many2many(
        "directive.agency",
        "directive_broadcast_excluded_rel",
        string="Except",
        groups=OFFICE_OR_LEADER,
        context=WITH_ARCHIVED,
    )
    audience = fields.Selection(
        AUDIENCES,
        string="Recipients in each agency",
        required=True,
        default="heads",
        groups=OFFICE_OR_LEADER,
        help="If an agency has none of them, its highest-ranking member is notified; if it has "
        "no members, its own address is used.",
    )
    told_agency_ids = fields.Many2many(
        "directive.agency",
        "directive_broadcast_told_rel",
        string="Agencies notified",
        readonly=True,
        copy=False,
        groups=OFFICE_OR_LEADER,
        context=WITH_ARCHIVED,
    )

    # Before sending
    preview_agency_ids = fields.Many2many(
        "directive.agency",
        string="Will be notified",
        compute="_compute_preview",
        groups=OFFICE_OR_LEADER,
    )
    preview = fields.Char(string="Notified by", compute="_compute_preview", groups=OFFICE_OR_LEADER)
    preview_warning = fields.Text(
        string="Agencies not reached", compute="_compute_preview", groups=OFFICE_OR_LEADER
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
        """Return the selected agencies of this broadcast, without archived ones."""
        kinds = [kind for field, kind in KINDS.items() if self[field]]
        named, excluded = self._named_agencies(), self.excluded_agency_ids._origin
        return self.env["directive.agency"]._chosen(kinds, named, self.include_lower, excluded)

    def _named_agencies(self):
        """Return the agencies chosen by group or one by one, archived ones too."""
        return (self.agency_ids | self.agency_group_ids.agency_ids)._origin

    def _check_selection(self):
        """Return the agencies to notify; raise if there is none or if a selected one is archived."""
        named = self._named_agencies() - self.excluded_agency_ids
        named._check_exists_still()
        agencies = self._selected_agencies()
        if not agencies:
            raise UserError(
                self.env._(
                    "“%(name)s” has no recipients: choose agencies by kind, by group or one by "
                    "one.",
                    name=self.display_name,
                )
            )
        return agencies

    # The preview

    def _trial_rows(self, agencies):
        """Return the deliveries that would be queued for ``agencies``, without saving them."""
        Delivery = self.env["directive.notice.delivery"].sudo()  # nothing is written to the ledger
        channels = self.env["directive.notice"]._default_channels("broadcast", self.urgency)
        people, all_channels = self._people_to_tell(agencies), self.env["directive.channel"]._all()
        ways = {channel: people for channel in channels}
        post = Post("broadcast", self._told_people(people), tuple(channels))
        for channel, wanting in Delivery._asked_for([post])[0].items():
            ways[channel] = [one for one in people if one[1].id in wanting]
        vals_list = [
            {"partner_id": partner, "user_id": user, "agency_id": agency, "channel": channel}
            for channel, some in ways.items()
            for agency, partner, user in some
            if all_channels[channel]._reaches(user.id)
        ]
        return Delivery.union(*(Delivery.new(vals, ref=n) for n, vals in enumerate(vals_list)))

    def _told_people(self, people):
        """Return those of ``people`` who have a contact, as the notice would tell them."""
        return [
            Told(self._name, self._origin.id, "", Recipient(contact.id, user.id, agency.id))
            for agency, contact, user in people
            if contact._origin
        ]

    def _people_to_tell(self, agencies):
        """Return ``[(agency, contact, user)]``, as `_notice_recipients` would without writing."""
        members = agencies._members_to_tell(ROLES_OF[self.audience])
        # Senders need no access to contacts or to the data of an agency's contact.
        Contact, User = self.env["res.partner"].sudo(), self.env["res.users"]
        people = [
            (agency, Contact.browse(partner_id), User.browse(user_id))
            for agency in agencies
            for partner_id, user_id in members.get(agency.id, ())
        ]
        # The same rights: only names and addresses of the notified agencies are read.
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
        """Return the sentence about agencies that no channel can reach."""
        return bool(agencies) and self.env._(
            "Nobody can be reached at %(agencies)s: enter a head, an e-mail or a telephone "
            "number there, or notify them in another way.",
            agencies=self._names_of(agencies),
        )

    def _tell_archived(self):
        archived = self._named_agencies().filtered(lambda agency: not agency.active)
        archived -= self.excluded_agency_ids._origin
        return bool(archived) and self.env._(
            "Archived: %(agencies)s. Choose their successors instead.",
            agencies=self._names_of(archived),
        )

    def _names_of(self, agencies):
        return listed(self.env, [one.short_name or one.name for one in agencies], NAMES_SHOWN)

    @api.model
    def _reorganisation_fields(self):
        draft = ("state", "=", DRAFT)
        return super()._reorganisation_fields() | {
            "agency_ids": moved(draft),
            "excluded_agency_ids": moved(draft),
            "told_agency_ids": KEPT,
        }
