from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError

from ...models.answer.directive_notice_answering import MOST_ANSWERS
from ...tools.notice.answers import LONGEST
from ..answer_common import AnswerCase
from ..broadcast_common import BroadcastCase


class TestNoticeAnswers(AnswerCase):
    """Answers of recipients and their effects, each only once."""

    def test_a_subject_reads_the_words_that_came_without_a_button(self):
        def understood(model, typed, via):
            return typed._replace(kind="received") if (typed.text, via) == ("OK", "link") else typed

        Task = self.registry["directive.task"]
        with patch.object(Task, "_understood", understood):
            kinds = [self.row._answer("comment", text).kind for text in ("OK", "Not quite")]
        self.assertEqual(kinds, ["received", "comment"])

    def test_received_moves_the_task_and_the_ledger(self):
        answer = self.row._answer("received")
        self.assertEqual((answer.state, answer.user_id), ("applied", self.user_a), answer.reason)
        self.assertEqual((self.task.state, self.row.state), ("in_progress", "seen"))
        step = self.task.transition_ids.filtered(lambda one: one.verb == "receive")
        self.assertEqual(step.user_id, self.user_a)
        self.assertFalse(self.alerts(), "a plain receipt disturbs nobody")

    def test_received_by_a_coordinator_does_not_receive_the_task(self):
        row = self.tell(self.task, self.user_b, channels=("email",), occurrence="b")
        self.assertEqual(row._answer("received").state, "applied")
        self.assertEqual((self.task.state, row.state), ("assigned", "seen"))

    def test_what_the_same_message_said_of_the_task_is_seen_with_it(self):
        other = self.tell(self.task, self.user_a, channels=("email",), occurrence="other")
        later = self.tell(self.task, self.user_a, channels=("email",), occurrence="later")
        (self.row | other)._move("sending")
        (self.row | other)._move("sent", message_ref="<one@message>")
        self.row._answer("received")
        self.assertEqual((self.row | other | later).mapped("state"), ["seen", "seen", "queued"])

    def test_a_comment_stands_in_the_task_and_alerts_the_office(self):
        answer = self.row._answer("comment", "Chờ số liệu\ncủa <b>xã</b>")
        note = self.task.message_ids[0]
        self.assertEqual((answer.state, note.author_id), ("applied", self.user_a.partner_id))
        self.assertIn("Chờ số liệu<br>của &lt;b&gt;xã", note.body)
        alert = self.alerts()
        self.assertEqual(alert.delivery_ids.user_id, self.office_user)
        self.assertIn("Chờ số liệu", alert.note)
        self.assertIn(self.user_a.name, alert.note)
        self.assertEqual((self.task.state, self.row.state), ("assigned", "seen"))

    def test_words_beside_a_receipt_reach_the_office_too(self):
        self.row._answer("received", "but the appendix is missing")
        self.assertIn("the appendix is missing", self.alerts().note)

    def test_an_extension_is_asked_for_in_the_persons_name_and_never_granted(self):
        answer = self.row._answer("extension", "Waiting for figures", "2026-12-25")
        request = self.task.request_ids
        self.assertEqual((answer.state, request.state), ("applied", "pending"), answer.reason)
        self.assertEqual(
            (request.author_id, str(request.proposed_deadline)), (self.user_a, "2026-12-25")
        )
        self.assertEqual(str(self.task.date_deadline), "2026-12-10")
        told = self.Notice.search([("event", "=", "request_created")])
        self.assertEqual(told.delivery_ids.user_id, self.office_user)
        self.assertFalse(self.alerts(), "the request itself tells the Office")

    def test_nothing_reports_closes_or_accepts(self):
        for kind in ("completion", "report", "close", "accept", "_move", ""):
            with self.subTest(kind), self.assertRaises(ValueError):
                self.row._answer(kind, "Done", "2026-12-25")
        self.assertEqual(self.task.state, "assigned")
        self.assertFalse(self.Answer.search([]))

    def test_of_words_with_a_secrecy_mark_nothing_is_kept(self):
        for kind, day in (("comment", ""), ("received", ""), ("extension", "2026-12-25")):
            with self.subTest(kind):
                answer = self.row._answer(kind, "TỐI MẬT\nThe words of a secret", day)
                self.assertEqual((answer.state, answer.text), ("refused", False))
                self.assertIn("TỐI MẬT", answer.reason)
        self.assertEqual(self.task.state, "assigned")

    # Once

    def test_the_same_answer_twice_is_one(self):
        first = self.row._answer("comment", "One word")
        self.assertEqual(self.row._answer("comment", " one  WORD "), first)
        self.assertEqual(self.row._answer("received"), self.row._answer("received"))
        self.assertEqual(len(self.alerts()), 1)
        self.assertEqual(self.Answer.search_count([]), 2)

    def test_the_same_extension_twice_is_one_however_the_day_is_written(self):
        first = self.row._answer("extension", "More time", "2026-12-25")
        self.assertEqual(self.row._answer("extension", "More time", "25/12/2026"), first)
        self.assertEqual(len(self.task.request_ids), 1)

    def test_an_answer_to_a_repeated_message_is_one_to_the_first(self):
        repeat = self.tell(
            self.task,
            self.user_a,
            channels=("email",),
            event="repeat",
            occurrence="r",
            repeats_id=self.row.notice_id.id,
        )
        self.assertEqual(repeat._answer("received"), self.row._answer("received"))
        self.assertEqual((repeat | self.row).mapped("state"), ["seen", "seen"])

    # Refused, with a sentence

    def refused(self, *answer, row=None):
        found = (row or self.row)._answer(*answer)
        self.assertEqual(found.state, "refused")
        self.assertFalse(self.task.request_ids)
        return found.reason

    def test_what_was_typed_wrong_is_refused_with_a_sentence(self):
        self.assertIn("comment first", self.refused("comment", " \n\x00 "))
        self.assertIn("Say why", self.refused("extension", "", "2026-12-25"))
        self.assertIn("Propose", self.refused("extension", "Why", " "))
        self.assertIn("“31/2” is not a date", self.refused("extension", "Why", "31/2"))
        self.assertIn("12/10/2026", self.refused("extension", "Why", "2026-12-09"))
        self.assertIn("shorten", self.refused("comment", "x" * (LONGEST + 1)))
        self.assertFalse(self.alerts())
        self.assertNotEqual(self.row.state, "seen")

    def test_a_day_that_has_passed_is_refused(self):
        self.task.sudo()._restore_history({"date_deadline": "2026-11-01"})
        self.assertIn("passed", self.refused("extension", "Why", "2026-11-20"))

    def test_a_weekend_may_be_proposed_as_in_the_application(self):
        self.assertEqual(self.row._answer("extension", "Why", "2026-12-26").state, "applied")

    def test_a_coordinating_agency_cannot_ask_for_time(self):
        row = self.tell(self.task, self.user_b, channels=("email",), occurrence="b")
        self.assertIn(
            "Only the lead agency", self.refused("extension", "Why", "2026-12-25", row=row)
        )
        self.assertFalse(self.task._offers_answer(row, "extension"))

    def test_a_second_extension_waits_for_the_decision_on_the_first(self):
        self.row._answer("extension", "Why", "2026-12-25")
        second = self.row._answer("extension", "Why indeed", "2026-12-31")
        self.assertEqual(second.state, "refused")
        self.assertIn("not yet decided", second.reason)

    def test_a_task_that_has_ended_takes_a_comment_and_no_extension(self):
        self.task.with_user(self.office_user).action_revoke("By decision")
        self.assertIn("accepts no requests", self.refused("extension", "Why", "2026-12-25"))
        self.assertEqual(self.row._answer("comment", "A last word").state, "applied")
        self.assertEqual(self.row._answer("received").state, "applied")
        self.assertEqual(self.task.state, "revoked")

    def test_who_lost_sight_of_the_task_cannot_answer(self):
        self.env["directive.agency.member"].search([("user_id", "=", self.user_a.id)]).unlink()
        self.assertIn("no longer see", self.refused("comment", "A word"))
        self.assertNotIn("A word", "".join(self.task.message_ids.mapped("body")))

    def test_who_answers_without_end_is_asked_to_call(self):
        for number in range(MOST_ANSWERS):
            self.row._answer("comment", f"Word {number}")
        for number in range(3):
            self.assertIn("call the Office", self.refused("comment", f"More {number}"))
        self.assertEqual(self.Answer.search_count([]), MOST_ANSWERS + 1)
        self.at("2026-11-25 04:00:00")
        self.assertEqual(self.row._answer("comment", "An hour later").state, "applied")

    # People without a user account

    def test_a_person_without_a_user_is_noted_and_receives_nothing(self):
        head = self.make_contact(self.agency_a)
        row = self.tell_contact(head)
        answer = row._answer("received")
        self.assertEqual((answer.state, row.state), ("applied", "seen"), answer.reason)
        self.assertEqual(self.task.state, "assigned")
        self.assertEqual(self.task.message_ids[0].author_id, head)

    def test_the_wish_of_a_person_without_a_user_reaches_the_office(self):
        row = self.tell_contact(self.make_contact(self.agency_a))
        answer = row._answer("extension", "Waiting for figures", "25/12")
        self.assertEqual((answer.state, str(answer.proposed_deadline)), ("applied", "2026-12-25"))
        self.assertFalse(self.task.request_ids, "a request has a user as its author")
        self.assertIn("12/25/2026", self.alerts().note)
        self.assertIn("Waiting for figures", self.task.message_ids[0].body)

    def test_a_person_without_a_user_is_held_to_the_same_rules(self):
        row = self.tell_contact(self.make_contact(self.agency_a))
        self.assertIn("later than", self.refused("extension", "Why", "2026-12-01", row=row))
        helper = self.tell_contact(self.make_contact(self.agency_b), occurrence="b")
        self.assertIn("Only the lead", self.refused("extension", "Why", "2026-12-25", row=helper))

    # Records that are no task

    def test_a_message_about_a_directive_takes_a_receipt_and_a_comment(self):
        directive = self.task.directive_id
        before = self.Delivery.search([])
        self.Notice._post(
            "directive_news",
            directive,
            {directive.id: [self.person(self.user_a)]},
            channels=("email",),
        )
        row = self.Delivery.search([]) - before
        self.assertEqual(row._answer("received").state, "applied")
        self.assertEqual(row._answer("comment", "A word").state, "applied")
        self.assertIn("A word", directive.message_ids[0].body)
        self.assertEqual(self.alerts().directive_id, directive)
        self.assertIn("no answer to", self.refused("extension", "Why", "2026-12-25", row=row))

    # Recipients in the Office

    def test_where_nobody_follows_the_task_everybody_on_duty_is_told(self):
        self.task.sudo().monitor_id = False
        self.row._answer("comment", "A word")
        self.assertIn(self.office_user, self.alerts().delivery_ids.user_id)

    def test_nobody_is_told_of_his_own_answer(self):
        row = self.tell(self.task, self.office_user, channels=("email",), occurrence="office")
        row._answer("comment", "A word")
        self.assertFalse(self.alerts().delivery_ids)


