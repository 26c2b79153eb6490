import io
from datetime import date

import openpyxl

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..petition_common import PetitionCase


@tagged("post_install", "-at_install")
class TestPetitionFigures(PetitionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.complaint = cls.make_matter(cls.make_letter(date_received=date(2026, 11, 2)), "decided")
        cls.guided = cls.make_matter(cls.make_letter(date_received=date(2026, 11, 3)), "guided")
        cls.denunciation = cls.make_matter(
            cls.make_letter(date_received=date(2026, 10, 5)), kind="denunciation", subject_id=False
        )
        cls.other = cls.make_matter(cls.make_letter(cls.staff_x), "accepted")
        cls.leader = cls.make_user("test_figures_leader", "leader")

    def ask(self, code, user, first=date(2026, 11, 1), last=date(2026, 12, 31)):
        form = self.env["directive.form"].search([("code", "=", code)])
        values = {"form_id": form.id, "period": "days", "date_first": first, "date_last": last}
        return self.env["directive.form.ask"].with_user(user).create(values)

    def values(self, code, user, row=None, **days):
        """Return ``{code: number}`` of the row of an agency, or of all."""
        answer = self.ask(code, user, **days)._answer()
        if row is None:
            return answer.total.values
        return next(one.values for one in answer.rows if one.key == row.id)

    def test_a_leader_reads_the_figures_of_every_agency(self):
        rows = list(self.ask("01/XLD", self.leader)._answer().rows)
        self.assertEqual({one.key for one in rows}, {self.agency_office.id, self.commune_x.id})
        self.assertEqual(self.values("01/XLD", self.leader)["1"], 4)

    def test_the_manager_of_the_office_too(self):
        self.assertEqual(self.values("01/XLD", self.manager)["1"], 4)

    def test_a_commune_reads_its_own_alone(self):
        rows = list(self.ask("01/XLD", self.staff_x)._answer().rows)
        self.assertEqual([one.key for one in rows], [self.commune_x.id])

    def test_letters_and_what_became_of_them(self):
        found = self.values("01/XLD", self.leader, self.agency_office)
        wanted = {"1": 3, "2": 1, "3": 2, "4": 2, "5": 1, "6": 2, "8": 2, "14": 1, "19": 1}
        self.assertEqual({one: found[one] for one in wanted}, wanted)

    def test_how_complaints_were_settled(self):
        self.complaint.with_user(self.manager).write({"state_money": 12.5, "person_count": 3})
        found = self.values("01/KQGQ", self.leader, self.agency_office)
        wanted = {"1": 1, "4": 1, "5": 1, "7": 12.5, "14": 3, "20": 1, "25": 1, "26": 0}
        self.assertEqual({one: found[one] for one in wanted}, wanted)

    def test_every_form_can_be_asked_for_and_says_no_problem(self):
        forms = self.env["directive.form"].search([("source", "=", "petitions")])
        self.assertEqual(len(forms), 13)
        for form in forms:
            with self.subTest(form.code):
                content = self.ask(form.code, self.leader).content
                self.assertFalse(content["problems"])
                self.assertTrue(content["rows"] or form.code.endswith(("TCD", "QH")))

    def test_the_spreadsheet_holds_live_formulas(self):
        data = self.ask("01/XLD", self.leader)._sheet_file()
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        formulas = [
            cell.value for row in sheet for cell in row if str(cell.value or "").startswith("=")
        ]
        self.assertTrue(formulas)

    def test_what_is_overdue_is_counted_and_listed(self):
        """The denunciation of 5 October was to be taken up in 7 working days: 14 October."""
        found = self.values("01/QH", self.leader, self.agency_office)
        self.assertEqual(
            {one: found[one] for one in "1234567"},
            {"1": 1, "2": 0, "3": 0, "4": 1, "5": 0, "6": 1, "7": 0},
        )
        ask = self.ask("02/QH", self.manager)
        rows = list(ask._answer().rows)
        self.assertEqual([row.key for row in rows], self.denunciation.ids)
        self.assertEqual(rows[0].values["8"], date(2026, 10, 14))
        self.assertEqual(rows[0].values["9"], 48)  # of 1 December
        self.assertFalse(list(self.ask("02/QH", self.staff_x)._answer().rows))
        self.assertEqual(
            self.ask("01/QH", self.leader)._tasks_behind("4", None, True), self.denunciation
        )

    def test_the_overdue_forms_are_spreadsheets_like_the_others(self):
        data = self.ask("01/QH", self.leader)._sheet_file()
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        cells = [str(cell.value or "") for row in sheet for cell in row]
        self.assertTrue([one for one in cells if one.startswith("=")])
        self.assertEqual(sheet.page_setup.orientation, "landscape")
        self.assertTrue(sheet.print_title_rows)
        listed = self.ask("02/QH", self.manager)._sheet_file()
        texts = [
            str(cell.value)
            for row in openpyxl.load_workbook(io.BytesIO(listed)).active
            for cell in row
        ]
        self.assertIn(self.denunciation.number, texts)

    def test_a_matter_done_since_was_overdue_on_the_day_asked_about(self):
        self.denunciation.with_user(self.manager)._take_step(
            "classify", self.step_values("classify")
        )
        self.denunciation.with_user(self.manager)._take_step("file", self.step_values("file"))
        # Those decided and guided on 1 December were overdue on the day before as well.
        before = self.values("01/QH", self.leader, last=date(2026, 11, 30))
        self.assertEqual((before["1"], before["5"], before["6"]), (3, 2, 1))
        self.assertEqual(self.values("01/QH", self.leader)["1"], 0)

    def test_a_number_opens_the_matters_that_its_reader_may_read(self):
        ask = self.ask("01/XLD", self.leader)
        found = ask._tasks_behind("6", self.agency_office.id)
        self.assertEqual(found, self.complaint | self.guided)
        # The letters of a commune are counted, not shown.
        self.assertFalse(ask._tasks_behind("3", self.commune_x.id))
        action = ask.action_open_cell("6", self.agency_office.id)
        self.assertEqual(action["res_model"], "petition.matter")

    def test_what_a_number_opens_lists_no_names_and_no_contents(self):
        """The lists hold codes and days: not one field in which a person could be named."""
        for name in ("list", "kanban"):
            view = self.env.ref(f"directive_petition.petition_matter_view_{name}_figures")
            found = self.env["petition.matter"].get_view(view.id, name)
            shown = set(found["models"]["petition.matter"]) & {
                one.split('"')[0] for one in found["arch"].split('field name="')[1:]
            }
            texts = {"content", "object_text", "letter_id", "person_ids", "step_ids"}
            self.assertFalse(shown & texts)
            types = {self.env["petition.matter"]._fields[one].type for one in shown}
            self.assertFalse(types & {"text", "html", "one2many"})

    def test_clerks_of_tasks_have_no_forms_of_petitions(self):
        clerk = self.make_user("test_figures_clerk", "office")
        forms = self.env["directive.form"].with_user(clerk).search([])
        self.assertNotIn("petitions", forms.mapped("source"))
        with self.assertRaises(AccessError):
            self.ask("01/XLD", clerk)._answer()

    def test_staff_of_petitions_have_no_forms_of_tasks(self):
        forms = self.env["directive.form"].with_user(self.staff).search([])
        self.assertEqual(set(forms.mapped("source")), {"petitions"})

    def test_days_to_settle(self):
        """The average is over those settled: a matter in hand is not settled in no time."""
        matters = self.complaint | self.guided
        matters.flush_recordset()
        self.env.cr.execute(
            "UPDATE petition_matter SET settle_days = 30 WHERE id = %s", [self.complaint.id]
        )
        domain = [("id", "in", matters.ids)]
        [(found,)] = matters._read_group(domain, aggregates=["settle_days:avg"])
        self.assertEqual(found, 30)
