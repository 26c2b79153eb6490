"""Two people at the same second: a board chased twice, an opinion answered twice, a part finished twice."""

import threading
import unittest
from datetime import timedelta
from functools import partial

from . import workflow_world as world
from .own_database import OwnDatabase

DATABASE = OwnDatabase("coordination_race")
REPETITIONS = 50
TRIES = 3  # the server repeats a request that came second, a few times

setUpModule = DATABASE.for_module


class TestCoordinationRace(unittest.TestCase):
    """Whoever comes second finds it done: no message, answer or report is doubled."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with DATABASE.environment() as env:
            world.make_agencies(env)
            for agency in env["directive.agency"].search([("name", "in", list("ABC"))]):
                agency.email = f"{agency.name}@x.example"

    def race(self, *acts):
        """Do all ``acts`` at the same moment; return the sorted outcomes."""
        together, outcomes = threading.Barrier(len(acts)), []

        def press(act):
            waits = [together]
            for _try in range(TRIES):
                outcome = self.attempt(act, waits)
                if outcome != "repeat":
                    break
            outcomes.append(outcome)

        threads = [threading.Thread(target=press, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(outcomes)

    def attempt(self, act, waits):
        from psycopg2.errors import SerializationFailure

        from odoo.exceptions import UserError

        try:
            with DATABASE.environment() as env:
                env.cr.execute("SELECT count(*) FROM directive_task")  # both look first
                if waits:
                    waits.pop().wait()
                act(env)
            return "done"
        except SerializationFailure:
            return "repeat"
        except UserError:
            return "refused"

    def make_order(self, news=None):
        """Return the ids of a new order, and of its task of A which B coordinates."""
        with DATABASE.environment() as env:
            order = world.new_directive(env)
            task = world.new_task(env, order, "A", "in_progress")
            helper = env["directive.agency"].search([("name", "=", "B")], limit=1)
            vals = {"coordinating_agency_ids": [(6, 0, helper.ids)], "date_last_news": news}
            task._restore_history(vals)
            return order.id, task.id

    def test_a_board_pressed_by_two_sends_one_message(self):
        with DATABASE.environment() as env:
            long_ago = env["directive.settings"]._today() - timedelta(days=30)
        for repetition in range(REPETITIONS):
            order_id, _task_id = self.make_order(long_ago)

            def chase(env, order_id=order_id):
                board = env["directive.order.board"].create({"directive_id": order_id})
                board.action_chase()

            with self.subTest(repetition=repetition):
                self.assertEqual(self.race(chase, chase), ["done", "done"])
                self.assertEqual(self.messages("silence_chased", order_id), 1)

    def test_an_opinion_answered_by_two_is_the_first_answer(self):
        for repetition in range(REPETITIONS):
            order_id, task_id = self.make_order()
            opinion_id = self.ask(task_id)

            def answer(env, word, opinion_id=opinion_id):
                env["directive.task.opinion"].browse(opinion_id).action_answer(word, "Because")

            agree, disagree = (partial(answer, word=word) for word in ("agree", "disagree"))
            with self.subTest(repetition=repetition):
                self.assertEqual(self.race(agree, disagree), ["done", "refused"])
                self.assertEqual(self.messages("opinion_answered", order_id), 1)

    def test_a_part_reported_finished_by_two_is_finished_once(self):
        for repetition in range(REPETITIONS):
            order_id, task_id = self.make_order()

            def finish(env, task_id=task_id):
                task = env["directive.task"].browse(task_id)
                env["directive.task.progress"].create(
                    {
                        "task_id": task_id,
                        "agency_id": task.coordinating_agency_ids.id,
                        "kind": "progress",
                        "content": "Ours is done",
                        "is_part_finished": True,
                    }
                )

            with self.subTest(repetition=repetition):
                self.assertEqual(self.race(finish, finish), ["done", "refused"])
                self.assertEqual(self.messages("coordination_finished", order_id), 1)

    def ask(self, task_id):
        with DATABASE.environment() as env:
            task = env["directive.task"].browse(task_id)
            vals = {
                "task_id": task_id,
                "agency_id": task.coordinating_agency_ids.id,
                "question": "Is it right?",
                "date_deadline": task.date_deadline,
            }
            return env["directive.task.opinion"].create(vals).id

    def messages(self, event, order_id):
        """Return how many notices of ``event`` there are about an order."""
        with DATABASE.environment() as env:
            domain = [("event", "=", event), ("directive_id", "=", order_id)]
            notices = env["directive.notice"].search(domain)
            rows = notices.delivery_ids
            self.assertEqual(len(rows), len(set(rows.mapped(lambda r: (r.partner_id, r.channel)))))
            return len(notices)
