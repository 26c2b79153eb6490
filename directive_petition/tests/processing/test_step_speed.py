from functools import partial

from odoo.tests import tagged

from ...tools.letter.workflow import TRANSITIONS
from ..petition_common import PetitionCase

MOST = 25  # queries of one step, as everywhere in the house
TO_AGENCY = ("transfer", "guide", "inform", "urge")


@tagged("post_install", "-at_install")
class TestStepSpeed(PetitionCase):
    """Each step of the table costs a few queries, for every kind of matter."""

    def steps(self):
        """Yield each verb with each kind of matter for which it exists."""
        for verb, step in TRANSITIONS.items():
            for kind in step.kinds:
                yield verb, kind, {}
                if verb in TO_AGENCY:
                    yield verb, kind, {"sent_to_id": self.commune_x.id, "sent_to_text": False}

    def take(self, verb, kind, others):
        """Return what the step costs on a matter that stands where it can be taken."""
        state = TRANSITIONS[verb].sources[0]
        matter = self.make_matter(state=state, kind=kind).with_user(self.manager)
        return self.queries_of(
            partial(matter._take_step, verb, {**self.step_values(verb, kind), **others})
        )

    def test_each_step_costs_few_queries(self):
        seen = set()
        for verb, kind, others in self.steps():
            if (verb, bool(others)) not in seen:
                self.take(verb, kind, others)  # fills Odoo's caches
                seen.add((verb, bool(others)))
            queries = self.take(verb, kind, others)
            with self.subTest(verb=verb, kind=kind, to_agency=bool(others)):
                self.assertLessEqual(queries, MOST)
