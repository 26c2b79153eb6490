from odoo.tests import BaseCase

from ...demo.petition_content import LETTERS
from ...tools.letter.workflow import EVERY_KIND, STATES, TRANSITIONS, target_of


class TestPetitionDemo(BaseCase):
    """The demo province shows every kind and state, and takes only steps of the table."""

    def matters(self):
        return [matter for *_letter, matters in LETTERS for matter in matters]

    def end_of(self, kind, steps):
        state = "received"
        for verb, _days, _values in steps:
            self.assertIn(state, TRANSITIONS[verb].sources, verb)
            self.assertIn(kind, TRANSITIONS[verb].kinds, verb)
            state = target_of(verb, state)
        return state

    def test_every_kind_and_state_is_there(self):
        ends = {self.end_of(kind, steps) for kind, *_more, steps in self.matters()}
        self.assertEqual(ends, {state for state, _label in STATES})
        self.assertEqual({kind for kind, *_more in self.matters()}, set(EVERY_KIND))

    def test_a_letter_holds_several_matters_and_steps_follow_one_another(self):
        self.assertGreater(max(len(matters) for *_letter, matters in LETTERS), 1)
        for _agency, _source, days, _people, _more, matters in LETTERS:
            for *_matter, steps in matters:
                taken = [days, *(ago for _verb, ago, _values in steps)]
                self.assertEqual(taken, sorted(taken, reverse=True))
