from odoo.tests import tagged

from ..inquiry_common import InquiryCase

MOST = 25  # queries of a step
QUESTIONS = [{"name": "One?"}, {"name": "Two?"}, {"name": "Three?", "is_required": False}]


@tagged("post_install", "-at_install")
class TestInquirySpeed(InquiryCase):
    """Steps cost the same few queries, however many agencies are asked."""

    def cost_of_asking(self, agencies, name):
        draft = self.draft(QUESTIONS, agencies, name=name, despite_note="A test")
        return self.queries_of(draft.action_issue)

    def test_asking_many_costs_hardly_more_than_asking_two(self):
        two = self.agency_a | self.agency_b
        many = two | self.commune_x | self.commune_y | self.agency_below
        many |= many.union(*(self.make_agency(f"Commune {place}") for place in range(10)))
        self.cost_of_asking(two, "Fills Odoo's caches")
        cost = self.cost_of_asking(two, "Two")
        more = self.cost_of_asking(many, "Many") - cost
        self.assertLess(more, len(many) - len(two), "Less than one for each further agency.")

    def test_a_report_is_submitted_with_few_queries(self):
        for name in ("Fills Odoo's caches", "Counted"):
            opened = self.ask(QUESTIONS, self.agency_a, name=name, despite_note="A test")
            mine = self.answer_of(self.agency_a, opened, self.user_a)
            self.fill(mine, "1", "2", "3")
            cost = self.queries_of(mine.action_submit)
        self.assertLessEqual(cost, MOST)
