"""A hostile insider tries to bring a sealed identity into the database, or to find it out."""

import base64

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.directive_tracking.tools.guard.ours import is_ours
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...models.seal.doors.base import HUNG_BY, TEXTS
from ...tools.seal.people import HITS_A_DAY
from .seal_common import SAYS, WHO, SealCase, a_scan, is_told

VISITOR = {f"visitor_{name}": WHO[name] for name in ("name", "phone", "address", "id_number")}
SYSTEM = {"number", "register_key"}  # given by the system
UNTYPED = {"res_domain", "url", "res_field", "store_fname"}  # no words of a person
NAMING = {"mail.scheduled.message", "mail.activity", "mail.compose.message", "ir.attachment"}


@tagged("post_install", "-at_install")
class TestSealAttacks(SealCase):
    """Found by introspection: every text of every row, every row that names another."""

    def typed(self, model):
        """Return a sealed sentence for each text that somebody may type into a row of ``model``."""
        fields = self.env[model]._fields.items()
        return {
            name: SAYS
            for name, field in fields
            if field.store and field.type in TEXTS and field.column_type and not field.compute
        }

    def found(self):
        self.env.flush_all()
        return self.tables_with([*WHO.values(), "Vỉnh Hà", "vinh ha"])

    def make_linked_task(self, matter):
        task = self.make_task(state="in_progress")
        task.sudo().with_context(directive_workflow=WORKFLOW).petition_matter_id = matter
        return task

    # When it is registered

    def test_no_text_of_a_new_letter_keeps_who_denounces(self):
        """Every text of the letter, its people, papers and matters, in one nested call."""
        accused = {**self.typed("petition.person"), "email": False, "role": "accused"}
        paper = {**self.typed("petition.paper"), "file": a_scan()}
        matter = {"kind": "denunciation", "subject_id": self.subject_tc.id}
        texts = self.typed("petition.letter")
        self.make_denunciation(
            **{name: texts[name] for name in texts.keys() - SYSTEM},
            person_ids=[Command.create({"role": "denouncer", **WHO}), Command.create(accused)],
            paper_ids=[Command.create(paper)],
            matter_ids=[Command.create(self.typed("petition.matter") | matter)],
        )
        self.assertEqual(self.found(), [])

    def test_no_text_of_a_new_visit_keeps_who_denounces(self):
        texts = self.typed("petition.visit")
        vals = {name: texts[name] for name in texts.keys() - SYSTEM}
        visits = self.env["petition.visit"].with_user(self.staff)
        visits.create({**vals, "kind": "denunciation", **VISITOR})
        self.assertEqual(self.found(), [])

    # What hangs on a record around it

    def test_no_row_that_names_a_record_around_a_letter_takes_a_sealed_word(self):
        """Rows of any addon, drafts and forms included, by values, defaults or a move."""
        task, refused = self.make_linked_task(self.matter), set()
        for name in sorted(self.env["base"]._models_around_letters()):
            if is_ours(self.registry, name):
                continue  # each of their texts is tried by TestSealDoors
            Model = self.env[name].sudo()
            texts = {one: SAYS for one in self.typed(name).keys() - HUNG_BY - UNTYPED}
            for model, key in Model._record_references():
                least = self.naming(Model, model, key, task)
                given = {f"default_{one}": text for one, text in texts.items()}
                with self.subTest(model=name):
                    if texts and self.refusal(Model, {**least, **texts}):
                        refused.add(name)
                    if texts:
                        self.refusal(Model.with_context(**given), least)
        self.assertLessEqual(NAMING, refused)

    def naming(self, Model, model, key, task):
        """Return the least values of a row of ``Model`` that hangs on ``task``."""
        ids = str(task.ids) if Model._fields[key].type == "text" else task.id
        least = {model: task._name, key: ids}
        if "res_model_id" in Model._fields:
            least = {"res_model_id": self.env["ir.model"]._get_id(task._name), key: task.id}
        if Model._name == "ir.attachment":
            least["name"] = "a.txt"
        if "author_id" in Model._fields:
            least["author_id"] = self.office_user.partner_id.id
        if "scheduled_date" in Model._fields and Model._fields["scheduled_date"].required:
            least["scheduled_date"] = "2027-01-01 00:00:00"
        return least

    def refusal(self, Model, vals):
        """Tell whether a row of these values is refused; what is stored instead holds no name."""
        self.forget_hits()
        try:
            with self.env.cr.savepoint():
                row = Model.create(vals)
                self.assertFalse([one for one in self.typed(Model._name) if is_told(row[one])])
        except UserError as error:
            return "reveal" in str(error) or "conversation" in str(error)
        return False

    def test_what_is_moved_to_a_task_of_the_letter_is_blackened(self):
        task, other = self.make_linked_task(self.matter), self.make_task(state="in_progress")
        least = {"res_model_id": self.env["ir.model"]._get_id(task._name), "summary": SAYS}
        activity = self.env["mail.activity"].sudo().create({**least, "res_id": other.id})
        self.assertTrue(is_told(activity.summary))
        activity.res_id = task.id
        self.assertFalse(is_told(activity.summary))

    # What was there before

    def test_what_was_written_before_is_gone_everywhere(self):
        letter = self.make_letter(
            person_ids=[Command.create({**WHO, "role": "complainant"})], content=SAYS
        )
        matter = self.make_matter(letter, content=SAYS)
        task = self.make_linked_task(matter)
        task.with_user(self.office_user).message_post(body=SAYS)
        later = self.env["mail.scheduled.message"].sudo()
        later.create({**self.naming(later, "model", "res_id", task), "body": SAYS})
        self.env["bus.bus"].sudo().create(
            {"channel": "x", "message": '{"body": "Tráng Thị Vỉnh H\\u00e0"}'}
        )
        visit = self.env["petition.visit"].with_user(self.staff)
        visit = visit.create({"kind": "complaint", "content": SAYS, **VISITOR})
        visit.visitor_birth_year = 1985
        visit._end("linked", matter_id=matter.id)
        papers = self.env["petition.document"].with_user(self.manager)
        paper = papers._draft(matter, "supplement_letter", body=SAYS)
        known = paper.sudo().with_context(directive_workflow=WORKFLOW)
        known.write({"shown_file": base64.b64encode(SAYS.encode()), "shown_file_name": "a.txt"})
        self.assertIn("petition_visit", self.found())
        matter.with_user(self.staff).kind = "denunciation"
        self.assertEqual(self.found(), [])
        pushed = self.env["bus.bus"].search([]).mapped("message")
        self.assertFalse([text for text in pushed if "nh H\\u00e0" in text])
        self.assertTrue(visit.person_ids.is_sealed)
        self.assertFalse(visit.person_ids.birth_year)
        self.assertFalse(is_told(base64.b64decode(paper.shown_file).decode()))

    def test_the_planner_forgets_the_names_of_before(self):
        letter = self.make_letter(person_ids=[Command.create({**WHO, "role": "complainant"})])
        matter = self.make_matter(letter)
        self.env.flush_all()
        self.env.cr.execute("ANALYZE petition_person")
        known = (
            "SELECT 1 FROM pg_stats WHERE tablename LIKE 'petition_person%%' AND"
            " concat(most_common_vals, histogram_bounds) ILIKE %s"
        )
        self.env.cr.execute(known, ["%vinh ha%"])
        self.assertTrue(self.env.cr.rowcount)
        matter.kind = "denunciation"
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.cr.postcommit.run()
        self.env.cr.execute(known, ["%vinh ha%"])
        self.assertFalse(self.env.cr.rowcount)

    # Trying out

    def test_a_loader_of_rows_is_no_way_to_try_names_unnoticed(self):
        letters = self.env["petition.letter"].with_user(self.staff)
        rows = [[str(self.letter.id), SAYS]] * (HITS_A_DAY + 1)
        found = letters.load([".id", "forwarded_by_text"], rows)
        self.assertIn("several times", str(found["messages"]))
        with self.enter_registry_test_mode():
            self.env.cr.postcommit.run()
        self.assertEqual(self.readings().mapped("kind"), ["hit"] * HITS_A_DAY)
        notice = self.env["directive.notice"].search([("event", "=", "petition_hit")])
        self.assertEqual(notice.delivery_ids.user_id, self.keeper)
