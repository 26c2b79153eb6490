from datetime import date, timedelta

from lxml import etree

from odoo.tests import Form, tagged

from ...models.realism.directive_realism import Asked
from ..notice_common import NoticeCase

TODAY = date(2026, 11, 25)
TEXT = "Báo cáo kết quả giải phóng mặt bằng dự án đường cao tốc"
# Forms whose day is not that by which an agency finishes a task.
NO_TASK_GIVEN = {
    "directive.coordination.duty": "the part of a coordinator, who has other tasks in hand",
    "directive.opinion.question": "a question, answered in days",
    "directive.import.line": "shown for all receivers together when the drafts are issued",
    "directive.task.decision": "the answer of an explanation",
    "directive.task.event": "the day of the event gives it",
}


@tagged("post_install", "-at_install")
class TestRealism(NoticeCase):
    """Whoever sets a deadline sees what the receiver has in hand and needed before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.field = cls.env["directive.field"].create({"name": "Health"})
        for days, term in ((4, 10), (8, 10), (12, 10), (20, 10), (30, 60)):
            cls.past(days, term)
        cls.make_task(deadline=TODAY + timedelta(days=3))
        cls.make_task(deadline=TODAY - timedelta(days=3))

    @classmethod
    def order(cls):
        return cls.make_directive(field_id=cls.field.id)

    @classmethod
    def past(cls, days, term, **vals):
        """Return a task of agency A that took ``days`` days and was given ``term``."""
        given = TODAY - timedelta(days=100)
        stamps = {
            "date_assigned": given,
            "date_given": given,
            "date_reported": given + timedelta(days=days),
            "date_done": given + timedelta(days=days + 2),
            "date_deadline_original": given + timedelta(days=term),
        }
        vals = {"directive_id": cls.order().id, "deadline": given + timedelta(days=term), **vals}
        task = cls.make_task(state="done", **vals)
        task.sudo()._restore_history(stamps)
        return task

    def draft(self, days=12, **vals):
        vals = {"name": TEXT, "deadline": TODAY + timedelta(days=days), **vals}
        vals.setdefault("directive_id", self.order().id)
        return self.make_task(state="draft", **vals).with_user(self.office_user)

    def test_a_draft_shows_load_median_and_share_of_such_deadlines_met(self):
        said = self.draft().deadline_realism.splitlines()
        self.assertIn("2 open tasks, 1 of them overdue", said[0])
        self.assertIn("last 5 tasks of this field in 12 days", said[1])
        self.assertIn("Of 4 of them with about as much time (12 days), 2 were done", said[2])
        self.assertIn("50 %", said[2])

    def test_an_agency_with_nothing_open_or_overdue_is_said_to_have_none(self):
        for _number in range(2):
            self.make_task(self.commune_y, deadline=TODAY + timedelta(days=9))
        for agency, said in (
            (self.commune_x, f"{self.commune_x.name} has no open tasks."),
            (self.commune_y, f"{self.commune_y.name} has 2 open tasks, none of them overdue."),
        ):
            with self.subTest(agency=agency.name):
                draft = self.draft(lead=agency)
                self.assertEqual(draft.deadline_realism.splitlines()[0], said)

    def test_other_fields_count_only_where_the_field_has_too_few(self):
        other = self.make_directive(
            field_id=self.env["directive.field"].create({"name": "Other"}).id
        )
        said = self.draft(directive_id=other.id).deadline_realism
        self.assertIn("its last 5 tasks in 12 days", said)

    def test_the_same_work_counts_before_the_rest_of_the_field(self):
        for _number in range(5):
            self.past(40, 10, name=TEXT)
        said = self.draft(name=TEXT + " quý IV").deadline_realism
        self.assertIn("5 tasks that say nearly the same in 40 days", said)

    def test_little_past_says_nothing_and_no_deadline_counts_no_share(self):
        said = self.draft(lead=self.agency_b).deadline_realism
        self.assertEqual(len(said.splitlines()), 1)
        said = self.make_task(state="draft", directive_id=self.order().id).deadline_realism
        self.assertNotIn("about as much time", said)

    def test_it_is_a_hint_and_never_a_refusal(self):
        draft = self.draft(days=1)
        draft.directive_id.action_issue()
        self.assertEqual(draft.state, "assigned")
        self.assertFalse(draft.deadline_realism)

    def test_the_batch_names_who_usually_needs_more(self):
        Batch = self.env["directive.task.batch"].with_user(self.office_user)
        with Form(Batch.with_context(default_directive_id=self.order().id)) as form:
            form.name, form.group = "Report", "chosen"
            form.agency_ids.clear()
            form.agency_ids.add(self.agency_a)
            form.agency_ids.add(self.agency_b)
            form.date_deadline = TODAY + timedelta(days=5)
            self.assertIn("2 agencies: they have 0 to 2 open tasks", form.deadline_realism)
            self.assertIn("1 of the 1", form.deadline_realism)
            self.assertIn("Department A (12)", form.deadline_realism)
            form.date_deadline = TODAY + timedelta(days=12)
            self.assertNotIn("Department A", form.deadline_realism)

    def test_issue_request_decision_and_grant_show_it(self):
        draft = self.draft()
        issue = self.env["directive.issue"].with_user(self.office_user)
        issue = issue.create({"directive_ids": [(6, 0, draft.directive_id.ids)]})
        self.assertIn("open tasks", issue.deadline_realism)
        running = self.make_task(directive_id=self.order().id, deadline=TODAY + timedelta(days=3))
        later = TODAY + timedelta(days=12)
        extension = self.env["directive.task.extension"].with_user(self.user_a)
        extension = extension.create(
            {"task_ids": running.ids, "proposed_deadline": later, "reason": "More"}
        )
        self.assertIn("12 days", extension.deadline_realism)
        extension.action_request()
        answer = self.env["directive.task.request.answer"].with_user(self.office_user)
        answer = answer.create({"request_ids": running.request_ids.ids})
        self.assertIn("about as much time", answer.deadline_realism)
        grant = self.env["directive.task.grant"].with_user(self.office_user)
        grant = grant.create(
            {"verb": "extend", "task_ids": running.ids, "deadline": later, "note": "More"}
        )
        self.assertIn("about as much time", grant.deadline_realism)

    def test_an_agency_learns_only_of_itself_and_of_those_below(self):
        asked = self.env["directive.realism"]
        rows = [
            Asked(agency.id, self.field.id, TEXT, 12)
            for agency in (self.agency_a, self.agency_b, self.agency_below)
        ]
        for user, seen in (
            (self.office_user, {0, 1, 2}),
            (self.leader_user, {0, 1, 2}),
            (self.user_a, {0, 2}),
            (self.user_b, {1}),
            (self.outside_user, set()),
        ):
            with self.subTest(user.login):
                self.assertEqual(asked.with_user(user)._outlooks(rows).keys(), seen)

    def test_one_statement_answers_for_all_agencies(self):
        realism = self.env["directive.realism"].with_user(self.office_user)
        agencies = [self.make_agency(f"Commune {number}", kind="commune") for number in range(30)]
        few, many = (
            [Asked(agency.id, self.field.id, TEXT, 12) for agency in agencies[:most]]
            for most in (2, 30)
        )
        realism._outlooks(few)
        self.assertEqual(
            *(self.queries_of(lambda rows=rows: realism._outlooks(rows)) for rows in (few, many))
        )

    def test_many_tasks_given_more_time_at_once_show_it(self):
        running = self.make_task(directive_id=self.order().id, deadline=TODAY + timedelta(days=3))
        start = self.env["directive.task.bulk.start"].with_user(self.office_user)
        values = {"task_ids": running.ids, "step": "extend", "note": "More"}
        start = start.create(values | {"deadline": TODAY + timedelta(days=12)})
        self.assertIn("about as much time", start.deadline_realism)
        start.step = "accept"
        self.assertFalse(start.deadline_realism)

    def test_every_form_that_sets_a_deadline_of_a_task_knows_the_receivers(self):
        mixin = type(self.env["directive.deadline.mixin"])
        silent = {
            name
            for name, model in self.env.registry.items()
            if issubclass(model, mixin)
            and model._transient
            and not model._abstract
            and not model._realism_paths
        }
        self.assertEqual(silent, set(NO_TASK_GIVEN))

    def test_every_form_whose_model_knows_the_receivers_shows_it(self):
        shown = 0
        mixin = type(self.env["directive.deadline.mixin"])
        for name, model in self.env.registry.items():
            if not issubclass(model, mixin) or not model._realism_paths:
                continue
            views = self.env["ir.ui.view"].search(
                [("model", "=", name), ("type", "=", "form"), ("mode", "=", "primary")]
            )
            for view in views:
                arch = etree.fromstring(view.get_combined_arch())
                if arch.xpath("//field[@name='deadline_doubts']"):
                    with self.subTest(view=view.name):
                        self.assertTrue(arch.xpath("//field[@name='deadline_realism']"))
                        shown += 1
        self.assertGreater(shown, 5)
