"""The ladder climbed by several processes at once, and by one that is killed at every point.

The repetitions in the ledger are counted: one for every step and person, with any number of
escalating processes. A person's answer is never overwritten by an escalation.
"""

import unittest
from datetime import timedelta
from unittest import mock

from ..world.orders import make_task
from ..world.own_database import OwnDatabase
from ..world.together import run_together

CLIMB = "env['directive.notice.acknowledgement']._cron_climb(); env.cr.commit()\n"
# The process dies by SIGKILL when it has come so far.
DIE = """
import os, signal
model = type(env['directive.notice.acknowledgement'])
method = getattr(model, {name!r})
def dying(self, *args, **kwargs):
    result = method(self, *args, **kwargs) if {after!r} else None
    os.kill(os.getpid(), signal.SIGKILL)
setattr(model, {name!r}, dying)
"""
PEOPLE = 120

DATABASE = OwnDatabase("climb_faults")

setUpModule = DATABASE.for_module


class TestClimbFaults(unittest.TestCase):
    """A broadcast of the test's own to many people, whose first step is due."""

    kills = True

    def setUp(self):
        with DATABASE.environment() as env:
            env.cr.execute("UPDATE directive_notice_acknowledgement SET state = 'cancelled'")
            # The senders of this database are not asked to send.
            env["ir.cron"].search([]).active = False
            env["directive.escalation.step"].search([]).unlink()
            env["directive.escalation.step"].create(
                [{"urgency": "express", "minutes": n, "action": "email"} for n in (1, 60)]
            )
            self.root, self.partners = self.ask(env)

    def ask(self, env):
        from odoo.addons.directive_tracking.tools.recipient import Recipient

        agency = env["directive.agency"].create({"name": "Department", "kind": "department"})
        partners = env["res.partner"].create(
            [{"name": f"P{n}", "email": f"p{n}@x.example"} for n in range(PEOPLE)]
        )
        env["directive.agency.member"].create(
            [{"agency_id": agency.id, "partner_id": one.id, "role": "officer"} for one in partners]
        )
        task = make_task(env, agency)
        rows = [Recipient(one.id, None, agency.id) for one in partners]
        env["directive.notice"]._post(
            "task_instructed", task, {task.id: rows}, urgency="express", wants_ack=True
        )
        root = env["directive.notice"].search([("wants_ack", "=", True)], limit=1)
        self.assertEqual(root.task_id, task)
        self.age(env, root.id, minutes=2)
        return root.id, partners.ids

    def age(self, env, root, minutes):
        env.cr.execute(
            "UPDATE directive_notice_acknowledgement"
            "   SET date_created = date_created - %s, date_next = date_next - %s"
            " WHERE notice_id = %s",
            [timedelta(minutes=minutes)] * 2 + [root],
        )

    def climb(self):
        with DATABASE.environment() as env:
            env["directive.notice.acknowledgement"]._cron_climb()

    def climb_in_parallel(self, count=2):
        processes = [DATABASE.start_shell(CLIMB) for _n in range(count)]
        for process in processes:
            self.assertEqual(process.wait(), 0, process.said())
            self.assertNotIn("Error", process.said())

    def repetitions(self):
        """Return ``{person: number of repetitions}``."""
        with DATABASE.environment() as env:
            groups = env["directive.notice.delivery"]._read_group(
                [("notice_id.repeats_id", "=", self.root)], ["partner_id"], ["__count"]
            )
            return {partner.id: count for partner, count in groups}

    def steps(self):
        with DATABASE.environment() as env:
            rows = env["directive.notice.acknowledgement"].search([("notice_id", "=", self.root)])
            self.assertEqual(len(rows), PEOPLE)
            return set(rows.mapped("step"))

    def test_two_processes_at_once_take_each_step_once(self):
        self.climb_in_parallel()
        self.assertEqual(self.repetitions(), dict.fromkeys(self.partners, 1))
        self.assertEqual(self.steps(), {1})

    def test_two_threads_with_small_batches_take_each_step_once(self):
        from odoo.addons.directive_tracking.models.acknowledgement import (
            directive_notice_ladder as ladder,
        )

        with mock.patch.object(ladder, "BATCH", 7):
            run_together(*[self.climb] * 3)
            self.climb()
        self.assertEqual(self.repetitions(), dict.fromkeys(self.partners, 1))
        self.assertEqual(self.steps(), {1})

    def test_killed_anywhere_the_step_is_taken_once_afterwards(self):
        for name, after in (
            ("_lock_due", True),
            ("_drop_void", True),
            ("_schedule", True),
            ("_say_again", False),
            ("_say_again", True),
            ("_log", True),
        ):
            with self.subTest(killed_at=name, after=after):
                self.setUp()
                process = DATABASE.start_shell(DIE.format(name=name, after=after) + CLIMB)
                self.assertEqual(process.wait(), -9, "it should have been killed")
                self.assertEqual((self.repetitions(), self.steps()), ({}, {0}))
                self.climb()
                self.climb()
                self.assertEqual(self.repetitions(), dict.fromkeys(self.partners, 1))

    def test_killed_after_its_commit_the_step_is_not_taken_again(self):
        script = CLIMB + "import os, signal; os.kill(os.getpid(), signal.SIGKILL)\n"
        process = DATABASE.start_shell(script)
        self.assertEqual(process.wait(), -9)
        self.climb()
        self.assertEqual(self.repetitions(), dict.fromkeys(self.partners, 1))

    def test_an_answer_during_a_climb_is_kept(self):
        answered = self.partners[::3]

        def answer():
            from odoo.service.model import retrying

            for partner in answered:
                with DATABASE.environment() as env:
                    rows = env["directive.notice.acknowledgement"].search(
                        [("notice_id", "=", self.root), ("partner_id", "=", partner)]
                    )
                    retrying(lambda rows=rows: rows._acknowledge("By SMS"), env)

        from odoo.addons.directive_tracking.models.acknowledgement import (
            directive_notice_ladder as ladder,
        )

        with mock.patch.object(ladder, "BATCH", 5):
            run_together(answer, self.climb, self.climb)
            self.climb()
        with DATABASE.environment() as env:
            rows = env["directive.notice.acknowledgement"].search([("notice_id", "=", self.root)])
            seen = rows.filtered(lambda row: row.state == "seen").partner_id.ids
            self.assertEqual(sorted(seen), sorted(answered))
        counts = self.repetitions()
        self.assertEqual(set(counts.values()), {1})
        self.assertLessEqual(set(self.partners) - set(answered), set(counts))

    def test_two_who_remind_at_once_remind_each_person_once(self):
        def remind():
            from odoo.service.model import retrying

            with DATABASE.environment() as env:
                office = env.ref("base.user_admin")
                rows = (
                    env["directive.notice.acknowledgement"]
                    .with_user(office)
                    .search([("notice_id", "=", self.root)])
                )
                retrying(rows.action_remind, rows.env)

        with DATABASE.environment() as env:
            env.ref("directive_tracking.group_directive_office").user_ids = [
                (4, env.ref("base.user_admin").id)
            ]
        run_together(remind, remind)
        self.assertEqual(self.repetitions(), dict.fromkeys(self.partners, 1))
