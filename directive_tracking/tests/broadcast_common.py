from odoo.fields import Command

from .notice_common import NoticeCase

SUBJECT = "Ứng phó bão số 3"
BODY = "1. Sơ tán dân.\n2. Báo cáo trước 17 giờ."


class BroadcastCase(NoticeCase):
    """Broadcasts of the Office to the small province."""

    @classmethod
    def make_broadcast(cls, agencies=None, user=None, **vals):
        """Return a draft of the Office specialist to ``agencies`` (agency A by default)."""
        agencies = cls.agency_a if agencies is None else agencies
        vals = {
            "name": SUBJECT,
            "body": BODY,
            "agency_ids": [Command.set(agencies.ids)],
            "audience": "responders",
            **vals,
        }
        Broadcast = cls.env["directive.broadcast"].with_user(user or cls.office_user)
        return Broadcast.create(vals)

    @classmethod
    def make_sent(cls, agencies=None, **vals):
        broadcast = cls.make_broadcast(agencies, **vals)
        broadcast.action_send()
        return broadcast

    def rows(self, broadcast):
        return self.Delivery.search([("broadcast_id", "=", broadcast.id)], order="id")
