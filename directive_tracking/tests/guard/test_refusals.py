from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestRefusals(DirectiveCase):
    """Who opens or changes what is not theirs reads one sentence that says so, and no more."""

    def test_a_hidden_task_is_refused_without_joke_name_or_rule(self):
        task = self.make_task().with_user(self.user_x)
        with self.assertRaises(AccessError) as read:
            task.read(["state"])
        changed = self.env["ir.rule"].with_user(self.user_x)._make_access_error("write", task)
        for told, verb in ((read.exception, "see"), (changed, "change")):
            self.assertIn(f"not allowed to {verb}", str(told))
            self.assertNotIn(task.sudo().name, str(told))
            self.assertNotRegex(str(told), r"secret|cookies|rule|directive\.task|id=")

    def test_a_message_of_a_hidden_task_is_refused_in_the_same_way(self):
        message = self.make_task().message_post(body="A word", message_type="comment")
        with self.assertRaises(AccessError) as refused:
            message.with_user(self.user_x).read(["body"])
        self.assertNotRegex(str(refused.exception), r"secret|cookies|rule|mail\.message|id=")
        user = self.user_x.partner_id.with_user(self.user_x)
        told = self.env["ir.rule"].with_user(self.user_x)._make_access_error("write", user)
        self.assertIn("not allowed to see or change this record", str(told))
