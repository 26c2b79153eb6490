from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tools import mute_logger

from ..tools.workflow import LEAD_AGENCY, LEADER, OFFICE
from .common import PATHS
from .request_common import RequestCase

REFUSED = "refused"


class EveryStepCase(RequestCase):
    """A task in each state, and a person of each role who may try each step on it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = {
            OFFICE: cls.office_user,
            LEADER: cls.leader_user,
            LEAD_AGENCY: cls.user_a,
            "coordinator": cls.user_b,
            "stranger": cls.user_x,
            "administrator": cls.admin_user,
            "outsider": cls.outside_user,
            # Of the Office, and of the lead agency: nobody judges their own agency.
            "own": cls.make_member("own", cls.agency_a),
        }
        cls.people["own"].group_ids += cls.office_user.group_ids
        cls.tasks = cls.tasks_in_each_state(deadline=cls.today - timedelta(days=1))
        cls.make_report(cls.tasks["in_progress"])

    @classmethod
    def tasks_in_each_state(cls, **vals):
        return {
            state: cls.make_task(coordinators=cls.agency_b, state=state, **vals) for state in PATHS
        }

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger("odoo.models", "odoo.addons.base.models.ir_rule"))

    def attempt(self, act):
        """Return what ``act`` leads to, in a world of its own, or that it is refused."""
        with self.env.cr.savepoint() as savepoint:
            try:
                found = act()
            except UserError:
                found = REFUSED
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        return found

    def check_all(self, cases):
        """Compare what happened with what the tables say, all of it at once."""
        wrong = [
            (*name, expected, found)
            for name, expected, act in cases
            if (found := self.attempt(act)) != expected
        ]
        self.assertFalse(wrong, "(…, by the tables, found)")
