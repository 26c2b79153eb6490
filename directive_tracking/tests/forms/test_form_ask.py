from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import DirectiveCase
from .common import FormCase


@tagged("post_install", "-at_install")
class TestFormAsk(FormCase, DirectiveCase):
    """Whoever asks gets the figures they may know, of the period they chose."""

    def last_month(self):
        today = self.env["directive.settings"]._today()
        return {"period": "days", "date_first": today - timedelta(30), "date_last": today}

    def scope(self, user, **vals):
        return dict(self.ask(user, **vals)._ask().scope)

    def test_the_office_and_leaders_ask_about_all_agencies(self):
        for user in (self.office_user, self.leader_user):
            self.assertEqual(self.scope(user), {})

    def test_an_agency_asks_about_itself_and_those_below(self):
        own = (self.agency_a | self.agency_below).ids
        self.assertCountEqual(self.scope(self.user_a)["agency"], own)
        self.assertCountEqual(self.scope(self.user_below)["agency"], self.agency_below.ids)

    def test_an_agency_that_asks_about_another_is_refused(self):
        ask = self.ask(self.user_a, agency_ids=[(6, 0, self.agency_b.ids)])
        with self.assertRaisesRegex(UserError, "your own agencies only"):
            ask._ask()

    def test_nobody_asks_for_a_person_without_a_role(self):
        for user in (self.outside_user, self.admin_user):
            with self.assertRaises(AccessError):
                self.ask(user)

    def test_nobody_reads_what_another_has_asked(self):
        ask = self.ask(self.user_a)
        with self.assertRaises(AccessError):
            ask.with_user(self.user_b).action_open_cell("1")

    def test_every_number_opens_whoever_asks_and_whatever_was_chosen(self):
        task = self.make_task(self.agency_a, state="in_progress")
        days = self.last_month()
        chosen = {"agency_ids": [(6, 0, self.agency_a.ids)]}
        for user, vals in ((self.user_a, {}), (self.user_a, chosen), (self.office_user, chosen)):
            ask = self.ask(user, **days, **vals)
            opened = [
                ask.action_open_cell(column["code"], row["key"])["domain"]
                for row in ask.content["rows"]
                for column, cell in zip(ask.content["columns"], row["cells"], strict=True)
                if cell["opens"]
            ]
            self.assertIn([("id", "in", task.ids)], opened)
            self.assertFalse(ask._tasks_behind("1", self.agency_b.id), "of a row not asked for")

    def test_a_list_of_tasks_is_shown_before_it_is_saved(self):
        days = self.last_month()
        self.make_task(self.agency_a, state="in_progress", deadline=days["date_first"])
        form = self.env.ref("directive_tracking.directive_form_06_nv")
        chosen = {"form_id": form.id, "agency_ids": [(6, 0, self.agency_a.ids)]}
        Ask = self.env["directive.form.ask"].with_user(self.office_user)
        ask = Ask.new({**days, **chosen})
        self.assertEqual(ask.content["by"], "task")
        self.assertTrue(ask.content["rows"])
        self.assertEqual(ask.form_id._origin, form, "what was chosen stays")

    def test_periods_are_those_of_the_decree(self):
        ask = self.ask(day="2026-01-20")
        self.assertEqual((ask.date_first, ask.date_last), (date(2026, 1, 15), date(2026, 2, 14)))
        ask.action_later()
        self.assertEqual((ask.date_first, ask.date_last), (date(2026, 2, 15), date(2026, 3, 14)))
        ask.action_earlier()
        ask.action_earlier()
        self.assertEqual((ask.date_first, ask.date_last), (date(2025, 12, 15), date(2026, 1, 14)))

    def test_any_two_days_are_asked_for_in_their_order(self):
        days = {"period": "days", "date_first": "2026-03-01", "date_last": "2026-03-10"}
        ask = self.ask(**days)
        self.assertEqual((ask.date_first, ask.date_last), (date(2026, 3, 1), date(2026, 3, 10)))
        ask.action_later()
        self.assertEqual((ask.date_first, ask.date_last), (date(2026, 3, 11), date(2026, 3, 20)))
        with self.assertRaisesRegex(UserError, "begins after it ends"):
            self.ask(**{**days, "date_last": "2026-02-01"})

    def test_a_period_that_has_not_ended_says_so_on_page_sheet_and_paper(self):
        today = self.env["directive.settings"]._today()
        for last, says_so in ((today, False), (today + timedelta(1), True)):
            ask = self.ask(period="days", date_first=today - timedelta(30), date_last=last)
            words = ask._outlook_in_words()
            self.assertEqual(bool(words), says_so)
            texts = (ask.content["note"], "\n".join(ask._lines()), "\n".join(ask._sentences()))
            for sentence in words:
                self.assertTrue(all(sentence in text for text in texts))

    def test_a_column_that_counts_no_tasks_opens_none(self):
        with self.assertRaisesRegex(UserError, "counts no tasks"):
            self.ask().action_open_cell("17")
