"""Two people take over the same tracker, or one undoes a load on which another works.

Each attempt has a tracker of its own. All look before anybody acts, and each repeats as the web
server does.
"""

import base64
import threading
import unittest
from unittest import mock

from . import workflow_world as world
from .own_database import OwnDatabase
from .race_case import REPETITIONS

DATABASE = OwnDatabase("history_race")
PEOPLE = {"first": "office", "second": "office", "admin": "admin"}
HEADER = "STT;Nội dung nhiệm vụ;Văn bản giao;Cơ quan chủ trì;Thời hạn;Tình trạng"


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)
        for name, role in PEOPLE.items():
            group = env.ref(f"directive_tracking.group_directive_{role}")
            vals = {"name": name, "login": f"race_{name}", "group_ids": [(6, 0, group.ids)]}
            env["res.users"].with_context(no_reset_password=True).create(vals)


def person(env, name):
    """Return an environment of one of the people, without the system's rights."""
    user = env["res.users"].search([("login", "=", f"race_{name}")])
    return env(user=user.id, su=False)


class TestHistoryRace(unittest.TestCase):
    """A row becomes one task, however many load it; a load is undone whole or not at all."""

    def setUp(self):
        from odoo.tools import mute_logger

        for quiet in (mock.patch("odoo.service.model.time.sleep"), mute_logger("odoo.sql_db")):
            quiet.__enter__()
            self.addCleanup(quiet.__exit__, None, None, None)

    def press(self, name, act, together, outcomes):
        """Look, wait for the others, act as a request does, and note whether it was possible."""
        from odoo.api import SUPERUSER_ID, Environment
        from odoo.exceptions import MissingError, UserError
        from odoo.service.model import retrying

        with DATABASE.registry.cursor() as cr:
            env = person(Environment(cr, SUPERUSER_ID, {}), name)
            env["directive.history.load"].search_count([])
            together.wait()
            try:
                retrying(lambda: act(env), env)
                cr.commit()
                outcomes[name] = True
            except (UserError, MissingError):
                cr.rollback()
                outcomes[name] = False

    def take_both(self, **acts):
        together, outcomes = threading.Barrier(len(acts)), {}
        presses = [
            threading.Thread(target=self.press, args=(name, act, together, outcomes))
            for name, act in acts.items()
        ]
        for one in presses:
            one.start()
        for one in presses:
            one.join()
        self.assertEqual(set(outcomes), set(acts), "somebody met another error")
        return outcomes

    def preview(self, name, attempt):
        """Return the id of a preview that this person has read."""
        rows = [
            f"{number};Việc {attempt}-{number};5/UBND-TH ngày 2/1/2025;{lead};30/6/2025;Đang thực hiện"
            for number, lead in enumerate("AB", 1)
        ]
        content = base64.b64encode("\n".join([HEADER, *rows]).encode("utf-8-sig"))
        with DATABASE.environment() as env:
            file = (0, 0, {"file": content, "name": f"so-{attempt}.csv"})
            wizard = person(env, name)["directive.history.import"].create({"file_ids": [file]})
            wizard.action_read()
            return wizard.id

    def tasks_of(self, env, attempt):
        return env["directive.task"].search([("name", "=like", f"Việc {attempt}-%")])

    def test_two_who_load_the_same_tracker_make_its_tasks_once(self):
        for attempt in range(REPETITIONS):
            first, second = (self.preview(name, attempt) for name in ("first", "second"))

            def confirm(env, one):
                env["directive.history.import"].browse(one).action_confirm()

            done = self.take_both(
                first=lambda env, one=first: confirm(env, one),
                second=lambda env, one=second: confirm(env, one),
            )
            self.assertTrue(any(done.values()))
            late = next(
                (one for name, one in (("first", first), ("second", second)) if not done[name]),
                None,
            )
            with DATABASE.environment() as env:
                self.assertEqual(len(self.tasks_of(env, attempt)), 2)
                if late:  # pressing once more leaves out what the other has loaded
                    confirm(env, late)
                    self.assertEqual(len(self.tasks_of(env, attempt)), 2)
                    lines = env["directive.history.import"].browse(late).line_ids
                    self.assertFalse(any(lines.mapped("is_included")))
                    self.assertTrue(all(lines.mapped("left_why")))

    def test_a_load_is_not_undone_under_the_hands_of_somebody_at_work(self):
        seen = set()
        for attempt in range(100, 100 + REPETITIONS):
            preview = self.preview("first", attempt)
            with DATABASE.environment() as env:
                wizard = person(env, "first")["directive.history.import"].browse(preview)
                wizard.action_confirm()
                load, task = wizard.load_id.id, self.tasks_of(env, attempt)[0].id
            done = self.take_both(
                admin=lambda env, one=load: env["directive.history.load"].browse(one).action_undo(),
                second=lambda env, one=task: env["directive.task"]
                .browse(one)
                .action_suspend(world.NOTE),
            )
            self.assertEqual(sorted(done.values()), [False, True], done)
            seen.add(done["admin"])
            with DATABASE.environment() as env:
                left = 0 if done["admin"] else 2
                self.assertEqual(len(self.tasks_of(env, attempt)), left)
                state = env["directive.history.load"].browse(load).state
                self.assertEqual(state, "undone" if done["admin"] else "loaded")
        print(f"\nundo won: {seen}")


if __name__ == "__main__":
    unittest.main()
