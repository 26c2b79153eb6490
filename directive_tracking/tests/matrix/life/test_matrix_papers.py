import io

from openpyxl import load_workbook

from odoo.exceptions import UserError
from odoo.models import MAGIC_COLUMNS
from odoo.tests import tagged
from odoo.tools import mute_logger

from ....tools.text import fold
from ..province import MatrixCase
from ..test_matrix_access import QUIET
from ..test_matrix_methods import STRANGERS


@tagged("post_install", "-at_install")
class TestMatrixPapers(MatrixCase):
    """Nobody prints a paper in the name of an agency that is not theirs."""

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*QUIET))

    def asked(self):
        """Yield the name and the record of each form that prints what it is asked for."""
        for name, record in self.records.items():
            if record._transient and hasattr(record, "_paper_file"):
                yield name, record

    def test_a_form_that_asks_for_another_agency_prints_nothing_of_it(self):
        tried = 0
        for name, record in self.asked():
            values = self.typed(record)
            for role in STRANGERS:
                mine = self.as_role(record.browse(), role)
                if not mine.has_access("create"):
                    continue
                tried += 1
                with self.subTest(form=name, role=role), self.env.cr.savepoint() as savepoint:
                    found = self.printed(mine, values)
                    savepoint.rollback()
                    self.env.invalidate_all(flush=False)
                    self.assertNotIn(fold(self.agency_a.name), fold(found))
        self.assertTrue(tried or self.addon)

    def typed(self, record):
        """Return the values of ``record`` as somebody else would type them, for agency A."""
        values = {}
        for field in record._fields.values():
            if field.store and field.name not in MAGIC_COLUMNS and field.type != "one2many":
                values[field.name] = field.convert_to_write(record[field.name], record)
        for field in record._fields.values():
            if (
                field.comodel_name == "directive.agency"
                and field.type == "many2one"
                and field.store
            ):
                values[field.name] = self.agency_a.id
        return values

    def printed(self, mine, values):
        """Return what stands on the papers that a stranger gets of such a form, in words."""
        words = []
        for kind in mine._paper_kinds():
            try:
                form = mine.create(values)
                words.append(sheet(form) if kind == "xlsx" else repr(form._paper()))
            except UserError:  # refused, an access error among them
                self.env.invalidate_all(flush=False)
        return " ".join(words)


def sheet(form):
    """Return what stands in the spreadsheet of ``form``."""
    book = load_workbook(io.BytesIO(form._paper_file("xlsx")))
    return " ".join(str(cell) for page in book for row in page.values for cell in row)
