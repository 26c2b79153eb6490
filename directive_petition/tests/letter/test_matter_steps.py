from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command

from ...models.letter.petition_step import VERBS
from ...tools.letter.words import refusal_list
from ...tools.letter.workflow import (
    EVERY_KIND,
    MANAGER,
    STATES,
    TRANSITIONS,
    target_of,
    verbs_from,
)
from ..petition_common import PATHS, TODAY, PetitionCase


class TestMatterSteps(PetitionCase):
    """The table of transitions is the only way of a matter, for every verb, state and kind."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.letter = cls.make_letter()

    def matter_in(self, state):
        kind = "denunciation" if state == "information" else "complaint"
        matter = self.make_matter(self.letter, "accepted" if state == "terminated" else state, kind)
        if state == "terminated":  # as everybody has withdrawn it
            people = [Command.set(self.letter.person_ids.ids)]
            withdrawals = self.env["petition.withdrawal"].with_user(self.staff)
            withdrawals.create({"matter_id": matter.id, "person_ids": people})
            matter.with_user(self.manager)._take_step("terminate", self.step_values("terminate"))
        return matter

    def stood_in(self, state):
        """Return the state in which a matter stood before the last step of its path."""
        before = [TRANSITIONS[verb].target for verb in PATHS[state][:-1]]
        return ["received", *before][-1]

    def test_table_and_labels_speak_of_the_same_verbs_and_states(self):
        self.assertEqual(list(TRANSITIONS), [verb for verb, _label in VERBS])
        self.assertEqual(list(PATHS), [state for state, _label in STATES])

    def test_each_verb_goes_from_its_states_alone(self):
        for state in PATHS:
            matter = self.matter_in(state).with_user(self.manager)
            self.assertEqual(matter.state, state)
            allowed = verbs_from(state, matter.kind)
            for verb in TRANSITIONS:
                with self.subTest(state=state, verb=verb), self.env.cr.savepoint() as savepoint:
                    if verb in allowed:
                        matter._take_step(verb, self.step_values(verb))
                        self.assertEqual(matter.state, target_of(verb, state, self.stood_in(state)))
                    else:
                        with self.assertRaises(UserError):
                            matter._take_step(verb, self.step_values(verb))
                    savepoint.rollback()
                matter.invalidate_recordset()

    def test_only_what_follows_a_first_decision_can_uphold_or_change_it(self):
        """Both forms in which a result is chosen offer those of the level alone."""
        words = {"first": False, "second": True, "further": True}
        for level, is_offered in words.items():
            matter = self.make_matter(level=level)
            form = self.env["petition.matter.stepping"].new({"matter_id": matter.id})
            paper = self.env["petition.document"].new({"matter_id": matter.id})
            for one in (form, paper):
                self.assertEqual(",upheld," in one.possible_results, is_offered)
                self.assertEqual(",changed," in one.possible_results, is_offered)
                self.assertIn(",right,", one.possible_results)
        for view in ("matter_stepping_view_form", "document_view_form"):
            arch = self.env.ref(f"directive_petition.petition_{view}").arch
            self.assertIn("{'whitelist_fname': 'possible_results'}", arch)

    def test_a_verb_of_other_kinds_is_refused(self):
        for kind in EVERY_KIND:
            matter = self.make_matter(self.letter, kind=kind).with_user(self.manager)
            for verb, step in TRANSITIONS.items():
                if kind not in step.kinds:
                    with self.subTest(kind=kind, verb=verb), self.assertRaises(UserError):
                        matter._take_step(verb, self.step_values(verb))

    def test_what_a_step_needs_is_asked_for(self):
        for verb, step in TRANSITIONS.items():
            matter = self.make_matter(self.letter, step.sources[0], step.kinds[0]).with_user(
                self.manager
            )
            for need in step.needs:
                names = {"sent_to_text"} if need == "sent_to" else {need}
                values = self.step_values(verb)
                with self.subTest(verb=verb, need=need), self.assertRaises(ValidationError):
                    matter._take_step(verb, {n: values[n] for n in values if n not in names})

    def test_of_two_forms_open_at_once_the_second_is_refused_whatever_the_step(self):
        forms = self.env["petition.matter.stepping"].with_user(self.manager)
        for verb, step in TRANSITIONS.items():
            kind = step.kinds[0]
            matter = self.make_matter(self.letter, step.sources[0], kind).with_user(self.manager)
            values = {"matter_id": matter.id, "verb": verb, **self.step_values(verb, kind)}
            first, second = forms.create([values, values])
            with self.subTest(verb):
                first.action_take()
                with self.assertRaisesRegex(UserError, "meanwhile"):
                    second.action_take()

    def test_a_matter_is_refused_on_the_grounds_of_its_own_law_alone(self):
        repealed = self.env["petition.ground"].search([("code", "=", "5")])
        repealed.valid_to = date(2026, 1, 1)
        in_force = self.env["petition.ground"].search(repealed._valid_on(TODAY))
        self.assertTrue(repealed)
        self.assertFalse(repealed & in_force)
        for kind in EVERY_KIND:
            matter = self.make_matter(self.letter, "classified", kind).with_user(self.manager)
            for ground in self.env["petition.ground"].search([]):
                values = self.step_values("refuse") | {"ground_id": ground.id}
                with self.subTest(kind=kind, ground=ground.code):
                    if ground.list == refusal_list(kind) and ground in in_force:
                        matter._check_need("ground_id", values)
                    else:
                        with self.assertRaisesRegex(ValidationError, "not a valid ground"):
                            matter._check_need("ground_id", values)

    def test_staff_take_no_step_of_a_manager(self):
        for verb, step in TRANSITIONS.items():
            if step.actor == MANAGER:
                matter = self.matter_in(step.sources[-1]).with_user(self.staff)
                with self.subTest(verb), self.assertRaises(AccessError):
                    matter._take_step(verb, self.step_values(verb))

    def test_nobody_writes_what_steps_record(self):
        matter = self.matter_in("accepted").with_user(self.manager)
        for name in matter._guarded_names():
            with self.subTest(name), self.assertRaises(UserError):
                matter.write({name: matter[name] if name != "step_ids" else []})

    def test_the_trail_keeps_each_step(self):
        matter = self.matter_in("decided")
        self.assertEqual(
            matter.step_ids.sorted("id").mapped("verb"), ["classify", "accept", "decide"]
        )
        self.assertEqual(matter.step_ids[0].signer_name, self.manager.name)
        with self.assertRaises(UserError):
            matter.step_ids[0].sudo().write({"reason": "Another"})
        with self.assertRaises(UserError):
            matter.step_ids[0].sudo().unlink()
