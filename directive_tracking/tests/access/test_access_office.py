from datetime import date

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from ...models.task.directive_task_deadline import STAMPS
from ..doors import DoorsCase

FUTURE = date(2099, 12, 31)


class TestOfficeActs(DoorsCase):
    """An Office specialist enters, assigns, accepts, returns and decides."""

    def test_the_whole_path_of_a_task_is_walked_by_its_roles(self):
        task = self.make_task(state="done", deadline=FUTURE)
        verbs = task.transition_ids.sorted("id").mapped("verb")
        self.assertEqual(verbs, ["assign", "receive", "report_completion", "accept"])

    def test_it_changes_a_draft_and_deletes_it(self):
        task = self.make_task(state="draft", deadline=FUTURE).with_user(self.office_user)
        task.write({"name": "Better", "date_deadline": date(2098, 1, 1)})
        self.assertEqual((task.name, task.date_deadline), ("Better", date(2098, 1, 1)))
        task.unlink()

    def test_an_assigned_task_stays_on_record(self):
        task = self.make_task().with_user(self.office_user)
        for record in (task, task.directive_id):
            with self.assertRaises(UserError):
                record.unlink()

    def test_it_does_not_do_the_agency_s_part(self):
        task = self.make_task().with_user(self.office_user)
        with self.assertRaises(UserError):
            task.action_receive()
        task.with_user(self.user_a).action_receive()
        for kind in ("progress", "completion"):
            with self.subTest(kind=kind), self.assertRaises(UserError):
                self.make_report(task, self.office_user, kind)

    def test_it_does_not_close_a_task_which_is_the_leader_s(self):
        with self.assertRaises(UserError):
            self.make_task().with_user(self.office_user).action_close("No longer possible")

    def test_it_decides_on_requests(self):
        for verb in ("action_approve", "action_reject"):
            request = self.make_rich_task(deadline=FUTURE.replace(year=2098)).request_ids
            getattr(request.with_user(self.office_user), verb)("A note")
            self.assertEqual(request.decided_by_id, self.office_user)

    def test_configuration_is_not_its_business(self):
        office = self.office_user
        with self.assertRaises(AccessError):
            self.agency_a.with_user(office).name = "Another"
        with self.assertRaises(AccessError):
            self.env["directive.document.type"].with_user(office).create({"name": "New"})
        with self.assertRaises(AccessError):
            self.env["directive.agency.member"].with_user(office).create(
                {"agency_id": self.agency_a.id, "user_id": office.id}
            )


