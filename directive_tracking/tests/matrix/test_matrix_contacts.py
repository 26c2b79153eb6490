from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from . import roles
from .province import MatrixCase
from .records import PHONE
from .test_matrix_access import TELEPHONES

PEOPLE = ("res.partner", "res.users", "directive.agency.member")
# Paths from other models to the telephone of a person.
PATHS = (
    ("res.partner", "user_ids.partner_id.phone"),
    ("res.users", "partner_id.phone"),
    ("directive.agency.member", "partner_id.phone"),
    ("directive.agency.member", "user_id.phone"),
    ("directive.agency.member", "user_id.partner_id.phone"),
    ("directive.agency", "member_ids.phone"),
    ("directive.agency", "member_ids.partner_id.phone"),
)


@tagged("post_install", "-at_install")
class TestMatrixContacts(MatrixCase):
    """Contact data of members is found only by people who may read it, by any query."""

    def questions(self):
        for model, path in (*PATHS, *((model, "phone") for model in PEOPLE)):
            yield model, [(path, "ilike", PHONE[:6])]
            yield model, [(path, "=", PHONE)]
            yield model, [(path, "in", [PHONE])]
            yield model, [(path, ">", PHONE[:6]), (path, "<", f"{PHONE}9")]

    def test_a_search_by_telephone(self):
        for role in roles.ROLES[:-2]:
            for model, domain in self.questions():
                found = self.as_role(self.env[model], role).search(domain)
                with self.subTest(role=role, model=model, domain=domain):
                    self.assertEqual(self.target(model) in found, role in TELEPHONES)

    def target(self, model):
        """Return the record of ``model`` that a query for the telephone aims at."""
        if model == "directive.agency":
            return self.agency_a
        return self.people["responder"] if model == "res.users" else self.posts()[model]

    def posts(self):
        post = self.records["directive.agency.member"]
        return {"directive.agency.member": post, "res.partner": post.partner_id}

    def test_no_field_searched_finds_by_a_contact(self):
        """Whatever looks into contacts by itself, as the search for names does, is asked here."""
        self.enterContext(mute_logger("odoo.models"))
        person = self.people["responder"].partner_id
        person.email = "zqx-mail@inner.example"
        for role in ("foreign", "none", "administrator"):
            for model in PEOPLE:
                people = self.as_role(self.env[model], role)
                for name in self.fields_of_text(people):
                    for asked in ("zqx-mail", "zqx-mail@inner.example", PHONE):
                        try:
                            found = self.target(model) in people.search([(name, "ilike", asked)])
                        except UserError:  # of properties, which are not searched by their texts
                            found = False
                        with self.subTest(role=role, model=model, field=name, asked=asked):
                            self.assertFalse(found and role != "administrator")
                self.check_by_name(people, role)

    def fields_of_text(self, people):
        for name, field in people._fields.items():
            searched = field._description_searchable and people._has_field_access(field, "read")
            if searched and field.type in ("char", "text", "html", "many2one", "one2many"):
                yield name

    def check_by_name(self, people, role):
        """The Office and administrators find people by address as well, others by name alone."""
        if people._name != "directive.agency.member":
            found = self.target(people._name).id in dict(people.name_search("zqx-mail"))
            with self.subTest(role=role, model=people._name):
                known = role == "administrator" and people._name == "res.partner"
                self.assertEqual(found, known)
            name = self.target(people._name).name
            self.assertIn(self.target(people._name).id, dict(people.name_search(name, limit=None)))

    def test_nobody_else_sorts_or_groups_by_it(self):
        for role in ("foreign", "none", "above", "coordinator"):
            for model in PEOPLE[:2]:
                people = self.as_role(self.env[model], role)
                member = self.people["responder"]
                one = people.browse((member if model == "res.users" else member.partner_id).id)
                for question in (
                    lambda people=people: people.search([], order="phone, id", limit=1),
                    lambda people=people: people.search([], order="name, email desc", limit=1),
                    lambda people=people: people.formatted_read_group([], ["phone"], ["__count"]),
                    lambda people=people: people.formatted_read_group([], [], ["phone:array_agg"]),
                    lambda people=one: people.export_data(["name", "phone"]),
                ):
                    with self.subTest(role=role, model=model), self.assertRaises(AccessError):
                        question()

    def test_everybody_reads_his_own_and_lists_show_the_others_empty(self):
        stranger = self.people["foreign"]
        stranger.partner_id.sudo().phone = "0900000001"
        people = (stranger | self.people["responder"]).partner_id
        rows = self.as_role(people.browse(), "foreign").web_search_read(
            [("id", "in", people.ids)], {"name": {}, "phone": {}, "email": {}}, order="id"
        )["records"]
        shown = {row["id"]: (row["phone"], bool(row["email"])) for row in rows}
        self.assertEqual(shown[stranger.partner_id.id], ("0900000001", True))
        self.assertEqual(shown[self.people["responder"].partner_id.id], (False, False))

    def test_an_office_without_a_post_is_not_told_about_either(self):
        leader = self.people["leader"].partner_id
        leader.phone = "0900000002"
        self.assertFalse(self.as_role(leader, "responder").read(["phone"])[0]["phone"])
        with self.assertRaises(AccessError):
            self.as_role(leader, "responder").mapped("phone")

    def test_a_contact_of_nobody_who_works_here_stays_open(self):
        firm = self.env["res.partner"].create({"name": "Firm", "phone": "0900000003"})
        mine = self.as_role(firm, "none")
        self.assertEqual(mine.phone, "0900000003")
        self.assertEqual(mine.search([("phone", "=", "0900000003")]), mine)
