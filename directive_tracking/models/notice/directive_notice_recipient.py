from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import SQL

from ...tools.notice.choice import NO, PREFIX
from ...tools.notice.delivery import is_quiet

STEWARDS = ("directive_tracking.group_directive_office", "directive_tracking.group_directive_admin")
LONGEST_QUIET = 16  # hours; people with longer quiet hours could never be notified in time


class Choice(NamedTuple):
    """A person's choice for one channel."""

    declined: list  # kinds of messages
    quiet_from: float | None
    quiet_to: float

    def is_quiet_at(self, hour):
        """Tell whether ``hour``, in the province's time zone, is in the person's quiet hours."""
        return self.quiet_from is not None and is_quiet(hour, self.quiet_from, self.quiet_to)


class DirectiveNoticeRecipient(models.Model):
    """The notification settings of one person: preferences by kind of message, and quiet hours.

    People change their own. The Office or an administrator does it for people without a user.
    """

    _name = "directive.notice.recipient"
    _description = "Message Recipient"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, readonly=True, ondelete="cascade"
    )
    has_quiet_hours = fields.Boolean(
        string="Own quiet hours",
        help="In addition to those of the province. Express messages are still sent.",
    )
    quiet_from = fields.Float(string="Quiet from", default=20.0)
    quiet_to = fields.Float(string="Quiet until", default=7.0)
    preference_ids = fields.One2many(
        "directive.notice.preference", "recipient_id", string="Kinds of messages"
    )
    can_edit = fields.Boolean(compute="_compute_can_edit")

    _partner_uniq = models.UniqueIndex("(partner_id)", "This person already has preferences.")

    @api.depends_context("uid")
    def _compute_can_edit(self):
        editable = self._filtered_access("write")
        for recipient in self:
            recipient.can_edit = recipient in editable

    @api.constrains("has_quiet_hours", "quiet_from", "quiet_to")
    def _check_quiet_hours(self):
        for recipient in self.filtered("has_quiet_hours"):
            hours = (recipient.quiet_from, recipient.quiet_to)
            if any(not 0 <= hour < 24 for hour in hours):
                raise ValidationError(self.env._("A time must be between 00:00 and 23:59."))
            if not 0 < (hours[1] - hours[0]) % 24 <= LONGEST_QUIET:
                raise ValidationError(
                    self.env._(
                        "Quiet hours can last at most %(hours)s hours a day and must end at a "
                        "different time than they begin.",
                        hours=LONGEST_QUIET,
                    )
                )

    def write(self, vals):
        """Change the preferences of this person; they cannot be moved to another person."""
        if not self.env.su and "partner_id" in vals:
            raise AccessError(self.env._("Preferences cannot be moved to another person."))
        return super().write(vals)

    @api.model
    def _choices_of(self, partner_ids, channel):
        """Return ``{partner id: Choice}`` of those who have chosen anything, in one query."""
        if PREFIX + channel not in self.env["directive.notice.preference"]._fields:
            return {}
        for model in (self._name, "directive.notice.preference"):
            self.env[model].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT recipient.partner_id,
                       array_remove(array_agg(preference.kind), NULL),
                       CASE WHEN recipient.has_quiet_hours THEN recipient.quiet_from END,
                       recipient.quiet_to
                  FROM directive_notice_recipient AS recipient
                  LEFT JOIN directive_notice_preference AS preference
                    ON preference.recipient_id = recipient.id AND preference.%s = %s
                 WHERE recipient.partner_id = ANY(%s)
                 GROUP BY recipient.id
                """,
                SQL.identifier(PREFIX + channel),
                NO,
                list(partner_ids),
            )
        )
        return {partner_id: Choice(*values) for partner_id, *values in rows}

    # Opening

    @api.model
    def action_mine(self):
        """Open the current user's own preferences."""
        return self._of(self.env.user.partner_id)._action_form()

    @api.model
    def _action_of(self, partner):
        """Open the preferences of ``partner``, for roles that manage people without a user."""
        if not any(self.env.user.has_group(group) for group in STEWARDS):
            raise AccessError(
                self.env._(
                    "Only the Office and administrators can see the notification "
                    "settings of others."
                )
            )
        return self._of(partner)._action_form()

    @api.model
    def _of(self, partner):
        """Return the recipient of ``partner`` with a row for each kind, made if need be."""
        # Default rows change nothing; access has been checked.
        Recipient = self.sudo()
        found = Recipient.search([("partner_id", "=", partner.id)])
        found = found or Recipient.create({"partner_id": partner.id})
        known = set(found.preference_ids.mapped("kind"))
        missing = [
            {"recipient_id": found.id, "kind": kind, "sequence": place}
            for place, (kind, _label) in enumerate(self._kinds())
            if kind not in known
        ]
        found.env["directive.notice.preference"].create(missing)
        return found.sudo(False)

    @api.model
    def _kinds(self):
        return self.env["directive.notice.preference"]._fields["kind"].selection

    def _action_form(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("My notification settings")
            if self.partner_id == self.env.user.partner_id
            else self.env._("Notification settings of %(person)s", person=self.partner_id.name),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }
