import base64
from datetime import date
from unittest.mock import patch

from odoo.exceptions import LockError, UserError

from ..import_common import ImportCase


class TestImportEdges(ImportCase):
    """Actions that a clerk takes twice: choosing a file, pressing a button."""

    def test_the_header_of_a_file_replaced_by_another_does_not_stay(self):
        wizard = self.read(["1", "Phân bổ vốn", "Sở Tài chính", "", "", ""])
        text = base64.b64decode(wizard.with_context(bin_size=False).file).decode()
        other = text.replace("128/QĐ-UBND ngày 05/01/2026", "256/QĐ-UBND ngày 09/02/2026")
        wizard.file = base64.b64encode(other.encode())
        wizard.action_read()
        self.assertEqual(wizard.number, "256/QĐ-UBND")
        self.assertEqual(wizard.date_issued, date(2026, 2, 9))

    def test_a_second_click_on_confirm_is_answered_with_a_sentence(self):
        wizard = self.read(["1", "Phân bổ vốn", "Sở Tài chính", "", "", ""])
        lock = patch.object(self.registry["directive.import"], "lock_for_update")
        with lock as held, self.assertRaisesRegex(UserError, "being confirmed"):
            held.side_effect = LockError("held by the first click")
            wizard.action_confirm()
