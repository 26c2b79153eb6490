from odoo.exceptions import UserError
from odoo.tests import tagged

from ...tools.workflow import (
    DRAFT,
    GRANTS,
    IN_PROGRESS,
    LEAD_AGENCY,
    LEADER,
    OFFICE,
    OPEN_STATES,
    TRANSITIONS,
    WORKING_STATES,
)
from ..common import PATHS
from ..every_step_common import REFUSED, TASK, EveryStepCase, steps_on_tasks

NOTE = "By decision 12/QĐ-UBND"
ALL = tuple(PATHS)
ASSIGNED = tuple(state for state in PATHS if state != DRAFT)
TAKEN = "taken"
OWN, COORDINATOR, VERIFIER = "own", "coordinator", "verifier"
THE_OFFICE = (OFFICE, OWN, VERIFIER)
LEADS = (LEAD_AGENCY, OWN)
PART, OPINION = "directive.task.coordination", "directive.task.opinion"
EXPLANATION, DRAWN = "directive.explanation", "directive.verification.line"
# What each step is called by, in which states it is possible, and for whom. The verbs of the tables and
# the requests are tried by `TestEveryStep`.
STEPS = {
    "star": ((TASK, "action_toggle_star"), ALL, (*THE_OFFICE, LEADER)),
    "correct": ((TASK, "action_correct"), ASSIGNED, THE_OFFICE),
    "instruct": ((TASK, "action_instruct"), OPEN_STATES, (LEADER,)),
    "call_in": ((TASK, "action_call_in"), OPEN_STATES, (LEADER,)),
    "explain": ((TASK, "action_request_explanation"), OPEN_STATES, (LEADER,)),
    "answer": ((EXPLANATION, "action_answer"), OPEN_STATES, LEADS),
    "spare": ((EXPLANATION, "action_withdraw"), OPEN_STATES, (LEADER,)),
    "link": ((TASK, "action_link"), ALL, THE_OFFICE),
    "keep_apart": ((TASK, "action_keep_apart"), ALL, THE_OFFICE),
    "merge": ((TASK, "action_merge"), (DRAFT,), THE_OFFICE),
    "record_event": ((TASK, "action_record_event"), WORKING_STATES, (*THE_OFFICE, *LEADS)),
    "review": ((TASK, "action_review"), OPEN_STATES, THE_OFFICE),
    "delegate": ((TASK, "action_open_delegation"), WORKING_STATES, LEADS),
    "give_to_officers": ((TASK, "action_open_delegation"), WORKING_STATES, LEADS),
    "progress": ((TASK, "action_open_report"), (IN_PROGRESS,), (*LEADS, COORDINATOR)),
    "interim": ((TASK, "action_open_report"), (IN_PROGRESS,), (*LEADS, COORDINATOR)),
    "set_duty": ((PART, "action_set_duty"), (DRAFT, *OPEN_STATES), (*THE_OFFICE, *LEADS)),
    "reopen_part": ((PART, "action_reopen_part"), OPEN_STATES, (*THE_OFFICE, *LEADS)),
    "ask_opinion": ((TASK, "action_open_question"), WORKING_STATES, LEADS),
    "give_opinion": ((OPINION, "action_answer"), WORKING_STATES, (COORDINATOR,)),
    "drop_question": ((OPINION, "action_withdraw"), WORKING_STATES, LEADS),
    "chase": ((TASK, "action_open_chase"), OPEN_STATES, THE_OFFICE),
    "confirm": ((DRAWN, "action_confirm"), ("done",), (VERIFIER, LEADER)),
    "reopen": ((DRAWN, "action_reopen"), ("done",), (VERIFIER, LEADER)),
}
# A draft is the Office's alone.
ROLES_IN = {("set_duty", DRAFT): THE_OFFICE}
# These only open a form or a list: they change nothing, whoever presses them.
OPENING = {
    (TASK, "action_answer_explanation"),
    (TASK, "action_broadcast"),
    (TASK, "action_open_acknowledgements"),
    (TASK, "action_open_alike"),
    (TASK, "action_open_board"),
    (TASK, "action_open_bulk"),
    (TASK, "action_open_extension"),
    (TASK, "action_open_request"),
    (TASK, "action_receipt_book"),
    (PART, "action_open_duty"),
    (OPINION, "action_open_answer"),
    (DRAWN, "action_open_result"),
}
# Tried elsewhere: reports of two tiers, what was told, kept copies, periodic tasks.
ELSEWHERE = {
    ("directive.task.progress", "action_approve"),
    ("directive.task.progress", "action_send_back"),
    ("directive.task.occurrence", "action_open"),
    ("directive.notice", "action_open_acknowledgements"),
    ("directive.notice.answer", "action_open_record"),
    ("directive.statistics", "action_open_task"),
    ("directive.coordination.statistics", "action_open_task"),
    (TASK, "action_acknowledge"),
}


