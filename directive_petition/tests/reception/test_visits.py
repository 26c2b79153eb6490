import io
from datetime import date

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import Form

from ...models.reception.petition_visit import AFTERWARDS
from .reception_common import LAND, LAND_AGAIN, ReceptionCase


class TestVisits(ReceptionCase):
    """A visit from the queue to its row in the register."""

    def test_a_visit_gets_the_next_number_of_its_agency_and_year(self):
        first, second = self.make_visit(), self.make_visit()
        other = self.make_visit(self.staff_x)
        self.assertEqual(
            (first + second + other).mapped("number"),
            ["0001/2026/TCD", "0002/2026/TCD", "0001/2026/TCD"],
        )
        self.assertEqual((first + second + other).mapped("ticket"), [1, 2, 1])

    def test_who_stands_at_the_desk_is_a_person_of_the_visit(self):
        visit = self.make_visit()
        person = visit.person_ids
        self.assertEqual((person.name, person.role), ("Giàng A Páo", "complainant"))
        self.assertEqual(person.id_key, "010090001234")
        self.assertEqual(visit.receiver_id, self.staff)
        visit.visitor_phone = "0987654321"
        self.assertEqual(person.phone, "0987654321")
        self.assertEqual(len(visit.person_ids), 1)

    def test_who_came_along_does_not_take_the_place_of_who_stands_at_the_desk(self):
        with Form(self.env["petition.visit"].with_user(self.staff)) as form:
            form.visitor_name, form.visitor_address = "Lò Văn Cương", "Thôn Sín Chải"
            form.content = LAND
            with form.person_ids.new() as other:
                other.name = "Vàng A Sử"
            form.kind = "complaint"
            self.assertEqual(form.visitor_address, "Thôn Sín Chải")
        people = form.record.person_ids
        self.assertEqual(people.mapped("name"), ["Lò Văn Cương", "Vàng A Sử"])
        self.assertEqual(people[0].address, "Thôn Sín Chải")
        self.assertEqual(people.mapped("role"), ["complainant"] * 2)
        other = self.make_visit(person_ids=[Command.create({"name": "Vàng A Sử"})])
        self.assertEqual(other.person_ids.mapped("name"), ["Giàng A Páo", "Vàng A Sử"])

    def test_whoever_waits_is_called_in_the_order_of_coming_the_urgent_first(self):
        first, second, urgent = (
            self.make_visit(state="waiting", is_urgent=one) for one in (False, False, True)
        )
        desk = self.env["petition.visit"].with_user(self.manager)
        called = [desk.action_call_next()["res_id"] for _turn in range(3)]
        self.assertEqual(called, [urgent.id, first.id, second.id])
        self.assertEqual(urgent.receiver_id, self.manager)
        with self.assertRaisesRegex(UserError, "Nobody is waiting"):
            desk.action_call_next()

    def test_a_button_calls_whoever_waits_and_the_visit_on_the_screen_gives_its_place(self):
        shown = self.end(self.make_visit(), "answered", answer="Told")
        waiting = self.make_visit(state="waiting")
        desk = shown.with_context(petition_shown=shown.id)
        opened = call_kw(desk, "action_call_next", [shown.ids], {"context": dict(desk.env.context)})
        self.assertEqual((opened["res_id"], opened["target"]), (waiting.id, "main"))
        waiting.action_wait()
        self.assertTrue(waiting.with_context(petition_shown=waiting.id).action_call() is True)
        waiting.action_wait()
        self.assertEqual(waiting.action_call()["res_id"], waiting.id)
        waiting.action_wait()
        self.assertNotEqual(waiting.action_call()["target"], "main")

    def test_a_letter_is_taken_in_at_once_unless_the_same_is_in_hand(self):
        first = self.make_visit()
        self.assertTrue(first.action_take_letter() is True)
        self.assertEqual((first.state, first.outcome), ("ended", "letter"))
        again = self.make_visit()
        self.assertEqual(again.same_matter_ids, first.matter_id)
        asked = again.action_take_letter()
        self.assertEqual(asked["res_model"], "petition.visit.ending")
        self.assertEqual(again.state, "talking")

    def test_a_commune_does_not_call_who_waits_at_the_office(self):
        self.make_visit(state="waiting")
        with self.assertRaisesRegex(UserError, "Nobody is waiting"):
            self.env["petition.visit"].with_user(self.staff_x).action_call_next()

    def test_somebody_known_is_filled_in_by_their_number(self):
        self.make_visit()
        with Form(self.env["petition.visit"].with_user(self.staff)) as form:
            form.visitor_id_number = "010090001234"
            self.assertEqual(form.visitor_name, "Giàng A Páo")
            self.assertEqual(form.visitor_address, "Thôn 3, xã Y Tý")

    def test_people_are_found_by_number_telephone_and_name_without_diacritics(self):
        person = self.make_visit().person_ids
        people = self.env["petition.person"].with_user(self.staff)
        for text in ("010090001234", "+84 912345678", "giang a pao", "Giàng A"):
            with self.subTest(text):
                self.assertEqual(people.search([("looked_for", "ilike", text)]), person)
        for text in ("99", "ab", "Vàng Thị Mỷ"):
            with self.subTest(text):
                self.assertFalse(people.search([("looked_for", "ilike", text)]))
        strangers = self.env["petition.person"].with_user(self.staff_x)
        self.assertFalse(strangers.search([("looked_for", "ilike", "giang a pao")]))

    # Outcomes

    def test_a_letter_takes_people_and_papers_with_it(self):
        visit = self.make_visit(
            paper_ids=[Command.create({"name": "Đơn khiếu nại", "pages": 3, "is_original": True})]
        )
        self.end(visit, "letter")
        letter, matter = visit.letter_id, visit.matter_id
        self.assertEqual(visit.state, "ended")
        self.assertEqual(letter.person_ids, visit.person_ids)
        self.assertEqual(letter.paper_ids, visit.paper_ids)
        self.assertEqual((letter.source, letter.content), ("in_person", LAND))
        self.assertEqual((matter.kind, matter.object_text), ("complaint", "UBND xã Y Tý"))
        self.assertEqual(visit.document_ids.kind, "receipt")

    def test_whoever_was_received_is_answered_in_ten_working_days(self):
        matter = self.end(self.make_visit(), "letter").matter_id
        clock = matter.clock_ids.filtered(lambda one: one.code == "R1")
        self.assertEqual((str(clock.date_due), clock.state), ("2026-12-15", "running"))
        matter._take_step("return", {"reason": "Not for us"})
        self.assertEqual(clock.state, "stopped")

    def test_the_same_person_object_and_content_is_proposed_and_not_filed_twice(self):
        matter = self.end(self.make_visit(), "letter").matter_id
        again = self.make_visit(content=LAND_AGAIN)
        self.assertEqual(again.same_matter_ids, matter)
        form = self.env["petition.visit.ending"].with_user(self.staff)
        form = form.create({"visit_id": again.id, "outcome": "letter"})
        self.assertIn(matter.number, form.warning)
        self.assertEqual(form.matter_id, matter)
        self.end(again, "linked")
        self.assertEqual(again.matter_id, matter)
        self.assertFalse(again.letter_id or again.is_first)
        self.assertEqual(len(matter.letter_id.person_ids), 1)

    def test_what_others_brought_is_proposed_and_a_new_signer_is_not_lost(self):
        matter = self.end(self.make_visit(), "letter").matter_id
        other = self.make_visit(
            visitor_name="Sùng Thị Mỷ",
            visitor_id_number="010190005678",
            visitor_phone=False,
            content=LAND_AGAIN,
        )
        self.assertEqual(other.alike_matter_ids, matter)
        self.assertFalse(other.same_matter_ids)
        self.end(other, "linked", matter_id=matter.id)
        self.assertEqual(
            set(matter.letter_id.person_ids.mapped("name")), {"Giàng A Páo", "Sùng Thị Mỷ"}
        )
        self.assertEqual(matter.letter_id.persons_count, 2)

    def test_other_matters_of_the_person_and_earlier_visits_are_shown(self):
        first = self.end(self.make_visit(), "letter")
        second = self.make_visit(object_text="Công ty Điện lực", content="Xin mắc điện cho nhà mới")
        self.assertEqual(second.known_matter_ids, first.matter_id)
        self.assertEqual(second.known_visit_ids, first)
        self.assertFalse(second.same_matter_ids)

    def test_who_gave_a_name_alone_is_shown_everybody_of_that_name(self):
        matters = [self.end(self.make_visit(content=one), "letter").matter_id for one in "AB"]
        bare = dict.fromkeys(("visitor_id_number", "visitor_phone", "visitor_address"))
        visit = self.make_visit(visitor_name="giang a pao", content="Hỏi kết quả", **bare)
        self.assertEqual(visit.known_matter_ids, matters[0] | matters[1])
        self.assertFalse(visit.same_matter_ids)
        form = self.env["petition.visit.ending"].with_user(self.staff)
        form = form.create({"visit_id": visit.id, "outcome": "linked"})
        self.make_matter()
        near = form.near_matter_ids.ids
        choices = matters[0].with_context(petition_near=near).name_search(limit=3)
        self.assertEqual([one for one, _name in choices[:2]], near)
        self.assertRegex(
            dict(choices)[matters[0].id], f"{matters[0].number} · .* · UBND xã Y Tý · A"
        )

    def test_what_another_agency_has_is_not_proposed(self):
        self.end(self.make_visit(self.staff_x), "letter")
        visit = self.make_visit()
        self.assertFalse(visit.same_matter_ids + visit.known_matter_ids + visit.alike_matter_ids)
        self.assertFalse(visit.known_visit_ids)

    def test_a_matter_nobody_sees_cannot_be_named(self):
        hidden = self.end(self.make_visit(self.staff_x), "letter").matter_id
        visit = self.make_visit()
        with self.assertRaises(AccessError):
            self.end(visit, "linked", matter_id=hidden.id)

    def test_each_outcome_asks_for_what_it_needs(self):
        for outcome in ("linked", "guided", "refused", "appointed"):
            with self.subTest(outcome), self.assertRaises(UserError):
                self.end(self.make_visit(content="Something else entirely"), outcome)

    def test_a_denunciation_is_not_guided_elsewhere(self):
        visit = self.make_visit(kind="denunciation")
        with self.assertRaisesRegex(UserError, "transferred"):
            self.end(visit, "guided", guided_to_text="Thanh tra tỉnh")

    def test_nobody_is_refused_on_another_ground_or_one_that_is_repealed(self):
        for ground in self.env["petition.ground"].search([]):
            ground.valid_to = ground.list == "refuse_reception" and date(2026, 11, 1)
            with (
                self.subTest(ground.display_name),
                self.assertRaisesRegex(UserError, "not a valid ground"),
            ):
                self.end(self.make_visit(), "refused", ground_id=ground.id)

    def test_only_the_refusals_of_the_decree_are_written(self):
        said, written = (
            self.env.ref(f"directive_petition.ground_refuse_reception_{key}") for key in ("4b", "3")
        )
        spoken = self.end(self.make_visit(), "refused", ground_id=said.id)
        self.assertFalse(spoken.document_ids)
        noted = self.end(self.make_visit(), "refused", ground_id=written.id)
        document = noted.document_ids
        self.assertEqual((document.kind, document.is_open), ("refusal", True))
        self.assertEqual(str(document.date_due), "2026-12-04")
        with self.assertRaisesRegex(UserError, "manager"):
            document.action_issue("12/TB-UBND")
        document.with_user(self.manager).action_issue("12/TB-UBND")
        self.assertEqual((document.number, document.is_open), ("12/TB-UBND", False))

    # Guards

    def test_nobody_writes_what_the_steps_record(self):
        visit = self.make_visit()
        for name, value in (("state", "ended"), ("number", "1"), ("outcome", "answered")):
            with self.subTest(name), self.assertRaises(UserError):
                visit.write({name: value})
        forged = self.make_visit(state="ended", outcome="answered", number="9")
        self.assertEqual((forged.state, forged.outcome), ("talking", False))
        self.assertNotEqual(forged.number, "9")

    def test_a_visit_that_is_over_stays_as_it_is_until_it_is_opened_again(self):
        visit = self.end(self.make_visit(), "answered", answer="Explained")
        with self.assertRaisesRegex(UserError, "register"):
            visit.content = "Other"
        with self.assertRaisesRegex(UserError, "register"):
            visit.person_ids.name = "Other"
        with self.assertRaisesRegex(UserError, "register"):
            visit.person_ids.unlink()
        visit.note = "Came back"
        visit.action_reopen("Wrong kind")
        visit.content = "Other"
        self.assertIn("Wrong kind", visit.note)

    def test_the_remarks_of_a_visit_in_the_register_are_written_on_not_over(self):
        visit = self.make_visit(note="Typed", resolved_by_text="The commune")
        visit.note = "Typed while they talk"
        self.end(visit, "answered", answer="Explained")
        for reopened in (False, True):
            if reopened:
                visit.action_reopen("Wrong kind")
            for name in AFTERWARDS:
                visit[name] += "; and more"
                for text in ("Other", False):
                    with (
                        self.subTest(name, reopened=reopened, text=text),
                        self.assertRaisesRegex(UserError, "keep the text that is there"),
                    ):
                        visit[name] = text

    def test_the_papers_of_an_outcome_taken_back_hold_no_more(self):
        visit = self.end(self.make_visit(), "appointed", date_appointment="2026-12-07")
        visit.action_reopen("Other day")
        self.assertTrue(visit.document_ids.is_void)
        self.end(visit, "appointed", date_appointment="2026-12-08")
        self.assertFalse(visit.document_ids.is_void)
        self.assertEqual(len(visit.document_ids), 1)

    def test_a_visit_with_a_letter_is_not_opened_again(self):
        visit = self.end(self.make_visit(), "letter")
        with self.assertRaisesRegex(UserError, "letter"):
            visit.action_reopen("Reason")

    def test_people_and_papers_enter_no_visit_of_another_agency(self):
        visit, mine = self.make_visit(), self.make_visit(self.staff_x)
        people = self.env["petition.person"].with_user(self.staff_x)
        with self.assertRaises(AccessError):
            people.create({"name": "Intruder", "visit_id": visit.id})
        with self.assertRaises(UserError):
            mine.person_ids.visit_id = visit.id
        with self.assertRaises(AccessError):
            visit.with_user(self.staff_x).action_take_letter()

    def test_no_head_is_stood_in_for_since_july_2026(self):
        with self.assertRaisesRegex(ValidationError, "1 July 2026"):
            self.make_visit(received_by="delegated")
        self.make_visit(received_by="delegated", date="2026-06-30")

    # Papers

    def test_the_papers_say_what_the_forms_ask(self):
        visit = self.make_visit(paper_ids=[Command.create({"name": "Đơn", "pages": 3})])
        self.end(visit, "letter")
        paper = visit.document_ids._paper()
        table = next(part for part in paper.body if hasattr(part, "rows"))
        self.assertEqual(table.rows[0][:3], ("1", "Đơn", "3"))
        self.assertIn("Giàng A Páo", paper.body[0])
        self.assertEqual([len(signer.posts) for signer in paper.signers], [1, 1])
        self.assertEqual(paper.signers[1].name, visit.receiver_name)
        again = self.end(
            self.make_visit(content="Xin cấp điện"),
            "appointed",
            date_appointment="2026-12-07",
            appointment_text="08:30",
        )
        slip = again.document_ids._paper()
        self.assertIn("07/12/2026", slip.body[0])
        self.assertEqual(slip.body[1], "Hour, place, whom to see: 08:30")
        self.assertTrue(again.document_ids._paper_file("docx"))

    def test_the_register_has_thirteen_columns_and_a_row_for_each_visit(self):
        self.end(self.make_visit(), "letter")
        self.make_visit()  # not over yet
        self.end(self.make_visit(self.staff_x), "answered", answer="Explained")
        book = self.env["petition.reception.book"].with_user(self.staff).create({})
        table = book._paper().body[0]
        self.assertEqual({len(row) for row in table.rows}, {13})
        self.assertEqual(len(table.rows), 2)
        self.assertIn("Giàng A Páo", table.rows[1][2])
        self.assertEqual(book.row_count, 1)
        self.assertTrue(book._paper_file("docx"))

    def test_the_register_of_any_days_is_a_spreadsheet_too_and_the_desk_offers_it(self):
        self.end(self.make_visit(content="=1+1"), "letter")
        books = self.env["petition.reception.book"].with_user(self.staff)
        rows = self.rows_of(books.create({}))
        self.assertEqual(rows[5][:3], ("1", "2", "3"))
        self.assertEqual((len(rows), len(rows[6])), (7, 13))
        self.assertIn("=1+1", rows[6][4])
        earlier = books.create({"date_from": "2026-01-01", "date_to": "2026-01-31"})
        self.assertEqual(len(self.rows_of(earlier)), 6)
        action = self.env.ref("directive_petition.petition_reception_book_action")
        for kind in ("list", "kanban"):
            arch = self.env["petition.visit"].with_user(self.staff).get_view(view_type=kind)["arch"]
            self.assertIn(f'name="{action.id}"', arch)

    def rows_of(self, book):
        data = book._paper_file("xlsx")
        return list(load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))
