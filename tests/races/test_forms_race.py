"""Two people at one report in the same second: it is released once, and says what it then said."""

import base64
import io
from functools import partial

from docx import Document

from ..world.own_database import OwnDatabase
from . import workflow_world as world
from .race_case import RaceCase, World, by

DATABASE = OwnDatabase("forms_race")
PEOPLE = {"first": "office", "second": "office", "leader": "leader"}
CHANGED = "A sentence added at the last moment."


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)
        agency = env["directive.agency"].search([("name", "=", "A")], limit=1)
        world.make_people(env, agency, PEOPLE)


class TestFormsRace(RaceCase):
    """A draft is released once, whoever presses; nobody changes what is being released."""

    database = DATABASE

    def make(self, env):
        leader = env["res.users"].search([("login", "=", "race_leader")])
        report = env["directive.form.report"].create(
            {
                "name": "on the tasks of a month",
                "form_id": env.ref("directive_tracking.directive_form_01_nv").id,
                "day": "2026-02-14",
                "text": "As it was.",
                "recipient_ids": [(6, 0, leader.ids)],
            }
        )
        return World(report=report.id)

    def look(self, env, world_):
        env["directive.form.report"].browse(world_.report).mapped("state")

    def release(self, env, report):
        env["directive.form.report"].browse(report).action_release()

    def change(self, env, report):
        env["directive.form.report"].browse(report).write({"text": CHANGED})

    def notices(self, env, report):
        domain = [("res_model", "=", report._name), ("res_id", "=", report.id)]
        return env["directive.notice"].search(domain).mapped("event")

    def test_a_draft_is_released_once_and_told_once(self):
        def acts(one):
            act = partial(self.release, report=one.report)
            return {name: by(f"race_{name}", act) for name in ("first", "second")}

        def check(env, one, done):
            self.assertEqual(sorted(done.values()), [False, True])
            report = env["directive.form.report"].browse(one.report)
            self.assertEqual(self.notices(env, report), ["report_released"])

        self.repeat(self.make, acts, check)

    def test_what_is_released_is_what_its_files_say(self):
        def acts(one):
            return {
                "release": by("race_first", partial(self.release, report=one.report)),
                "change": by("race_second", partial(self.change, report=one.report)),
            }

        def check(env, one, done):
            report = env["directive.form.report"].browse(one.report)
            self.assertTrue(done["release"])
            self.assertEqual(done["change"], report.text == CHANGED)
            document = Document(io.BytesIO(base64.b64decode(report.docx_file)))
            self.assertIn(report.text, [one.text for one in document.paragraphs])

        self.repeat(self.make, acts, check)
