from datetime import timedelta
from unittest.mock import patch

import vobject

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...controllers.meeting import feed as controller
from ...models.meeting import directive_calendar_feed
from ..week.week_common import MONDAY, WeekCase


@tagged("post_install", "-at_install")
class TestCalendarFeed(WeekCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        settings = type(cls.env["directive.settings"])
        cls.startClassPatcher(patch.object(settings, "_today", lambda _self: MONDAY))
        cls.invited = cls.add("Họp giao ban", hour_start=8, chair_id=cls.chairman.id)
        cls.invited.participation_ids = [(0, 0, {"agency_id": cls.agency_a.id, "role": "invited"})]
        cls.other = cls.add("Họp khác", hour_start=14, chair_id=cls.deputy.id)
        cls.secret = cls.add(
            "Khám bệnh", half_day="afternoon", is_private=True, chair_id=cls.deputy.id
        )
        cls.publish()

    def setUp(self):
        super().setUp()
        controller.calls._tries.clear()
        controller.wrong_tokens._tries.clear()

    def issue(self, user, group=None):
        group = group or self.calendar.browse()
        url = self.env["directive.calendar.feed"].with_user(user)._issue(group, "telephone")
        return url[url.index("/directive_calendar") :]

    def names(self, url):
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200)
        calendar = vobject.readOne(answer.content.decode())
        return sorted(one.summary.value for one in getattr(calendar, "vevent_list", []))

    def test_a_feed_holds_what_concerns_its_owner_and_nothing_else(self):
        self.assertEqual(self.names(self.issue(self.user_a)), ["Họp giao ban"])
        self.assertEqual(self.names(self.issue(self.leader_user)), ["Họp giao ban"])
        self.assertEqual(self.names(self.issue(self.user_b)), [])

    def test_the_feed_of_a_calendar_masks_private_entries(self):
        names = self.names(self.issue(self.user_b, self.calendar))
        self.assertEqual(names, ["Busy", "Họp giao ban", "Họp khác"])

    def test_what_was_refused_before_its_week_was_published_is_in_no_feed(self):
        week = self.week._week_of(self.calendar, MONDAY + timedelta(days=7))
        asked = self.add("Họp xin đăng ký", week_id=week.id, day=week.date_from)
        asked.participation_ids = [(0, 0, {"agency_id": self.agency_b.id, "role": "invited"})]
        own = {"state": "registered", "registered_by_agency_id": self.agency_a.id}
        asked.with_context(directive_workflow=WORKFLOW).write(own)
        asked._refuse_registration("Không xếp được")
        week.action_publish()
        self.assertTrue(asked.is_shown, "its week is published")
        for user in (self.user_b, self.user_below):
            self.assertNotIn("xin đăng ký", str(self.names(self.issue(user, self.calendar))))
        self.assertEqual(self.names(self.issue(self.user_b)), [])
        self.assertFalse(asked.with_user(self.user_b).has_access("read"), "invited, never told")
        self.assertTrue(asked.with_user(self.user_a).has_access("read"))

    def test_an_unchanged_feed_is_not_sent_again(self):
        url = self.issue(self.user_a)
        tag = self.url_open(url).headers["ETag"]
        self.assertEqual(self.url_open(url, headers={"If-None-Match": tag}).status_code, 304)
        self.step(self.invited, hour_start=9)
        self.assertEqual(self.url_open(url, headers={"If-None-Match": tag}).status_code, 200)

    def test_a_revoked_address_and_a_wrong_one_answer_alike(self):
        url = self.issue(self.user_a)
        self.env["directive.calendar.feed"].with_user(self.user_a).search([]).action_revoke()
        self.assertEqual(self.url_open(url).status_code, 404)
        self.assertEqual(self.url_open(url[:-6] + "x.ics").status_code, 404)

    def test_the_address_of_somebody_who_left_is_worthless(self):
        url = self.issue(self.user_a)
        self.user_a.active = False
        self.assertEqual(self.url_open(url).status_code, 404)

    def test_cancelled_entries_stay_and_say_so(self):
        url = self.issue(self.user_a)
        self.invited._change({"state": "cancelled"}, "Mưa lớn")
        self.assertEqual(self.names(url), ["[CANCELLED] Họp giao ban"])

    def test_who_is_no_longer_invited_sees_no_more_than_that(self):
        url = self.issue(self.user_a)
        invited = self.invited.participation_ids.filtered("agency_id")
        invited.with_context(directive_workflow=WORKFLOW).is_excluded = True
        [name] = self.names(url)
        self.assertTrue(name.startswith("[CANCELLED]"))
        self.assertNotIn("giao ban", name)

    def test_no_more_than_a_few_addresses_are_in_use_by_one_person(self):
        for _number in range(directive_calendar_feed.MOST):
            self.issue(self.user_a)
        with self.assertRaises(UserError):
            self.issue(self.user_a)

    def test_the_secret_is_kept_nowhere_and_nobody_sees_feeds_of_others(self):
        token = self.issue(self.user_a).rpartition("/")[2].removesuffix(".ics")
        feed = self.env["directive.calendar.feed"].search([])
        self.assertNotIn(token, str(feed.sudo().read()))
        with self.assertRaises(AccessError):
            feed.with_user(self.user_b).read(["label"])
        with self.assertRaises(AccessError):
            feed.with_user(self.user_b).action_revoke()

    def test_one_address_is_not_asked_for_without_end(self):
        url = self.issue(self.user_a)
        statuses = {self.url_open(url).status_code for _try in range(controller.calls.limit + 2)}
        self.assertEqual(statuses, {200, 429})
