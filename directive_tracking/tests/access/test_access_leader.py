from odoo.exceptions import AccessError, UserError

from ...tools.workflow import LEADER, TRANSITIONS
from ..doors import DoorsCase

OTHERS_VERBS = [verb for verb, step in TRANSITIONS.items() if LEADER not in step.actors]


class TestAccessLeader(DoorsCase):
    """A leader reads all, stars, instructs, accepts and closes, but enters and changes nothing."""

    def test_he_accepts_and_returns(self):
        done, back = self.make_task(state="reported"), self.make_task(state="reported")
        done.with_user(self.leader_user).action_accept()
        back.with_user(self.leader_user).action_return("Not yet")
        self.assertEqual((done.state, back.state), ("done", "in_progress"))

    def test_he_closes(self):
        task = self.make_task()
        task.with_user(self.leader_user).action_close("No longer possible")
        self.assertEqual(task.state, "closed")

    def test_he_stars_and_takes_the_star_away(self):
        task = self.make_task()
        for expected in (True, False):
            task.with_user(self.leader_user).action_toggle_star()
            self.assertEqual(task.is_starred, expected)

    def test_he_instructs_in_the_chatter(self):
        task = self.make_task()
        for record in (task, task.directive_id):
            message = record.with_user(self.leader_user).message_post(body="Explain")
            self.assertEqual(message.author_id, self.leader_user.partner_id)

    def test_he_has_none_of_the_others_verbs(self):
        for verb in OTHERS_VERBS:
            task = self.make_task(state=TRANSITIONS[verb].sources[0]).with_user(self.leader_user)
            method = getattr(task, f"action_{verb}")
            with self.subTest(verb=verb), self.assertRaises(UserError):
                method("A note") if TRANSITIONS[verb].needs_note else method()

    def test_he_writes_creates_and_deletes_nothing(self):
        task = self.make_rich_task()
        records = task, task.directive_id, task.progress_ids, task.request_ids, task.transition_ids
        for record in records:
            record = record[:1].with_user(self.leader_user)
            for operation in ("write", "create", "unlink"):
                with self.subTest(model=record._name, operation=operation):
                    self.assertFalse(record.has_access(operation))
        with self.assertRaises(AccessError):
            task.with_user(self.leader_user).write({"name": "Another"})
        with self.assertRaises(UserError):
            self.make_report(task, self.leader_user, "progress")

    def test_he_issues_and_cancels_no_directive(self):
        directive = self.make_task(state="draft").directive_id.with_user(self.leader_user)
        for action in (directive.action_issue, directive.action_cancel):
            with self.assertRaises(UserError):
                action()
        with self.assertRaises(UserError):
            directive.action_assign_all()

    def test_configuration_is_not_his_business(self):
        for model in ("directive.agency", "directive.agency.member", "directive.reminder.rule"):
            record = self.env[model].with_user(self.leader_user)
            for operation in ("write", "create", "unlink"):
                with self.subTest(model=model, operation=operation):
                    self.assertFalse(record.has_access(operation))
