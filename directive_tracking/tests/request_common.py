from datetime import timedelta

from odoo.tests import freeze_time

from .common import DirectiveCase

NOON = "2026-03-02 03:00:00"


class RequestCase(DirectiveCase):
    """A task of agency A in hand, due in five days; agency A asks, the Office decides."""

    freeze_time = freeze_time(NOON)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.env["directive.settings"]._today()
        cls.deadline = cls.today + timedelta(days=5)
        cls.later = cls.today + timedelta(days=20)
        cls.task = cls.make_task(
            coordinators=cls.agency_b, state="in_progress", deadline=cls.deadline
        )

    @classmethod
    def ask(cls, kind="extension", task=None, user=None, **vals):
        """Return a request on ``task``, with what its kind needs."""
        proposed = {
            "extension": {"proposed_deadline": cls.later},
            "transfer": {"proposed_agency_id": cls.commune_x.id},
        }
        vals = {
            "task_id": (task or cls.task).id,
            "kind": kind,
            "reason": "Rain",
            **proposed.get(kind, {}),
            **vals,
        }
        return cls.env["directive.task.request"].with_user(user or cls.user_a).create(vals)

    def last_line(self, task):
        return task.transition_ids.sorted("id")[-1]
