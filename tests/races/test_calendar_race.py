"""Two clerks at one room, one meeting, one week in the same second: one of them has it."""

import unittest
from datetime import timedelta
from functools import partial
from unittest import mock

from ..world.own_database import OwnDatabase
from .calendar_world import (
    answer,
    apply,
    consent,
    enter,
    fill,
    invite,
    issue,
    make,
    make_asked,
    make_called,
    make_held,
    make_off,
    make_refused,
    make_urgent,
    publish,
    refuse,
    take,
    take_by_change,
    user_of,
)
from .race_case import RaceCase, World, by

DATABASE = OwnDatabase("calendar_race", "directive_calendar")
CLERKS = ("office", "second")


# Each meets in a week of its own: more weeks than agencies may register in.
REGISTRATION = "odoo.addons.directive_calendar.wizards.week.directive_meeting_registration"


def setUpModule():
    DATABASE.for_module()
    unittest.enterModuleContext(mock.patch(f"{REGISTRATION}.AHEAD", timedelta.max))
    with DATABASE.environment() as env:
        fill(env)


def open_form(world, login, **vals):
    """Let ``login`` open the form of a change before anybody presses; return its id."""
    with DATABASE.environment() as env:
        user = env["res.users"].search([("login", "=", f"race_{login}")])
        forms = env["directive.meeting.change"].with_user(user)
        return forms.with_context(default_meeting_id=world.meetings[0]).create(vals).id


def taken_by_both(step):
    """Return the acts of two clerks who take one step of a meeting."""

    def acts(world):
        forms = {name: open_form(world, name, step=step, reason=name) for name in CLERKS}
        return {name: by(f"race_{name}", partial(apply, form=forms[name])) for name in CLERKS}

    return acts


