from lxml import etree

from odoo.exceptions import UserError
from odoo.models import MAGIC_COLUMNS
from odoo.tools.safe_eval import safe_eval

from ...tools.letter.workflow import TRANSITIONS
from ..petition_common import PATHS, PetitionCase

# What whoever was sent a matter may still press.
FREE = {"action_register_here", "action_tasks", "action_download_docx", "action_download_pdf"}


class TestReadOnly(PetitionCase):
    """A form of somebody else's record offers nothing that would be refused."""

    def offered(self, record):
        """Return the names of the fields and buttons that the form of ``record`` offers."""
        arch = etree.fromstring(record.get_view(view_type="form")["arch"])
        shown = [node for node in arch.iter("field", "button") if not self.is_nested(node)]
        known = {node.get("name") for node in shown if node.tag == "field"}
        values = {**record.read(list(known))[0], "context": {}, "uid": self.env.uid}
        fields = record._fields
        for name in known:
            if fields[name].type == "many2one":
                values[name] = bool(values[name]) and values[name][0]
        return {
            node.get("name")
            for node in shown
            if not any(self.says(one, "invisible", values) for one in [node, *node.iterancestors()])
            and (node.tag == "button" or self.is_typed(node, fields, values))
        }

    def is_nested(self, node):
        return any(one.tag == "field" for one in node.iterancestors())

    def is_typed(self, node, fields, values):
        field = fields[node.get("name")]
        return not (
            field.readonly and not node.get("readonly") or self.says(node, "readonly", values)
        )

    def says(self, node, what, values):
        return bool(node.get(what)) and bool(safe_eval(node.get(what), dict(values)))

    def test_whoever_was_sent_a_matter_is_offered_nothing_that_is_refused(self):
        matter = self.make_matter()
        values = {**self.step_values("transfer"), "sent_to_id": self.commune_x.id}
        matter.with_user(self.manager)._take_step("transfer", values)
        found = self.offered(matter.with_user(self.staff_x))
        self.assertFalse(found - FREE)
        self.assertIn("action_register_here", found)

    def test_whoever_handles_a_matter_is_offered_its_fields_and_steps(self):
        found = self.offered(self.make_matter(state="verifying").with_user(self.manager))
        self.assertLessEqual({"subject_id", "action_step", "action_draft_paper"}, found)

    def test_no_form_offers_a_field_whose_change_is_refused(self):
        """Each state a matter reaches, and a letter that is dealt with."""
        for state, path in PATHS.items():
            kind = TRANSITIONS[path[-1]].kinds[0] if path else "petition"
            matter = self.make_matter(state=state, kind=kind).with_user(self.manager)
            for record in (matter, matter.letter_id):
                for name in self.offered(record) & record._fields.keys():
                    field = record._fields[name]
                    if field.type in ("one2many", "many2many"):
                        continue
                    with self.subTest(state=state, model=record._name, field=name):
                        record.write({name: field.convert_to_write(record[name], record)})

    def test_a_matter_decided_upon_is_described_by_nobody(self):
        """What was found and put right is entered until the matter is closed."""
        matter = self.make_matter(state="decided").with_user(self.manager)
        counted = matter._counted_names()
        for name, field in matter._fields.items():
            if field.store and not field.readonly and name not in counted | {*MAGIC_COLUMNS}:
                with self.subTest(name), self.assertRaises(UserError):
                    matter.write({name: field.convert_to_write(matter[name], matter)})
        matter.write({"state_money": 12.5, "is_judged": True})

    def test_a_letter_forwarded_by_somebody_is_read_by_them_alone(self):
        letter = self.make_letter(
            self.staff_x, source="other_agency", forwarded_by_id=self.agency_office.id
        )
        self.assertFalse(self.offered(letter.with_user(self.staff)) - FREE)
