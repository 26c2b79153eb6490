from functools import partial

from odoo.fields import Command
from odoo.tests import tagged

from ...models.seal.petition_letter import SCANNERS
from ...models.seal.petition_seal import FOUND
from .reception_common import ReceptionCase

MOST = 25  # queries of one step, as everywhere in the house
OUTCOMES = ("letter", "linked", "answered", "guided", "refused", "appointed")


@tagged("post_install", "-at_install")
class TestVisitSpeed(ReceptionCase):
    """Each thing a clerk does at the desk costs a few queries, whatever was brought."""

    def values_of(self, kind, outcome):
        return {
            "linked": {"matter_id": self.known[kind].id},
            "answered": {"answer": "Told"},
            "guided": {"guided_to_text": "Another body"},
            "refused": {
                "ground_id": self.env.ref("directive_petition.ground_refuse_reception_3").id
            },
            "appointed": {"date_appointment": "2026-12-07"},
        }.get(outcome, {})

    def queries_of(self, act, is_locked=False):
        for known in (SCANNERS, FOUND):  # as at the beginning of a request
            self.env.cr.precommit.data.pop(known, None)
        return super().queries_of(act, is_locked)

    def costs_of(self, kind, outcome):
        """Yield what each thing done with a visit costs."""
        visit = self.make_visit(kind=kind, content="Xin cấp nước", state="waiting")
        # As the web client asks.
        visit = visit.with_context(allowed_company_ids=self.env.company.ids)
        paper = Command.create({"name": "Đơn", "pages": 2})
        yield "call", self.queries_of(visit.action_call)
        yield "type", self.queries_of(partial(visit.write, {"paper_ids": [paper], "note": "Two"}))
        end = partial(visit._end, outcome, **self.values_of(kind, outcome))
        yield outcome, self.queries_of(end)
        if outcome == "answered":
            yield "reopen", self.queries_of(partial(visit.action_reopen, "Reason"))

    def test_each_step_at_the_desk_costs_few_queries(self):
        kinds = ("denunciation", "complaint", "petition")
        self.known = {
            kind: self.end(self.make_visit(kind=kind), "letter").matter_id for kind in kinds
        }
        for kind in kinds:
            self.assertLessEqual(self.queries_of(partial(self.make_visit, kind=kind)), MOST)
            for outcome in OUTCOMES:
                if (kind, outcome) == ("denunciation", "guided"):
                    continue  # it is taken in and transferred
                list(self.costs_of(kind, outcome))  # fills Odoo's caches
                for step, queries in self.costs_of(kind, outcome):
                    with self.subTest(kind=kind, step=step):
                        self.assertLessEqual(queries, MOST)

    def test_the_known_matters_of_a_person_cost_few_queries_to_find(self):
        for _visit in range(8):
            self.end(self.make_visit(), "answered", answer="Told")
        self.end(self.make_visit(content="Xin cấp điện"), "letter")
        visit = self.make_visit(content="Xin cấp nước")
        # People, their letters, matters and visits, and like content.
        self.assertLessEqual(self.queries_of(lambda: visit.known_matter_ids), 33)
