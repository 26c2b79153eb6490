"""Steps and reminders use the same rule for recipients in an agency."""

import random
from datetime import date, timedelta

from odoo.tests import tagged

from ...models.agency.directive_agency_member import ROLES
from ..notice_common import NoticeCase

TODAY = date(2026, 11, 25)
ROUNDS = 40


@tagged("post_install", "-at_install")
class TestAgencyRecipients(NoticeCase):
    """Generated agencies: results of Python and of the SQL statement of the reminders."""

    def agency(self, seed):
        """Return an agency with members as ``seed`` has it: roles, days of their post, accounts."""
        chance = random.Random(seed)
        agency = self.make_agency(f"Agency {seed}", email=f"agency{seed}@example.com")
        for number in range(chance.randrange(4)):
            role = chance.choice(ROLES)[0]
            vals = chance.choice(
                ({}, {}, {"date_to": TODAY - timedelta(days=1)}, {"date_from": TODAY})
            )
            login = f"recipient_{seed}_{number}"
            if chance.random() < 0.7:
                user = self.make_member(login, agency, role=role, **vals)
                user.active = chance.random() < 0.8
            else:
                person = self.env["res.partner"].create({"name": login, "email": f"{login}@x.vn"})
                self.env["directive.agency.member"].create(
                    {"agency_id": agency.id, "partner_id": person.id, "role": role, **vals}
                )
        return agency

    def reminded(self, agency, **recipients):
        """Return the contacts a rule with ``recipients`` reminds of a task of ``agency``."""
        rule = self.env["directive.reminder.rule"].create(
            {
                "name": "Generated",
                "event": "due",
                "days": 1,
                "channel_email": True,
                "to_responder": False,
                "to_officer": False,
                "to_head": False,
                **recipients,
            }
        )
        rule.date_last_run = TODAY - timedelta(days=1)
        task = self.make_task(agency, state="assigned", deadline=TODAY + timedelta(days=1))
        task._restore_history({"date_assigned": TODAY - timedelta(days=30)})
        self.env["directive.reminder.rule"]._make_contacts()
        self.env.flush_all()
        rule._remind(self.env["directive.settings"]._working_calendar(), TODAY)
        mine = [("rule_id", "=", rule.id), ("task_id", "=", task.id)]
        notice = self.env["directive.notice"].search(mine)
        self.assertEqual(len(notice), 1)
        return set(notice.delivery_ids.partner_id.ids)

    def test_steps_and_reminders_tell_the_same_people(self):
        for seed in range(ROUNDS):
            agency = self.agency(seed)
            for name, roles in (("to_responder", ("responder",)), ("to_head", ("head",))):
                with self.subTest(seed=seed, rule=name):
                    told = {row.partner_id for row in agency._notice_recipients(roles)}
                    self.assertTrue(told)
                    self.assertEqual(self.reminded(agency, **{name: True}), told)

    def test_the_agency_above_is_told_by_the_same_rule(self):
        for seed in range(ROUNDS, ROUNDS + 10):
            above = self.agency(seed)
            below = self.make_agency(f"Below {seed}", kind="unit", parent_id=above.id)
            with self.subTest(seed=seed):
                told = {row.partner_id for row in above._notice_recipients(("head",))}
                self.assertEqual(self.reminded(below, to_parent_head=True), told)

    def test_an_agency_whose_only_member_is_an_officer_is_reminded(self):
        agency = self.make_agency("With one officer")
        officer = self.make_member("only_officer", agency, role="officer")
        for rule in ("to_responder", "to_head"):
            self.assertEqual(self.reminded(agency, **{rule: True}), {officer.partner_id.id})