class TestAnswerLinksInMail(AnswerCase):
    """Every item of a message carries two links: into the application, and to answer at once."""

    def test_each_item_of_a_digest_has_a_link_of_its_own(self):
        second = self.make_task(name="Second task")
        rows = self.row | self.tell(second, self.user_a, channels=("email",))
        self.Delivery.search([("id", "not in", rows.ids)])._move("cancelled")
        self.send()
        self.assertEqual(len(self.mailbox), 1)
        for part in ("text", "html"):
            for row in rows:
                self.assertIn(row._answer_url(), self.mailbox[0][part])
                self.assertIn(row.notice_id._url(), self.mailbox[0][part])
        self.assertNotEqual(*rows.mapped(lambda row: row._answer_url()))

    def test_the_link_to_a_deleted_record_leads_nowhere(self):
        draft = self.make_directive()
        row = self.tell(draft, self.office_user, channels=("email",), event="directive_corrected")
        token = row._answer_url().rpartition("/")[2]
        self.delete_told(draft)
        self.patch(type(draft), "_is_withdrawn", lambda record: record.state == "cancelled")
        self.assertFalse(self.env["directive.notice.link"]._find(token))

    def test_another_secret_of_the_database_ends_every_link(self):
        token = self.row._answer_url().rpartition("/")[2]
        self.assertEqual(self.env["directive.notice.link"]._find(token), self.row)
        self.env["ir.config_parameter"].set_param("database.secret", "another")
        self.assertFalse(self.env["directive.notice.link"]._find(token))


