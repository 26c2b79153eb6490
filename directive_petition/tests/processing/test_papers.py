import io
from datetime import timedelta

from docx import Document

from odoo.exceptions import AccessError, UserError, ValidationError

from ...models.processing.petition_document import TO_STEP
from ...tools.letter.workflow import TRANSITIONS
from ...tools.processing.documents import DOCUMENTS, document_of, documents_for
from ..petition_common import TODAY, PetitionCase, WithdrawalCase


class TestPapers(PetitionCase):
    """Papers of a matter: a paper takes its step, a step leaves its paper."""

    def paper_of(self, matter, kind, **vals):
        Paper = self.env["petition.document"].with_user(self.manager)
        return Paper._draft(matter.with_user(self.manager), kind, **vals)

    def text_of(self, paper):
        content = paper._paper_file("docx")
        return "\n".join(one.text for one in Document(io.BytesIO(content)).paragraphs)

    def said(self, step, name):
        """Return what the trail or the matter says of a field of the paper of ``step``."""
        if name == "result":
            return step.verb == "decide" and step.matter_id.result
        return step["document_number" if name == "number" else name]

    def test_each_paper_belongs_to_a_step_of_its_kinds(self):
        for code, one in DOCUMENTS.items():
            with self.subTest(code):
                if one.verb:
                    self.assertLessEqual({*one.kinds}, {*TRANSITIONS[one.verb].kinds})
                    self.assertTrue(any(document_of(one.verb, kind) == code for kind in one.kinds))

    def test_each_kind_of_paper_is_written_as_a_document(self):
        letter = self.make_letter()
        for kind in ("complaint", "denunciation", "petition"):
            matter = self.make_matter(letter, kind=kind)
            for code in documents_for(kind):
                with self.subTest(kind=kind, code=code):
                    paper = self.paper_of(matter, code, sent_to_text="Another body", result="right")
                    self.assertTrue(paper.body)
                    self.assertIn(matter.number, self.text_of(paper))

    def test_notices_and_slips_say_to_whom_they_are_written(self):
        matter = self.make_matter()
        notice = self.paper_of(matter, "acceptance_notice", recipient="Bà Nguyễn Thị Ánh")
        self.assertEqual(notice._paper().recipients, ("Bà Nguyễn Thị Ánh",))
        decision = self.paper_of(matter, "suspension_decision", recipient="Bà Nguyễn Thị Ánh")
        self.assertFalse(decision._paper().recipients)

    def test_only_what_is_written_to_somebody_says_as_above_and_each_has_who_signs(self):
        for kind in ("complaint", "denunciation", "petition"):
            matter = self.make_matter(kind=kind)
            for code in documents_for(kind):
                written = self.paper_of(matter, code, recipient="Sở Y tế")._paper()
                with self.subTest(kind=kind, code=code):
                    self.assertEqual("As above" in written.copies, bool(written.recipients))
                    self.assertTrue(written.signature.posts or written.signers)

    def test_minutes_are_signed_by_those_present_side_by_side(self):
        written = self.paper_of(self.make_matter(), "dialogue_minutes")._paper()
        posts = [post for signer in written.signers for post in signer.posts]
        self.assertEqual((posts[0], posts[-1]), ("COMPLAINANT", "CHAIR"))
        self.assertFalse(written.signature.posts)

    def test_the_office_signs_as_its_settings_say_one_post_a_line(self):
        self.env["ir.config_parameter"].set_param("directive_tracking.chase_posts", "KT. A; B")
        written = self.paper_of(self.make_matter(), "acceptance_notice")._paper()
        self.assertEqual(written.signature.posts, ("KT. A", "B"))

    def test_the_heading_of_a_committee_names_no_body_above_it(self):
        headings, parameters = self.env["petition.visit"], self.env["ir.config_parameter"]
        parameters.set_param("directive_tracking.chase_above", "Ủy ban nhân dân tỉnh X")
        for name, above, issuer in (
            ("UBND xã Y Tý", None, "Ủy ban nhân dân\nxã Y Tý"),
            ("Sở Y tế", "Ủy ban nhân dân tỉnh X", "Sở Y tế"),
        ):
            agency = self.env["directive.agency"].new({"name": name, "kind": "department"})
            heading = headings._heading_of(agency)
            with self.subTest(name):
                self.assertEqual((heading.get("above"), heading["issuer"]), (above, issuer))
                self.assertEqual(headings._posts_of(agency) == "CHAIRMAN", not above)
                head = "CHAIRMAN ỦY BAN NHÂN DÂN XÃ Y TÝ" if not above else "GIÁM ĐỐC SỞ Y TẾ"
                self.assertEqual(headings._authority_of(agency, headings._posts_of(agency)), head)

    def test_issuing_a_paper_takes_its_step(self):
        matter = self.make_matter(state="classified")
        paper = self.paper_of(
            matter, "refusal_notice", ground_id=self.ground.id, reason="Settled before"
        )
        with self.assertRaisesRegex(UserError, "number of the paper"):
            paper.action_issue()
        paper.number = "7/TB-UBND"
        paper.action_issue()
        self.assertEqual((matter.state, paper.state), ("not_accepted", "issued"))
        self.assertEqual(paper.step_id.document_number, "7/TB-UBND")
        self.assertEqual(matter.document_ids, paper)
        with self.assertRaisesRegex(UserError, "issued"):
            paper.body = "Another text"
        with self.assertRaisesRegex(UserError, "issued"):
            paper.action_issue()

    def test_papers_are_numbered_by_the_pattern_of_the_agency(self):
        paper = self.paper_of(self.make_matter(), "filing_slip")
        paper.action_number()
        paper.action_number()
        self.assertEqual((paper.number, paper.date), ("1/2026/TCD", TODAY))

    def test_a_step_leaves_the_draft_of_its_paper(self):
        matter = self.make_matter(state="accepted")
        paper = matter.document_ids
        self.assertEqual((paper.kind, paper.number), ("acceptance_notice", "12/QĐ-UBND"))
        self.assertEqual(paper.state, "draft")
        paper.with_user(self.manager).action_issue()
        self.assertEqual(len(matter.step_ids), 2)

    def test_the_paper_of_a_step_says_what_the_step_says(self):
        taken = [
            (kind, verb)
            for verb in TRANSITIONS
            for kind in TRANSITIONS[verb].kinds
            if document_of(verb, kind) and "document_number" in TRANSITIONS[verb].needs
        ]
        for kind, verb in taken:
            matter = self.make_matter(state=TRANSITIONS[verb].sources[0], kind=kind)
            step = matter.with_user(self.manager)._take_step(verb, self.step_values(verb, kind))
            paper = matter.document_ids.filtered(lambda one, step=step: one.step_id == step)
            for name in (*TO_STEP, "number"):
                with self.subTest(kind=kind, verb=verb, name=name):
                    self.assertEqual(paper[name], self.said(step, name))
                    with self.assertRaisesRegex(UserError, "belongs to a completed step"):
                        paper.with_user(self.manager).write({name: False})

    def test_a_paper_of_another_kind_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "no such paper"):
            self.paper_of(self.make_matter(), "conclusion")

    def test_a_paper_takes_no_step_that_its_author_may_not_take(self):
        matter = self.make_matter(state="classified")
        paper = self.paper_of(matter, "acceptance_notice", number="1/TB")
        with self.assertRaises(AccessError):
            paper.with_user(self.staff).action_issue()
        self.assertEqual(matter.state, "classified")

    def test_other_agencies_have_no_part_in_papers(self):
        paper = self.paper_of(self.make_matter(), "filing_slip")
        with self.assertRaises(AccessError):
            paper.with_user(self.staff_x).read(["body"])
        with self.assertRaises(AccessError):
            self.env["petition.document"].with_user(self.staff_x).create(
                {"matter_id": paper.matter_id.id, "kind": "filing_slip"}
            )

    def test_nobody_writes_that_a_paper_was_issued(self):
        paper = self.paper_of(self.make_matter(), "filing_slip")
        for name, value in (("state", "issued"), ("step_id", False), ("kind", "return_slip")):
            with self.subTest(name), self.assertRaises(UserError):
                paper.write({name: value})


