from datetime import date

from odoo.tests import HttpCase, tagged

from ..common import DirectiveCase
from ..screens import AtADesk, OnATelephone


class OfficeAtWork:
    """Rows pasted into an import, and results accepted one after the other."""

    allow_inherited_tests_method = True

    def test_rows_copied_in_word_and_as_text_are_pasted(self):
        self.start_tour("/odoo/import-appendix", "directive_paste_rows", login="test_office")
        wizard = self.env["directive.import"].search([], order="id desc", limit=1)
        self.assertEqual(
            wizard.line_ids.mapped("name"), ["Việc dán từ Word", "Việc thứ hai", "Việc dán sau"]
        )
        self.assertEqual(wizard.line_ids[1].lead_agency_ids, self.agency_a)

    def test_one_press_accepts_and_opens_the_next_result_of_the_list(self):
        wanted = (
            ("Kết quả một", "reported"),
            ("Chưa báo cáo", "assigned"),
            ("Kết quả ba", "reported"),
        )
        tasks = self.env["directive.task"]
        for day, (name, state) in enumerate(wanted, 1):  # in the list's order, by deadline
            tasks |= self.make_task(name=name, state=state, deadline=date(2030, 1, day))
        self.start_tour("/odoo/directive-tasks", "directive_accept_next", login="test_office")
        self.assertEqual((tasks - tasks[1]).mapped("state"), ["done", "done"])
        self.assertEqual(tasks[1].state, "assigned")


@tagged("post_install", "-at_install")
class TestOfficeAtADesk(AtADesk, OfficeAtWork, HttpCase, DirectiveCase):
    def test_nothing_in_the_own_menu_leads_to_the_maker_of_odoo(self):
        self.start_tour("/odoo", "directive_user_menu", login="test_office")

    def test_a_printed_list_holds_all_its_rows(self):
        directive = self.make_directive()
        for number in range(90):
            self.make_task(name=f"Task {number}", directive_id=directive.id)
        url = "/odoo/directive-tasks"
        self.start_tour(url, "directive_print_list", login="test_office")


@tagged("post_install", "-at_install")
class TestOfficeOnATelephone(OnATelephone, OfficeAtWork, HttpCase, DirectiveCase):
    pass
