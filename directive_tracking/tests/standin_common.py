"""Stand-ins in department A, on a Wednesday in the province."""

from datetime import date

from .notice_common import NoticeCase

TODAY, LAST = date(2026, 11, 25), date(2026, 11, 27)
# The last second of the last day in the province, and the first of the next one.
BEFORE_MIDNIGHT, AFTER_MIDNIGHT = "2026-11-27 16:59:59", "2026-11-27 17:00:00"


class StandinCase(NoticeCase):
    """Department A with a head, a responder and two officers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.make_member("test_officer_a", cls.agency_a, role="officer")
        cls.second = cls.make_member("test_second_a", cls.agency_a, role="officer")

    @classmethod
    def post_of(cls, user):
        return user.sudo().directive_member_ids[:1].with_env(cls.env)

    def stand_in(self, absent, standin, user=None, **vals):
        """Return the stand-in entered by the absent person, or by ``user``."""
        vals = {"date_from": TODAY, "date_to": LAST, "reason": "Leave", **vals}
        people = {
            "absent_id": self.post_of(absent).id,
            "standin_id": self.post_of(standin).id,
        }
        Standin = self.env["directive.standin"].with_user(user or absent)
        return Standin.create(people | vals)
