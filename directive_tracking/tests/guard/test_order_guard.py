"""Users cannot write issued orders; tested by introspection."""

from datetime import date

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...tools.order import RULES, freely_written
from ..common import PATHS, DirectiveCase

REFUSALS = (UserError, ValidationError, ValueError, IntegrityError)
LOGGED = {"id", "create_uid", "create_date", "write_uid", "write_date"}  # Odoo's own


class GuardCase(DirectiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.everybody = cls.people_of_all_roles() | cls.outside_user
        cls.system = cls.env.ref("base.user_root")

    def written_fields(self, model):
        """Return the writable fields of ``model``."""
        fields = self.env[model]._fields
        return [
            name
            for name, field in fields.items()
            if name not in LOGGED and (field.store or field.inverse)
        ]

    def forged(self, record, name):
        """Return a value for ``name`` that is not the one the record has."""
        field, value = record._fields[name], record.sudo()[name]
        if field.type in ("one2many", "many2many", "many2one"):
            others = self.env[field.comodel_name].sudo().with_context(active_test=False)
            other = others.search([("id", "not in", value.ids)], limit=1)
            if field.type == "many2one":
                return other.id
            return [Command.link(other.id)] if other else [Command.create({})]
        if field.type == "selection":
            return next(one for one in field.get_values(self.env) if one != value)
        if field.type in ("date", "datetime"):
            return date(2026, 3, 5)
        if field.type == "boolean":
            return not value
        return value + 1 if field.type in ("integer", "float") else "Forged"

    def stored(self, record):
        """Return the stored values of ``record`` and its relations."""
        self.env.flush_all()
        self.env.invalidate_all()
        fields = record._fields.items()
        names = [name for name, field in fields if field.store and name not in LOGGED]
        return record.sudo().with_context(active_test=False).read(names, load="")[0]

    def attack(self, act):
        """Try ``act`` and roll it back if it raises. Return whether it was refused."""
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                act()
                self.env.flush_all()
        except REFUSALS:
            self.env.invalidate_all()
            return True
        return False


@tagged("post_install", "-at_install")
class TestOrderGuard(GuardCase):
    """Each stored field, in each state, for each role."""

    def order(self, model, state):
        if model == "directive.task":
            return self.make_task(coordinators=self.agency_b, state=state)
        if model == "directive.task.series":
            task = self.make_task(deadline_kind="periodic", frequency="monthly")
            if state == "paused":
                task.series_id.with_user(self.office_user).action_pause("By decision")
            return task.series_id
        path = {"issued": "assigned", "completed": "done", "cancelled": "revoked"}
        directive = self.make_task(state=path[state]).directive_id
        if state == "cancelled":
            directive.with_user(self.office_user).action_cancel()
        return directive

    def check_order(self, model, state):
        record = self.order(model, state)
        free = freely_written(model, state)
        before = self.stored(record)
        for name in self.written_fields(model):
            value = self.forged(record, name)
            for user in self.everybody | self.system if name not in free else ():
                with self.subTest(model=model, state=state, field=name, user=user.login):
                    write = record.with_user(user).write
                    self.assertTrue(self.attack(lambda w=write, n=name, v=value: w({n: v})))
        self.assertEqual(self.stored(record), before)

    def test_no_role_writes_what_an_assigned_task_says(self):
        for state in PATHS.keys() - {"draft"}:
            self.check_order("directive.task", state)

    def test_no_role_writes_what_an_issued_directive_says(self):
        for state in ("issued", "completed", "cancelled"):
            self.check_order("directive.directive", state)

    def test_no_role_writes_what_a_series_says(self):
        for state in ("running", "paused"):
            self.check_order("directive.task.series", state)

    def test_what_is_free_is_written_by_the_office(self):
        for state in PATHS.keys() - {"draft"}:
            task = self.make_task(state=state).with_user(self.office_user)
            task.monitor_id = self.office_user
            self.assertEqual(task.monitor_id, self.office_user)

    def test_drafts_are_written_but_for_stamps_and_what_they_repeat(self):
        for model in RULES.keys() - {"directive.task.series"}:  # it begins with a task assigned
            task = self.make_task(state="draft")
            record = task if model == "directive.task" else task.directive_id
            values = {name: self.forged(record, name) for name in RULES[model].corrected}
            if model == "directive.task":
                values.update(deadline_kind="date", lead_agency_id=self.commune_y.id)
            values.pop("superior_id", None)  # one that is not there
            record.with_user(self.office_user).write(values)
            mirrored = record._mirrored_fields()
            for name in RULES[model].stamps | mirrored:
                with self.subTest(model=model, field=name):
                    value = self.forged(record, name)
                    for user in self.office_user | self.system:
                        write = record.with_user(user).write
                        self.assertTrue(self.attack(lambda w=write, n=name, v=value: w({n: v})))

    def test_every_field_named_in_the_table_exists(self):
        for model, rules in RULES.items():
            named = {*rules.stamps, *rules.corrected, *rules.issued, *rules.ended}
            self.assertLessEqual(named, self.env[model]._fields.keys())

    def test_several_orders_at_once_and_a_mix_of_fields_are_refused_whole(self):
        tasks = self.make_task(state="draft") | self.make_task(state="done")
        tasks = tasks.with_user(self.office_user)
        vals = {"monitor_id": self.office_user.id, "name": "Forged"}
        self.assertTrue(self.attack(lambda: tasks.write(vals)))
        self.assertNotIn("Forged", tasks.mapped("name"))

    def test_import_and_web_save_are_no_way_round(self):
        task = self.make_task(state="done").with_user(self.office_user)
        self.assertTrue(self.attack(lambda: task.web_save({"name": "Forged"}, {})))
        for column, value in (("name", "Forged"), ("number", "1/FORGED"), ("urgency", "Express")):
            result = task.load([".id", column], [[str(task.id), value]])
            self.assertFalse(result["ids"], column)
        self.assertFalse(task.load([".id", "name"], [[str(task.id), task.name]])["messages"])

    def test_a_new_task_never_differs_from_its_directive(self):
        directive = self.make_directive()
        vals = {"name": "New", "directive_id": directive.id}
        tasks = self.env["directive.task"].with_user(self.office_user)
        for name in tasks._mirrored_fields():
            value = self.forged(self.make_task(state="draft"), name)
            with self.subTest(field=name):
                self.assertTrue(self.attack(lambda n=name, v=value: tasks.create({**vals, n: v})))
                task = tasks.with_context(**{f"default_{name}": value}).create(vals)
                self.assertEqual(task[name], directive[name])