class TestDialogue(PetitionCase):
    """A dialogue is told five days before and kept in minutes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.matter = cls.make_matter(state="verifying")

    def plan(self, **vals):
        vals = {
            "matter_id": self.matter.id,
            "day": TODAY + timedelta(days=9),
            "place": "Room 1",
            **vals,
        }
        return self.env["petition.dialogue"].with_user(self.staff).create(vals)

    def test_it_is_to_be_told_five_days_before(self):
        dialogue = self.plan()
        self.assertEqual(str(dialogue.date_due), "2026-12-04")  # 5 December is a Saturday
        dialogue.action_told()
        self.assertFalse(dialogue.is_late)
        self.assertEqual(self.matter.document_ids[0].kind, "dialogue_notice")
        dialogue.day = TODAY + timedelta(days=3)
        self.assertFalse(dialogue.date_told)
        dialogue.action_told()
        self.assertTrue(dialogue.is_late)

    def test_it_is_held_with_minutes_and_moves_the_matter_on(self):
        dialogue = self.plan(day=TODAY)
        with self.assertRaisesRegex(UserError, "what was said"):
            dialogue.action_hold()
        dialogue.write({"minutes": "They agreed.", "absent": "The neighbour, ill"})
        dialogue.action_hold()
        self.assertEqual((dialogue.state, self.matter.state), ("held", "dialogue"))
        self.assertIn("They agreed.", self.matter.document_ids[0].body)
        with self.assertRaisesRegex(UserError, "over"):
            dialogue.minutes = "They did not."

    def test_a_second_complaint_is_decided_after_its_dialogue(self):
        first = self.make_matter(state="published")
        matter = self.make_matter(state="verifying", level="second", first_matter_id=first.id)
        manager = matter.with_user(self.manager)
        with self.assertRaisesRegex(UserError, "after a dialogue"):
            manager._take_step("decide", self.step_values("decide"))
        self.plan(matter_id=matter.id, day=TODAY, minutes="Said").action_hold()
        manager._take_step("decide", self.step_values("decide"))
        self.assertEqual(matter.state, "decided")

    def test_only_a_complaint_in_hand_has_a_dialogue(self):
        with self.assertRaisesRegex(UserError, "in hand"):
            self.plan(matter_id=self.make_matter().id)


class TestWithdrawal(WithdrawalCase):
    """Whoever wrote a letter takes it back, in whole or in part."""

    def test_the_rest_goes_on_until_the_last_has_withdrawn(self):
        matter = self.make_matter(self.letter)
        one, two = self.letter.person_ids
        self.withdraw(matter, one)
        self.assertEqual((matter.state, one.date_withdrawn), ("received", TODAY))
        self.withdraw(matter, two)
        self.assertEqual(matter.state, "withdrawn")
        self.assertFalse(matter.date_due)

    def test_a_matter_in_hand_is_terminated_by_decision(self):
        matter = self.make_matter(self.letter, "accepted")
        self.withdraw(matter, self.letter.person_ids)
        self.assertEqual(matter.state, "accepted")
        self.assertTrue(matter.is_withdrawn_by_all)

    def test_a_part_or_a_doubted_withdrawal_ends_nothing(self):
        matter = self.make_matter(self.letter)
        self.withdraw(matter, self.letter.person_ids, is_whole=False, part="The second plot")
        self.withdraw(matter, self.letter.person_ids, is_doubted=True)
        self.assertEqual(matter.state, "received")

    def test_who_ends_a_matter_that_several_signed_is_pointed_to_the_withdrawal_of_one(self):
        matter = self.make_matter(self.letter).with_user(self.staff)
        asked = matter.with_context(petition_verb="withdraw").action_step()
        form = self.env["petition.matter.stepping"].with_user(self.staff).browse(asked["res_id"])
        self.assertEqual(form.signers_left, 2)
        shown = form.action_withdraw_some()
        empty = self.env["petition.withdrawal"].with_user(self.staff)
        empty = empty.with_context(**shown["context"]).new()
        self.assertEqual((len(empty.signer_ids), len(empty.person_ids)), (2, 0))
        self.withdraw(matter, self.letter.person_ids[0])
        left = empty.with_context(**shown["context"]).new()
        self.assertEqual(left.person_ids._origin, self.letter.person_ids[1])

    def test_a_withdrawal_stays_and_names_people_of_the_letter(self):
        matter = self.make_matter(self.letter)
        kept = self.withdraw(matter, self.letter.person_ids[0])
        with self.assertRaises(UserError):
            kept.sudo().write({"reason": "Another"})
        stranger = self.make_letter().person_ids
        with self.assertRaisesRegex(UserError, "people of the letter"):
            self.withdraw(matter, stranger)
        with self.assertRaises(ValidationError):
            self.withdraw(matter, stranger.browse(), person_ids=[(0, 0, {"name": "New"})])

    def set_aside(self, withdrawal, reason="The wrong person", user=None):
        form = self.env["petition.withdrawal.setting.aside"].with_user(user or self.manager)
        return form.create({"withdrawal_id": withdrawal.id, "reason": reason}).action_set_aside()

    def test_the_withdrawal_of_one_person_is_set_aside_and_stays_on_record(self):
        matter = self.make_matter(self.letter)
        one, two = self.letter.person_ids
        mistaken = self.withdraw(matter, one)
        self.assertTrue(mistaken.with_user(self.manager).can_be_set_aside)
        self.set_aside(mistaken)
        self.assertFalse(one.date_withdrawn)
        self.assertTrue(mistaken.is_set_aside)
        self.assertEqual(mistaken.set_aside_reason, "The wrong person")
        self.assertEqual(mistaken.set_aside_by_id, self.manager)
        self.assertEqual(mistaken.signer_name, self.manager.name)
        self.withdraw(matter, two)
        self.assertEqual(matter.state, "received")

    def test_a_matter_in_hand_is_no_longer_withdrawn_by_all(self):
        matter = self.make_matter(self.letter, "accepted")
        first, second = (self.withdraw(matter, one) for one in self.letter.person_ids)
        self.set_aside(second)
        self.assertFalse(matter.is_withdrawn_by_all)
        self.assertFalse(first.is_set_aside)

    def test_whoever_withdrew_twice_has_withdrawn_until_both_are_set_aside(self):
        matter = self.make_matter(self.letter)
        one = self.letter.person_ids[0]
        first, second = self.withdraw(matter, one), self.withdraw(matter, one)
        self.set_aside(second)
        self.assertEqual(one.date_withdrawn, TODAY)
        self.set_aside(first)
        self.assertFalse(one.date_withdrawn)

    def test_a_withdrawal_is_set_aside_once_by_a_manager_with_a_reason(self):
        matter = self.make_matter(self.letter)
        kept = self.withdraw(matter, self.letter.person_ids[0]).with_user(self.manager)
        with self.assertRaisesRegex(UserError, "Say why"):
            kept.action_set_aside(" ")
        for stranger in (self.staff, self.staff_x):
            with self.assertRaises(AccessError):
                kept.with_user(stranger).action_set_aside("Mine")
        self.set_aside(kept)
        with self.assertRaisesRegex(UserError, "already"):
            self.set_aside(kept)
        self.assertFalse(kept.can_be_set_aside)

    def test_after_the_end_of_a_matter_its_end_is_taken_back_first(self):
        matter = self.make_matter(self.letter)
        first, _second = (self.withdraw(matter, one) for one in self.letter.person_ids)
        with self.assertRaisesRegex(UserError, "take back its end"):
            self.set_aside(first)
        matter.with_user(self.manager)._take_step("restore", {"reason": "A mistake"})
        with self.assertRaisesRegex(UserError, "already"):
            self.set_aside(first)

    def test_nobody_enters_a_withdrawal_as_set_aside(self):
        matter = self.make_matter(self.letter)
        aside = {"date_set_aside": "2026-12-01 01:00:00", "set_aside_reason": "Mine"}
        kept = self.withdraw(matter, self.letter.person_ids[0], **aside, signer_name="Another")
        self.assertFalse(kept.is_set_aside or kept.set_aside_reason or kept.signer_name)


class TestTasksOfMatters(PetitionCase):
    """An agency gets a task because of a matter, and does not see the matter."""

    def give(self, user, **vals):
        matter = self.make_matter(state="accepted").with_user(user)
        vals = {
            "matter_id": matter.id,
            "number": "9/UBND-TCD",
            "issuer_id": self.issuer.id,
            "name": "Report on the land",
            "lead_agency_id": self.agency_a.id,
            "date_deadline": TODAY + timedelta(days=10),
            **vals,
        }
        form = self.env["petition.task.giving"].with_user(user).create(vals)
        form.action_give()
        return matter

    def test_a_specialist_of_the_office_gives_it_and_the_agency_sees_the_task_alone(self):
        office = self.env.ref("directive_tracking.group_directive_office")
        self.manager.group_ids += office
        matter = self.give(self.manager)
        task = matter.task_ids
        self.assertEqual((task.lead_agency_id, task.state), (self.agency_a, "assigned"))
        self.assertEqual(matter.task_count, 1)
        task.with_user(self.user_a).read(["name"])
        with self.assertRaises(AccessError):
            task.with_user(self.user_a).read(["petition_matter_id"])
        with self.assertRaises(AccessError):
            matter.with_user(self.user_a).read(["number"])

    def test_staff_without_that_role_give_none(self):
        with self.assertRaises(AccessError):
            self.give(self.manager)

    def test_nobody_links_a_task_to_a_matter_directly(self):
        matter, task = self.make_matter(), self.make_task(state="draft")
        with self.assertRaises(UserError):
            task.sudo().write({"petition_matter_id": matter.id})
