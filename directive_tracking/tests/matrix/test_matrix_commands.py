import contextlib
import inspect

from odoo import Command
from odoo.exceptions import UserError
from odoo.models import BaseModel as Base
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from . import calls, roles, table
from .province import MatrixCase
from .test_matrix_access import QUIET

# Parameters by which a caller hands over values to be written.
VALUES = {"vals", "values", "default"}
X2MANY = ("one2many", "many2many")


@tagged("post_install", "-at_install")
class TestMatrixCommands(MatrixCase):
    """Values passed to any method change no record that its caller may not change.

    A list among them may contain commands that write to the records it names. If a verb writes as
    the system, the rights of its caller are no longer checked.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.named = {}  # by model, the records that commands name: each try is undone

    def test_no_value_writes_in_other_records(self):
        self.enterContext(mute_logger(*QUIET, "odoo.sql_db"))
        tried = 0
        for name, record in self.records.items():
            for method in self.methods_taking_values(record):
                for field in self.lists_of(record):
                    for role in self.worth_trying(method):
                        tried += self.check(name, self.as_role(record, role), role, method, field)
        self.assertGreater(tried, 100)

    def test_no_value_changes_a_file_of_others(self):
        """Everybody may write files, but only their own: a step must not do it as the system."""
        self.enterContext(mute_logger(*QUIET, "odoo.sql_db"))
        file = self.env["ir.attachment"].create({"name": "Of the system", "raw": b"x"})
        tried = 0
        for name, record in self.records.items():
            fields = [one for one in record._fields.values() if self.is_list_of_files(one)]
            for method in self.methods_taking_values(record) if fields else ():
                for role in ("responder", "specialist"):
                    tried += 1
                    mine = self.as_role(record, role)
                    with self.subTest(record=name, role=role, method=method):
                        self.assertTrue(self.survives(file, mine, method, fields))
        self.assertGreater(tried, 20)

    def is_list_of_files(self, field):
        return field.type in X2MANY and field.comodel_name == "ir.attachment"

    def survives(self, file, record, method, fields):
        """Tell whether no command among values changes or deletes ``file``."""
        for field in fields:
            for command in (Command.update(file.id, {"name": "x"}), Command.delete(file.id)):
                with self.tried(record, method, {field.name: [command]}) as done:
                    kept = not done or file.exists().name == "Of the system"
                if not kept:
                    return False
        return True

    def methods_taking_values(self, record):
        for method in table.public_methods(record):
            if VALUES & set(inspect.signature(getattr(type(record), method)).parameters):
                yield method

    def worth_trying(self, method):
        """Odoo's own methods check the same rights for all callers; verbs check roles."""
        return ("responder", "specialist") if hasattr(Base, method) else roles.ROLES

    def lists_of(self, record):
        for field in record._fields.values():
            comodel = self.env[field.comodel_name] if field.type in X2MANY else None
            if comodel is not None and table.is_ours(comodel) and not comodel._transient:
                yield field

    def check(self, name, record, role, method, field):
        """Try the actions that ``role`` may not take; return their number."""
        comodel = record.env[field.comodel_name]
        text = next((one.name for one in self.texts(comodel)), None)
        if text is None:
            return 0
        commands = []
        if not comodel.has_access("write"):
            commands += [Command.update(id_, {text: calls.FORGED}) for id_ in self.some(comodel)]
        if not comodel.has_access("create"):
            commands += [Command.create(self.made_up(comodel) | {text: calls.FORGED})]
        for command in commands:
            with self.tried(record, method, {field.name: [command]}) as done:
                found = comodel.sudo().with_context(active_test=False)
                found = done and found.search_count([(text, "=", calls.FORGED)])
            with self.subTest(record=name, role=role, method=method, field=field.name):
                self.assertFalse(found, command)
        return len(commands)

    def texts(self, comodel):
        for one in comodel._fields.values():
            if one.store and one.type in ("char", "text") and not (one.related or one.compute):
                yield one

    def some(self, comodel):
        if comodel._name not in self.named:
            self.named[comodel._name] = comodel.sudo().search([], limit=1).ids
        return self.named[comodel._name]

    def made_up(self, comodel):
        """Return something for each field a new record needs."""
        vals = {}
        for one in comodel._fields.values():
            if one.required and one.store and not one.related:
                vals[one.name] = self.something(comodel, one)
        return vals

    def something(self, comodel, field):
        if field.type == "many2one":
            return next(iter(self.some(self.env[field.comodel_name])), False)
        if field.type == "selection":
            return field.get_values(comodel.sudo().env)[0]
        return {"char": "x", "text": "x", "integer": 1, "date": "2031-01-01"}.get(field.type, False)

    @contextlib.contextmanager
    def tried(self, record, method, values):
        """Call ``method`` and tell whether it went through; undo it at the end of the block."""
        with self.env.cr.savepoint() as savepoint:
            yield self.call(record, method, values)
            savepoint.rollback()
        self.env.invalidate_all(flush=False)

    def call(self, record, method, values):
        """Tell whether the call went through; what is refused leaves nothing, as over RPC."""
        args = calls.arguments(getattr(type(record), method))
        args |= {name: values for name in VALUES & set(self.parameters(record, method))}
        ids = [] if getattr(getattr(type(record), method), "_api_model", False) else [record.ids]
        try:
            call_kw(record.browse(), method, ids, args)
            record.env.flush_all()
        except Exception:
            return False
        return True

    def parameters(self, record, method):
        return inspect.signature(getattr(type(record), method)).parameters

    def test_a_correction_still_names_other_agencies(self):
        task = self.make_task(self.agency_a, self.commune_x)
        mine = task.with_user(self.office_user)
        for value in (
            [Command.set(self.agency_b.ids)],
            [Command.link(self.commune_x.id), Command.unlink(self.agency_b.id)],
            [Command.clear()],
            self.agency_b.ids,
        ):
            mine.action_correct("By decision", {"coordinating_agency_ids": value})
        self.assertEqual(task.coordinating_agency_ids, self.agency_b)
        with self.assertRaisesRegex(UserError, "cannot change them"):
            forged = [Command.update(self.agency_b.id, {"name": "Another"})]
            mine.action_correct("By decision", {"coordinating_agency_ids": forged})
