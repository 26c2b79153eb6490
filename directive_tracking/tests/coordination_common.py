from datetime import timedelta

from .common import DirectiveCase


class CoordinationCase(DirectiveCase):
    """A task of agency A in hand, due in twenty days; agency B and commune X coordinate."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.env["directive.settings"]._today()
        cls.deadline = cls.today + timedelta(days=20)
        cls.task = cls.make_task(
            state="in_progress", coordinators=cls.agency_b | cls.commune_x, deadline=cls.deadline
        )

    def notices(self, event, agency):
        """Return the messages of ``event`` to the people of ``agency``."""
        domain = [("notice_id.event", "=", event), ("agency_id", "=", agency.id)]
        return self.env["directive.notice.delivery"].search(domain)
