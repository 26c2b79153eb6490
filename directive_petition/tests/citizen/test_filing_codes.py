from odoo.tests import tagged

from ...models.citizen import petition_filing as module
from .test_citizen_filing import TYPED, FilingCase


@tagged("post_install", "-at_install")
class TestFilingCodes(FilingCase):
    """Changing what was typed spends no code, and a code that cannot be sent is not announced."""

    def keep(self, **typed):
        form = {**TYPED, "agency": str(self.commune_x.id), **typed}
        return self.press("keep", **form)

    def test_the_code_on_its_way_holds_when_only_the_text_changes(self):
        self.begin()
        code = self.last()._code()
        self.keep(content="Đất nhà tôi bị thu hồi, nay xin thêm giấy tờ.")
        self.assertEqual(self.last().code_count, 1)
        self.press("confirm", code=code)
        self.assertEqual(self.last().state, "confirmed")

    def test_a_new_spelling_of_the_address_gets_a_code(self):
        self.begin(email="p.ao@example.com")
        self.keep(email="pao@example.com")
        self.assertEqual(self.last().code_count, 2)

    def test_an_address_after_the_last_code_is_told_that_none_comes(self):
        self.begin()
        for _number in range(1, module.MOST_CODES):
            self.press("again")
        answer = self.keep(email="other@example.com")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("No more codes are sent for this letter", answer.text)
