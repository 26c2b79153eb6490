"""A sealed identity is in no field of any model, whoever asks and whatever is done."""

import logging

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...models.seal.doors.base import TEXTS
from ...tools.seal.people import HITS_A_DAY
from .seal_common import SAYS, WHO, SealCase, a_scan, is_told

# Texts of letters and matters that are no words of the letter: numbers, names of bodies, labels.
PLAIN = {
    "petition.letter": {"number", "forwarded_by_text", "forwarded_number", "register_key"},
    "petition.matter": {"number"},
}


@tagged("post_install", "-at_install")
class TestSealDoors(SealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager_matter = cls.matter.with_user(cls.manager)
        for verb in ("classify", "accept", "verify"):
            cls.manager_matter._take_step(verb, cls.step_values(verb))
        cls.task = cls.make_task(state="in_progress")
        known = cls.task.sudo().with_context(directive_workflow=WORKFLOW)
        known.petition_matter_id = cls.matter
        cls.env.flush_all()

    def test_no_table_of_the_database_holds_it(self):
        """What a dump of the database would show, table by table, files in tables included."""
        words = [*WHO.values(), "Vỉnh Hà", "vinh ha"]
        self.assertEqual(self.tables_with(words), [])
        # The search itself finds what is there.
        self.env["res.partner"].create({"name": WHO["name"]}).flush_recordset()
        self.assertIn("res_partner", self.tables_with(words))

    def test_no_file_of_the_store_holds_it(self):
        files = self.env["ir.attachment"].search(
            ["|", ("res_field", "=", False), ("res_field", "!=", False)], order="id desc", limit=60
        )
        sealed = files.filtered(lambda one: one.res_model == "petition.seal")
        self.assertTrue(sealed)
        for file in files:
            content = file.raw or b""
            self.assertFalse(is_told(content.decode("utf-8", "replace")), file.name)
            self.assertNotIn(b"\x89PNG", content if file in sealed else b"", file.name)

    def test_no_field_of_any_record_around_the_letter_holds_it(self):
        for name, rows in self.letter._traces().items():
            for row in rows.sudo():
                for field in row._fields:
                    with self.subTest(model=name, field=field):
                        self.assertFalse(is_told(self.value(row, field)))

    def value(self, row, field):
        try:
            return row[field]
        except (AccessError, UserError, NotImplementedError):
            return ""

    def test_no_model_shows_it_to_anybody(self):
        """Lists, names, exports and groupings of every model around letters, for two roles."""
        for user in (self.keeper, self.leader_user):
            for name in sorted(self.env["base"]._models_around_letters()):
                Model = self.env[name].with_user(user)
                with self.subTest(model=name, user=user.login):
                    self.assertFalse(any(map(is_told, self.asked(Model))))

    def test_the_models_around_are_found_anew_after_models_have_changed(self):
        known = self.env["base"]._models_around_letters()
        self.env.registry["petition.letter"]._around = frozenset()
        self.env["petition.letter"]._post_model_setup__()
        self.assertEqual(self.env["base"]._models_around_letters(), known)
        self.assertIn("petition.matter", known)

    def asked(self, Model):
        """Return what the doors of ``Model`` answer."""
        if not Model.has_access("read"):
            return []
        rows = Model.search([], limit=50)
        answers = [Model.name_search("", limit=50)]
        for name, field in Model._fields.items():
            if field.type == "binary":
                continue  # a content in Base64 is judged as a file of the store
            try:
                answers.append(rows.read([name]))
                answers.append(rows.export_data([name]) if field.exportable else "")
                if field.store and field.column_type and field.type in (*TEXTS, "selection"):
                    answers.append(Model.formatted_read_group([], [name], ["__count"]))
            except (AccessError, UserError):
                continue  # a door that is closed
        return answers

    def test_no_search_finds_the_person_by_it(self):
        People = self.env["petition.person"]
        for user in (self.manager, self.env.ref("base.user_root")):
            mine = People.with_user(user).sudo(False)
            for name, value in {**WHO, "name_key": "trang thi vinh ha"}.items():
                if name in People._fields:
                    with self.subTest(name=name, user=user.login):
                        self.assertFalse(mine.search([(name, "ilike", value)]))
            self.assertFalse(mine.name_search(WHO["name"]))

    def test_every_text_of_a_letter_or_a_matter_is_judged(self):
        for model, plain in PLAIN.items():
            Model = self.env[model]
            texts = {
                name
                for name, field in Model._fields.items()
                if field.store and field.type in TEXTS and not (field.compute or field.related)
            }
            self.assertEqual(texts - plain, set(Model._sealed_texts), model)

    # What somebody writes

    def test_no_text_around_a_sealed_letter_takes_a_sealed_word(self):
        """Each model around a letter, each of its texts: found by introspection."""
        seen = []
        for name, rows in self.letter._traces().items():
            row = rows.sudo()[:1]
            for field in row._fields.values():
                if field.store and field.type in TEXTS and field.column_type:
                    seen.append((name, field.name))
                    with self.subTest(model=name, field=field.name):
                        self.forget_hits()
                        with self.assertRaises(UserError):
                            row._guard_values([{field.name: SAYS}])
                        row._guard_values([{field.name: "Nothing to hide"}])
        self.assertGreater(len(seen), 15)

    def test_a_step_with_a_sealed_word_is_refused(self):
        for values in ({"reason": SAYS}, {"reason": "A", "document_number": WHO["name"]}):
            with self.subTest(values), self.assertRaises(UserError):
                self.manager_matter._take_step("suspend", {"document_number": "1/QĐ", **values})

    def test_a_file_that_names_somebody_or_is_a_scan_is_refused(self):
        Files = self.env["ir.attachment"].with_user(self.manager)
        place = {"res_model": "petition.matter", "res_id": self.matter.id}
        for vals in (
            {"name": f"{WHO['name']}.txt", "raw": b"x"},
            {"name": "a.txt", "raw": SAYS.encode()},
            {"name": "scan.png", "datas": a_scan()},
        ):
            with self.subTest(vals["name"]), self.assertRaises(UserError):
                Files.create({**vals, **place})
        step = {"reason": "A", "document_number": "1/QĐ"}
        file = Files.create(
            {"name": "a.txt", "raw": SAYS.encode(), "res_model": "petition.matter.stepping"}
        )
        with self.assertRaises(UserError):
            self.manager_matter._take_step(
                "suspend", {**step, "attachment_ids": [Command.set(file.ids)]}
            )

    def test_a_message_that_names_somebody_is_refused(self):
        with self.assertRaises(UserError):
            self.matter._tell("directive_test", {}, note=SAYS)

    def test_an_agency_with_a_task_and_its_order_do_not_name_them(self):
        report = {"task_id": self.task.id, "kind": "progress", "percent": 10, "content": SAYS}
        with self.assertRaises(UserError):
            self.env["directive.task.progress"].with_user(self.user_a).create(report)
        with self.assertRaises(UserError):
            self.task.with_user(self.user_a).message_post(body=SAYS)
        with self.assertRaises(UserError):
            self.task.directive_id._guard_values([{"subject": SAYS}])

    def test_the_refusal_does_not_say_the_word(self):
        with self.assertRaises(UserError) as caught:
            self.manager_matter._take_step("suspend", {"reason": SAYS, "document_number": "1"})
        self.assertFalse(is_told(caught.exception))

    def test_whoever_tries_names_is_stopped_and_written_down(self):
        log = self.env["petition.seal.reading"].with_user(self.manager)
        for _trial in range(HITS_A_DAY):
            log._note(self.letter, "hit", "Refused: Reason")
        self.forget_hits()  # another transaction
        with self.assertRaisesRegex(UserError, "several times"):
            self.manager_matter._take_step("suspend", {"reason": "Nobody", "document_number": "1"})

    def test_a_step_on_a_sealed_letter_costs_few_queries_more(self):
        open_matter = self.make_matter(state="verifying")
        costs = []
        for matter in (open_matter, self.manager_matter):
            mine = self.env["petition.matter"].with_user(self.manager).browse(matter.id)
            self.begin_request()
            before = self.env.cr.sql_log_count
            mine._take_step("assign", {"handler_id": self.staff.id, "reason": "In hand"})
            self.env.flush_all()
            costs.append(self.env.cr.sql_log_count - before)
        self.assertLess(costs[1] - costs[0], 10, costs)

    def test_other_letters_take_the_same_words(self):
        other = self.make_letter(content=SAYS)
        self.assertEqual(other.content, SAYS)

    # The log

    def test_a_failing_statement_puts_nothing_into_the_log(self):
        papers = [Command.create({"name": "Đơn", "pages": -1, "file": a_scan()})]
        with self.assertLogs(level="DEBUG") as logs, self.assertRaises(IntegrityError):
            self.make_denunciation(paper_ids=papers)
        self.assertIn("pages_positive", "".join(logs.output))
        self.assertFalse(any(map(is_told, logs.output)))

    def test_sealing_logs_no_value(self):
        with self.assertLogs(level="DEBUG") as logs:
            self.make_denunciation()
            self.env.flush_all()
            self.env["petition.seal"]._of(self.person, "identity")._open()
            logging.getLogger("odoo").debug("end")
        self.assertFalse(any(map(is_told, logs.output)))
