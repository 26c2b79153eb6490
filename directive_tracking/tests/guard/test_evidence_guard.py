"""Users cannot write evidence, in no way; tested by introspection."""

from datetime import datetime

from odoo import Command
from odoo.tests import tagged

from ...tools.workflow import WORKFLOW
from .test_order_guard import GuardCase

# Every model of the product is one of these; a model not listed fails the test.
ORDERS = {"directive.task", "directive.directive", "directive.task.series"}
# Evidence that is not about one task: its own tests guard it.
ELSEWHERE = {
    "directive.notice.answer",
    "directive.verification",
    "directive.history.load",
    "directive.history.file",
    "directive.form.file",
    "directive.task.bulk",
    "directive.task.bulk.line",
    "directive.inquiry.answer",
    "directive.inquiry.entry",
    "directive.inquiry.line",
    "directive.inquiry.round",
    "directive.inquiry.step",
    "directive.period",
    "directive.period.row",
    "directive.period.task",
    "directive.restore",
    "directive.score",
    "directive.score.correction",
    "directive.score.formula",
    "directive.score.objection",
    "directive.score.part",
}
EVIDENCE = ELSEWHERE | {
    "directive.explanation",
    "directive.officer.handover",
    "directive.standin",
    "directive.task.former",
    "directive.task.former.line",
    "directive.transition",
    "directive.task.likeness",
    "directive.task.occurrence",
    "directive.task.progress",
    "directive.task.request",
    "directive.task.coordination",
    "directive.task.opinion",
    "directive.notice",
    "directive.notice.delivery",
    "directive.notice.acknowledgement",
    "directive.task.review",
    "directive.verification.line",
    "directive.history.row",
}
# A broadcast is its author's paper until it is sent; its own tests guard it from then on.
# A report asked of agencies is its author's until it is asked, and its own tests guard it then.
# A reorganisation is its administrator's until it is done; so are its rows and former names.
PAPERS = {
    "directive.agency.name",
    "directive.broadcast",
    "directive.chaser",
    "directive.chaser.line",
    "directive.form.report",
    "directive.inquiry",
    "directive.inquiry.question",
    "directive.reorganisation",
    "directive.reorganisation.choice",
    "directive.reorganisation.line",
    "directive.reorganisation.member",
    "directive.reorganisation.move",
}
SETTINGS = {
    "directive.agency",
    "directive.agency.alias",
    "directive.agency.group",
    "directive.agency.member",
    "directive.calendar.day",
    "directive.chaser.counter",
    "directive.difficulty.cause",
    "directive.document.type",
    "directive.duty",
    "directive.escalation.step",
    "directive.field",
    "directive.figures.change",
    "directive.figures.open",
    "directive.figures.past",
    "directive.figures.sum",
    "directive.figures.touch",
    "directive.form",
    "directive.form.column",
    "directive.form.schedule",
    "directive.health",
    "directive.home.visit",
    "directive.issuer",
    "directive.notice.floor",
    "directive.notice.preference",
    "directive.notice.recipient",
    "directive.password.request",
    "directive.reminder.rule",
    "directive.restore.trace",
}


