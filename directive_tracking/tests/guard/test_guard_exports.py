import io
import json

from openpyxl import load_workbook

from odoo import http
from odoo.tests import tagged

from ..access.test_access_rpc import TestAccessFiles as Files

SIGNS = "=+-@\t\n\uff1d\uff0b\uff0d\uff20"
FORMULA = "cmd|' /C calc'!A0"


@tagged("post_install", "-at_install")
class TestGuardExports(Files):
    """Whatever people type, a spreadsheet shows it and calculates none of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.task = cls.make_task(state="draft")  # its text can still be changed
        cls.directive = cls.task.directive_id

    def texts(self):
        for sign in SIGNS:
            for before in ("", " ", "\u200b"):
                yield before + sign + FORMULA
        yield from ("{=1+1}", "external:x", "file:///x")

    def export(self, kind, model="directive.task", fields=("name",), groupby=(), label=None):
        data = {
            "model": model,
            "ids": False,
            "domain": [["directive_id", "=", self.directive.id]],
            "groupby": groupby,
            "import_compat": False,
            "fields": [{"name": name, "label": label or name, "type": "char"} for name in fields],
        }
        form = {"data": json.dumps(data), "csrf_token": http.Request.csrf_token(self)}
        return self.url_open(f"/web/export/{kind}", data=form)

    def assert_plain(self, kind, **options):
        """Check that no cell begins as a formula does; return the cells."""
        cells = self.exported_cells(kind, **options)
        self.assertTrue(cells)
        for cell in filter(lambda cell: isinstance(cell, str), cells):
            bare = cell.lstrip(" \u200b")
            self.assertFalse(bare.startswith((*SIGNS, "{=", "external:", "file:")), cell)
        return cells

    def test_in_cells_labels_and_names_of_groups(self):
        self.log_in(self.office_user)
        for text in self.texts():
            self.task.write({"product": text})
            agency = self.task.lead_agency_id
            agency.write({"name": text, "short_name": False})
            for kind, groupby in (
                ("csv", ()),
                ("xlsx", ()),
                ("xlsx", ("product",)),
                ("xlsx", ("lead_agency_id",)),
            ):
                with self.subTest(text=text, kind=kind, groupby=groupby):
                    fields = ("product", "lead_agency_id/name")
                    cells = self.assert_plain(kind, fields=fields, groupby=groupby, label=text)
                    self.assertTrue(
                        [cell for cell in cells if FORMULA in str(cell)] or FORMULA not in text
                    )

    def test_no_cell_is_a_formula_to_the_program(self):
        self.log_in(self.office_user)
        self.task.product = "=1+1"
        content = self.export("xlsx", fields=("product",), label="=2+2").content
        kinds = {
            cell.data_type for row in load_workbook(io.BytesIO(content)).active for cell in row
        }
        self.assertNotIn("f", kinds)

    def test_numbers_stay_numbers(self):
        self.log_in(self.office_user)
        self.assertIn(self.task.progress, self.exported_cells("xlsx", fields=("progress",)))