@tagged("post_install", "-at_install")
class TestEveryOtherStep(EveryStepCase):
    """Each (state, step, role), for all that people do to a task beside the verbs of the tables."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people[VERIFIER] = cls.make_user("test_verifier", "office")
        cls.other = cls.make_task(state="in_progress")
        event = {"deadline_kind": "event", "event_text": "approval", "deadline_days": 10}
        cls.of_kind = {
            "record_event": cls.tasks_in_each_state(**event),
            "review": cls.tasks_in_each_state(review_days=30),
        }

    def test_every_other_step_in_every_state_by_every_role(self):
        cases = []
        for name, (_method, states, roles) in STEPS.items():
            tasks = self.of_kind.get(name, self.tasks)
            cases += [
                (
                    (state, name, role),
                    self.expected(state in states, role in ROLES_IN.get((name, state), roles)),
                    lambda n=name, t=tasks[state], u=user: self.take(n, t, u),
                )
                for state in PATHS
                for role, user in self.people.items()
            ]
        self.check_all(cases)

    def expected(self, is_possible, is_allowed):
        return TAKEN if is_possible and is_allowed else REFUSED

    def take(self, name, task, user):
        getattr(self, f"take_{name}")(task.with_user(user))
        self.env.flush_all()
        return TAKEN

    def test_every_step_on_a_task_is_tried(self):
        found = steps_on_tasks(self.env)
        tables = {(TASK, f"action_{verb}") for verb in {**TRANSITIONS, **GRANTS}}
        verbs = ("approve", "reject", "withdraw")
        requests = {("directive.task.request", f"action_{verb}") for verb in verbs}
        tried = {method for method, _states, _roles in STEPS.values()}
        known = tables | requests | tried | OPENING | ELSEWHERE
        self.assertEqual(found - known, set())
        self.assertEqual((tried | OPENING | ELSEWHERE) - found, set())

    def test_what_only_opens_something_changes_nothing(self):
        task = self.tasks[IN_PROGRESS].with_user(self.office_user)
        said = len(task.transition_ids), len(task.message_ids)
        for _model, method in sorted(one for one in OPENING if one[0] == TASK):
            with self.subTest(method):
                found = self.attempt(lambda name=method: getattr(task, name)())
                self.assertTrue(found == REFUSED or isinstance(found, dict))
                self.assertEqual((len(task.transition_ids), len(task.message_ids)), said)

    # The steps

    def take_star(self, task):
        task.action_toggle_star()

    def take_correct(self, task):
        task.action_correct(NOTE, {"product": "A report"})

    def take_instruct(self, task):
        task.action_instruct(NOTE)

    def take_call_in(self, task):
        task.action_call_in(NOTE)

    def take_explain(self, task):
        task.action_request_explanation("Why?")

    def asked(self, task):
        task.with_user(self.leader_user).action_request_explanation("Why?")
        return task.sudo().explanation_ids.with_env(task.env)

    def take_answer(self, task):
        self.asked(task).action_answer("Rain")

    def take_spare(self, task):
        self.asked(task).action_withdraw(NOTE)

    def take_link(self, task):
        task.action_link(self.other.id)

    def take_keep_apart(self, task):
        task.action_keep_apart(self.other.id)

    def take_merge(self, task):
        task.action_merge(self.other.id)

    def take_record_event(self, task):
        task.action_record_event(self.today, "9/QĐ-TTg")

    def take_review(self, task):
        task.action_review(NOTE)

    def take_delegate(self, task):
        task._delegate(self.agency_below)

    def take_give_to_officers(self, task):
        task._give_to_officers(self.head_a)

    def report(self, task, **vals):
        agency = self.agency_b if task.env.user == self.user_b else self.agency_a
        said = {"task_id": task.id, "agency_id": agency.id, "content": "So far", **vals}
        task.env["directive.task.progress"].create(said)

    def take_progress(self, task):
        self.report(task, kind="progress", percent=40)

    def take_interim(self, task):
        self.report(task, kind="interim", difficulty="Rain", expected_date=self.later)

    def part(self, task, **vals):
        part = task.sudo().coordination_ids
        part._as_system().write(vals)
        return part.with_env(task.env)

    def take_set_duty(self, task):
        self.part(task).action_set_duty({"duty": "Count"}, NOTE)

    def take_reopen_part(self, task):
        finished = {"state": "done", "date_done": self.today, "date_ended": self.today}
        self.part(task, **finished).action_reopen_part(NOTE)

    def ask(self, task):
        asked = {"task_id": task.id, "agency_id": self.agency_b.id, "question": "Is it right?"}
        return task.env[OPINION].create({**asked, "date_deadline": self.today})

    def take_ask_opinion(self, task):
        self.ask(task)

    def take_give_opinion(self, task):
        self.ask(task.sudo()).with_env(task.env).action_answer("agree")

    def take_drop_question(self, task):
        self.ask(task.sudo()).with_env(task.env).action_withdraw()

    def take_chase(self, task):
        task._chase("reminder")

    def drawn(self, task):
        chosen = {"method": "hand", "chosen_task_ids": [(6, 0, task.ids)], "size": 1, "seed": "7"}
        chosen |= {"date_from": self.today, "date_to": self.today}
        drawn = self.env["directive.verification"].with_user(self.people[VERIFIER]).create(chosen)
        if not drawn.line_ids:
            raise UserError("It is not drawn.")
        return drawn.line_ids.with_env(task.env)

    def take_confirm(self, task):
        self.drawn(task).action_confirm(NOTE)

    def take_reopen(self, task):
        self.drawn(task).action_reopen(NOTE)
