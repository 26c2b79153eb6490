"""Several people chase in the same second: each document its own number, each step once.

All look before anybody acts, and each repeats as the web server does.
"""

import threading
import unittest
from unittest import mock

from . import workflow_world as world
from .own_database import OwnDatabase

DATABASE = OwnDatabase("chasing_race")
ATTEMPTS = 50
PEOPLE = {"first": "office", "second": "office", "leader": "leader", "head": "agency"}


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)
        agency = env["directive.agency"].search([("name", "=", "A")], limit=1)
        for name, role in (*PEOPLE.items(), ("responder", "agency")):
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


class TestChasingRace(unittest.TestCase):
    """Numbers run without gap or double; a draft is issued once, a question answered once."""

    def setUp(self):
        from odoo.tools import mute_logger

        for quiet in (mock.patch("odoo.service.model.time.sleep"), mute_logger("odoo.sql_db")):
            quiet.__enter__()
            self.addCleanup(quiet.__exit__, None, None, None)

    def press(self, name, act, ids, together, outcomes):
        """Look, wait for the others, act as a request does, and note whether it was possible."""
        from odoo.api import SUPERUSER_ID, Environment
        from odoo.exceptions import UserError
        from odoo.service.model import retrying

        with DATABASE.registry.cursor() as cr:
            env = person(Environment(cr, SUPERUSER_ID, {}), name)
            env["directive.task"].browse(ids["tasks"]).mapped("state")
            together.wait()
            try:
                retrying(lambda: act(env), env)
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

    def tasks(self):
        with DATABASE.environment() as env:
            directive = world.new_directive(env)
            tasks = [world.new_task(env, directive, "A", "in_progress") for _time in range(2)]
            directive._set_state("issued")
            return {"tasks": [task.id for task in tasks]}

    def draft(self, ids):
        with DATABASE.environment() as env:
            return env["directive.task"].browse(ids["tasks"])._draft_chasers("reminder").id

    def numbers(self):
        with DATABASE.environment() as env:
            return sorted(
                env["directive.chaser"].search([("state", "=", "issued")]).mapped("sequence")
            )

    def test_two_documents_in_one_second_get_two_numbers_without_a_gap(self):
        for _attempt in range(ATTEMPTS):
            ids = self.tasks()
            first, second = self.draft(ids), self.draft(ids)
            done = self.take_both(
                ids,
                first=lambda env, one=first: env["directive.chaser"].browse(one).action_issue(),
                second=lambda env, one=second: env["directive.chaser"].browse(one).action_issue(),
            )
            self.assertEqual(done, {"first": True, "second": True})
            with DATABASE.environment() as env:
                tasks = env["directive.task"].browse(ids["tasks"])
                self.assertEqual(tasks.mapped("chase_count"), [2, 2])
        numbers = self.numbers()
        self.assertEqual(numbers, list(range(1, len(numbers) + 1)))

    def test_a_draft_is_issued_once_however_many_press(self):
        for _attempt in range(ATTEMPTS):
            ids = self.tasks()
            draft = self.draft(ids)
            done = self.take_both(
                ids,
                first=lambda env, one=draft: env["directive.chaser"].browse(one).action_issue(),
                second=lambda env, one=draft: env["directive.chaser"].browse(one).action_issue(),
            )
            self.assertEqual(sorted(done.values()), [False, True])
            with DATABASE.environment() as env:
                told = [("res_model", "=", "directive.chaser"), ("res_id", "=", draft)]
                notices = env["directive.notice"].search(told)
                self.assertEqual(notices.mapped("event"), ["chaser_issued"])
                tasks = env["directive.task"].browse(ids["tasks"])
                self.assertEqual(tasks.mapped("chase_count"), [1, 1])
        numbers = self.numbers()
        self.assertEqual(numbers, list(range(1, len(numbers) + 1)))

    def test_a_question_is_answered_once(self):
        for _attempt in range(ATTEMPTS):
            ids = self.tasks()
            with DATABASE.environment() as env:
                mine = person(env, "leader")["directive.task"].browse(ids["tasks"][0])
                mine.action_request_explanation("Why?")
                asked = mine.explanation_ids.id
            done = self.take_both(
                ids,
                head=lambda env, one=asked: env["directive.explanation"]
                .browse(one)
                .action_answer("The head's answer"),
                responder=lambda env, one=asked: env["directive.explanation"]
                .browse(one)
                .action_answer("The responder's answer"),
            )
            self.assertEqual(sorted(done.values()), [False, True])
            with DATABASE.environment() as env:
                explanation = env["directive.explanation"].browse(asked)
                winner = next(name for name, possible in done.items() if possible)
                self.assertEqual(explanation.author_id.login, f"race_{winner}")
                self.assertEqual(explanation.answer, f"The {winner}'s answer")
