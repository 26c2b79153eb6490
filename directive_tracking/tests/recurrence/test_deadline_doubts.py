from datetime import date

from lxml import etree

from odoo.tests import Form, tagged

from ...tools.guard.ours import is_ours
from ..recurrence_common import RecurrenceCase

PAST = date(2026, 1, 3)  # a Saturday before the document
# Tasks of past years are taken over as they were.
OF_THE_PAST = ("directive.history.import.line",)


@tagged("post_install", "-at_install")
class TestDeadlineDoubts(RecurrenceCase):
    """A deadline that can hardly be meant is questioned wherever it is typed, never refused."""

    def models_with_deadlines(self):
        """Return ``[(model, field)]`` of every deadline that somebody can type, found by itself."""
        return [
            (self.env[name], field.name)
            for name in sorted(self.env.registry)
            if is_ours(self.env.registry, name)
            and self.somebody_writes(name)
            and name not in OF_THE_PAST
            for field in self.env[name]._fields.values()
            if field.type == "date" and "deadline" in field.name and not field.readonly
        ]

    def somebody_writes(self, name):
        lines = self.env["ir.model.access"].search([("model_id.model", "=", name)])
        return any(line.perm_create or line.perm_write for line in lines)

    def test_every_model_with_a_deadline_asks(self):
        found = self.models_with_deadlines()
        self.assertGreater(len(found), 6)
        for model, name in found:
            with self.subTest(model=model._name, field=name):
                self.assertIn("deadline_doubts", model._fields)
                self.assertIn(name, model._questioned_days)
                self.assertIn("already passed", model.new({name: PAST}).deadline_doubts)

    def test_every_form_with_a_deadline_shows_the_doubts(self):
        forms = 0
        for model, name in self.models_with_deadlines():
            for view in self.env["ir.ui.view"].search(
                [("model", "=", model._name), ("type", "=", "form")]
            ):
                arch = etree.fromstring(view.get_combined_arch())
                typed = [
                    node
                    for node in arch.xpath(f"//field[@name='{name}'][not(ancestor::field)]")
                    if node.get("readonly") not in ("1", "True")
                ]
                if typed and not arch.xpath("/form[@edit='0']"):
                    forms += 1
                    with self.subTest(view=view.name):
                        self.assertTrue(arch.xpath("//field[@name='deadline_doubts']"))
        self.assertGreater(forms, 6)

    def test_the_doubts_are_named_with_their_days(self):
        self.day_off("2027-02-05")
        order = self.make_directive(date_issued=date(2026, 12, 1))
        for day, words in (
            (date(2026, 11, 23), ["already passed", "before the date of the document"]),
            (date(2026, 12, 5), ["day off"]),  # a Saturday
            (date(2027, 2, 5), ["day off"]),
            (date(2026, 11, 30), ["before the date of the document"]),
            (date(2026, 12, 2), []),
        ):
            with self.subTest(day=day):
                task = self.make_task(state="draft", deadline=day, directive_id=order.id)
                said = (task.deadline_doubts or "").splitlines()
                self.assertEqual(len(said), len(words))
                for sentence, word in zip(said, words, strict=True):
                    self.assertIn(word, sentence)

    def test_an_assigned_task_is_not_questioned_any_more(self):
        self.assertFalse(self.make_task(deadline=PAST).deadline_doubts)

    def test_callers_of_the_api_are_not_stopped(self):
        task = self.make_task(state="draft", deadline=PAST).with_user(self.office_user)
        task.directive_id.with_user(self.office_user).action_issue()
        self.assertEqual((task.state, task.date_deadline), ("assigned", PAST))

    def test_the_confirmation_of_an_issue_asks_once_more(self):
        task = self.make_task(state="draft", deadline=PAST)
        Issue = self.env["directive.issue"].with_user(self.office_user)
        form = Form(Issue.with_context(default_directive_ids=task.directive_id.ids))
        self.assertIn("already passed", form.twins)
        self.assertIn(task.name, form.twins)
        form.save().action_confirm()
        self.assertEqual(task.state, "assigned")

    def test_a_kind_that_lacks_its_details_is_doubted(self):
        rhythmless = self.make_task(state="draft", deadline_kind="periodic")
        eventless = self.make_task(state="draft", deadline_kind="event")
        self.assertIn("How often", " ".join(rhythmless._doubts()))
        self.assertIn("event is not named", " ".join(eventless._doubts()))
