from contextlib import suppress

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import mute_logger

from ...tools.guard.ours import is_our_addon
from ..common import DirectiveCase

TODO = "mail.mail_activity_data_todo"
PLACES = ("res_id", "res_model", "res_model_id", "model")
# Kept by Odoo for its own user alone
PRIVATE = {"res.users.settings.embedded.action", "discuss.voice.metadata"}


class TestMailPlaces(DirectiveCase):
    """What hangs on a record stays there: Odoo asks only for the record that a line leaves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.task = cls.make_task()
        cls.hidden = cls.make_task(cls.agency_b)
        cls.users = cls.user_a, cls.office_user, cls.leader_user, cls.admin_user
        mine = cls.task.with_user(cls.user_a)
        place = {"res_model": cls.task._name, "res_id": cls.task.id}
        mine.message_post(body="A word")
        mine.activity_schedule(TODO, user_id=cls.user_a.id)
        files = cls.env["ir.attachment"].with_user(cls.office_user)
        files.create({"name": "A file", "raw": b"x", **place})
        cls.env["mail.scheduled.message"].create(
            {
                "model": cls.task._name,
                "res_id": cls.task.id,
                "author_id": cls.user_a.partner_id.id,
                "body": "Later",
                "scheduled_date": "2030-01-01 00:00:00",
            }
        )

    def test_no_line_is_moved_to_another_record(self):
        for name in self.hanging():
            line = self.line_of(name)
            for user in self.users:
                for vals in self.moves(line):
                    with self.subTest(line=name, user=user.login, vals=vals):
                        self.assertFalse(self.moved(line, user, vals))

    def hanging(self):
        """Return the models of Odoo of which people write rows that hang on records."""
        for name, model in self.env.items():
            is_line = "res_id" in model._fields and model._fields["res_id"].store
            kept = model._auto and not (model._transient or model._abstract)
            if (
                is_line
                and kept
                and name not in PRIVATE
                and not is_our_addon(model._original_module)
            ):
                if any(model.with_user(user).has_access("write") for user in self.users):
                    yield name

    def line_of(self, name):
        model = self.env[name].sudo()
        key = "model" if "model" in model._fields else "res_model"
        line = model.search([(key, "=", self.task._name), ("res_id", "=", self.task.id)], limit=1)
        self.assertTrue(line, f"Hang one of {name} on the task above: people write such rows.")
        return line

    def moves(self, line):
        """Return the values that would move ``line`` to a hidden task or to a hidden directive."""
        directive = self.hidden.directive_id
        model = {"res_model": directive._name, "model": directive._name}
        model["res_model_id"] = self.env["ir.model"]._get_id(directive._name)
        named = {name: model[name] for name in PLACES[1:] if name in line._fields}
        yield {"res_id": self.hidden.id}
        yield {"res_id": directive.id, **named}
        yield from ({name: value} for name, value in named.items())

    def moved(self, line, user, vals):
        names = [name for name in PLACES if name in line._fields]
        before = line.read(names)
        refusals = suppress(AccessError, UserError, ValidationError)
        with refusals, self.env.cr.savepoint(), mute_logger("odoo.addons.base.models.ir_rule"):
            line.with_user(user).write(vals)
            line.env.flush_all()
        line.invalidate_recordset()
        return line.read(names) != before
