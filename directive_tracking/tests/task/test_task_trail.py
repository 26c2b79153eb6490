import random
from datetime import date, datetime, timedelta

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from ...tools.workflow import TRANSITIONS, verbs_from
from ..common import DirectiveCase

START = date(2026, 3, 2)
HISTORIES, STEPS = 12, 14


@tagged("post_install", "-at_install")
class TestTaskTrail(DirectiveCase):
    """The trail alone tells which agency led a task on a past day, and with which deadline."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officers = cls.make_user("first", "agency") + cls.make_user("second", "agency")

    def make_leads(self):
        """Return three new agencies, each with both officers: those before may have ended."""
        leads = self.env["directive.agency"].union(*map(self.make_agency, "KLM"))
        self.env["directive.agency.member"].create(
            [
                {"agency_id": lead.id, "user_id": user.id, "role": "officer"}
                for lead in leads
                for user in self.officers
            ]
        )
        return leads

    def live(self, chance):
        """Live through one random history; return ``{task: {day: (lead, deadline)}}``."""
        told, day = {}, START
        with freeze_time(datetime(day.year, day.month, day.day, 3)) as clock:
            order, self.leads = self.make_directive(), self.make_leads()
            tasks = [
                self.make_task(
                    self.leads[0], directive_id=order.id, deadline=deadline, state="draft"
                )
                for deadline in (day + timedelta(days=chance.randrange(5, 60)), None)
            ]
            for _step in range(STEPS):
                task = chance.choice(tasks)
                self.step(chance, task)
                for one in tasks:
                    if one.state != "draft":
                        told.setdefault(one, {})[day] = (
                            one.lead_agency_id.id,
                            one.date_deadline or None,
                        )
                day += timedelta(days=chance.choice((0, 0, 1, 2, 9)))
                clock.move_to(datetime(day.year, day.month, day.day, 3))
        return told, day

    def step(self, chance, task):
        """Take one of the steps possible now; which one is left to chance."""
        steps = [getattr(self, f"_{name}") for name in self.moves()]
        steps += [
            lambda task, _chance, verb=verb: self.press(task, verb)
            for verb in verbs_from(task.state)
        ]
        chance.shuffle(steps)
        for step in steps:
            try:
                with self.env.cr.savepoint():
                    step(task, chance)
                return
            except UserError:
                continue

    def moves(self):
        return (
            "correct_deadline",
            "correct_lead",
            "ask_and_approve",
            "give_away",
            "hand_over",
            "reorganise",
        )

    def press(self, task, verb):
        if verb == "report_completion" and not task._waiting_completion():
            self.make_report(task)
        note = ["By decision"] if TRANSITIONS[verb].needs_note else []
        getattr(task.sudo(), f"action_{verb}")(*note)

    def _correct_deadline(self, task, chance):
        today = self.env["directive.settings"]._today()
        day = chance.choice((False, today + timedelta(days=chance.randrange(1, 90))))
        kind = "date" if day else "none"
        task.sudo().action_correct("Misread", {"deadline_kind": kind, "date_deadline": day})

    def _correct_lead(self, task, chance):
        lead = chance.choice(self.leads)
        task.sudo().action_correct("Misread", {"lead_agency_id": lead.id})

    def _give_away(self, task, chance):
        agency = chance.choice(self.leads)
        task._transfer(agency, "Not its field")

    def _hand_over(self, task, chance):
        task.sudo()._give_to_officers(self.officers[0])
        self.env["directive.officer.handover"].create(
            {
                "agency_id": task.lead_agency_id.id,
                "from_id": self.officers[0].id,
                "to_id": self.officers[1].id,
                "reason": "Retires",
            }
        )

    def _reorganise(self, task, chance):
        heir = self.make_agency(f"Heir of {task.lead_agency_id.name}")
        self.leads += heir
        reform = self.env["directive.reorganisation"].create(
            {
                "name": "12/NQ-HDND",
                "line_ids": [
                    (0, 0, {"agency_id": task.lead_agency_id.id, "successor_id": heir.id})
                ],
            }
        )
        reform.action_preview()
        reform.action_do()

    def _ask_and_approve(self, task, chance):
        start = max(task.date_deadline or START, self.env["directive.settings"]._today())
        request = self.env["directive.task.request"].create(
            {
                "task_id": task.id,
                "reason": "Rain",
                "proposed_deadline": start + timedelta(days=chance.randrange(1, 30)),
            }
        )
        request.action_approve("Needed")

    def recount(self, told, day):
        """Return the last that was told by ``day``, in plain Python."""
        days = [one for one in told if one <= day]
        return told[max(days)] if days else None

    def test_each_past_day_is_answered_by_the_lines_alone(self):
        moved = set()
        for seed in range(HISTORIES):
            told, end = self.live(random.Random(seed))
            tasks = self.env["directive.task"].union(*told)
            moved |= set(tasks.transition_ids.mapped("verb"))
            for back in range((end - START).days + 1):
                day = end - timedelta(days=back)
                found = self.env["directive.transition"]._in_force(tasks, day)
                for task in tasks:
                    with self.subTest(seed=seed, day=day, task=task.id):
                        known = found.get(task.id)
                        self.assertEqual(known and known[:2], self.recount(told[task], day))
        self.assertLessEqual(
            {"correct", "resume", "extend", "transfer", "hand_over", "reorganise"},
            moved,
            "the histories are too tame",
        )

    @freeze_time("2026-03-02 03:00:00")
    def test_a_line_says_what_is_in_force_after_its_step(self):
        task = self.make_task(deadline=START)
        line = task.transition_ids
        self.assertEqual((line.agency_id, line.date_deadline), (self.agency_a, START))
        self.correct(task, lead_agency_id=self.agency_b.id)
        line = task.transition_ids.sorted("id")[-1]
        self.assertEqual((line.verb, line.agency_id), ("correct", self.agency_b))
        task._grant_extension(START + timedelta(days=300), "Rain")
        line = task.transition_ids.sorted("id")[-1]
        self.assertEqual((line.verb, line.date_deadline), ("extend", START + timedelta(days=300)))


@tagged("post_install", "-at_install")
class TestTrailMigration(DirectiveCase):
    """The lines of an older release say afterwards what can be known, and no more."""

    def migrate(self):
        from odoo.modules.migration import exec_script
        from odoo.tools.misc import file_path

        script = file_path("directive_tracking/migrations/19.0.1.5.0/post-trail.py")
        self.env.flush_all()
        self.env.cr.execute(
            "DELETE FROM directive_transition WHERE verb = 'extend';"
            "UPDATE directive_transition SET agency_id = NULL, date_deadline = NULL"
        )
        exec_script(self.env.cr, "19.0.1.4.0", script, "directive_tracking", "post")
        self.env.invalidate_all()

    def lines(self, task):
        return [
            (line.verb, line.agency_id.name, line.date_deadline)
            for line in task.transition_ids.sorted(lambda line: (line.date, line.id))
        ]

    def test_what_can_be_known_is_filled_and_the_rest_stays_empty(self):
        first, later = date(2031, 3, 2), date(2031, 5, 2)
        with freeze_time("2026-03-02 03:00") as clock:
            plain = self.make_task(deadline=first)
            asked = self.make_task(deadline=first)
            corrected = self.make_task(deadline=first)
            clock.move_to("2026-03-04 03:00")
            request = self.env["directive.task.request"].create(
                {"task_id": asked.id, "reason": "Rain", "proposed_deadline": later}
            )
            request.with_user(self.office_user).action_approve()
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE directive_task_request SET write_date = '2026-03-04 03:00:00'"
            )
            self.correct(corrected, date_deadline=later)
        self.migrate()
        self.assertEqual(self.lines(plain), [("assign", "Department A", first)])
        self.assertEqual(
            self.lines(asked),
            [("assign", "Department A", first), ("extend", "Department A", later)],
        )
        self.assertEqual(
            self.lines(corrected), [("assign", False, False), ("correct", "Department A", later)]
        )
