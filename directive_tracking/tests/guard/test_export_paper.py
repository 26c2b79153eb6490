import json
from datetime import timedelta
from io import BytesIO
from urllib.parse import unquote

from openpyxl import load_workbook

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..common import DirectiveCase

FIELDS = ("number", "name", "lead_agency_id", "date_deadline")


@tagged("post_install", "-at_install")
class TestExportPaper(HttpCase, DirectiveCase):
    """Exports are ready for a meeting: with their name, their day and only permitted data."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        today = cls.env["directive.settings"]._today()
        cls.directive = cls.make_directive()
        for lead in (cls.agency_a, cls.agency_b):
            cls.make_task(
                lead,
                name=f"Report of {lead.name}",
                deadline=today - timedelta(days=3),
                directive_id=cls.directive.id,
            )
        cls.domain = [("directive_id", "=", cls.directive.id)]
        for user in (cls.office_user, cls.leader_user, cls.user_a):
            user.password = user.login * 2

    def setUp(self):
        super().setUp()
        self.day = self.env["directive.settings"]._today()

    def ask(self, user, path="office-overdue", model="directive.task", kind="xlsx", **asked):
        self.authenticate(user.login, user.login * 2)
        data = {
            "model": model,
            "fields": [
                {
                    "name": name,
                    "label": f"Label of {name}",
                    "type": self.env[model]._fields[name].type,
                }
                for name in FIELDS
            ],
            "ids": False,
            "domain": self.domain,
            "groupby": [],
            "import_compat": False,
            "context": {},
            **asked,
        }
        return self.url_open(
            f"/web/export/{kind}",
            data={"data": json.dumps(data), "csrf_token": http.Request.csrf_token(self)},
            headers={"Referer": f"{self.base_url()}/odoo/{path}"},
        )

    def sheet(self, answer):
        self.assertEqual(answer.status_code, 200)
        return load_workbook(BytesIO(answer.content)).active

    def name_of(self, answer):
        return unquote(answer.headers["Content-Disposition"])

    def test_the_file_bears_the_name_of_the_list_and_the_day(self):
        action = self.env.ref("directive_tracking.directive_task_action_office_overdue")
        action.name = "Nhiệm vụ quá hạn"
        answer = self.ask(self.office_user)
        self.assertIn(f"Nhiem-vu-qua-han_{self.day}.xlsx", self.name_of(answer))
        sheet = self.sheet(answer)
        self.assertEqual(sheet["A1"].value, "Nhiệm vụ quá hạn")
        self.assertIn(f"{self.day:%d/%m/%Y}", sheet["A2"].value)
        self.assertIn(self.env.company.name, sheet["A2"].value)

    def test_rows_stand_below_their_labels_and_are_ready_to_print(self):
        sheet = self.sheet(self.ask(self.office_user))
        rows = list(sheet.iter_rows(min_row=4, values_only=True))
        self.assertEqual(rows[0], tuple(f"Label of {name}" for name in FIELDS))
        self.assertEqual(
            {row[1] for row in rows[1:]}, {"Report of Department A", "Report of Department B"}
        )
        self.assertEqual(sheet["D5"].number_format, "dd/mm/yyyy")
        self.assertEqual(sheet.page_setup.orientation, "landscape")
        self.assertEqual(sheet.print_title_rows, "$4:$4")
        self.assertEqual(sheet.freeze_panes, "A5")

    def test_grouped_rows_stand_below_their_labels_too(self):
        sheet = self.sheet(self.ask(self.office_user, groupby=["lead_agency_id"]))
        values = [row[0] for row in sheet.iter_rows(min_row=4, values_only=True)]
        self.assertEqual(values[0], "Label of number")
        self.assertIn("Department A (1)", values)

    def test_formulas_stay_text_below_a_title(self):
        self.make_task(name="=1+1", directive_id=self.directive.id)
        sheet = self.sheet(self.ask(self.office_user))
        cells = [row[1] for row in sheet.iter_rows(min_row=5)]
        [cell] = [cell for cell in cells if "1+1" in str(cell.value)]
        self.assertEqual(cell.data_type, "s")

    def test_what_is_to_be_imported_again_keeps_its_form(self):
        sheet = self.sheet(self.ask(self.office_user, import_compat=True))
        self.assertEqual(sheet["A1"].value, "number")

    def test_a_list_opened_by_its_number_or_from_nowhere_has_a_name(self):
        action = self.env.ref("directive_tracking.directive_task_action_leader_overdue")
        action.name = "Việc trễ"
        answer = self.ask(self.leader_user, path=f"action-{action.id}")
        self.assertIn("Viec-tre_", self.name_of(answer))
        model = self.env["ir.model"]._get("directive.task").name.replace(" ", "-")
        for path in ("", "no-such-path", "directives/3"):
            self.assertIn(
                model.lower(), self.name_of(self.ask(self.leader_user, path=path)).lower()
            )
        self.assertIn(".csv", self.name_of(self.ask(self.leader_user, kind="csv")))

    def test_office_and_leaders_export_by_their_role_alone(self):
        right = self.env.ref("base.group_allow_export")
        for user in (self.office_user, self.leader_user, self.user_a):
            user.group_ids -= right
        self.assertTrue(self.office_user.has_group("base.group_allow_export"))
        self.assertTrue(self.leader_user.has_group("base.group_allow_export"))
        self.assertFalse(self.user_a.has_group("base.group_allow_export"))
        with mute_logger("odoo.addons.web.controllers.export", "odoo.http"):
            self.assertNotEqual(self.ask(self.user_a).status_code, 200)

    def test_an_agency_given_the_right_exports_what_it_sees(self):
        sheet = self.sheet(self.ask(self.user_a, path="my-agency-overdue"))
        names = [row[1] for row in sheet.iter_rows(min_row=5, values_only=True)]
        self.assertEqual(names, ["Report of Department A"])

    def test_a_table_of_figures_bears_its_name_too(self):
        self.authenticate(self.leader_user.login, self.leader_user.login * 2)
        table = {
            "title": "Figures",
            "model": "directive.statistics",
            "measure_count": 1,
            "origin_count": 1,
            "col_group_headers": [],
            "measure_headers": [],
            "rows": [],
        }
        answer = self.url_open(
            "/web/pivot/export_xlsx",
            data={"csrf_token": http.Request.csrf_token(self)},
            files={"data": ("data", json.dumps(table))},
            headers={"Referer": f"{self.base_url()}/odoo/directive-figures"},
        )
        self.assertIn(f"Figures_{self.day}.xlsx", self.name_of(answer))
