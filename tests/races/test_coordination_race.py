"""Two people at the same second: a board chased twice, an opinion answered twice, a part finished twice."""

from datetime import timedelta
from functools import partial

from ..world.own_database import OwnDatabase
from . import workflow_world as world
from .race_case import RaceCase, World

DATABASE = OwnDatabase("coordination_race")


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)
        for agency in env["directive.agency"].search([("name", "in", list("ABC"))]):
            agency.email = f"{agency.name}@x.example"


class TestCoordinationRace(RaceCase):
    """Whoever comes second finds it done: no message, answer or report is doubled."""

    database = DATABASE

    def make_order(self, env, days_ago=None):
        """Return a new order and its task of A which B coordinates, with news of that day."""
        order = world.new_directive(env)
        task = world.new_task(env, order, "A", "in_progress")
        helper = env["directive.agency"].browse(world._agency(env, "B"))
        today = env["directive.settings"]._today()
        news = days_ago and today - timedelta(days=days_ago)
        vals = {"coordinating_agency_ids": [(6, 0, helper.ids)], "date_last_news": news}
        task._restore_history(vals)
        return World(task=task.id, order=order.id)

    def check_told(self, env, one, event, done, outcomes):
        """Check the outcomes, and that there is one notice of ``event`` on the order."""
        self.assertEqual(sorted(done.values()), outcomes)
        domain = [("event", "=", event), ("directive_id", "=", one.order)]
        notice = env["directive.notice"].search(domain)
        self.assertEqual(len(notice), 1)
        rows = notice.delivery_ids
        self.assertEqual(len(rows), len(set(rows.mapped(lambda r: (r.partner_id, r.channel)))))

    def test_a_board_pressed_by_two_sends_one_message(self):
        def chase(env, one):
            env["directive.order.board"].create({"directive_id": one.order}).action_chase()

        def acts(one):
            return {"first": partial(chase, one=one), "second": partial(chase, one=one)}

        def check(env, one, done):
            self.check_told(env, one, "silence_chased", done, [True, True])

        self.repeat(partial(self.make_order, days_ago=30), acts, check)

    def test_an_opinion_answered_by_two_is_the_first_answer(self):
        def make(env):
            one = self.make_order(env)
            task = env["directive.task"].browse(one.task)
            vals = {
                "task_id": one.task,
                "agency_id": task.coordinating_agency_ids.id,
                "question": "Is it right?",
                "date_deadline": task.date_deadline,
            }
            opinion = env["directive.task.opinion"].create(vals)
            return World(task=one.task, order=one.order, opinion=opinion.id)

        def answer(env, one, word):
            env["directive.task.opinion"].browse(one.opinion).action_answer(word, "Because")

        def acts(one):
            return {word: partial(answer, one=one, word=word) for word in ("agree", "disagree")}

        def check(env, one, done):
            self.check_told(env, one, "opinion_answered", done, [False, True])

        self.repeat(make, acts, check)

    def test_a_part_reported_finished_by_two_is_finished_once(self):
        def finish(env, one):
            task = env["directive.task"].browse(one.task)
            env["directive.task.progress"].create(
                {
                    "task_id": one.task,
                    "agency_id": task.coordinating_agency_ids.id,
                    "kind": "progress",
                    "content": "Ours is done",
                    "is_part_finished": True,
                }
            )

        def acts(one):
            return {"first": partial(finish, one=one), "second": partial(finish, one=one)}

        def check(env, one, done):
            self.check_told(env, one, "coordination_finished", done, [False, True])

        self.repeat(self.make_order, acts, check)