class TestCalendarRace(RaceCase):
    """Whoever comes second is refused with a sentence; nothing is booked or counted twice."""

    database = DATABASE

    def test_of_two_clerks_who_take_one_room_for_two_meetings_one_has_it(self):
        def acts(world):
            one, two = world.meetings
            return {
                "office": by("race_office", partial(take, meeting=one, room=world.room)),
                "second": by("race_second", partial(take, meeting=two, room=world.room)),
            }

        self.repeat(make, acts, self.check_room, times=50)

    def test_of_a_meeting_entered_and_one_edited_into_a_room_one_has_it(self):
        def acts(world):
            edit = partial(take, meeting=world.meetings[0], room=world.room)
            return {
                "office": by("race_office", edit),
                "second": by("race_second", partial(enter, world=world)),
            }

        self.repeat(make, acts, self.check_room)

    def check_room_of(self, env, world, done):
        self.assertEqual(sorted(done.values()), [False, True])
        bookings = env["directive.room.booking"].search([("room_id", "=", world.room)])
        self.assertEqual(len(bookings.filtered("is_active")), 1)
        return bookings

    def check_room(self, env, world, done):
        bookings = self.check_room_of(env, world, done)
        with_room = env["directive.meeting"].search([("room_id", "=", world.room)])
        self.assertEqual(with_room, bookings.meeting_id)

    def test_of_two_changes_of_one_meeting_the_second_looks_again(self):
        def acts(world):
            cancel = open_form(world, "office", step="cancel", reason="Rain")
            move = open_form(world, "second", step="change", place="Hall", reason="Larger")
            return {
                "office": by("race_office", partial(apply, form=cancel)),
                "second": by("race_second", partial(apply, form=move)),
            }

        def check(env, world, done):
            meeting = env["directive.meeting"].browse(world.meetings[0])
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual((meeting.sequence, len(meeting.revision_ids)), (1, 1))
            kind = "cancelled" if done["office"] else "place"
            self.assertEqual(meeting.revision_ids.kind, kind)

        self.repeat(partial(make, published=True), acts, check)

    def test_of_reinstating_a_meeting_and_taking_its_room_one_has_it(self):
        def acts(world):
            back = open_form(world, "office", step="reinstate", reason="A mistake")
            take = partial(take_by_change, meeting=world.meetings[1], room=world.room)
            return {
                "office": by("race_office", partial(apply, form=back)),
                "second": by("race_second", take),
            }

        def check(env, world, done):
            self.check_room_of(env, world, done)
            meeting = env["directive.meeting"].browse(world.meetings[0])
            self.assertEqual(meeting.state, "approved" if done["office"] else "cancelled")

        self.repeat(make_off, acts, check)

    def test_a_meeting_reinstated_twice_at_once_is_one_change(self):
        def check(env, world, done):
            meeting = env["directive.meeting"].browse(world.meetings[0])
            self.assertEqual(sorted(done.values()), [False, True])
            kinds = meeting.revision_ids.sorted("number").mapped("kind")
            self.assertEqual((meeting.state, kinds), ("approved", ["cancelled", "reinstated"]))

        self.repeat(make_off, taken_by_both("reinstate"), check)

    def test_of_two_who_note_that_a_meeting_was_not_held_one_counts(self):
        def check(env, world, done):
            meeting = env["directive.meeting"].browse(world.meetings[0])
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual(meeting.revision_ids.mapped("kind"), ["not_held"])

        self.repeat(make_held, taken_by_both("not_held"), check)

    def test_a_registration_is_considered_again_or_its_week_published_never_lost(self):
        def acts(world):
            again = partial(apply, form=world.form)
            return {
                "office": by("race_office", again),
                "again": by("race_office", again),
                "second": by("race_second", partial(publish, week=world.week)),
            }

        def check(env, world, done):
            meeting = env["directive.meeting"].browse(world.asked)
            self.assertLessEqual(done["office"] + done["again"], 1)
            is_waiting = done["office"] or done["again"]
            self.assertEqual(meeting.state, "registered" if is_waiting else "cancelled")
            is_published = meeting.week_id.state == "published"
            self.assertEqual((is_published, is_waiting), (done["second"], not done["second"]))

        self.repeat(make_refused, acts, check)

    def test_a_week_published_twice_at_once_is_published_once(self):
        def acts(world):
            press = partial(publish, week=world.week)
            return {name: by(f"race_{name}", press) for name in ("office", "second")}

        def check(env, world, done):
            week = env["directive.week"].browse(world.week)
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual(len(week.revision_ids), 1)

        self.repeat(make, acts, check)

    def test_who_enters_a_meeting_while_its_week_is_published_is_in_it_or_refused(self):
        def acts(world):
            return {
                "office": by("race_office", partial(publish, week=world.week)),
                "second": by("race_second", partial(enter, world=world)),
            }

        def check(env, world, done):
            week = env["directive.week"].browse(world.week)
            entered = week.meeting_ids.filtered(lambda one: one.name == "Three")
            self.assertTrue(done["office"])
            self.assertEqual(bool(entered), done["second"])
            self.assertTrue(all(one.is_shown for one in week.meeting_ids))
            known = {entry["meeting_id"] for entry in week.revision_ids.sudo().snapshot}
            self.assertEqual(known, set(week.meeting_ids.ids))

        self.repeat(make, acts, check)

    def test_of_approving_and_withdrawing_a_registration_one_counts(self):
        def approve(env, asked):
            env["directive.meeting"].browse(asked).action_approve()

        def withdraw(env, asked):
            env["directive.meeting"].browse(asked).action_withdraw()

        def acts(world):
            return {
                "office": by("race_office", partial(approve, asked=world.asked)),
                "responder": by("race_responder", partial(withdraw, asked=world.asked)),
            }

        def check(env, world, done):
            self.assertEqual(sorted(done.values()), [False, True])
            asked = env["directive.meeting"].browse(world.asked)
            self.assertEqual(asked.state, "approved" if done["office"] else "cancelled")
            self.assertEqual(asked.is_withdrawn, done["responder"])

        self.repeat(make_asked, acts, check)


