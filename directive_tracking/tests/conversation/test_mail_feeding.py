from unittest.mock import patch

from ..common import DirectiveCase

MAIL = """From: {sender}
To: {to}
Subject: A word
Message-Id: <{key}@elsewhere.example>
In-Reply-To: {reference}
Content-Type: text/plain

Do it at once
"""


class TestMailFeeding(DirectiveCase):
    """The server's own mail fetching continues, and adds nothing to our records."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.task = cls.make_task(state="in_progress")

    def feed(self, model="res.partner", sender="a@elsewhere.example", reference="", **kwargs):
        mail = MAIL.format(
            sender=sender, to="office@province.example", key=self.id(), reference=reference
        )
        bounced = patch.object(
            type(self.env["mail.thread"]), "_routing_create_bounce_email", autospec=True
        )
        with bounced as self.bounce:
            return self.env["mail.thread"].message_process(model, mail, **kwargs)

    def test_a_mail_for_another_application_arrives(self):
        partner = self.env["res.partner"].browse(self.feed())
        self.assertIn(
            "Do it at once", partner.message_ids[-1:].body or partner.message_ids[:1].body
        )
        self.assertFalse(self.bounce.called)

    def test_a_mail_with_a_leader_s_sender_writes_on_no_task(self):
        before = self.task.message_ids
        self.feed("directive.task", self.leader_user.email, thread_id=self.task.id)
        self.env.invalidate_all()
        self.assertEqual(self.task.message_ids, before)
        self.assertTrue(self.bounce.called)

    def test_an_answer_to_a_message_of_a_task_is_sent_back(self):
        message = self.task.with_user(self.office_user).message_post(
            body="Hurry", subtype_xmlid="mail.mt_comment", message_type="comment"
        )
        before = self.task.message_ids
        self.feed(sender=self.leader_user.email, reference=message.message_id)
        self.env.invalidate_all()
        self.assertEqual(self.task.message_ids, before)
        self.assertIn("log in", self.bounce.call_args[0][2])

    def test_no_record_of_ours_is_made_by_mail(self):
        for model in ("directive.agency", "directive.directive"):
            count = self.env[model].search_count([])
            self.feed(model, custom_values={"name": "Forged", "subject": "Forged"})
            self.env["ir.model"].flush_model()
            self.assertEqual(self.env[model].search_count([]), count)
