"""The steps of everybody on a task, each ready to be pressed, to count its queries."""

from datetime import timedelta

from odoo.tests import freeze_time

from ..tools.request.kinds import KINDS, OBJECTIVE_CAUSE
from ..tools.workflow import LEAD_AGENCY, OFFICE, TRANSITIONS, WORKFLOW
from .common import DirectiveCase
from .notice_common import WEDNESDAY

NOTE = "By decision of the test"
MOST_QUERIES = 25  # of one step, its locks included


class SpeedCase(DirectiveCase):
    """A task with a coordinating agency; Office and leader hold a post as well.

    Their post is looked at before they judge, and put on record.
    """

    freeze_time = freeze_time(WEDNESDAY)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["directive.agency.member"].create(
            [
                {"agency_id": cls.agency_office.id, "user_id": user.id, "role": "officer"}
                for user in (cls.office_user, cls.leader_user)
            ]
        )
        cls.today = cls.env["directive.settings"]._today()
        cls.later = cls.today + timedelta(days=20)
        cls.verifier = cls.make_user("test_verifier", "office")
        cls.tiered = cls.make_agency("Two tiers", requires_head_approval=True)
        cls.user_tiered = cls.make_member("test_tiered", cls.tiered)
        cls.head_tiered = cls.make_member("test_head_tiered", cls.tiered, role="head")
        cls.coming = cls.make_member("test_coming", cls.agency_a, role="officer")

    def a_task(self, state="in_progress", days=5, **vals):
        """Return a task due in ``days``."""
        day = self.today + timedelta(days=days)
        return self.make_task(state=state, coordinators=self.agency_b, deadline=day, **vals)

    def steps(self):
        """Return ``{name: function}``; the function returns the step, ready to be pressed."""
        return {
            **self.steps_of_the_workflow(),
            **self.steps_of_grants(),
            **self.steps_of_requests(),
            **self.steps_of_evidence(),
            **self.steps_of_agencies(),
            **self.steps_of_leaders(),
            **self.steps_on_orders(),
            **self.steps_back(),
        }

    def steps_of_the_workflow(self):
        return {
            f"{verb} {state}": lambda verb=verb, state=state, **vals: self.verb(verb, state, **vals)
            for verb, step in TRANSITIONS.items()
            for state in step.sources
        }

    def verb(self, verb, state, **vals):
        step, task = TRANSITIONS[verb], self.a_task(state, **vals)
        user = self.office_user if OFFICE in step.actors else self.leader_user
        if LEAD_AGENCY in step.actors:
            user = self.user_a
        if verb == "report_completion":
            self.make_report(task)
        note = [NOTE] if step.needs_note else []
        return lambda: getattr(task.with_user(user), f"action_{verb}")(*note)

    def steps_of_grants(self):
        return {
            "extend": lambda **vals: self.office("extend", self.later, **vals),
            "transfer": lambda **vals: self.office("transfer", self.commune_x.id, **vals),
            "confirm_cause": lambda **vals: self.office("confirm_cause", days=-5, **vals),
            "record_event": self.event,
        }

    def office(self, verb, *more, **vals):
        task = self.a_task(**vals).with_user(self.office_user)
        if verb == "confirm_cause":
            return lambda: task._apply_transition(verb, NOTE)
        return lambda: getattr(task, f"action_{verb}")(NOTE, *more)

    def event(self, **vals):
        waiting = {"deadline_kind": "event", "event_text": "approval", "deadline_days": 10}
        task = self.make_task(coordinators=self.agency_b, **waiting, **vals)
        return lambda: task.with_user(self.office_user).action_record_event(self.today, "9/QĐ-TTg")

    def steps_of_requests(self):
        asked = {f"ask for {kind}": self.asking(kind) for kind in KINDS}
        granted = {
            f"grant {kind} by {verb}": self.deciding(kind, verb)
            for kind, what in KINDS.items()
            for verb in what.verbs
        }
        more = {
            "refuse a request": self.deciding("extension", None),
            "take a request back": self.taking_back,
        }
        return {**asked, **granted, **more}

    def taking_back(self, **vals):
        request = self.asking("extension")(**vals)()
        return lambda: request.with_user(self.user_a).action_withdraw()

    def asking(self, kind):
        proposed = {
            "extension": {"proposed_deadline": self.later},
            "transfer": {"proposed_agency_id": self.commune_x.id},
        }.get(kind, {})
        days = -5 if kind == OBJECTIVE_CAUSE else 5

        def ready(**vals):
            task = self.a_task(days=days, **vals)
            asked = {"task_id": task.id, "kind": kind, "reason": "Rain", **proposed}
            Request = self.env["directive.task.request"].with_user(self.user_a)
            return lambda: Request.create(asked)

        return ready

    def deciding(self, kind, verb):
        decision = {"transfer": {"agency_id": self.commune_x.id}, "revoke": {"outcome": "revoke"}}

        def ready(**vals):
            request = self.asking(kind)(**vals)().with_user(self.office_user)
            if not verb:
                return lambda: request.action_reject(NOTE)
            return lambda: request.action_approve(NOTE, decision.get(verb))

        return ready

    def steps_of_evidence(self):
        return {
            "verify: confirmed": lambda **vals: self.verification("confirm", **vals),
            "verify: reopened": lambda **vals: self.verification("reopen", **vals),
            "send back": self.sending_back,
            "chase": self.chase,
            "answer an explanation": self.explanation,
        }

    def verification(self, result, **vals):
        task = self.a_task("done", **vals)
        drawn = {"method": "hand", "chosen_task_ids": [(6, 0, task.ids)], "size": 1, "seed": "7"}
        drawn |= {"date_from": self.today, "date_to": self.today}
        line = self.env["directive.verification"].with_user(self.verifier).create(drawn).line_ids
        return lambda: getattr(line, f"action_{result}")(NOTE)

    def sending_back(self, **vals):
        report = self.make_report(self.a_task(lead=self.tiered, **vals), user=self.user_tiered)
        return lambda: report.with_user(self.head_tiered).action_send_back(NOTE)

    def chase(self, **vals):
        task = self.a_task(days=-5, **vals).with_user(self.office_user)
        return task._draft_chasers("reminder").action_issue

    def explanation(self, **vals):
        asked = self.asked(**vals)
        return lambda: asked.with_user(self.user_a).action_answer("Rain")

    def asked(self, **vals):
        """Return an explanation asked of the lead agency."""
        task = self.a_task(days=-5, **vals)
        task.with_user(self.leader_user).action_request_explanation("Why?")
        return task.explanation_ids

    def steps_of_agencies(self):
        return {
            "report progress": lambda **vals: self.report(self.user_a, "progress", **vals),
            "report completion": lambda **vals: self.report(self.user_a, "completion", **vals),
            "finish a part": lambda **vals: self.report(
                self.user_b, "progress", is_part_finished=True, **vals
            ),
            "set a duty": self.duty,
            "ask for an opinion": self.opinion,
            "give an opinion": lambda **vals: self.answering(self.opinion(**vals)()),
            "hand over to another officer": self.handover,
            "delegate": self.delegation,
            "give to officers": self.giving,
            "interim reply": self.interim,
            "approve a report": self.approval,
        }

    def report(self, user, kind, is_part_finished=False, **vals):
        task = self.a_task(**vals)
        said = {"is_part_finished": True} if is_part_finished else {}
        return lambda: self.make_report(task, user=user, kind=kind, **said)

    def duty(self, **vals):
        part = self.a_task(**vals).coordination_ids.with_user(self.user_a)
        return lambda: part.action_set_duty({"duty": "Count", "date_deadline": self.today})

    def opinion(self, **vals):
        asked = {
            "task_id": self.a_task(**vals).id,
            "agency_id": self.agency_b.id,
            "question": "Is the draft right?",
            "date_deadline": self.today,
        }
        Opinion = self.env["directive.task.opinion"].with_user(self.user_a)
        return lambda: Opinion.create(asked)

    def answering(self, opinion):
        return lambda: opinion.with_user(self.user_b).action_answer("agree")

    def handover(self, **vals):
        task = self.a_task(**vals)
        task._restore_history({"officer_ids": [(6, 0, self.user_a.ids)]})
        Handover = self.env["directive.officer.handover"].with_user(self.head_a)
        people = {"from_id": self.user_a.id, "to_id": self.coming.id}
        return lambda: Handover.create({"agency_id": self.agency_a.id, "reason": NOTE, **people})

    def delegation(self, **vals):
        task = self.a_task(**vals).with_user(self.user_a)
        return lambda: task._delegate(self.agency_below)

    def giving(self, **vals):
        task = self.a_task(**vals).with_user(self.user_a)
        return lambda: task._give_to_officers(self.coming)

    def interim(self, **vals):
        task, why = self.a_task(days=-5, **vals), {"difficulty": "Rain"}
        why["expected_date"] = self.later
        return lambda: self.make_report(task, kind="interim", percent=40, **why)

    def approval(self, **vals):
        report = self.make_report(self.a_task(lead=self.tiered, **vals), user=self.user_tiered)
        return report.with_user(self.head_tiered).action_approve

    def steps_of_leaders(self):
        words = {
            "ask for an explanation": "request_explanation",
            "instruct": "instruct",
            "call in": "call_in",
        }
        said = {
            name: lambda verb=verb, **vals: self.saying(f"action_{verb}", **vals)
            for name, verb in words.items()
        }
        return {**said, "take a question back": self.sparing}

    def saying(self, method, **vals):
        task = self.a_task(days=-5, **vals).with_user(self.leader_user)
        return lambda: getattr(task, method)("Why?")

    def sparing(self, **vals):
        asked = self.asked(**vals).with_user(self.leader_user)
        return lambda: asked.action_withdraw(NOTE)

    def steps_on_orders(self):
        """Return the steps of the Office on what it ordered, beside the tables of the workflow."""
        return {
            "star": lambda **vals: self.ordering("toggle_star", **vals),
            "correct": lambda **vals: self.ordering("correct", NOTE, {"product": "A list"}, **vals),
            "review": self.review,
            "link": lambda **vals: self.pairing("link", "in_progress", **vals),
            "keep apart": lambda **vals: self.pairing("keep_apart", "draft", **vals),
            "merge": lambda **vals: self.pairing("merge", "draft", **vals),
        }

    def ordering(self, verb, *more, **vals):
        task = self.a_task(**vals).with_user(self.office_user)
        return lambda: getattr(task, f"action_{verb}")(*more)

    def review(self, **vals):
        task = self.make_task(coordinators=self.agency_b, review_days=30, **vals)
        return lambda: task.with_user(self.office_user).action_review(NOTE)

    def pairing(self, verb, state, **vals):
        task, other = self.a_task(state, **vals), self.a_task()
        return lambda: getattr(task.with_user(self.office_user), f"action_{verb}")(other.id)

    def steps_back(self):
        return {
            "reopen a part": self.reopening,
            "acknowledge": self.acknowledging,
            "open a missed occurrence": self.missed,
            "take an opinion back": self.dropping,
            "take a reminder back": self.sparing_reminder,
        }

    def reopening(self, **vals):
        task = self.a_task(**vals)
        self.make_report(task, user=self.user_b, kind="progress", is_part_finished=True)
        return lambda: task.coordination_ids.with_user(self.user_a).action_reopen_part(NOTE)

    def acknowledging(self, **vals):
        order = self.make_directive(urgency="urgent")
        task = self.make_task(coordinators=self.agency_b, **{"directive_id": order.id, **vals})
        return task.with_user(self.head_a).action_acknowledge

    def missed(self, **vals):
        rhythm = {"deadline_kind": "periodic", "frequency": "monthly"}
        series = self.make_task(coordinators=self.agency_b, **rhythm, **vals).sudo().series_id
        last = series.occurrence_ids[:1]
        day = last.date + timedelta(days=31)
        workflow = last.with_context(directive_workflow=WORKFLOW)
        one = workflow.create({"series_id": series.id, "date": day, "state": "missed"})
        return one.with_user(self.office_user).action_open

    def dropping(self, **vals):
        return self.opinion(**vals)().with_user(self.user_a).action_withdraw

    def sparing_reminder(self, **vals):
        chaser = self.a_task(days=-5, **vals).with_user(self.office_user)._draft_chasers("reminder")
        chaser.action_issue()
        return lambda: chaser.action_withdraw(NOTE)

    def assert_few_queries(self):
        """Fail for each step that costs more than its limit, or more in an order of many tasks."""
        order = self.make_directive()
        for _number in range(10):
            self.a_task("assigned", directive_id=order.id)
        making, deleting = self.queries_of_drafts()
        # These make a task or delete one besides.
        most = {"open a missed occurrence": MOST_QUERIES + making, "merge": MOST_QUERIES + deleting}
        for name, ready in self.steps().items():
            with self.subTest(step=name):
                self.queries_of(ready())  # fills Odoo's caches
                of_one = self.queries_of(ready())
                of_many = self.queries_of(ready(directive_id=order.id))
                self.assertLessEqual(of_one, most.get(name, MOST_QUERIES))
                self.assertLessEqual(of_many, of_one)

    def queries_of_drafts(self):
        """Return what it takes to make a draft, and to delete it."""
        order = self.make_directive()
        for _number in range(2):  # the first fills Odoo's caches
            making = self.queries_of(lambda: self.a_task("draft", directive_id=order.id))
            draft = order.task_ids.with_user(self.office_user)
            deleting = self.queries_of(draft.unlink)
        return making, deleting
