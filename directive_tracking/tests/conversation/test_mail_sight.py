from odoo import fields, models
from odoo.orm.model_classes import add_to_registry

from ...tools.guard.ours import carrying_models, is_ours
from ..common import DirectiveCase

MOST_QUERIES = 12  # of a search by the user of an agency


class TestMailSight(DirectiveCase):
    """Data attached to our records is visible with them, without a list of models."""

    def test_every_model_of_ours_that_can_carry_is_covered(self):
        carried = set(carrying_models(self.env.registry))
        for name, model in self.env.registry.items():
            holds = not (model._abstract or model._transient) and model._auto
            thread = any(
                issubclass(model, self.env.registry[one])
                for one in ("mail.thread", "mail.activity.mixin")
            )
            if holds and thread and is_ours(self.env.registry, name):
                self.assertIn(name, carried)

    def test_a_search_asks_few_questions_however_many_models_carry_messages(self):
        of_agency, many = self.env(user=self.user_a), {}
        for model in map(of_agency.__getitem__, self.env.registry.models):
            if model._auto and not model._transient and model.has_access("read"):
                # The first search reads some things that stay known.
                asked = [self.queries_of(lambda model=model: model.search([], limit=1))]
                if asked[0] > MOST_QUERIES:
                    asked.append(self.queries_of(lambda model=model: model.search([], limit=1)))
                if min(asked) > MOST_QUERIES:
                    many[model._name] = asked
        self.assertFalse(many)

    def test_messages_of_one_model_are_judged_by_its_records_alone(self):
        messages, judged = self.env["mail.message"].with_user(self.user_a), []
        kind = self.env.registry["mail.message"]
        hanging = kind._hanging_on_sql

        def noted(lines, documents, alias, query):
            judged.append(documents._name)
            return hanging(lines, documents, alias, query)

        self.patch(kind, "_hanging_on_sql", noted)
        task = [("model", "=", "directive.task"), ("res_id", "=", 1)]
        # Nobody can send the word for it: it is no text.
        for context in ({}, {"directive_sight_of": "directive.directive"}):
            messages.with_context(**context).search(task)
            self.assertEqual(judged, ["directive.task"])
            judged.clear()
        messages.with_context(directive_sight_of="directive.task").search([("res_id", "=", 1)])
        self.assertIn("directive.directive", judged)

    def test_what_hangs_on_a_model_of_another_application_stays_as_it_was(self):
        partner = self.outside_user.partner_id
        message = self.put("res.partner", partner.id, self.outside_user)
        self.assertTrue(self.seen(message, self.outside_user))

    def test_what_hangs_on_no_known_model_is_seen_by_nobody(self):
        for model, res_id in (("x_gone.model", 1), ("directive.issuer", self.issuer.id)):
            message = self.put(model, res_id, self.outside_user)
            for user in (self.outside_user, self.office_user, self.user_a):
                with self.subTest(model=model, user=user.login):
                    self.assertFalse(self.seen(message, user))

    def test_a_new_model_is_covered_by_itself(self):
        self.make_model()
        self.assertIn("directive.fake", carrying_models(self.env.registry))
        record = self.env["directive.fake"].create(
            {"name": "A secret", "agency_ids": self.agency_a.ids}
        )
        message = self.put("directive.fake", record.id, self.user_b, self.user_a)
        self.assertTrue(self.seen(message, self.user_a))
        self.assertFalse(self.seen(message, self.user_b))

    def make_model(self):
        """Add a model as a later addon would: it inherits the mixin and has its rules."""
        registry, name = self.env.registry, "directive.fake"
        self.addCleanup(registry.__delitem__, name)
        add_to_registry(registry, self.fake_class())
        registry._setup_models__(self.env.cr, [name])
        registry.init_models(self.env.cr, [name], {"module": "directive_tracking"})
        model = self.env["ir.model"]._get_id(name)
        rights = {"name": name, "model_id": model, "group_id": self.env.ref("base.group_user").id}
        self.env["ir.model.access"].create({**rights, "perm_read": True})
        self.env["ir.rule"].create(
            {
                "name": name,
                "model_id": model,
                "groups": self.env.ref("base.group_user").ids,
                "domain_force": "[('is_visible', '=', True)]",
            }
        )

    @staticmethod
    def fake_class():
        class Fake(models.Model):
            _name = "directive.fake"
            _description = "A model of a later addon"
            _module = "directive_tracking"
            _inherit = ["directive.thread.mixin"]

            _visible_by = ("agency_ids",)

            name = fields.Char()
            agency_ids = fields.Many2many("directive.agency", "directive_fake_agency_rel")

        return Fake

    def put(self, model, res_id, author, *others):
        """Return a message written into the database on any record, signed and sent to these."""
        message = self.env["mail.message"].create(
            {"body": "A word", "author_id": author.partner_id.id}
        )
        self.env["mail.notification"].create(
            [
                {"mail_message_id": message.id, "res_partner_id": one.partner_id.id}
                for one in (author, *others)
            ]
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE mail_message SET model = %s, res_id = %s WHERE id = %s",
            (model, res_id, message.id),
        )
        return message

    def seen(self, message, user):
        self.env.invalidate_all()
        mine = message.with_user(user)
        found = bool(mine.search([("id", "=", message.id)]))
        self.assertEqual(mine.sudo(False).is_in_sight, found)
        of_model = mine.search([("id", "=", message.id), ("model", "=", message.model)])
        self.assertEqual(bool(of_model), found)
        return found
