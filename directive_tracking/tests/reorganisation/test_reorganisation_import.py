import base64
import io
from datetime import date

from openpyxl import Workbook

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ReorganisationCase

HEADER = ("Mã cũ", "Tên cũ", "Mã mới", "Tên mới")


@tagged("post_install", "-at_install")
class TestReorganisationImport(ReorganisationCase):
    """A whole province is reorganised from one list, with a bounded number of queries."""

    def read(self, *rows):
        book = Workbook()
        for row in (HEADER, *rows):
            book.active.append(row)
        stream = io.BytesIO()
        book.save(stream)
        wizard = (
            self.env["directive.reorganisation.import"]
            .with_user(self.admin_user)
            .create(
                {
                    "file": base64.b64encode(stream.getvalue()),
                    "file_name": "units.xlsx",
                    "name": "1672/NQ-UBTVQH15",
                }
            )
        )
        action = wizard.action_import()
        return self.env["directive.reorganisation"].search(action["domain"]).sorted("kind")

    def test_a_list_becomes_drafts_by_kind(self):
        self.commune_x.code = "0001"
        drafts = self.read(
            ("0001", "", "9001", "Commune Z"),
            ("", "WARD Y", "9001", "Commune Z"),
            ("", "Department A", "", "Department of Water"),
        )
        self.assertEqual(drafts.mapped("kind"), ["merge", "rename"])
        self.assertFalse(any(drafts.mapped("problems")))
        for draft in drafts:
            draft.with_user(self.admin_user).action_do()
        heir = self.env["directive.agency"].search([("code", "=", "9001")])
        self.assertEqual(heir.predecessor_ids, self.commune_x | self.commune_y)
        self.assertEqual(self.agency_a.name, "Department of Water")

    def test_a_unit_whose_code_stays_goes_on_under_the_new_name(self):
        self.commune_x.code = "0001"
        (draft,) = self.read(("0001", "", "0001", "Commune Z"), ("", "Ward Y", "0001", "Commune Z"))
        draft.with_user(self.admin_user).action_do()
        self.assertTrue(self.commune_x.active)
        self.assertEqual((self.commune_x.name, self.commune_x.code), ("Commune Z", "0001"))
        self.assertEqual(self.commune_y.successor_ids, self.commune_x)

    def test_an_unknown_unit_refuses_the_list_and_names_the_row(self):
        with self.assertRaisesRegex(UserError, r"3 \(Nowhere\)"):
            self.read(("", "Ward Y", "9", "Z"), ("", "Nowhere", "9", "Z"))
        self.assertFalse(self.env["directive.reorganisation"].search([]))

    def test_the_number_of_queries_does_not_grow_with_the_rows(self):
        costs = [self.queries_of(count) for count in (10, 40)]
        # Odoo creates and reads in portions; row by row it would be four times as many.
        self.assertLess(costs[1], costs[0] * 1.5, costs)

    def queries_of(self, count):
        names = [f"Old {count}/{number}" for number in range(count)]
        agencies = self.env["directive.agency"].create(
            [{"name": name, "kind": "commune"} for name in names]
        )
        for number, agency in enumerate(agencies):
            self.make_member(f"m{count}x{number}", agency)
        order = self.make_directive(date_issued=date(2026, 1, 5))
        tasks = [
            self.make_task(agency, state="draft", directive_id=order.id) for agency in agencies
        ]
        tasks[0].union(*tasks).with_user(self.office_user).action_assign()
        rows = [("", name, "", f"New {count}/{number // 4}") for number, name in enumerate(names)]
        self.begin_request()
        before = self.env.cr.sql_log_count
        for draft in self.read(*rows):
            draft.with_user(self.admin_user).action_do()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before
