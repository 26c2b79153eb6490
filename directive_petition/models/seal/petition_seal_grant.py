from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.seal.people import DAYS_OF_A_GRANT, MOST_DAYS

KEEPER = "directive_petition.group_petition_keeper"
USER = "directive_petition.group_petition_user"
STATES = [
    ("granted", "To be declared"),
    ("open", "In force"),
    ("conflict", "Conflict of interest"),
    ("revoked", "Revoked"),
    ("over", "Over"),
]


class PetitionSealGrant(models.Model):
    """The right of one person to open the seals of one matter, for a reason and a time.

    A keeper of identities gives it, never to themselves. Before the first reading its holder
    declares that they are no relative and have no interest in the matter (Decree 31/2019/NĐ-CP,
    article 10); who declares one cannot read.
    """

    _name = "petition.seal.grant"
    _description = "Right to Open a Seal"
    _inherit = ["petition.named.mixin", "directive.kept.mixin", "directive.hold.mixin"]
    _order = "id desc"
    _rec_name = "user_id"

    matter_id = fields.Many2one("petition.matter", required=True, index=True, ondelete="restrict")
    user_id = fields.Many2one(
        "res.users", string="Given to", required=True, index=True, ondelete="restrict"
    )
    reason = fields.Text(required=True)
    granted_by_id = fields.Many2one("res.users", string="Given by", ondelete="restrict")
    date_granted = fields.Datetime(string="Given on")
    date_until = fields.Date(string="Until", required=True)
    has_conflict = fields.Boolean(string="Conflict of interest")
    conflict_note = fields.Text(string="What conflict")
    date_declared = fields.Datetime(string="Declared on")
    date_revoked = fields.Datetime(string="Revoked on")
    revoked_by_id = fields.Many2one("res.users", string="Revoked by", ondelete="restrict")
    state = fields.Selection(STATES, compute="_compute_state")

    @api.depends("date_until", "has_conflict", "date_declared", "date_revoked")
    def _compute_state(self):
        today = self.env["directive.settings"]._today()
        for grant in self:
            if grant.date_revoked:
                grant.state = "revoked"
            elif grant.has_conflict:
                grant.state = "conflict"
            elif grant.date_until and grant.date_until < today:
                grant.state = "over"
            else:
                grant.state = "open" if grant.date_declared else "granted"

    # Giving and taking back

    @api.model
    def _give(self, matter, user, reason, until=None):
        """Give ``user`` the right to open the seals of ``matter``, as the current user.

        :raises AccessError: if the current user is no keeper of this matter
        :raises UserError: for a grant to oneself, or to somebody who does not see the matter
        """
        self._check_keeper(matter)
        reason = self._typed_text(reason)
        if not reason:
            raise ValidationError(self.env._("Enter why the identity has to be known."))
        if user == self.env.user:
            raise UserError(self.env._("Another keeper has to give you this right."))
        # What another person may see is asked in their name.
        if not user.active or not matter.with_user(user).sudo(False).has_access("read"):
            raise UserError(self.env._("%s does not see this matter.", user.sudo().name))
        return self._known().create(
            {
                "matter_id": matter.id,
                "user_id": user.id,
                "reason": reason,
                "granted_by_id": self.env.uid,
                "date_granted": fields.Datetime.now(),
                "date_until": self._checked_end(until),
            }
        )

    @api.model
    def _checked_end(self, until):
        today = self.env["directive.settings"]._today()
        until = self._typed_day(until) or today + timedelta(days=DAYS_OF_A_GRANT)
        if not today <= until <= today + timedelta(days=MOST_DAYS):
            raise ValidationError(
                self.env._("The right ends within %s days from today.", MOST_DAYS)
            )
        return until

    def action_revoke(self):
        """Take the right back at once."""
        for grant in self:
            grant._check_keeper(grant.matter_id)
            grant._hold()
            if not grant.date_revoked:
                grant._known().write(
                    {"date_revoked": fields.Datetime.now(), "revoked_by_id": self.env.uid}
                )
        return True

    @api.model
    def _check_keeper(self, matter):
        if not self.env.user.has_group(KEEPER):
            raise AccessError(
                self.env._("You are not allowed to give this right: a keeper of identities is.")
            )
        matter.with_env(self.env).check_access("read")

    # Using it

    @api.model
    def _held(self, letter):
        """Return the grants of the current user that are in force for a matter of ``letter``."""
        today = self.env["directive.settings"]._today()
        # One's own grants are read to judge what one may do.
        mine = self.sudo().search(
            [
                ("matter_id.letter_id", "in", letter.ids),
                ("user_id", "=", self.env.uid),
                ("date_revoked", "=", False),
                ("has_conflict", "=", False),
                ("date_until", ">=", today),
            ]
        )
        # Who has lost sight of the matter, or the role, has lost the right as well.
        seen = mine.matter_id.sudo(False)._filtered_access("read")
        return mine.filtered(lambda grant: grant.matter_id in seen)

    @api.model
    def _check_held(self, letter):
        """Return the grant by which the current user opens the seals of ``letter``.

        :raises AccessError: if they have none, or have not declared that they have no interest
        """
        held = self._held(letter) if self.env.user.has_group(USER) else self.browse()
        if not held:
            raise AccessError(
                self.env._(
                    "You are not allowed to know this identity: a keeper of identities gives the "
                    "right for one matter and a reason."
                )
            )
        declared = held.filtered("date_declared")
        if not declared:
            raise AccessError(
                self.env._(
                    "Declare first whether you are a relative of anybody concerned or have an "
                    "interest in the matter."
                )
            )
        return declared[:1]

    def _declare_interest(self, has_conflict, note=""):
        """Record what the holder declares; with a conflict they can open nothing."""
        self.ensure_one()
        self._hold()
        # A holder who has not declared yet reads nothing of their right.
        if self.sudo().user_id != self.env.user:
            raise AccessError(self.env._("You are not allowed to declare this for somebody else."))
        # As above.
        if self.sudo().date_declared:
            return
        note = self._typed_text(note)
        if has_conflict and not note:
            raise ValidationError(self.env._("Enter what the conflict of interest is."))
        self._known().write(
            {
                "date_declared": fields.Datetime.now(),
                "has_conflict": bool(has_conflict),
                "conflict_note": note if has_conflict else False,
            }
        )

    def _known(self):
        """Return these grants as their steps write them."""
        # The step has checked its user; nobody else writes grants.
        return self.sudo().with_context(directive_workflow=WORKFLOW)

    def _refuse(self):
        raise UserError(self.env._("Rights to open a seal are given and revoked, never changed."))
