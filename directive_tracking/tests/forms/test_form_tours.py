from datetime import datetime

from odoo.tests import HttpCase, tagged

from ...tools.forms.periods import last_ended
from ..common import DirectiveCase
from ..screens import AtADesk, OnATelephone


class FormTour:
    """A specialist fills in a form, opens a number, and releases a report made of it."""

    allow_inherited_tests_method = True

    def test_a_specialist_opens_a_number_and_releases_a_report_of_the_form(self):
        task = self.make_task(name="Việc của biểu mẫu")
        self.put_into_the_last_period(task)
        self.start_tour("/odoo/official-forms/new", "directive_forms", login="test_office")
        report = self.env["directive.form.report"].search([], order="id desc", limit=1)
        self.assertEqual((report.state, report.user_id), ("released", self.office_user))

    def put_into_the_last_period(self, task):
        """Let the task have been assigned in the month for which forms are asked first."""
        first, _last = last_ended("month", self.env["directive.settings"]._today())
        self.env.flush_all()
        moment = datetime(first.year, first.month, first.day, 9)
        self.env.cr.execute(
            "UPDATE directive_transition SET date = %s WHERE task_id = %s", [moment, task.id]
        )
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestFormsAtADesk(AtADesk, FormTour, HttpCase, DirectiveCase):
    pass


@tagged("post_install", "-at_install")
class TestFormsOnATelephone(OnATelephone, FormTour, HttpCase, DirectiveCase):
    pass
