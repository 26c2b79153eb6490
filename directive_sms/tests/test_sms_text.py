from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import SmsCase


@tagged("post_install", "-at_install")
class TestSmsText(SmsCase):
    """The content of an SMS: only number, deadline and link."""

    def test_one_task(self):
        self.tell_by_sms()
        self.send()
        link = self.Delivery.search([], limit=1)._answer_url()
        wanted = f"Task of 128/QD-UBND, point 3, deadline 12/05/2026: {link}"
        self.assertEqual(self.texts(), [wanted])

    def test_the_signed_link_is_no_longer_than_that_of_the_task(self):
        row = self.tell_by_sms()
        long_link = row.notice_id._url().replace(str(self.task.id), "123456")
        self.assertLessEqual(len(row._answer_url()), len(long_link))
        self.assertTrue(row._answer_url().rpartition("/")[2].isalnum(), "no gateway forbids it")

    def test_a_link_that_ran_out_gives_way_to_that_of_the_task(self):
        self.tell_by_sms()
        self.env.cr.execute("UPDATE directive_notice_delivery SET date_queued = '2026-10-01'")
        self.env.invalidate_all()
        self.send()
        self.assertTrue(self.texts()[0].endswith(f"/odoo/directive-tasks/{self.task.id}"))

    def test_a_task_without_a_deadline_says_nothing_of_one(self):
        self.task = self.make_task(state="in_progress")
        self.Delivery.search([])._move("cancelled")
        self.tell_by_sms()
        self.send()
        self.assertNotIn("deadline", self.texts()[0])

    def test_several_tasks_are_one_digest(self):
        self.tell_by_sms()
        late = self.make_task(state="in_progress", deadline="2026-11-20")
        self.Delivery.search([("notice_id.task_id", "=", late.id)])._move("cancelled")
        self.tell(late, self.head_a, channels=("sms",))
        self.send()
        self.assertEqual(len(self.texts()), 1)
        self.assertIn("2 tasks, 1 overdue, nearest deadline 12/05/2026: ", self.texts()[0])
        self.assertTrue(self.texts()[0].endswith("/odoo/directive-tasks"))

    def test_records_of_several_kinds_are_counted_as_items(self):
        self.tell_by_sms()
        self.tell(self.task.directive_id, self.head_a, channels=("sms",))
        self.send()
        self.assertEqual(len(self.texts()), 1)
        self.assertTrue(self.texts()[0].startswith("2 items, nearest deadline "), self.texts())

    def test_what_is_express_goes_alone(self):
        self.tell_by_sms()
        self.tell_by_sms(occurrence="now", urgency="express")
        self.send()
        self.assertEqual(len(self.texts()), 2)
        self.assertTrue(self.texts()[0].startswith("EXPRESS"))

    def test_marks_are_kept_where_the_gateway_and_the_provider_take_them(self):
        self.gateway.allow_unicode = True
        for takes, letter in ((True, "QĐ"), (False, "QD")):
            self.answers("accepted", allows_unicode=takes)
            self.tell_by_sms(occurrence=str(takes))
            self.send()
            self.assertIn(letter, self.texts()[0])

    def test_a_long_text_is_cut_with_its_link_whole(self):
        template = self.env.ref("directive_sms.directive_sms_template_single")
        template.body = "word " * 100 + "{link}"
        self.gateway.max_parts = 1
        self.tell_by_sms()
        self.send()
        self.assertLessEqual(len(self.texts()[0]), 160)
        self.assertTrue(self.texts()[0].endswith(self.Delivery.search([], limit=1)._answer_url()))

    def test_a_forbidden_character_is_left_out(self):
        self.correct(self.task.directive_id, number="1&2/QĐ")
        self.answers("accepted", forbidden="&")
        self.tell_by_sms()
        self.send()
        self.assertIn("1 2/QD", self.texts()[0])

    def test_the_recipient_reads_his_own_language(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        template = self.env.ref("directive_sms.directive_sms_template_single")
        template.with_context(lang="vi_VN").body = "Nhiệm vụ tại {number}, hạn {deadline}: {link}"
        self.head_a.partner_id.lang = "vi_VN"
        self.tell_by_sms()
        self.send()
        self.assertTrue(self.texts()[0].startswith("Nhiem vu tai 128/QD-UBND, han 05/12/2026"))

    # Templates

    def test_a_template_shows_its_length(self):
        template = self.env.ref("directive_sms.directive_sms_template_single")
        template.body = "ở " * 60 + "{link}"
        self.assertGreater(int(template.count_unicode.split()[2]), template.part_count)
        self.assertNotIn("ở", template.preview_plain)

    def test_a_template_that_cannot_work_is_refused(self):
        template = self.env.ref("directive_sms.directive_sms_template_single")
        for bad in ("{numbr} {link}", "[{number} {link}", "no link", "{link} }"):
            with self.assertRaises(ValidationError, msg=bad):
                template.body = bad
        with self.assertRaises(UserError):
            template.unlink()
