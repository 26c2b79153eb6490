"""A task split over three levels below department A."""

from datetime import timedelta

from .common import DirectiveCase


class PartsCase(DirectiveCase):
    """Department A splits for two units, the first of them again for its team."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sibling = cls.make_agency("Second unit of A", kind="unit", parent_id=cls.agency_a.id)
        cls.team = cls.make_agency("Team", kind="unit", parent_id=cls.agency_below.id)
        cls.user_sibling = cls.make_member("test_sibling", cls.sibling)
        cls.user_team = cls.make_member("test_team", cls.team)
        cls.deadline = cls.env["directive.settings"]._today() + timedelta(days=30)
        cls.whole = cls.make_task(state="in_progress", deadline=cls.deadline)
        cls.part = cls.split(cls.whole, cls.user_a, cls.agency_below)
        cls.beside = cls.split(cls.whole, cls.user_a, cls.sibling, weight=3)
        cls.deep = cls.split(cls.part, cls.user_below, cls.team)

    @classmethod
    def split(cls, task, user, agency, **values):
        """Return the received part of ``task`` that ``user`` gives to ``agency``."""
        part = task.with_user(user)._delegate(agency, **values).with_env(cls.env)
        part.with_user(cls.responder_of(part)).action_receive()
        return part

    def progress_on(self, part, percent):
        self.make_report(part, kind="progress", percent=percent)

    def hand_in(self, part, **vals):
        """Report completion of ``part`` for its agency."""
        self.make_report(part, **vals)
        part.with_user(self.responder_of(part)).action_report_completion()

    def finish(self, part, judge):
        self.hand_in(part)
        part.with_user(judge).action_accept()

    def as_seen(self, task, user):
        self.env.invalidate_all()
        return task.with_user(user)
