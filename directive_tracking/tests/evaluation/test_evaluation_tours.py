from datetime import timedelta

from odoo.tests import HttpCase, tagged

from ...tools.periods import period_bounds
from ..common import DirectiveCase
from ..evaluation_common import DatedBack
from ..screens import AtADesk, OnATelephone


class EvaluationTours(DatedBack):
    """The Office closes the month, and an agency objects to its score."""

    allow_inherited_tests_method = True

    def finish_last_month(self, lead):
        """Return a task that ``lead`` completed on time in the last report month."""
        begun = period_bounds("month", self.env["directive.settings"]._today())[0]
        first, _last = period_bounds("month", begun - timedelta(days=1))
        days = {"assign": 0, "receive": 1, "report_completion": 10, "accept": 20}
        task = self.make_task(lead, state="done", deadline=first + timedelta(days=15))
        steps = {verb: f"{first + timedelta(days=day)} 03:00:00" for verb, day in days.items()}
        self.date_back(task, steps)
        return task

    def test_the_office_closes_a_month_and_an_agency_objects(self):
        for _number in range(6):
            self.finish_last_month(self.agency_a)
        self.start_tour("/odoo/closed-periods", "directive_period_closed", login="test_office")
        period = self.env["directive.period"].search([], limit=1)
        self.assertEqual(period.user_id, self.office_user)
        score = period.score_ids.filtered(lambda one: one.agency_id == self.agency_a)
        url = f"/odoo/agency-scores/{score.id}"
        self.start_tour(url, "directive_score_objected", login="test_a")
        self.assertEqual(score.objection_ids.reason, "Báo cáo gửi đúng hạn")


@tagged("post_install", "-at_install")
class TestEvaluationAtADesk(AtADesk, EvaluationTours, HttpCase, DirectiveCase):
    pass


@tagged("post_install", "-at_install")
class TestEvaluationOnATelephone(OnATelephone, EvaluationTours, HttpCase, DirectiveCase):
    pass
