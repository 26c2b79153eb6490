"""Two people take over the same tracker, or one undoes a load on which another works.

Each attempt has a tracker of its own.
"""

import base64
import itertools
import unittest
from functools import partial

from ..world.own_database import OwnDatabase
from . import workflow_world as world
from .race_case import RaceCase, World, by, person

DATABASE = OwnDatabase("history_race")
TRACKERS = itertools.count()  # each with contents of its own
PEOPLE = {"first": "office", "second": "office", "admin": "admin"}
HEADER = "STT;Nội dung nhiệm vụ;Văn bản giao;Cơ quan chủ trì;Thời hạn;Tình trạng"


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)
        world.make_people(env, None, PEOPLE)


class TestHistoryRace(RaceCase):
    """A row becomes one task, however many load it; a load is undone whole or not at all."""

    database = DATABASE

    def preview(self, env, name, tracker):
        """Return a preview of this tracker that the person has read."""
        rows = [
            f"{number};Việc {tracker}-{number};5/UBND-TH ngày 2/1/2025;{lead};30/6/2025;Đang thực hiện"
            for number, lead in enumerate("AB", 1)
        ]
        content = base64.b64encode("\n".join([HEADER, *rows]).encode("utf-8-sig"))
        file = (0, 0, {"file": content, "name": f"so-{tracker}.csv"})
        wizard = person(env, f"race_{name}")["directive.history.import"]
        wizard = wizard.create({"file_ids": [file]})
        wizard.action_read()
        return wizard

    def confirm(self, env, preview):
        env["directive.history.import"].browse(preview).action_confirm()

    def tasks_of(self, env, tracker):
        return env["directive.task"].search([("name", "=like", f"Việc {tracker}-%")])

    def test_two_who_load_the_same_tracker_make_its_tasks_once(self):
        def make(env):
            tracker = next(TRACKERS)
            previews = {name: self.preview(env, name, tracker).id for name in ("first", "second")}
            return World(tracker=tracker, previews=previews)

        def acts(one):
            return {
                name: by(f"race_{name}", partial(self.confirm, preview=preview))
                for name, preview in one.previews.items()
            }

        def check(env, one, done):
            self.assertTrue(any(done.values()))
            self.assertEqual(len(self.tasks_of(env, one.tracker)), 2)
            for name in (name for name, possible in done.items() if not possible):
                # Pressing once more leaves out what the other person has loaded.
                self.confirm(env, one.previews[name])
                self.assertEqual(len(self.tasks_of(env, one.tracker)), 2)
                lines = env["directive.history.import"].browse(one.previews[name]).line_ids
                self.assertFalse(any(lines.mapped("is_included")))
                self.assertTrue(all(lines.mapped("left_why")))

        self.repeat(make, acts, check)

    def test_a_load_is_not_undone_under_the_hands_of_somebody_at_work(self):
        def make(env):
            preview = self.preview(env, "first", tracker := next(TRACKERS))
            preview.action_confirm()
            task = self.tasks_of(env, tracker)[0]
            return World(tracker=tracker, load=preview.load_id.id, task=task.id)

        def undo(env, one):
            env["directive.history.load"].browse(one.load).action_undo()

        def suspend(env, one):
            env["directive.task"].browse(one.task).action_suspend(world.NOTE)

        def acts(one):
            return {
                "admin": by("race_admin", partial(undo, one=one)),
                "second": by("race_second", partial(suspend, one=one)),
            }

        def check(env, one, done):
            self.assertEqual(sorted(done.values()), [False, True])
            undone = done["admin"]
            self.assertEqual(len(self.tasks_of(env, one.tracker)), 0 if undone else 2)
            state = env["directive.history.load"].browse(one.load).state
            self.assertEqual(state, "undone" if undone else "loaded")

        self.repeat(make, acts, check)


if __name__ == "__main__":
    unittest.main()