class TestNobodyWritesAState(DoorsCase):
    """State and stamps are the workflow's: no role and no door writes them, nor does the system."""

    PLAIN = {"char": "forged", "date": date(2020, 1, 1), "integer": 7, "boolean": True}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.task = cls.make_task(deadline=FUTURE)
        cls.everybody = cls.people_of_all_roles() | cls.env.ref("base.user_root")
        names = STAMPS - {"visible_agency_keys"}  # nobody's field: no value for it travels
        cls.FORGED = {name: cls.forged(cls.task._fields[name]) for name in names}

    @classmethod
    def forged(cls, field):
        """Return a value that a task has only once somebody has worked on it."""
        if field.name == "state":
            return "done"
        if field.type == "many2many":
            return [Command.set(cls.agency_b.ids)]
        if field.comodel_name == "directive.task.series":
            return cls.make_task(deadline_kind="periodic", frequency="monthly").series_id.id
        return cls.task.copy().id if field.type == "many2one" else cls.PLAIN[field.type]

    def draft_vals(self, **vals):
        return {"name": "New", "directive_id": self.task.directive_id.id, **vals}

    def check_draft(self, task):
        self.assertEqual(task.state, "draft")
        for name in self.FORGED.keys() - {"state"}:
            field = task._fields[name]
            if field.compute:  # it follows from what the draft says
                found = field.convert_to_write(task[name], task)
                self.assertNotEqual(found, self.FORGED[name], name)
            else:
                self.assertFalse(task[name], name)

    def test_write_is_refused_to_everybody(self):
        for user in self.everybody:
            for name, value in self.FORGED.items():
                with self.subTest(user=user.login, field=name), self.assertRaises(UserError):
                    self.task.with_user(user).write({name: value})

    def test_web_save_is_refused_to_everybody(self):
        for user in self.everybody:
            with self.subTest(user=user.login), self.assertRaises(UserError):
                self.task.with_user(user).web_save({"state": "done"}, {})

    def test_create_is_refused_to_everybody(self):
        for user in self.everybody:
            tasks = self.env["directive.task"].with_user(user)
            for name, value in self.FORGED.items():
                with self.subTest(user=user.login, field=name), self.assertRaises(UserError):
                    tasks.create(self.draft_vals(**{name: value}))

    def test_defaults_of_the_context_do_not_count(self):
        defaults = {f"default_{name}": value for name, value in self.FORGED.items()}
        tasks = self.env["directive.task"].with_user(self.office_user).with_context(**defaults)
        self.check_draft(tasks.create(self.draft_vals()))

    def test_defaults_of_one_s_own_do_not_count(self):
        defaults = self.env["ir.default"].with_user(self.office_user)
        defaults.set("directive.task", "state", "done", user_id=True)
        defaults.set("directive.directive", "state", "issued", user_id=True)
        tasks = self.env["directive.task"].with_user(self.office_user)
        self.check_draft(tasks.create(self.draft_vals()))
        self.assertEqual(self.make_directive().state, "draft")

    def test_a_copy_is_a_draft(self):
        done = self.make_task(state="done", deadline=FUTURE)
        done.directive_id._restore_history({"state": "issued"})  # others of it are open
        self.check_draft(done.with_user(self.office_user).copy())
        with self.assertRaises(UserError):
            done.with_user(self.office_user).copy({"state": "done"})

    def test_import_writes_no_state(self):
        tasks = self.env["directive.task"].with_user(self.office_user)
        key = str(self.task.directive_id.id)
        result = tasks.load(["name", "directive_id/.id", "state"], [["In", key, "Done"]])
        self.assertFalse(result["ids"])
        result = tasks.load([".id", "state"], [[str(self.task.id), "Done"]])
        self.assertFalse(result["ids"])
        self.assertEqual(self.task.state, "assigned")

    def test_import_of_honest_drafts_works(self):
        tasks = self.env["directive.task"].with_user(self.office_user)
        key = str(self.task.directive_id.id)
        result = tasks.load(["name", "directive_id/.id"], [["In", key]])
        self.check_draft(tasks.browse(result["ids"]))

    def test_commands_on_the_directive_are_refused_likewise(self):
        directive = self.task.directive_id.with_user(self.office_user)
        for command in (
            Command.update(self.task.id, {"state": "done"}),
            Command.create({"name": "New", "state": "done"}),
        ):
            with self.assertRaises(UserError):
                directive.write({"task_ids": [command]})

    def test_commands_on_the_task_cannot_forge_trail_reports_or_delegation(self):
        task = self.task.with_user(self.office_user)
        trail = {"user_id": 1, "date": "2026-01-01", "verb": "accept"}
        trail.update(state_from="reported", state_to="done")
        other = self.task.copy()
        for change in (
            {"transition_ids": [Command.create(trail)]},
            {"transition_ids": [Command.clear()]},
            {"progress_ids": [Command.create({"content": "x", "kind": "completion"})]},
            {"child_ids": [Command.link(other.id)]},
            {"child_ids": [Command.create(self.draft_vals())]},
        ):
            with self.subTest(change=change), self.assertRaises(UserError):
                task.write(change)

    def test_a_json_value_cannot_stand_for_the_workflow(self):
        for value in (True, 1, "WORKFLOW", {}, [], "object()"):
            task = self.task.with_user(self.office_user).with_context(directive_workflow=value)
            with self.subTest(value=value), self.assertRaises(UserError):
                task.write({"state": "done"})
            with self.subTest(value=value), self.assertRaises(UserError):
                task.directive_id.write({"state": "completed"})

    def test_a_directive_s_state_is_refused_likewise(self):
        directive = self.make_directive()
        for user in self.everybody:
            with self.subTest(user=user.login), self.assertRaises(UserError):
                directive.with_user(user).write({"state": "issued"})
            with self.subTest(user=user.login), self.assertRaises(UserError):
                directive.with_user(user).create({"subject": "New", "state": "issued"})
        context = {"default_state": "issued"}
        model = directive.with_user(self.office_user).with_context(**context)
        self.assertEqual(model.create({"subject": "New"}).state, "draft")

    def test_an_assigned_deadline_moves_by_extension_only(self):
        for user in self.everybody:
            for change in ({"date_deadline": date(2098, 1, 1)}, {"deadline_kind": "none"}):
                with self.subTest(user=user.login), self.assertRaises(UserError):
                    self.task.with_user(user).write(change)
        self.assertEqual(self.task.date_deadline, FUTURE)

    def test_the_form_of_a_draft_saves_for_the_office(self):
        with Form(self.make_task(state="draft").with_user(self.office_user)) as form:
            form.name = "Better"
        self.assertEqual(form.record.name, "Better")
