from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tools import mute_logger

from ..tools.guard.ours import is_ours
from ..tools.workflow import LEAD_AGENCY, LEADER, OFFICE
from .common import PATHS
from .request_common import RequestCase

REFUSED = "refused"
TASK = "directive.task"


def steps_on_tasks(env):
    """Return ``(model, method)`` of all that people press on a task, and on what hangs on one."""
    return {
        (name, method)
        for name in env.registry
        if is_ours(env.registry, name) and _is_about_a_task(env[name])
        for method in dir(env.registry[name])
        if method.startswith("action_") and _is_of_tracking(env.registry[name], method)
    }


def _is_about_a_task(model):
    if model._abstract or model._transient:
        return False
    stored = [one for one in model._fields.values() if one.store and one.type == "many2one"]
    return model._name == TASK or any(one.comodel_name == TASK for one in stored)


def _is_of_tracking(kind, method):
    kinds = [one for one in kind.mro() if method in vars(one)]
    return any("directive_tracking" in one.__module__ for one in kinds)


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
