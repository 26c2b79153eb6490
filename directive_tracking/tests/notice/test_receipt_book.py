from datetime import date
from unittest.mock import patch

from lxml import html

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...wizards.notice import directive_receipt_book
from ..notice_common import NoticeCase

REPORT = "directive_tracking.receipt_book"


class ReceiptCase(NoticeCase):
    def setUp(self):
        super().setUp()
        self.task = self.make_task(state="in_progress", deadline="2026-12-05", point="3")
        self.Delivery.search([])._move("cancelled")

    def make_book(self, user=None, **vals):
        return self.env["directive.receipt.book"].with_user(user or self.office_user).create(vals)

    def book_of(self, records, user=None):
        return self.make_book(user, res_model=records._name, res_ids=records.ids)

    def lines(self, book):
        """Return the rows of the printed book as texts."""
        page = book.env["ir.actions.report"]._render_qweb_html(REPORT, book.ids)[0]
        return [" ".join(row.text_content().split()) for row in html.fromstring(page).iter("tr")][
            1:
        ]


@tagged("post_install", "-at_install")
class TestReceiptBook(ReceiptCase):
    """The book lists all sent messages and their outcome, for users who may read it."""

    def test_a_task_s_book_tells_what_became_of_every_message(self):
        rows = self.tell(self.task, self.user_a, self.head_a, channels=("email",))
        for attempt in (1, 2):
            rows[0]._move("sending", attempt_count=attempt)
            rows[0]._move("queued", "451 greylisted")
        rows[0]._move("sending", attempt_count=3)
        rows[0]._move("sent", message_ref="<reference@host>", address="test_a@example.com")
        rows[1]._move("suppressed", "No usable address")
        lines = self.lines(self.book_of(self.task))
        self.assertEqual(len(lines), self.Delivery.search_count([("task_id", "=", self.task.id)]))
        sent, suppressed = lines[-2:]
        for words in (
            "25/11/2026 09:00",
            "Task reopened",
            "128/QĐ-UBND, point 3",
            "test_a",
            "E-mail",
            "3 attempts",
            "451 greylisted",
            "<reference@host>",
            "test_a@example.com",
        ):
            self.assertIn(words, sent)
        self.assertIn("Not possible", suppressed)
        self.assertIn("No usable address", suppressed)

    def test_a_directive_s_book_holds_the_messages_of_all_its_tasks(self):
        other = self.make_task(directive_id=self.task.directive_id.id, name="Second")
        rows = self.tell(self.task, self.user_a) | self.tell(other, self.user_a)
        book = self.book_of(self.task.directive_id)
        self.assertLessEqual(rows, book._rows())
        self.assertEqual(book._rows().directive_id, self.task.directive_id)

    def test_a_book_of_chosen_messages_holds_those(self):
        rows = self.tell(self.task, self.user_a, self.head_a)
        self.assertEqual(self.book_of(rows[:3])._rows(), rows[:3])

    def test_people_agencies_and_days_narrow_the_book(self):
        self.at("2026-11-25 16:59:00")  # one minute to midnight in the province
        before = self.tell(self.task, self.user_a, occurrence="1")
        self.at("2026-11-25 17:00:00")
        after = self.tell(self.task, self.user_a, self.head_a, occurrence="2")
        person = {"partner_ids": self.user_a.partner_id.ids}
        found = self.make_book(**person, date_to="2026-11-25")._rows()
        self.assertTrue(before <= found and not found & after)
        found = self.make_book(**person, date_from="2026-11-26")._rows()
        self.assertEqual(found, after.filtered(lambda row: row.user_id == self.user_a))
        self.Notice._post(
            "task_returned",
            self.task,
            {self.task.id: [self.person(self.user_a)._replace(agency_id=self.agency_a.id)]},
        )
        found = self.make_book(agency_ids=self.agency_a.ids, date_from="2026-11-26")._rows()
        self.assertEqual(found.agency_id, self.agency_a)
        self.assertEqual(set(found.mapped("event")), {"task_returned"})

    def test_the_first_day_does_not_come_after_the_last(self):
        with self.assertRaises(ValidationError):
            self.make_book(date_from="2026-11-26", date_to="2026-11-25")

    def test_an_agency_prints_what_it_was_told_and_nothing_else(self):
        mine = self.tell(self.task, self.user_a, self.head_a, self.office_user)
        mine = mine.filtered(lambda row: row.user_id == self.user_a)
        everything = self.make_book(self.user_a, date_from="2026-11-25")
        self.assertEqual(everything._rows().user_id, self.user_a)
        self.assertLessEqual(mine, everything._rows())
        self.assertEqual(self.book_of(self.task, self.user_a)._rows() & mine, mine)
        self.assertFalse(self.make_book(self.user_b, date_from="2026-11-25")._rows())

    def test_a_task_out_of_sight_has_no_book(self):
        self.tell(self.task, self.user_a)
        with self.assertRaises(AccessError):
            self.book_of(self.task, self.user_b)._rows()
        with self.assertRaises(AccessError):
            self.env["directive.receipt.book"].with_user(self.user_b)._of(
                self.task.with_user(self.user_b)
            )

    def test_a_record_out_of_sight_is_not_named(self):
        rows = self.tell(self.task, self.user_a)
        book = self.book_of(rows.with_user(self.user_a), self.user_a)
        with patch.object(
            self.registry["directive.task"], "_filtered_access", lambda task, _: task.browse()
        ):
            self.env.invalidate_all()
            with self.assertRaises(AccessError):
                self.lines(book)

    def test_a_book_too_large_to_print_says_so(self):
        rows = self.tell(self.task, self.user_a, self.head_a)
        with patch.object(directive_receipt_book, "MAX_ROWS", 2), self.assertRaises(UserError):
            self.book_of(rows).action_print()

    def test_every_kind_of_record_people_are_told_about_has_a_book(self):
        for model in self.Notice._subjects():
            with self.subTest(model._name):
                # Petitions are no business of the Office, but of their staff and of leaders.
                people = (self.office_user, self.leader_user)
                reader = next(one for one in people if model.with_user(one).has_access("read"))
                book = self.make_book(reader, res_model=model._name, res_ids=[0])
                self.assertFalse(book._rows())
                actions = self.env["ir.actions.actions"].with_user(reader)
                bound = actions.get_bindings(model._name)["report"]
                self.assertIn("Receipt book", [action["name"] for action in bound])

    def test_other_records_have_no_book(self):
        for model in ("res.users", "directive.agency", "directive.subject.mixin", "no.model"):
            with self.subTest(model), self.assertRaises(ValidationError):
                self.make_book(res_model=model, res_ids=[1])

    def test_what_is_no_list_of_records_has_no_book(self):
        for wrong in (["a"], [[1]], {"a": 1}, "abc", 5, True, [None], [1.5], [-1], [True]):
            for model in ("directive.task", "directive.notice.delivery", False):
                with self.subTest(wrong=wrong, model=model):
                    with self.assertRaisesRegex(
                        ValidationError, "from their list|“Records” cannot be"
                    ):
                        self.make_book(self.user_a, res_model=model, res_ids=wrong)

    def test_the_button_opens_the_book_for_readers_alone(self):
        self.tell(self.task, self.user_a)
        action = self.task.with_user(self.user_a).action_receipt_book()
        book = self.env["directive.receipt.book"].browse(int(action["url"].rsplit("/", 1)[1]))
        self.assertEqual((book.res_model, book.res_ids), ("directive.task", self.task.ids))
        self.assertEqual(book.create_uid, self.user_a)
        for user in (self.user_b, self.outside_user, self.admin_user):
            with self.assertRaises(AccessError):
                self.task.with_user(user).action_receipt_book()

    def forget_application(self, notice):
        """Let the application of the notice's record be uninstalled."""
        notice.flush_recordset()
        self.env.cr.execute(
            "UPDATE directive_notice SET res_model = 'directive.gone', event = 'gone',"
            " event_label = 'Summoned', subject_name = 'Meeting 7', task_id = NULL,"
            " directive_id = NULL WHERE id = %s",
            [notice.id],
        )
        self.env.invalidate_all()

    def test_what_an_application_told_stays_readable_without_it(self):
        row = self.tell(self.task, self.user_a, channels=("email",))
        self.forget_application(row.notice_id)
        row = row.with_user(self.office_user)
        (line,) = self.lines(self.book_of(row))
        self.assertIn("Summoned", line)
        self.assertIn("Meeting 7", line)
        self.assertEqual(row.notice_id.display_name, "Summoned · Meeting 7")
        with self.assertRaisesRegex(UserError, "“Meeting 7” belongs to .* not installed"):
            row.action_open_record()
        self.assertFalse(self.Delivery.with_user(self.user_a).search([("id", "=", row.id)]))

    def test_every_field_of_such_a_message_can_be_read_by_the_office(self):
        row = self.tell(self.task, self.user_a, channels=("email",))
        self.task._tell(
            "task_instructed", {self.task.id: [self.person(self.user_a)]}, "x", "express"
        )
        ack = self.env["directive.notice.acknowledgement"].search([], limit=1)
        for notice in row.notice_id | ack.notice_id:
            self.forget_application(notice)
        self.env.cr.execute(
            "UPDATE directive_notice_acknowledgement SET res_model = 'directive.gone'"
        )
        self.env.invalidate_all()
        for records in (row, row.notice_id, ack):
            mine = records.with_user(self.office_user)
            self.assertEqual(len(mine.read()), 1)
            self.assertTrue(mine.web_search_read([("id", "=", mine.id)], {"display_name": {}}))
        with self.assertRaisesRegex(UserError, "not installed"):
            ack.with_user(self.office_user).action_open_record()
        self.assertFalse(row._answer_url())
        self.assertEqual(row._answer("comment", "A word").state, "refused")

    def test_the_number_of_queries_does_not_grow_with_the_rows(self):
        counts = []
        for number in (2, 12):
            rows = self.Delivery
            for occurrence in range(number):
                task = self.make_task(state="in_progress")
                rows |= self.tell(
                    task, self.user_a, occurrence=str(occurrence), channels=("email",)
                )
            book = self.book_of(rows)
            self.lines(book)
            self.begin_request()
            before = self.env.cr.sql_log_count
            self.lines(book)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 1)

    def test_the_print_menus_open_the_book(self):
        member = self.env["directive.agency.member"].search([("user_id", "=", self.user_a.id)])
        for records in (
            self.task,
            self.task.directive_id,
            self.agency_a,
            member,
            member.partner_id,
            self.tell(self.task, self.user_a),
        ):
            records = records.with_user(self.user_a)
            bound = records.env["ir.actions.actions"].get_bindings(records._name)["report"]
            names = {action["name"]: action["id"] for action in bound}
            action = self.env["ir.actions.server"].browse(names["Receipt book"])
            context = {
                "active_model": records._name,
                "active_ids": records.ids,
                "active_id": records[:1].id,
            }
            result = action.with_user(self.user_a).with_context(**context).run()
            self.assertIn(result["type"], ("ir.actions.act_url", "ir.actions.act_window"))

    def test_the_book_of_a_person_asks_for_the_time(self):
        action = self.env["directive.receipt.book"]._ask(partner_ids=self.user_a.partner_id.ids)
        book = self.env["directive.receipt.book"].with_context(**action["context"]).create({})
        self.assertEqual(book.partner_ids, self.user_a.partner_id)
        self.assertEqual((book.date_from, book.date_to), (date(2026, 10, 26), date(2026, 11, 25)))