class TestAnswersAreEvidence(AnswerCase):
    """Answers never change; only their author and the Office can read them."""

    def setUp(self):
        super().setUp()
        self.answer = self.row._answer("comment", "A secret word")

    def test_nobody_adds_changes_or_deletes_one(self):
        vals = {"delivery_id": self.row.id, "kind": "received", "via": "link"}
        for user in (self.env.user, self.office_user, self.leader_user, self.user_a):
            mine = self.answer.with_user(user)
            for attempt in (
                lambda one=mine: one.create(vals),
                lambda one=mine: one.write({"text": "Other"}),
                lambda one=mine: one.unlink(),
            ):
                with self.assertRaises(UserError):
                    attempt()
        self.assertEqual(self.answer.text, "A secret word")

    def seen_by(self, user):
        self.env.invalidate_all()
        found = self.Answer.with_user(user)
        doors = [
            found.search([]),
            found.search_read([], ["text"]),
            found.search([("text", "ilike", "secret")]),
            found.formatted_read_group([], ["kind"], ["__count"]),
            found.web_search_read([], {"text": {}})["records"],
            found.web_read_group([], ["kind"], ["__count"])["groups"],
        ]
        return {bool(door) for door in doors}

    def test_it_is_read_by_its_author_the_office_and_the_leadership(self):
        for user in (self.user_a, self.office_user, self.leader_user):
            self.assertEqual(self.seen_by(user), {True}, user.login)

    def test_it_is_read_by_no_other_agency_not_even_a_coordinating_one(self):
        for user in (self.user_b, self.user_below, self.head_a):
            self.assertEqual(self.seen_by(user), {False}, user.login)
            with self.assertRaises(AccessError):
                self.answer.with_user(user).read(["text"])

    def test_an_administrator_without_another_role_reads_none(self):
        for user in (self.admin_user, self.outside_user):
            with self.assertRaises(AccessError):
                self.Answer.with_user(user).search([])

    def test_who_lost_sight_of_the_task_loses_sight_of_his_answer(self):
        self.env["directive.agency.member"].search([("user_id", "=", self.user_a.id)]).date_to = (
            self.env["directive.settings"]._today() - timedelta(days=1)
        )
        self.assertEqual(self.seen_by(self.user_a), {False})

    def test_it_is_exported_to_nobody_else(self):
        for user, seen in ((self.office_user, True), (self.user_b, False)):
            answer = self.answer.with_user(user)
            self.env.invalidate_all()
            try:
                shown = "secret" in str(answer.export_data(["text"]))
            except AccessError:
                shown = False
            self.assertEqual(shown, seen, user.login)

    def test_the_message_shows_it_to_nobody_else(self):
        self.env.invalidate_all()
        self.assertTrue(self.row.with_user(self.office_user).answer_ids)
        with self.assertRaises(AccessError):
            self.row.with_user(self.user_b).answer_ids  # noqa: B018


