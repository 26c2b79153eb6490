from datetime import timedelta

from lxml import etree

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.week.words import STANDING, STATES
from ..calendar_common import MONDAY, CalendarCase


@tagged("post_install", "-at_install")
class TestMarks(CalendarCase):
    """What does not stand in a published week says so wherever meetings are listed."""

    def in_state(self, meeting, state):
        meeting.with_context(directive_workflow=WORKFLOW).write({"state": state})
        return meeting

    def test_meetings_of_one_name_are_told_apart_by_their_time_where_one_is_chosen(self):
        meeting = self.make_meeting().with_context(directive_dated=True)
        self.assertEqual(meeting.display_name, "Regular meeting (08:00-10:00 07/12)")

    def test_each_state_but_those_in_a_published_week_is_marked(self):
        for state, label in STATES:
            meeting = self.in_state(self.make_meeting(), state)
            with self.subTest(state=state, week="draft"):
                mark = "Draft" if state in STANDING else label
                self.assertEqual((meeting.mark_text, meeting.standing_text), (mark, mark))
        self.week.meeting_ids.filtered(lambda one: one.state == "registered").unlink()
        self.week.action_publish()
        for meeting in self.week.meeting_ids.filtered(lambda one: one.state in STANDING):
            with self.subTest(state=meeting.state, week="published"):
                self.assertFalse(meeting.mark_text)
                self.assertEqual(meeting.standing_text, dict(STATES)[meeting.state])

    def test_a_calendar_names_the_mark_and_a_hidden_entry_stays_hidden(self):
        draft = self.make_meeting(agency_ids=[Command.set(self.agency_a.ids)])
        marked = draft.with_context(directive_marked=True)
        self.assertEqual(marked.display_name, "Draft: Regular meeting")
        self.assertEqual(draft.display_name, "Regular meeting")
        self.assertNotIn("Draft", str(marked.with_user(self.user_b).display_name))
        self.in_state(draft, "postponed")
        self.assertEqual(marked.display_name, "Postponed: Regular meeting")

    def test_every_list_and_card_of_meetings_shows_the_mark(self):
        views = self.env["ir.ui.view"].search(
            [("model", "=", "directive.meeting"), ("type", "in", ("list", "kanban", "calendar"))]
        )
        self.assertGreaterEqual(len(views), 3)
        for view in views:
            names = {node.get("name") for node in etree.fromstring(view.arch).iter("field")}
            with self.subTest(view=view.xml_id):
                self.assertIn("standing_text", names)

    def test_every_action_with_a_calendar_of_meetings_marks_the_names(self):
        actions = self.env["ir.actions.act_window"].search(
            [("res_model", "=", "directive.meeting"), ("view_mode", "like", "calendar")]
        )
        self.assertGreaterEqual(len(actions), 2)
        for action in actions:
            with self.subTest(action=action.xml_id):
                self.assertIn("'directive_marked': True", action.context)

    def test_a_draft_in_ones_own_calendar_is_marked_for_who_keeps_it(self):
        week = self.make_week(MONDAY + timedelta(days=7))
        meeting = self.make_meeting(week_id=week.id, day=week.date_from, chair_id=self.chairman.id)
        mine = self.env["directive.meeting"].with_user(self.secretary)
        (found,) = mine.search_read([("is_mine", "=", True)], ["standing_text"])
        self.assertEqual((found["id"], found["standing_text"]), (meeting.id, "Draft"))
