from odoo.tests import tagged

from .matrix import table
from .matrix.province import MatrixCase


@tagged("post_install", "-at_install")
class TestMatrixAccess(MatrixCase):
    def test_every_model_has_a_record(self):
        made = {name.partition(":")[0] for name in self.records}
        self.assertEqual(set(table.models(self.env)) - made, set())
        empty = [name for name, record in self.records.items() if len(record) != 1]
        self.assertEqual(empty, [])
