from odoo.tests import tagged

from ..mail_common import MailCase


@tagged("post_install", "-at_install")
class TestMailMarks(MailCase):
    """A mark below a message on our records is its own person's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.message = cls.say(cls.task, cls.leader_user, "Hurry")

    def test_a_mark_is_neither_forged_nor_taken_away(self):
        Mark, mail = self.env["mail.message.reaction"], self.env["mail.guest"]
        leader = self.leader_user.partner_id
        pressed = self.message.with_user(self.user_a).sudo()
        pressed._message_reaction("👍", "add", self.user_a.partner_id, mail)
        mark = Mark.search([("message_id", "=", self.message.id)])
        elsewhere = self.env["mail.message"].create({"body": "Elsewhere"})
        vals = {"message_id": elsewhere.id, "content": "👍", "partner_id": leader.id}
        free = Mark.create(vals)
        for user in (*self.everybody, self.env.ref("base.user_admin")):
            marks = Mark.with_user(user)
            self.refused(marks.create, vals | {"message_id": self.message.id})
            self.refused(marks.browse(mark.id).write, {"partner_id": leader.id})
            self.refused(marks.browse(free.id).write, {"message_id": self.message.id})
            self.refused(marks.browse(mark.id).unlink)
        self.assertEqual(self.message.sudo().reaction_ids.partner_id, self.user_a.partner_id)
        pressed._message_reaction("👍", "remove", self.user_a.partner_id, mail)
        self.assertFalse(mark.exists())
