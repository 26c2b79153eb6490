import hashlib
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import NO_ACCESS, Domain

from ...tools.meeting import ics

AHEAD = timedelta(days=400)
BYTES = 32  # of the secret: 256 bits
MOST = 20  # feeds in force of one person
MOST_ENTRIES = 2_000
READERS = (
    "directive_tracking.group_directive_agency",
    "directive_tracking.group_directive_office",
    "directive_tracking.group_directive_leader",
)


class DirectiveCalendarFeed(models.Model):
    """A secret address from which a calendar program fetches meetings again and again.

    The address is shown once; only its digest is kept. Who holds it reads what its owner may read
    at that moment, until it is revoked. A feed is never the notice of a change: telephones ask
    hours apart.
    """

    _name = "directive.calendar.feed"
    _description = "Calendar Feed"
    _order = "id desc"
    _rec_name = "label"

    user_id = fields.Many2one(
        "res.users", string="Owner", required=True, readonly=True, index=True, ondelete="cascade"
    )
    group_id = fields.Many2one(
        "directive.week.group",
        string="Calendar",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: the owner's own meetings.",
    )
    label = fields.Char(string="Used by", readonly=True)
    digest = fields.Char(required=True, readonly=True, copy=False, groups=NO_ACCESS)
    date_revoked = fields.Datetime(string="Revoked on", readonly=True, copy=False)
    is_revoked = fields.Boolean(string="Revoked", compute="_compute_is_revoked")

    _digest_uniq = models.Constraint("UNIQUE (digest)", "This address exists already.")

    @api.depends("date_revoked")
    def _compute_is_revoked(self):
        for feed in self:
            feed.is_revoked = bool(feed.date_revoked)

    def action_revoke(self):
        """Make these addresses worthless, at once."""
        self.check_access("read")
        if self.user_id - self.env.user:
            raise AccessError(
                self.env._("You are not allowed to revoke the address of somebody else.")
            )
        # Owners read their feeds but write nothing in them.
        self.sudo().filtered(
            lambda feed: not feed.date_revoked
        ).date_revoked = fields.Datetime.now()
        return True

    @api.model
    def _issue(self, group, label):
        """Return the address of a new feed of the current user."""
        mine = [("user_id", "=", self.env.uid), ("date_revoked", "=", False)]
        if self.search_count(mine) >= MOST:
            raise UserError(
                self.env._("You have %(count)s addresses in use: revoke one first.", count=MOST)
            )
        token = secrets.token_urlsafe(BYTES)
        vals = {
            "user_id": self.env.uid,
            "group_id": group.id,
            "label": label,
            "digest": _digest(token),
        }
        self.sudo().create(vals)  # nobody enters a digest by hand
        return f"{self.env['directive.notice'].get_base_url()}/directive_calendar/feed/{token}.ics"

    @api.model
    def _find(self, token):
        """Return the feed of a token in force, or none."""
        feed = self.search([("digest", "=", _digest(token)), ("date_revoked", "=", False)])
        return feed if feed._is_of_a_reader() else feed.browse()

    def _is_of_a_reader(self):
        """Tell whether the owner still has a role: an address ends with it, as a login does."""
        user = self.user_id
        return user.active and any(user.has_group(group) for group in READERS)

    def _calendar(self):
        """Return the bytes of the feed, as its owner may read at this moment."""
        self.ensure_one()
        owner = self._as_owner()
        found = owner._of_group() if owner.group_id else owner._of_person()
        organizer = found._ics_organizer()
        entries = [one._ics_entry(organizer=organizer) for one in found] + owner._withdrawn()
        return ics.write(entries, ics.PUBLISH, owner.group_id.name or owner.env._("My meetings"))

    def _as_owner(self):
        user = self.user_id
        lang = user.lang or self.env.lang
        return self.with_user(user).with_context(lang=lang)

    def _period(self):
        """Return the domain of what a feed holds: cancelled entries stay for some days."""
        today = self.env["directive.settings"]._today()
        kept = today - timedelta(days=self.env["directive.settings"]._get_calendar("feed_days"))
        return (
            Domain("is_shown", "=", True)
            & Domain("day", ">=", kept)
            & Domain("day", "<=", today + AHEAD)
        )

    def _of_person(self):
        """Return the meetings that concern the owner and that they may see."""
        user = self.env.user
        mine = Domain("known_user_ids", "in", user.id) & Domain("leader_ids", "!=", False)
        mine |= Domain("monitor_id", "=", user.id)
        agencies = user._directive_agencies()
        # Which meetings concern somebody is asked as the system; the rules then decide on each.
        mine |= Domain("agency_ids", "in", agencies.ids)
        found = (
            self.env["directive.meeting"].sudo().search(self._period() & mine, limit=MOST_ENTRIES)
        )
        return found.with_env(self.env)._filtered_access("read")

    def _of_group(self):
        """Return all entries of a published calendar; private ones are masked one by one."""
        domain = self._period() & Domain("group_id", "=", self.group_id.id)
        # The rules of the owner are asked for each entry afterwards.
        found = self.env["directive.meeting"].sudo().search(domain, limit=MOST_ENTRIES)
        return found.filtered(lambda one: one._stands_on_page()).with_env(self.env)

    def _withdrawn(self):
        """Return the meetings to which the owner's agencies are no longer invited, as cancelled."""
        if self.group_id:
            return []
        agencies = self.env.user._directive_agencies()
        rows = (
            self.env["directive.meeting.participation"]
            # Rows of those no longer invited are hidden from them; they learn that it is off.
            .sudo()
            .search(
                [
                    ("agency_id", "in", agencies.ids),
                    ("is_excluded", "=", True),
                    ("meeting_id", "any", list(self._period())),
                ]
            )
        )
        gone = rows.meeting_id.filtered(lambda one: not one.with_env(self.env).has_access("read"))
        return [self._cancelled(one) for one in gone]

    def _cancelled(self, meeting):
        """Return no more of a meeting than that it is off the owner's calendar."""
        start, end = meeting._ics_times()
        summary = self.env._(
            "[CANCELLED] %(content)s", content=self.env._("Your agency is no longer invited")
        )
        return ics.Entry(
            meeting.uid,
            meeting.sequence,
            summary,
            start,
            end,
            meeting._ics_changed(),
            status=ics.CANCELLED,
        )


def _digest(token):
    return hashlib.sha256(token.encode()).hexdigest()
