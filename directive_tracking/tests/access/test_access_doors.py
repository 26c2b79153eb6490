from datetime import timedelta

from odoo.tests import new_test_user

from ..doors import DOORS, RICH_DOORS, DoorsCase, export, grouped, read, search


class TestAccessDoors(DoorsCase):
    """Users with access to a task see it through every door, others through none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.task = cls.make_rich_task(coordinators=cls.commune_x)
        cls.task_below = cls.make_rich_task(lead=cls.agency_below, name="The secret of the unit")

    def test_the_lead_agency_s_users_see_it_through_every_door(self):
        for user in (self.user_a, self.head_a):
            self.check_doors(self.task, user, RICH_DOORS, True)

    def test_a_coordinating_agency_sees_it_through_every_door(self):
        self.check_doors(self.task, self.user_x, RICH_DOORS, True)

    def test_the_agency_above_sees_it_through_every_door(self):
        self.check_doors(self.task_below, self.user_a, RICH_DOORS, True)

    def test_the_office_and_the_leader_see_it_through_every_door(self):
        for user in (self.office_user, self.leader_user):
            self.check_doors(self.task, user, RICH_DOORS, True)

    def test_another_agency_sees_it_through_no_door(self):
        for user in (self.user_b, self.user_y):
            self.check_doors(self.task, user, RICH_DOORS, False)

    def test_the_agency_below_sees_it_through_no_door(self):
        self.check_doors(self.task, self.user_below, RICH_DOORS, False)

    def test_an_administrator_without_another_role_sees_it_through_no_door(self):
        self.check_doors(self.task, self.admin_user, RICH_DOORS, False)

    def test_a_colleague_without_a_role_sees_it_through_no_door(self):
        self.check_doors(self.task, self.outside_user, RICH_DOORS, False)

    def test_an_agency_user_without_a_post_sees_it_through_no_door(self):
        self.check_doors(self.task, self.make_user("test_no_post", "agency"), RICH_DOORS, False)

    def test_portal_and_public_users_see_it_through_no_door(self):
        portal = new_test_user(self.env, login="test_portal", groups="base.group_portal")
        for user in (portal, self.env.ref("base.public_user")):
            self.check_doors(self.task, user, RICH_DOORS, False)

    def test_a_draft_is_seen_by_no_agency_through_any_door(self):
        draft = self.make_task(self.agency_b, self.commune_y, state="draft", name="A draft")
        for user in (self.user_b, self.user_y):
            self.check_doors(draft, user, DOORS, False)
        self.check_doors(draft, self.office_user, [search, read, grouped, export], True)

    def test_a_draft_beside_an_assigned_task_stays_unseen(self):
        directive = self.task.directive_id
        draft = self.make_task(state="draft", name="A draft beside", directive_id=directive.id)
        self.env.invalidate_all()
        shown = directive.with_user(self.user_a).web_read({"task_ids": {}, "task_count": {}})[0]
        self.assertNotIn(draft.id, shown["task_ids"])
        self.assertEqual(shown["task_count"], 1)

    def test_two_agencies_of_one_directive_do_not_see_each_other_s_tasks(self):
        directive = self.task.directive_id
        other = self.make_task(lead=self.agency_b, name="For B", directive_id=directive.id)
        for user, seen in ((self.user_a, self.task), (self.user_b, other)):
            self.env.invalidate_all()
            shown = directive.with_user(user).web_read({"task_ids": {}, "task_count": {}})[0]
            self.assertEqual((shown["task_ids"], shown["task_count"]), (seen.ids, 1))

    def test_a_user_of_two_agencies_sees_both(self):
        self.env["directive.agency.member"].create(
            {"agency_id": self.agency_b.id, "user_id": self.user_a.id, "role": "officer"}
        )
        other = self.make_rich_task(lead=self.agency_b, name="The secret of department B")
        for task in (self.task, other):
            self.check_doors(task, self.user_a, RICH_DOORS, True)


class TestDoorsFollowMembership(DoorsCase):
    """Joining and leaving an agency takes effect at once, in spite of caches."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.task = cls.make_rich_task()
        cls.member = cls.env["directive.agency.member"]

    def test_a_new_member_sees_at_once(self):
        self.check_doors(self.task, self.user_b, RICH_DOORS, False)
        self.member.create({"agency_id": self.agency_a.id, "user_id": self.user_b.id})
        self.check_doors(self.task, self.user_b, RICH_DOORS, True)

    def test_a_removed_member_sees_no_more(self):
        self.check_doors(self.task, self.user_a, RICH_DOORS, True)
        self.member.search([("user_id", "=", self.user_a.id)]).unlink()
        self.check_doors(self.task, self.user_a, RICH_DOORS, False)

    def test_a_post_that_ended_yesterday_shows_nothing(self):
        self.check_doors(self.task, self.user_a, RICH_DOORS, True)
        yesterday = self.env["directive.settings"]._today() - timedelta(days=1)
        self.member.search([("user_id", "=", self.user_a.id)]).date_to = yesterday
        self.check_doors(self.task, self.user_a, RICH_DOORS, False)

    def test_a_post_that_begins_tomorrow_shows_nothing_yet(self):
        post = self.member.search([("user_id", "=", self.user_a.id)])
        post.date_from = self.env["directive.settings"]._today() + timedelta(days=1)
        self.check_doors(self.task, self.user_a, RICH_DOORS, False)

    def test_another_lead_agency_takes_the_task_away_from_the_first(self):
        self.correct(self.task, lead_agency_id=self.agency_b.id)
        self.check_doors(self.task, self.user_a, RICH_DOORS, False)
        self.check_doors(self.task, self.user_b, RICH_DOORS, True)

    def test_an_agency_moved_below_another_shows_its_tasks_there(self):
        task = self.make_rich_task(lead=self.agency_below, name="The secret of the unit")
        self.agency_below.parent_id = self.agency_b
        self.check_doors(task, self.user_b, RICH_DOORS, True)
        self.check_doors(task, self.user_a, RICH_DOORS, False)

    def test_losing_the_role_closes_every_door(self):
        self.user_a.group_ids -= self.env.ref("directive_tracking.group_directive_agency")
        self.check_doors(self.task, self.user_a, RICH_DOORS, False)
