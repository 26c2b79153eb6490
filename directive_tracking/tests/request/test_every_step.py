from odoo.exceptions import UserError
from odoo.tests import tagged

from ...tools.request.kinds import KINDS, is_possible
from ...tools.workflow import (
    GRANTS,
    LEAD_AGENCY,
    OFFICE,
    TRANSITIONS,
    WORKFLOW,
    step_of,
    target_of,
)
from ..common import PATHS
from ..every_step_common import REFUSED, EveryStepCase

NOTE = "By decision 12/QĐ-UBND"
# Who asks and who decides; which states and which steps is said by `KINDS`.
ASKING, DECIDING = (LEAD_AGENCY, OFFICE), (OFFICE,)


@tagged("post_install", "-at_install")
class TestEveryStep(EveryStepCase):
    """Each (state, verb, role) does what the tables say, and each other is refused.

    So does each (state, kind of request, role), and each decision on it.
    """

    # Verbs

    def take(self, task, verb):
        if verb == "extend":
            task.action_extend(NOTE, self.later)
        elif verb == "transfer":
            task.action_transfer(NOTE, self.commune_x.id)
        elif verb == "report_completion" and not task.sudo()._waiting_completion():
            raise UserError("There is nothing to report.")
        elif verb in GRANTS:
            task._apply_transition(verb, NOTE)
        else:
            note = [NOTE] if TRANSITIONS[verb].needs_note else []
            getattr(task, f"action_{verb}")(*note)
        task.env.flush_all()
        return task.sudo().state

    def may(self, role, verb):
        step = step_of(verb)
        if role == "own":
            return LEAD_AGENCY in step.actors or verb == "assign"
        return role in step.actors

    def test_every_verb_in_every_state_by_every_role(self):
        cases = []
        for state, task in self.tasks.items():
            for verb in {**TRANSITIONS, **GRANTS}:
                for role, user in self.people.items():
                    is_open = state in step_of(verb).sources and self.may(role, verb)
                    after = target_of(verb, bool(task.date_received)) or state
                    cases.append(
                        (
                            (state, verb, role),
                            after if is_open else REFUSED,
                            lambda t=task, u=user, v=verb: self.take(t.with_user(u), v),
                        )
                    )
        self.assertEqual(len(cases), len(PATHS) * len(self.people) * len(TRANSITIONS | GRANTS))
        self.check_all(cases)

    # Requests

    def proposal(self, kind):
        return {
            "extension": {"proposed_deadline": self.later},
            "transfer": {"proposed_agency_id": self.commune_x.id},
        }.get(kind, {})

    def test_every_kind_of_request_in_every_state_by_every_role(self):
        cases = []
        for state, task in self.tasks.items():
            for kind in KINDS:
                for role, user in self.people.items():
                    asks = role in ASKING or role == "own"
                    cases.append(
                        (
                            (state, kind, role),
                            "pending" if asks and is_possible(kind, state) else REFUSED,
                            lambda t=task, k=kind, u=user: self.ask(k, t, u).state,
                        )
                    )
        self.check_all(cases)

    def waiting(self, kind, task):
        """Return a pending request on ``task``, whatever its state: a step may have come between."""
        workflow = self.env["directive.task.request"].sudo()
        vals = {"task_id": task.id, "kind": kind, "reason": "Rain", "author_id": self.user_a.id}
        return workflow.with_context(directive_workflow=WORKFLOW).create(
            {**vals, **self.proposal(kind)}
        )

    def decide(self, kind, verb, task, user):
        request = self.waiting(kind, task).with_env(self.env).with_user(user)
        if verb is None:
            request.action_reject(NOTE)
        else:
            given = {"outcome": verb} if kind == "return" else {}
            if verb == "transfer":
                given["agency_id"] = self.commune_x.id
            request.action_approve(NOTE, given)
        self.env.flush_all()
        return request.sudo().state, task.state

    def decided(self, kind, verb, state, role):
        """Return by the tables the state of the request and of the task after a decision."""
        if role not in DECIDING:
            return REFUSED
        if verb is None:
            return "rejected", state
        if not is_possible(kind, state):
            return REFUSED
        return "approved", step_of(verb).target or state

    def test_every_decision_in_every_state_by_every_role(self):
        cases = []
        for state, task in self.tasks.items():
            for kind, of_kind in KINDS.items():
                for verb in (*of_kind.verbs, None):
                    for role, user in self.people.items():
                        cases.append(
                            (
                                (state, kind, verb or "reject", role),
                                self.decided(kind, verb, state, role),
                                lambda k=kind, v=verb, t=task, u=user: self.decide(k, v, t, u),
                            )
                        )
        self.check_all(cases)

    def take_back(self, task, user):
        request = self.waiting("suspension", task).with_env(self.env).with_user(user)
        request.action_withdraw()
        self.env.flush_all()
        return request.sudo().state, task.state

    def test_a_request_is_taken_back_in_every_state_by_its_agency_alone(self):
        cases = []
        for state, task in self.tasks.items():
            for role, user in self.people.items():
                mine = role == "own" or role == LEAD_AGENCY and state != "draft"
                cases.append(
                    (
                        (state, "take back", role),
                        ("withdrawn", state) if mine else REFUSED,
                        lambda t=task, u=user: self.take_back(t, u),
                    )
                )
        self.check_all(cases)

    def test_every_step_of_a_kind_is_in_a_table_and_possible_where_the_kind_is(self):
        for kind, of_kind in KINDS.items():
            for verb in of_kind.verbs:
                with self.subTest(kind=kind, verb=verb):
                    self.assertLessEqual(set(of_kind.states), set(step_of(verb).sources))
