from odoo.addons.directive_tracking.tests.mail_common import MailCase


class TestPortalMessages(MailCase):
    """The portal's own field for messages tells an agency nothing of what another one wrote."""

    def test_no_field_of_the_portal_tells_of_a_hidden_message(self):
        self.make_task(self.agency_b, directive_id=self.directive.id, state="in_progress")
        for thread in self.threads:
            message = self.say(thread, self.user_a)
            self.forget()
            self.assertIn(message, thread.with_user(self.user_a).website_message_ids)
            other = thread.with_user(self.user_b)
            self.forget()
            self.assertNotIn(message, other.website_message_ids)
            self.forget()
            domain = [("website_message_ids.body", "ilike", "A word"), ("id", "=", thread.id)]
            self.assertFalse(other.search(domain))
