from odoo import models

from odoo.addons.directive_tracking.tools.recipient import Recipient, once


class DirectiveMeeting(models.Model):
    """Who is told of a meeting: leaders who take part and who keeps their calendar; of each agency
    invited its head, who acknowledges what is urgent, and who answers for it, its chief of office."""

    _inherit = "directive.meeting"

    def _invited_people(self):
        """Return ``{partner id: Recipient}`` of all who are invited now."""
        rows = self.participation_ids.filtered(lambda row: not row.is_excluded)
        agencies = rows.agency_id if not self.is_private else rows.agency_id.browse()
        clerks = [one._replace(asks=False) for one in agencies._notice_recipients(("responder",))]
        heads = agencies._notice_recipients(("head",))
        leaders = self._leaders_people(self.chair_id | rows.leader_id)
        return {one.partner_id: one for one in once([*leaders, *clerks, *heads])}

    def _leaders_people(self, leaders):
        """Return leaders with a user, and who keeps their calendar; they need not acknowledge."""
        users = (leaders.user_id | leaders.keeper_ids).filtered("active")
        return [Recipient(user.partner_id.id, user.id, None, False) for user in users]

    def _agency_people(self, agencies):
        """Return the heads of ``agencies`` and who answers for them."""
        return once(
            agencies._notice_recipients(("responder",)) + agencies._notice_recipients(("head",))
        )
