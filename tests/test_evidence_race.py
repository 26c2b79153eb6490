"""Two people judge the same result in the same second; it is judged once.

The head of an agency approves while the deputy sends back; a verifier reopens a task while the
Office does. Both look before either acts, and each repeats as the web server does.
"""

import threading
import unittest
from unittest import mock

from . import workflow_world as world
from .own_database import OwnDatabase

DATABASE = OwnDatabase("evidence_race")
ATTEMPTS = 50
NOTE = "Not complete"
PEOPLE = {
    "head": "agency",
    "deputy": "agency",
    "responder": "agency",
    "clerk": "office",
    "verifier": "office",
}


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)
        agency = env["directive.agency"].search([("name", "=", "A")], limit=1)
        agency.requires_head_approval = True
        for name, role in PEOPLE.items():
            make_user(env, agency, name, role)


def make_user(env, agency, name, role):
    group = env.ref(f"directive_tracking.group_directive_{role}")
    vals = {"name": name, "login": f"race_{name}", "group_ids": [(6, 0, group.ids)]}
    user = env["res.users"].with_context(no_reset_password=True).create(vals)
    if role == "agency":
        member = {"agency_id": agency.id, "user_id": user.id, "role": name}
        env["directive.agency.member"].create(member)


def person(env, name):
    """Return an environment of one of the people, without the system's rights."""
    user = env["res.users"].search([("login", "=", f"race_{name}")])
    return env(user=user.id, su=False)


class TestEvidenceRace(unittest.TestCase):
    """Whoever comes first decides; the other learns so, and every trace tells one story."""

    def setUp(self):
        from odoo.tools import mute_logger

        for quiet in (mock.patch("odoo.service.model.time.sleep"), mute_logger("odoo.sql_db")):
            quiet.__enter__()
            self.addCleanup(quiet.__exit__, None, None, None)

    def press(self, name, act, ids, together, outcomes):
        """Look, wait for the other, act as a request does, and note whether it was possible."""
        from odoo.api import SUPERUSER_ID, Environment
        from odoo.exceptions import UserError
        from odoo.service.model import retrying

        with DATABASE.registry.cursor() as cr:
            env = person(Environment(cr, SUPERUSER_ID, {}), name)
            env["directive.task"].browse(ids["task"]).mapped("state")
            together.wait()
            try:
                retrying(lambda: act(env, ids), env)
                cr.commit()
                outcomes[name] = True
            except UserError:
                cr.rollback()
                outcomes[name] = False

    def take_both(self, ids, **acts):
        together, outcomes = threading.Barrier(len(acts)), {}
        presses = [
            threading.Thread(target=self.press, args=(name, act, ids, together, outcomes))
            for name, act in acts.items()
        ]
        for one in presses:
            one.start()
        for one in presses:
            one.join()
        return outcomes

    def waiting_report(self):
        """Return a task in hand with one completion report that waits for the head."""
        with DATABASE.environment() as env:
            directive = world.new_directive(env)
            task = world.new_task(env, directive, "A", "in_progress")
            directive._set_state("issued")
            return {"task": task.id, "report": task.progress_ids.id}

    def test_a_report_is_approved_or_sent_back_never_both(self):
        for _attempt in range(ATTEMPTS):
            ids = self.waiting_report()
            done = self.take_both(
                ids,
                head=lambda env, ids: env["directive.task.progress"]
                .browse(ids["report"])
                .action_approve(),
                deputy=lambda env, ids: env["directive.task.progress"]
                .browse(ids["report"])
                .action_send_back(NOTE),
            )
            with DATABASE.environment() as env:
                task = env["directive.task"].browse(ids["task"])
                told = (
                    task.state,
                    task.progress_ids.review_state,
                    task.review_ids.mapped("outcome"),
                )
                first = {
                    "head": ("reported", "pending", ["submitted"]),
                    "deputy": ("in_progress", "returned", ["returned"]),
                }
                self.assertEqual(sorted(done.values()), [False, True], done)
                self.assertEqual(told, first["head" if done["head"] else "deputy"])
                self.assertEqual(world.faults(task.directive_id), [])

    def drawn_task(self):
        """Return an accepted task that was drawn for verification."""
        with DATABASE.environment() as env:
            directive = world.new_directive(env)
            task = world.new_task(env, directive, "A", "reported")
            directive._set_state("issued")
            task.action_accept()
            drawn = env["directive.verification"].create(
                {"method": "hand", "chosen_task_ids": [(6, 0, task.ids)]}
            )
            return {"task": task.id, "line": drawn.line_ids.id}

    def check_reopened_once(self, ids, done, overtaken):
        with DATABASE.environment() as env:
            task = env["directive.task"].browse(ids["task"])
            line = env["directive.verification.line"].browse(ids["line"])
            steps = task.transition_ids.filtered(lambda step: step.verb == "reopen")
            self.assertEqual((task.state, len(steps)), ("in_progress", 1))
            self.assertEqual(sorted(done.values()), [False, True], done)
            self.assertEqual(line.result, "overtaken" if overtaken else "reopened")
            self.assertEqual(line.verifier_id, steps.user_id)
            self.assertEqual(world.faults(task.directive_id), [])

    def test_a_task_is_reopened_by_its_verifier_or_by_the_office(self):
        for _attempt in range(ATTEMPTS):
            ids = self.drawn_task()
            done = self.take_both(
                ids,
                clerk=lambda env, ids: env["directive.task"]
                .browse(ids["task"])
                .action_reopen(NOTE),
                verifier=lambda env, ids: env["directive.verification.line"]
                .browse(ids["line"])
                .action_reopen(NOTE),
            )
            self.check_reopened_once(ids, done, overtaken=done["clerk"])

    def test_a_task_is_never_confirmed_after_it_was_reopened(self):
        for _attempt in range(ATTEMPTS):
            ids = self.drawn_task()
            done = self.take_both(
                ids,
                clerk=lambda env, ids: env["directive.task"]
                .browse(ids["task"])
                .action_reopen(NOTE),
                verifier=lambda env, ids: env["directive.verification.line"]
                .browse(ids["line"])
                .action_confirm(NOTE),
            )
            with DATABASE.environment() as env:
                line = env["directive.verification.line"].browse(ids["line"])
                # Reopened after it was confirmed is possible; confirmed after it was reopened not.
                self.assertTrue(done["clerk"])
                self.assertEqual(line.result, "confirmed" if done["verifier"] else "overtaken")

    def test_a_task_drawn_while_it_is_reopened_is_not_left_to_verify(self):
        for _attempt in range(ATTEMPTS):
            ids = self.drawn_task()
            self.take_both(
                ids,
                clerk=lambda env, ids: env["directive.task"]
                .browse(ids["task"])
                .action_reopen(NOTE),
                verifier=lambda env, ids: env["directive.verification"].create(
                    {"method": "hand", "chosen_task_ids": [(6, 0, [ids["task"]])]}
                ),
            )
            with DATABASE.environment() as env:
                lines = env["directive.verification.line"].search([("task_id", "=", ids["task"])])
                self.assertNotIn("pending", lines.mapped("result"))
