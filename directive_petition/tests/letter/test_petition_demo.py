from odoo.tests import BaseCase

from ...demo.petition_content import LETTERS
from ...demo.petition_states import letters_of, path_to
from ...tools.letter.workflow import EVERY_KIND, STATES, TRANSITIONS, target_of


class TestPetitionDemo(BaseCase):
    """The demo province shows every kind and state, and takes only steps of the table."""

    def possible(self):
        """Return each kind with each state that it can reach."""
        states = [state for state, _label in STATES]
        return {(k, s) for k in EVERY_KIND for s in states if path_to(k, s) is not None}

    def matters(self):
        return self.matters_of(LETTERS)

    def matters_of(self, letters):
        return [matter for *_letter, matters in letters for matter in matters]

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

    def test_each_kind_is_there_in_each_state_it_can_reach(self):
        shown = {(kind, self.end_of(kind, steps)) for kind, *_more, steps in self.matters()}
        missing = sorted(self.possible() - shown)
        others = self.matters_of(letters_of(missing))
        self.assertEqual(
            [(kind, self.end_of(kind, steps)) for kind, *_more, steps in others], missing
        )
        self.assertEqual(len(self.possible()), 3 * 19 - 3)  # guided, information: not for all

    def test_a_letter_holds_several_matters_and_steps_follow_one_another(self):
        self.assertGreater(max(len(matters) for *_letter, matters in LETTERS), 1)
        more = letters_of(sorted(self.possible()))
        for _agency, _source, days, _people, _more, matters in (*LETTERS, *more):
            for *_matter, steps in matters:
                taken = [days, *(ago for _verb, ago, _values in steps)]
                self.assertEqual(taken, sorted(taken, reverse=True))
