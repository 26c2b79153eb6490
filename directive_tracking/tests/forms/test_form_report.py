import base64
import io
from datetime import date
from unittest.mock import patch

from docx import Document
from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import DirectiveCase
from .common import FormCase
from .test_form_sheet import cells_of

MONDAY, NEXT, LATER = "2026-03-02 03:00:00", "2026-03-09 03:00:00", "2026-03-30 03:00:00"


class ReportCase(FormCase, DirectiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rows = cls.random_rows(cls, [cls.agency_a, cls.agency_b])
        cls.all_ = {name: sum(row[name] or 0 for row in cls.rows.values()) for name in ("1", "12")}

    def report(self, user=None, **vals):
        vals = {
            "name": "on the tasks of February",
            "form_id": self.env.ref("directive_tracking.directive_form_01_nv").id,
            "day": "2026-02-14",
            "recipient_ids": [(6, 0, self.leader_user.ids)],
            **vals,
        }
        with self.figures(self.rows):
            report = self.env["directive.form.report"].with_user(user or self.office_user)
            return report.create(vals)

    def release(self, report, user=None):
        with self.figures(self.rows):
            return report.with_user(user or self.office_user).action_release()

    def notices(self, report):
        notices = self.env["directive.notice"].search(
            [("res_model", "=", report._name), ("res_id", "in", report.ids)]
        )
        return [(one.event, one.delivery_ids.user_id) for one in notices]


@tagged("post_install", "-at_install")
class TestFormReport(ReportCase):
    """A draft is the Office's; released, it is evidence and told to those chosen."""

    def test_a_draft_says_the_figures_in_sentences(self):
        text = self.report().text
        self.assertIn(f"to be carried out: {self.all_['1']}", text)
        self.assertIn(f"overdue: {self.all_['12']}", text)
        self.assertIn("Department A", text)

    def test_a_draft_is_told_to_nobody_and_seen_by_no_leader(self):
        report = self.report()
        self.assertFalse(self.notices(report))
        with self.assertRaises(AccessError):
            report.with_user(self.leader_user).read(["text"])

    def test_a_released_report_is_told_to_those_chosen_and_seen_by_leaders(self):
        report = self.report()
        self.release(report)
        self.assertEqual(self.notices(report), [("report_released", self.leader_user)])
        self.assertTrue(report.with_user(self.leader_user).read(["text"]))

    def test_a_released_report_keeps_its_files_whatever_the_figures_say_later(self):
        report = self.report()
        self.release(report)
        kept = {kind: report._paper_file(kind) for kind in ("docx", "xlsx")}
        with self.figures(self.random_rows([self.agency_a], seed=9)):
            self.assertEqual(kept, {kind: report._paper_file(kind) for kind in kept})
        self.assertEqual(
            base64.b64decode(report.sudo().with_context(bin_size=False).docx_file), kept["docx"]
        )

    def test_a_released_report_is_not_changed_deleted_or_released_again(self):
        report = self.report()
        self.release(report)
        for act in (
            lambda: report.sudo().write({"text": "Nothing is late"}),
            lambda: report.sudo().unlink(),
            lambda: self.release(report),
        ):
            with self.assertRaisesRegex(UserError, "has been released"), self.env.cr.savepoint():
                act()

    def test_nobody_writes_a_release(self):
        report = self.report()
        with self.assertRaisesRegex(UserError, "not written directly"):
            report.write({"state": "released"})
        forged = self.report(state="released", released_by_id=self.leader_user.id)
        self.assertEqual((forged.state, forged.released_by_id.ids), ("draft", []))

    def test_only_the_office_drafts_and_releases(self):
        report = self.report()
        for user in (self.leader_user, self.head_a, self.admin_user):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self.release(report, user)
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self.report(user)

    def test_only_those_who_may_read_reports_are_told(self):
        with self.assertRaisesRegex(UserError, "neither of the Office nor a leader"):
            self.report(recipient_ids=[(6, 0, self.head_a.ids)])

    def test_its_annex_is_the_form_with_its_heading_codes_and_total(self):
        report = self.report(
            number="125/BC-VPUBND", posts="CHÁNH VĂN PHÒNG", signed_by="Nguyễn Văn An"
        )
        with self.figures(self.rows):
            data = report._paper_file("docx")
            answer = report._answer()
        document = Document(io.BytesIO(data))
        texts = "\n".join(one.text for one in document.element.body.iter() if one.text)
        for words in ("125/BC-VPUBND", "CHÁNH VĂN PHÒNG", "Nguyễn Văn An", report.text[:40]):
            self.assertIn(words, texts)
        last = document.tables[-1].rows[-1]
        cells = [cell.text for cell in last.cells][2:]
        wanted = [
            report._in_words(one, answer.total.values.get(one.code)) for one in answer.columns
        ]
        self.assertEqual(cells, wanted)

    def test_a_report_without_a_number_has_its_symbol_and_its_annex_names_it(self):
        report = self.report(name="tasks of a week")
        with self.figures(self.rows):
            document = Document(io.BytesIO(report._paper_file("docx")))
            lines = [*cells_of(report._paper_file("xlsx")).values()]
        texts = {one.text for one in document.element.body.iter() if one.text}
        self.assertIn("Số:       /BC-VPUBND", texts)
        self.assertIn("Tasks of a week", texts)
        belongs = [one for one in texts if "With report no.       /BC-VPUBND" in one]
        self.assertEqual(len(belongs), 1)
        self.assertIn(belongs[0], lines)
        heading = self.env["directive.settings"]._heading()
        self.assertIn(f"{heading['above']} - {heading['issuer']}", lines)

    def test_the_form_becomes_a_report_by_a_button(self):
        ask = self.ask(starred="only")
        with self.figures(self.rows):
            action = ask.action_report()
        report = self.env["directive.form.report"].browse(action["res_id"])
        self.assertEqual((report.starred, report.date_last), ("only", ask.date_last))
        self.assertEqual(report.user_id, self.office_user)


@tagged("post_install", "-at_install")
class TestFormSchedule(ReportCase):
    """A report is drafted once for each period that has ended, and waits for its specialist."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(MONDAY):
            cls.schedule = cls.env["directive.form.schedule"].with_user(cls.office_user).create(
                {
                    "name": "Weekly report",
                    "form_id": cls.env.ref("directive_tracking.directive_form_01_nv").id,
                    "period": "week",
                    "recipient_ids": [(6, 0, cls.leader_user.ids)],
                }
            )  # fmt: skip

    def draft(self, moment):
        """Run the scheduled action, which cannot commit inside a test; return all reports."""
        Cron = type(self.env["ir.cron"])
        with (
            freeze_time(moment),
            self.figures(self.rows),
            patch.object(Cron, "_commit_progress", return_value=60),
        ):
            self.env["directive.form.schedule"]._cron_draft()
        return self.schedule._reports().sorted("date_last")

    def test_nothing_is_owed_for_the_time_before(self):
        self.assertFalse(self.draft(MONDAY))
        self.assertFalse(self.draft("2026-03-08 16:59:00"))  # a minute before the Monday there

    def test_it_is_drafted_on_the_day_after_its_period_and_once(self):
        report = self.draft("2026-03-08 17:00:00")
        self.assertEqual(
            (report.date_first, report.date_last), (date(2026, 3, 2), date(2026, 3, 8))
        )
        self.assertEqual(self.draft(NEXT), report)

    def test_it_waits_for_its_specialist_and_is_sent_to_nobody(self):
        report = self.draft(NEXT)
        self.assertEqual((report.state, report.user_id), ("draft", self.office_user))
        self.assertEqual(self.notices(report), [("report_drafted", self.office_user)])

    def test_after_an_outage_each_period_is_drafted_once(self):
        reports = self.draft(LATER)
        days = [date(2026, 3, day) for day in (8, 15, 22, 29)]
        self.assertEqual(reports.mapped("date_last"), days)
        self.assertEqual(self.draft(LATER), reports)

    def test_a_schedule_that_fails_does_not_stop_the_others(self):
        other = self.schedule.copy({"name": "Another", "sequence": 1})
        with freeze_time(MONDAY):
            other._begin_now()
        draft = type(self.schedule)._draft

        def fails(this, *days):
            if this.id == other.id:
                raise ValueError
            return draft(this, *days)

        with (
            mute_logger("odoo.addons.directive_tracking.models.forms.directive_form_schedule"),
            patch.object(type(self.schedule), "_draft", fails),
        ):
            self.assertTrue(self.draft(NEXT))
        self.assertFalse(other._reports())

    def test_what_was_drafted_is_said_by_the_system_alone(self):
        with self.assertRaisesRegex(UserError, "by the system alone"):
            self.schedule.write({"date_last": "2026-01-01"})

    def test_its_specialist_is_of_the_office(self):
        with self.assertRaisesRegex(UserError, "not an Office specialist"):
            self.schedule.write({"user_id": self.leader_user.id})


@tagged("post_install", "-at_install")
class TestFormFile(ReportCase):
    """A long spreadsheet is written in the background, for its asker alone."""

    def begin(self):
        """Ask for a spreadsheet as if it were long."""
        ask = self.ask()
        source = type(self.env["directive.form.source.figures"])
        with self.figures(self.rows), patch.object(source, "_row_count", return_value=50_000):
            action = ask.action_download_xlsx()
        return self.env["directive.form.file"].browse(action["res_id"])

    def write_all(self, rows):
        Cron = type(self.env["ir.cron"])
        with self.figures(rows), patch.object(Cron, "_commit_progress", return_value=60):
            self.env["directive.form.file"]._cron_write()

    def test_it_is_written_for_its_asker_alone(self):
        file = self.begin()
        self.assertEqual((file.state, file.user_id), ("running", self.office_user))
        self.write_all(self.rows)
        self.assertEqual((file.state, file.percent), ("done", 100))
        data = base64.b64decode(file.with_user(self.office_user).with_context(bin_size=False).file)
        names = [
            row[1] for row in load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
        ]
        self.assertIn("Department A", names)
        for user in (self.leader_user, self.user_a, self.admin_user):
            with self.assertRaises(AccessError):
                file.with_user(user).read(["file"])
        other = self.make_user("test_office_two", "office")
        attachment = self.env["ir.attachment"].search(
            [("res_model", "=", file._name), ("res_id", "=", file.id), ("res_field", "=", "file")]
        )
        with self.assertRaises(AccessError):
            attachment.with_user(other).read(["datas"])

    def test_nobody_writes_one(self):
        file = self.begin()
        for user in (self.office_user, self.env.user):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                file.with_user(user).write({"file": base64.b64encode(b"forged")})
        with self.assertRaises(UserError), self.env.cr.savepoint():
            file.with_user(self.office_user).copy()

    @mute_logger("odoo.addons.directive_tracking.models.forms.directive_form_file")
    def test_one_that_cannot_be_written_says_so(self):
        file = self.begin()
        with patch.object(self.env.cr, "rollback"):
            self.write_all({self.agency_a.id: None})
        self.assertEqual(file.state, "failed")
