from collections import defaultdict
from textwrap import shorten

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..notice.telling import says_what_it_sent

SUBJECT_LENGTH = 160
# Of several messages on one channel, the board shows the most advanced one.
BEST_FIRST = (
    "seen",
    "delivered",
    "sent",
    "unknown",
    "sending",
    "queued",
    "failed",
    "expired",
    "suppressed",
    "cancelled",
)


class DirectiveNoticeAcknowledgement(models.Model):
    """The rows as seen by the reader of the board and by the person asked."""

    _inherit = "directive.notice.acknowledgement"

    subject = fields.Char(compute="_compute_subject")
    post = fields.Char(compute="_compute_post")
    phone = fields.Char(
        compute="_compute_phone", help="Their own number, or else that of their agency."
    )
    channels = fields.Char(string="Steps so far", compute="_compute_channels")
    waiting_time = fields.Char(string="Waiting for", compute="_compute_waiting_time")
    next_step = fields.Char(compute="_compute_next_step")
    is_mine = fields.Boolean(
        string="For me to acknowledge", compute="_compute_is_mine", search="_search_is_mine"
    )
    is_visible = fields.Boolean(compute="_compute_is_visible", search="_search_is_visible")

    # Visibility and permission to answer

    @api.depends("user_id", "agency_id")
    @api.depends_context("uid")
    def _compute_is_visible(self):
        mine = self.env.user._directive_agencies()
        for row in self:
            row.is_visible = row.is_in_sight and (
                row.user_id == self.env.user or row.agency_id in mine
            )

    def _search_is_visible(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = Domain("user_id", "=", self.env.uid)
        mine |= Domain("agency_id", "in", self.env.user._directive_agencies().ids)
        return mine & Domain("is_in_sight", "=", True)

    @api.depends("user_id", "agency_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        headed = self.env.user._directive_headed_agencies()
        for row in self:
            row.is_mine = row.user_id == self.env.user or row.agency_id in headed

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        headed = self.env.user._directive_headed_agencies().ids
        return Domain("user_id", "=", self.env.uid) | Domain("agency_id", "in", headed)

    @says_what_it_sent
    def action_acknowledge(self):
        """Acknowledge these notices, for oneself or for the agency one heads."""
        self.check_access("read")
        if not all(row.is_mine for row in self):
            raise UserError(
                self.env._(
                    "Only the person asked, or the head or a deputy of their agency, can "
                    "acknowledge this."
                )
            )
        user, how = self.env.user, self.env._("In the application")
        # Users cannot write the ledger directly; ownership of the rows was checked above.
        rows = self.sudo().filtered(lambda row: row.state == "waiting")
        rows._messages_of(user.partner_id)._acknowledge(how)
        rows._settle({(row.notice_id, user.partner_id) for row in rows}, how)
        return True

    def _messages_of(self, partner):
        """Return the deliveries of these notices to ``partner``."""
        return self.env["directive.notice.delivery"]._told_again(self.notice_id, partner)

    def action_open_record(self):
        """Open the record of the notice, for those who may read this row."""
        self.ensure_one()
        self.check_access("read")
        # Only the data of the row itself is used, not the notice.
        action = self.sudo().notice_id._open_record()
        return action | {"views": [(False, "form")]}

    # Board columns

    @api.depends("notice_id")
    @api.depends_context("uid", "lang")
    def _compute_subject(self):
        # Users who see the row may read what was sent; all records are read at once.
        records = self.sudo().notice_id._records()
        for model, rows in self.grouped("res_model").items():
            items = {one.id: one._notice_item() for one in records.get(model, ())}
            for row in rows:
                item = items.get(row.res_id, {})
                words = " · ".join(filter(None, (item.get("number"), item.get("name"))))
                # The notice keeps the name of a deleted record, for all users who see the row.
                words = words or row.sudo().notice_id.subject_name or ""
                row.subject = shorten(words, SUBJECT_LENGTH, placeholder="…")

    @api.depends("partner_id", "agency_id")
    def _compute_post(self):
        Member = self.env["directive.agency.member"].sudo()  # the list of heads is not secret
        domain = Member._current_domain() & Member._agency_domain(self.agency_id)
        posts = Member.search(domain & Domain("partner_id", "in", self.partner_id.ids))
        roles = dict(Member._fields["role"]._description_selection(self.env))
        names = {(one.agency_id, one.partner_id): one.title or roles[one.role] for one in posts}
        for row in self:
            row.post = names.get((row.agency_id, row.partner_id), "")

    @api.depends("partner_id.phone", "agency_id.phone")
    def _compute_phone(self):
        for row in self:
            row.phone = row.partner_id.phone or row.agency_id.phone

    @api.depends("notice_id", "partner_id")
    def _compute_channels(self):
        Delivery = self.env["directive.notice.delivery"]
        channels = self.env["directive.channel"]._short_labels()  # the board is narrow
        states = dict(Delivery._fields["state"]._description_selection(self.env))
        found = self._states_by_person()
        for row in self:
            best = found.get((row.notice_id.id, row.partner_id.id), {})
            row.channels = " · ".join(
                f"{label}: {states[best[channel]]}"
                for channel, label in channels.items()
                if channel in best
            )

    def _states_by_person(self):
        """Return ``{(root notice id, partner id): {channel: state}}``, in one query for all rows."""
        Delivery = self.env["directive.notice.delivery"]
        Delivery.flush_model()
        found = defaultdict(dict)
        rows = self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(notice.repeats_id, notice.id), row.partner_id, row.channel,
                       array_agg(DISTINCT row.state)
                  FROM directive_notice_delivery AS row
                  JOIN directive_notice AS notice ON notice.id = row.notice_id
                 WHERE (notice.id = ANY(%(roots)s) OR notice.repeats_id = ANY(%(roots)s))
                   AND row.partner_id = ANY(%(partners)s)
                 GROUP BY 1, 2, 3
                """,
                roots=self.notice_id.ids,
                partners=self.partner_id.ids,
            )
        )
        for root, partner, channel, states in rows:
            found[root, partner][channel] = min(states, key=BEST_FIRST.index)
        return found

    @api.depends("date_created", "date_seen", "state")
    def _compute_waiting_time(self):
        now = fields.Datetime.now()
        for row in self:
            waited = (row.date_seen or now) - (row.date_created or now)
            row.waiting_time = "" if row.state == "cancelled" else row._duration(waited)

    @api.model
    def _duration(self, waited):
        """Return ``waited`` in a readable form, in days if there are many hours."""
        if waited.days >= 2:
            return self.env._("%(days)s days", days=waited.days)
        minutes = max(waited.total_seconds(), 0) // 60
        return self.env["directive.escalation.step"]._duration(minutes)

    @api.depends("urgency", "step", "date_next", "state")
    def _compute_next_step(self):
        Step = self.env["directive.escalation.step"]
        ladders, now = Step._ladders(), fields.Datetime.now()
        labels = dict(Step._fields["action"]._description_selection(self.env))
        for row in self:
            ahead = [one for one in ladders.get(row.urgency, {}) if one > row.step]
            if row.state != "waiting" or not ahead or not row.date_next:
                row.next_step = row._why_no_step(now)
                continue
            steps = ladders[row.urgency][min(ahead)]
            row.next_step = ", ".join(labels[step.action] for step in steps)

    def _why_no_step(self, now):
        """Return why no further automatic step follows for this row, if it still waits."""
        if self.state != "waiting":
            return ""
        if self.valid_until and self.valid_until <= now:
            return self.env._("Expired, never seen")
        if self.to_call:
            return self.env._("On the call list")
        return self.env._("No further automatic steps: remind or call")
