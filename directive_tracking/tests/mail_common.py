from odoo.exceptions import UserError

from .doors import DoorsCase


class MailCase(DoorsCase):
    """A directive given to two departments, each with a task of its own, and a word of a leader."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.directive = cls.make_directive(monitor_id=cls.office_user.id)
        cls.task = cls.make_task(
            coordinators=cls.agency_b, state="in_progress", directive_id=cls.directive.id
        )
        cls.threads = (cls.task, cls.directive)
        cls.message = cls.say(cls.task, cls.leader_user, "Hurry")
        cls.everybody = (
            cls.user_a,
            cls.user_b,
            cls.office_user,
            cls.leader_user,
            cls.admin_user,
            cls.outside_user,
            cls.env.ref("base.user_admin"),
        )

    @classmethod
    def say(cls, thread, user, body="A word", **vals):
        """Return a message that ``user`` posts on ``thread`` for others to read."""
        vals = {"subtype_xmlid": "mail.mt_comment", **vals}
        message = thread.with_user(user).message_post(body=body, **vals)
        return message.with_env(cls.env)

    def hears(self, message, user):
        """Tell whether ``user`` finds and reads ``message``; both must agree."""
        self.forget()
        mine = message.with_user(user)
        found = bool(mine.search([("id", "=", message.id)]))
        self.assertEqual(mine.has_access("read"), found)
        return found

    def forget(self):
        self.env.flush_all()
        self.env.invalidate_all()

    def refused(self, call, *args, **kwargs):
        """Assert that ``call`` is refused with a message, and roll it back."""
        self.env.flush_all()
        with self.assertRaises(UserError):
            call(*args, **kwargs)
            self.env.flush_all()
        self.env.invalidate_all()