@tagged("post_install", "-at_install")
class TestReceiptBookPage(ReceiptCase, HttpCase):
    """The page itself, asked for by its address."""

    def page(self, user, book_ids):
        self._stop_clock()  # a session of 2026 would have ended by the server's clock
        self.session = None  # that of the browser, no longer that of the mail server
        self.authenticate(user.login, user.login)
        return self.url_open(f"/report/html/{REPORT}/{book_ids}")

    def test_the_page_carries_heading_table_and_signatures(self):
        rows = self.tell(self.task, self.user_a)
        url = self.book_of(rows).action_print()["url"]
        page = self.page(self.office_user, url.rsplit("/", 1)[1])
        self.assertEqual(page.status_code, 200)
        for words in (
            "Independence - Freedom - Happiness",
            "<thead>",
            "PREPARED BY",
            self.office_user.name,
        ):
            self.assertIn(words, page.text)

    @mute_logger("odoo.http")
    def test_no_book_of_somebody_else_or_of_a_foreign_task_opens(self):
        self.tell(self.task, self.user_a)
        for book in (
            self.book_of(self.task),
            self.book_of(self.task, self.user_a),
            self.book_of(self.task, self.user_b),
        ):
            page = self.page(self.user_b, book.id)
            self.assertEqual(page.status_code, 403)
            self.assertNotIn("128/QĐ-UBND", page.text)

    @mute_logger("odoo.http")
    def test_a_page_no_longer_kept_says_so(self):
        for book_ids in ("999999999", "abc"):
            page = self.page(self.office_user, book_ids)
            self.assertGreaterEqual(page.status_code, 400)
            self.assertIn("no longer kept", page.text)
