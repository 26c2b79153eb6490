import base64
from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..notice_common import NoticeCase

TEXT = "Báo cáo kết quả giải phóng mặt bằng dự án đường cao tốc"
NEAR = "BAO CAO KET QUA giải phóng mặt bằng, dự án đường cao tốc."
OTHER = "Tham mưu kế hoạch tuyển dụng viên chức ngành y tế"


@tagged("post_install", "-at_install")
class TestLikeness(NoticeCase):
    """Open tasks of the same agency that say nearly the same are shown before another is given."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.given = cls.make_task(name=TEXT, product="Report")

    def draft(self, name=NEAR, **vals):
        return self.make_task(state="draft", name=name, **vals).with_user(self.office_user)

    def test_a_draft_shows_open_tasks_alike_without_case_diacritics_and_points(self):
        self.assertEqual(self.draft().alike_task_ids, self.given)
        self.assertFalse(self.draft(OTHER).alike_count)

    def test_only_the_same_agency_and_only_open_tasks_count(self):
        for state in ("done", "revoked", "closed", "draft"):
            self.make_task(name=TEXT, state=state, lead=self.agency_b)
        self.assertFalse(self.draft(lead=self.agency_b).alike_count)
        opened = self.make_task(name=TEXT, state="reported", lead=self.agency_b)
        self.assertEqual(self.draft(lead=self.agency_b).alike_task_ids, opened)

    def test_the_most_alike_comes_first_and_the_share_is_a_setting(self):
        exact = self.make_task(name=NEAR)
        half = self.make_task(name=f"{TEXT} Nội Bài – Lào Cai, đoạn qua ba xã vùng cao")
        self.assertEqual(self.draft().alike_task_ids.ids, [exact.id, self.given.id, half.id])
        self.env["ir.config_parameter"].set_param("directive_tracking.likeness_percent", "95")
        self.assertEqual(self.draft().alike_task_ids, exact | self.given)

    def test_the_form_shows_them_while_it_is_typed(self):
        Task = self.env["directive.task"].with_user(self.office_user)
        with Form(Task.with_context(default_directive_id=self.make_directive().id)) as form:
            form.deadline_kind = "none"
            form.lead_agency_id = self.agency_a
            form.name = NEAR
            self.assertEqual(form.alike_count, 1)
            form.name = OTHER
            self.assertEqual(form.alike_count, 0)

    def test_only_what_the_asker_may_see_is_shown(self):
        Task = self.env["directive.task"]
        for user, seen in ((self.user_a, True), (self.user_b, False), (self.outside_user, False)):
            with self.subTest(user.login):
                found = Task.with_user(user)._find_alike([(0, TEXT, self.agency_a.ids)])[0]
                self.assertEqual(bool(found), seen)

    def test_one_statement_asks_for_all_rows(self):
        asked = [(number, TEXT, self.agency_a.ids) for number in range(300)]
        Task = self.env["directive.task"].with_user(self.office_user)
        Task._find_alike(asked)
        with self.assertQueryCount(2):  # and one for what the asker may see
            found = Task._find_alike(asked)
        self.assertEqual(len(found), 300)

    # The three answers

    def test_linked_tasks_are_related_and_not_asked_again(self):
        draft = self.draft()
        draft.action_link(self.given.id)
        self.assertFalse(draft.alike_count)
        self.assertTrue(draft.has_relations and self.given.has_relations)
        line = self.given.transition_ids.sorted("id")[-1]
        self.assertEqual(line.verb, "link")

    def test_the_trail_names_a_related_task_only_to_those_who_may_know_of_it(self):
        secret = self.draft()
        secret.action_link(self.given.id)
        issued = self.make_task(self.agency_a).with_user(self.office_user)
        issued.action_link(self.given.id)
        other = self.make_task(self.agency_b).with_user(self.office_user)
        other.action_link(self.given.id)
        notes = self.given.transition_ids.filtered(lambda line: line.verb == "link").sorted("id")
        self.assertEqual([bool(note) for note in notes.mapped("note")], [False, True, False])
        self.assertIn(issued.directive_id.number, notes[1].note)

    def test_kept_apart_is_remembered_and_is_no_relation(self):
        draft = self.draft()
        draft.action_keep_apart(self.given.id)
        self.env.invalidate_all()
        self.assertFalse(draft.alike_count or draft.has_relations)
        self.assertEqual(draft.likeness_ids.user_id, self.office_user)
        with self.assertRaisesRegex(UserError, "already been decided"):
            draft.action_link(self.given.id)

    def test_a_merged_draft_is_dropped_and_nothing_it_says_is_lost(self):
        draft = self.draft(
            product="Plan", remark="Urgent", point="7", deadline=date(2027, 1, 5),
            coordinators=self.agency_b,
        )  # fmt: skip
        content = base64.b64encode(b"appendix")
        self.env["ir.attachment"].with_user(self.office_user).create(
            {"name": "a.pdf", "datas": content, "res_model": draft._name, "res_id": draft.id}
        )
        draft.action_merge(self.given.id)
        self.assertFalse(draft.exists())
        for words in ("Plan", "Urgent", NEAR, "128/QĐ-UBND", "01/05/2027"):
            self.assertIn(words, self.given.remark)
        self.assertEqual(self.given.coordinating_agency_ids, self.agency_b)
        line = self.given.transition_ids.sorted("id")[-1]
        self.assertEqual((line.verb, line.user_id), ("correct", self.office_user))
        files = self.env["ir.attachment"].search(
            [("res_model", "=", "directive.task"), ("res_id", "=", self.given.id)]
        )
        self.assertEqual(files.datas, content)
        kept = self.given.later_likeness_ids
        self.assertEqual((kept.kind, kept.task_id.id), ("merged", False))
        told = self.Notice.search(
            [("task_id", "=", self.given.id), ("event", "=", "task_corrected")]
        )
        self.assertIn(self.user_a.partner_id, told.delivery_ids.partner_id)

    def test_what_cannot_be_merged_says_why(self):
        other_lead = self.make_task(name=TEXT, lead=self.agency_b)
        ended = self.make_task(name=TEXT, state="done")
        for task, other, words in (
            (self.make_task(name=NEAR), self.given, "link it instead"),
            (self.draft(), other_lead, "different lead agencies"),
            (self.draft(), ended, "has ended"),
        ):
            with self.subTest(words), self.assertRaisesRegex(UserError, words):
                task.with_user(self.office_user).action_merge(other.id)
        draft = self.draft()
        with self.assertRaisesRegex(UserError, "another task"):
            draft.action_link(draft.id)

    def test_only_the_office_answers(self):
        draft = self.draft()
        for method in ("action_link", "action_merge", "action_keep_apart"):
            with self.subTest(method):
                with self.assertRaisesRegex(UserError, "Only an Office specialist"):
                    getattr(draft.with_user(self.leader_user), method)(self.given.id)
                with self.assertRaises(AccessError):
                    getattr(draft.with_user(self.user_a), method)(self.given.id)

    def test_what_was_said_is_evidence(self):
        draft = self.draft()
        draft.action_link(self.given.id)
        for act in (lambda row: row.write({"kind": "different"}), lambda row: row.unlink()):
            with self.assertRaises(UserError):
                act(draft.likeness_ids.sudo())

    # Where it is asked

    def test_the_confirmation_of_an_issue_leads_to_the_pairs(self):
        draft = self.draft()
        Issue = self.env["directive.issue"].with_user(self.office_user)
        form = Issue.create({"directive_ids": draft.directive_id.ids})
        self.assertEqual(form.alike_count, 1)
        self.assertIn("similar to", form.twins)
        action = form.action_open_alike()
        check = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(check.line_ids.other_id, self.given)
        check.action_keep_all_apart()
        self.env.invalidate_all()
        self.assertEqual(form.alike_count, 0)
        form.action_confirm()
        self.assertEqual(draft.state, "assigned")

    def test_a_merge_in_the_list_ends_the_other_pairs_of_the_draft(self):
        second = self.make_task(name=TEXT)
        draft = self.draft()
        action = draft.action_open_alike()
        check = self.env[action["res_model"]].browse(action["res_id"])
        check.line_ids.filtered(lambda line: line.other_id == second).action_merge()
        self.assertEqual(check.line_ids.mapped("kind"), ["merged"])
        self.assertEqual(check.line_ids.draft_name, NEAR)

    def test_a_merge_from_the_form_of_the_draft_opens_the_task_that_took_it_in(self):
        for on_draft, kind in (
            (True, "ir.actions.act_window"),
            (False, "ir.actions.act_window_close"),
        ):
            draft = self.draft().with_context(directive_on_draft=on_draft)
            action = draft.action_open_alike()
            self.assertEqual(action["context"], {"directive_on_draft": on_draft})
            check = self.env[action["res_model"]].with_context(**action["context"])
            shown = check.browse(action["res_id"]).line_ids.action_merge()
            shown = shown.get("params", {}).get("next", shown)  # after the words of what was sent
            self.assertEqual(shown["type"], kind)
            if on_draft:
                self.assertEqual((shown["res_id"], shown["target"]), (self.given.id, "main"))

    def test_a_batch_counts_the_agencies_that_have_it_already(self):
        Batch = self.env["directive.task.batch"].with_user(self.office_user)
        form = Form(Batch.with_context(default_directive_id=self.make_directive().id))
        form.group = "all_departments"
        form.name = NEAR
        self.assertEqual(form.alike_count, 1)

    def test_the_rows_of_an_import_show_their_number(self):
        wizard = self.env["directive.import"].with_user(self.office_user).create({"state": "read"})
        Line = self.env["directive.import.line"].with_user(self.office_user)
        vals = {"import_id": wizard.id, "lead_agency_ids": self.agency_a.ids}
        near, other = Line.create([{**vals, "name": NEAR}, {**vals, "name": OTHER}])
        self.assertEqual((near.alike_task_ids, near.alike_count), (self.given, 1))
        self.assertEqual((other.alike_count, wizard.alike_count), (0, 1))

    def test_a_reopened_task_of_before_is_compared_again(self):
        task = self.make_task(name=TEXT, lead=self.agency_b, state="done")
        self.env.cr.execute("UPDATE directive_task SET name_key = NULL WHERE id = %s", [task.id])
        self.env.invalidate_all()
        task.with_user(self.office_user).action_reopen("Not done at all")
        self.assertEqual(self.draft(lead=self.agency_b).alike_task_ids, task)