class TestBroadcastAnswers(BroadcastCase):
    """A broadcast is answered like any other message; its sender is notified."""

    def setUp(self):
        super().setUp()
        self.broadcast = self.make_sent(self.agency_a | self.agency_b)
        mine = self.rows(self.broadcast).filtered(lambda row: row.user_id == self.user_a)
        self.row = mine.filtered(lambda row: row.channel == "email")

    def test_received_and_a_comment_to_the_sender(self):
        self.assertEqual(self.row._answer("received").state, "applied")
        self.assertEqual(self.row.state, "seen")
        answer = self.row._answer("comment", "We have two boats")
        self.assertEqual(answer.state, "applied", answer.reason)
        alert = self.Notice.search([("event", "=", "answer_received")])
        self.assertEqual(alert.delivery_ids.user_id, self.broadcast.sudo().sent_by_id)
        self.assertIn("two boats", alert.note)
        self.assertEqual(answer.with_user(self.user_a).text, "We have two boats")
        with self.assertRaises(AccessError):
            answer.with_user(self.user_b).read(["text"])

    def test_the_page_shows_the_whole_text_and_offers_no_extension(self):
        page = self.env["directive.answer.page"]._of(self.row)
        self.assertEqual((page["number"], page["name"]), (self.broadcast.name, self.broadcast.body))
        self.assertEqual(page["offers"], ["received", "comment"])

    def test_the_link_of_what_was_withdrawn_opens_nothing(self):
        self.assertTrue(self.row._answer_url())
        self.broadcast.with_user(self.office_user).action_cancel("A mistake")
        self.assertFalse(self.row._answer_url())