class TestInvitationRace(RaceCase):
    """Called once, answered by the last, agreed to or not, concluded once."""

    database = DATABASE

    def test_two_clerks_who_invite_at_once_invite_everybody_once(self):
        def acts(world):
            press = partial(invite, meeting=world.meeting)
            return {name: by(f"race_{name}", press) for name in ("office", "second")}

        def check(env, world, done):
            self.assertEqual(sorted(done.values()), [False, True])
            self.check_invited_once(env, world)

        self.repeat(partial(make_called, invited=False), acts, check)

    def check_invited_once(self, env, world):
        about = [("res_model", "=", "directive.meeting"), ("res_id", "=", world.meeting)]
        invited = [*about, ("event", "=", "meeting_invited")]
        told = env["directive.notice"].search(invited).delivery_ids
        people = [(row.partner_id, row.channel) for row in told]
        self.assertTrue(people)
        self.assertEqual(len(people), len(set(people)))

    def test_publishing_an_urgent_meeting_twice_at_once_invites_everybody_once(self):
        def acts(world):
            press = partial(publish, week=world.week)
            return {name: by(f"race_{name}", press) for name in CLERKS}

        def check(env, world, done):
            self.assertEqual(sorted(done.values()), [False, True])
            self.check_invited_once(env, world)

        self.repeat(partial(make_called, published=False, is_urgent=True), acts, check)

    def test_becoming_urgent_and_being_invited_at_once_invites_everybody_once(self):
        def acts(world):
            return {
                "office": by("race_office", partial(make_urgent, meeting=world.meeting)),
                "second": by("race_second", partial(invite, meeting=world.meeting)),
            }

        def check(env, world, done):
            meeting = env["directive.meeting"].browse(world.meeting)
            self.assertEqual((done["office"], meeting.state), (True, "invited"))
            self.check_invited_once(env, world)

        self.repeat(partial(make_called, invited=False), acts, check)

    def test_of_two_answers_of_one_agency_the_later_counts_and_both_are_kept(self):
        def acts(world):
            words = {"head": ("attends",), "responder": ("excused", "", "", "Ill")}
            return {
                name: by(f"race_{name}", partial(answer, row=world.row, words=said))
                for name, said in words.items()
            }

        def check(env, world, done):
            row = env["directive.meeting.participation"].browse(world.row)
            self.assertEqual(list(done.values()), [True, True])
            self.assertEqual(len(row.answer_ids), 2)
            last = {"head": "attends", "responder": "excused"}[list(done)[-1]]
            self.assertEqual((row.answer, row.answer_ids[0].answer), (last, last))

        self.repeat(make_called, acts, check)

    def test_an_answer_and_a_move_at_once_leave_no_answer_to_the_old_time(self):
        def move(env, world):
            env["directive.meeting"].browse(world.meeting)._change({"hour_start": 14.0}, "Later")

        def acts(world):
            return {
                "office": by("race_office", partial(move, world=world)),
                "head": by("race_head", partial(answer, row=world.row)),
            }

        def check(env, world, done):
            row = env["directive.meeting.participation"].browse(world.row)
            self.assertTrue(done["office"])
            row.meeting_id._tell_news()
            is_known = list(done)[-1] != "office" and row.answered_number == row.meeting_id.sequence
            self.assertEqual(row.answer, "attends" if is_known else "waiting")

        self.repeat(make_called, acts, check)

    def test_of_agreeing_to_a_substitute_and_refusing_one_counts(self):
        def make_asked(env):
            made = make_called(env)
            row = env["directive.meeting.participation"].browse(made.row)
            row.with_user(user_of(env, "head")).do_answer("substitute", "An", "Deputy")
            return made

        def acts(world):
            return {
                "chair": by("race_chair", partial(consent, row=world.row)),
                "keeper": by("race_keeper", partial(refuse, row=world.row)),
            }

        def check(env, world, done):
            self.assertEqual(sorted(done.values()), [False, True])
            row = env["directive.meeting.participation"].browse(world.row)
            self.assertEqual(row.consent, "given" if done["chair"] else "refused")
            told = env["directive.notice"].search_count(
                [("event", "=", "meeting_consent"), ("res_id", "=", world.meeting)]
            )
            self.assertEqual(told, 1)

        self.repeat(make_asked, acts, check)

    def test_conclusions_issued_twice_at_once_give_each_task_once(self):
        def make_concluded(env):
            group = env["directive.week.group"].search([("name", "=", "Race")])
            day = env["directive.settings"]._today() - timedelta(days=1)
            chair = env["directive.leader"].search([("name", "=", "Race chair")])
            meeting = env["directive.meeting"].create(
                {
                    "week_id": env["directive.week"]._week_of(group, day).id,
                    "day": day,
                    "name": "Held",
                    "chair_id": chair.id,
                }
            )
            lead = env["directive.agency"].search([("name", "=", "A")], limit=1)
            point = {"meeting_id": meeting.id, "text": "A reviews", "lead_agency_id": lead.id}
            env["directive.meeting.point"].create({**point, "deadline_kind": "none"})
            return World(meeting=meeting.id)

        def acts(world):
            press = partial(issue, meeting=world.meeting)
            return {name: by(f"race_{name}", press) for name in ("office", "second")}

        def check(env, world, done):
            self.assertEqual(sorted(done.values()), [False, True])
            meeting = env["directive.meeting"].browse(world.meeting)
            self.assertEqual(len(meeting.conclusion_directive_id.task_ids), 1)
            self.assertEqual(len(meeting.point_ids.task_ids), 1)

        self.repeat(make_concluded, acts, check)