@tagged("post_install", "-at_install")
class TestEvidenceGuard(GuardCase):
    """Rows that are only added: no field of them is written and none is removed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls.make_directive(urgency="express")
        cls.task = cls.make_task(
            coordinators=cls.agency_b,
            state="in_progress",
            directive_id=cls.order.id,
            deadline_kind="periodic",
            frequency="monthly",
        )
        cls.make_report(cls.task)
        cls.task.with_user(cls.office_user).action_link(cls.make_task().id)
        cls.env["directive.task.request"].with_user(cls.user_a).create(
            {"task_id": cls.task.id, "reason": "Rain", "proposed_deadline": "2099-01-01"}
        )
        cls.env["directive.task.opinion"].with_user(cls.user_a).create(
            {
                "task_id": cls.task.id,
                "agency_id": cls.agency_b.id,
                "question": "Is it right?",
                "date_deadline": cls.task.date_deadline,
            }
        )
        # What is only written about results: reviews, and draws for verification.
        cls.done = cls.make_task(state="done", directive_id=cls.order.id)
        cls.env["directive.verification"].with_user(cls.office_user).create(
            {"method": "hand", "chosen_task_ids": [(6, 0, cls.done.ids)]}
        )
        cls.make_more_evidence()

    @classmethod
    def make_more_evidence(cls):
        """Make what is written about the task and its people: by leaders, the Office, heads."""
        cls.task.with_user(cls.leader_user).action_request_explanation("Why is it late?")
        cls.env["directive.task.former"]._keep(cls.task, "By decision")
        system = cls.env["directive.history.load"].with_context(directive_workflow=WORKFLOW)
        load = system.create(
            {"name": "old.xlsx", "user_id": cls.office_user.id, "date": datetime(2026, 1, 5)}
        )
        cls.env["directive.history.row"].create(
            {
                "load_id": load.id,
                "task_id": cls.done.id,
                "key": "1",
                "place": "Sheet 1",
                "date_loaded": "2026-01-05",
            }
        )
        posts = (cls.user_a | cls.head_a).directive_member_ids.filtered(
            lambda post: post.agency_id == cls.agency_a
        )
        cls.env["directive.standin"].create(
            {
                "absent_id": posts[0].id,
                "standin_id": posts[1].id,
                "date_from": "2031-05-05",
                "date_to": "2031-05-06",
                "reason": "Leave",
            }
        )
        cls.make_task()._restore_history({"officer_ids": [(6, 0, cls.user_a.ids)]})
        cls.env["directive.officer.handover"].create(
            {
                "agency_id": cls.agency_a.id,
                "from_id": cls.user_a.id,
                "to_id": cls.head_a.id,
                "reason": "Another post",
            }
        )

    def row_of(self, model):
        """Return one row of evidence of ``model``, of the open task if there is one."""
        Model = self.env[model]
        if "task_id" not in Model._fields:
            return Model.search([], limit=1)
        rows = (
            Model.search([("task_id", "=", task.id)], limit=1) for task in (self.task, self.done)
        )
        return next(filter(None, rows), Model)

    def test_every_model_is_named_as_order_evidence_paper_or_setting(self):
        ours = {
            name
            for name, model in self.env.registry.items()
            if model._original_module == "directive_tracking" and model._auto
            if not (model._abstract or model._transient)
        }
        self.assertEqual(ours, ORDERS | EVIDENCE | PAPERS | SETTINGS)

    def test_no_role_changes_or_removes_evidence(self):
        for model in EVIDENCE - ELSEWHERE:
            row = self.row_of(model)
            self.assertTrue(row, model)
            before = self.stored(row)
            for user in self.everybody:
                as_user = row.with_user(user)
                for name in self.written_fields(model):
                    vals = {name: self.forged(row, name)}
                    with self.subTest(model=model, field=name, user=user.login):
                        self.assertTrue(self.attack(lambda r=as_user, v=vals: r.write(v)))
                with self.subTest(model=model, user=user.login):
                    self.assertTrue(self.attack(as_user.unlink))
            self.assertEqual(self.stored(row), before)

    def test_no_form_above_or_beside_is_a_way_to_them(self):
        """Each relation of each model, whichever addon has it, with each command."""
        other = self.make_task(self.agency_b, state="assigned")
        targets = {"directive.task": self.task | other, "directive.directive": self.order}
        for model in EVIDENCE - ELSEWHERE:
            targets[model] = self.row_of(model)
        before = {rows: [self.stored(row) for row in rows] for rows in targets.values()}
        for model in self.env.registry.values():
            for name, field in model._fields.items():
                if field.type in ("one2many", "many2many") and field.comodel_name in targets:
                    self.attack_through(model._name, name, targets[field.comodel_name])
        after = {rows: [self.stored(row) for row in rows] for rows in targets.values()}
        self.assertEqual(after, before)

    def attack_through(self, model, name, rows):
        target = rows[-1:]
        known = target._fields.items()
        told = (n for kinds in (("text", "char"), ("date",)) for n, f in known if f.type in kinds)
        text = next(name for name in told if target._fields[name].store)
        relation = self.env[model]._fields[name].type
        forged = {text: self.forged(target, text)}
        commands = [[Command.update(target.id, forged)], [Command.delete(target.id)]]
        if relation == "one2many":  # elsewhere a link changes the form alone
            commands += [[Command.link(target.id)], [Command.clear()]]
        holders = self.env[model].browse()
        if model in ("directive.task", "directive.directive"):
            holders = self.task if model == "directive.task" else self.order
            holders |= self.make_task(state="draft") if model == "directive.task" else holders
        people = self.office_user | self.user_a | self.admin_user
        # The ledger of messages is kept by the system itself, by statements of its own.
        keeps_itself = target._name.startswith("directive.notice")
        for user in people if keeps_itself else people | self.system:
            records = self.env[model].with_user(user)
            for command in commands:
                self.attack(lambda r=records, c=command: r.create({name: c}))
                for holder in holders.with_user(user):
                    self.attack(lambda h=holder, c=command: h.write({name: c}))
