from odoo.service.model import call_kw
from odoo.tests import tagged

from ...tools.workflow import TRANSITIONS
from ..common import PATHS, DirectiveCase


@tagged("post_install", "-at_install")
class TestGuardTwice(DirectiveCase):
    """A record named more than once in a call is acted on once."""

    def call(self, user, model, ids, method, *args):
        return call_kw(self.env[model].with_user(user).browse(), method, [ids, *args], {})

    def test_every_verb_leaves_one_line_in_the_trail(self):
        actors = {
            "office": self.office_user,
            "leader": self.leader_user,
            "lead_agency": self.user_a,
        }
        for verb, step in TRANSITIONS.items():
            if verb == "report_completion":
                continue
            state = next(one for one in step.sources if one in PATHS)
            task = self.make_task(state=state)
            self.call(
                actors[step.actors[0]],
                "directive.task",
                [task.id] * 3,
                f"action_{verb}",
                *["Why"] * step.needs_note,
            )
            with self.subTest(verb=verb):
                self.assertEqual(task.transition_ids.mapped("verb").count(verb), 1)

    def test_a_star_is_set(self):
        task = self.make_task()
        self.call(self.leader_user, "directive.task", [task.id, task.id], "action_toggle_star")
        self.assertTrue(task.is_starred)

    def test_no_record_of_ours_comes_twice(self):
        for name, model in self.env.registry.models.items():
            if (model._original_module or "").startswith("directive_"):
                with self.subTest(model=name):
                    self.assertEqual(self.env[name].browse([7, 8, 7])._ids, (7, 8))
