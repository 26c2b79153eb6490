from operator import itemgetter

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import groupby

from . import roles, table
from .province import MatrixCase

X2MANY = ("one2many", "many2many")
# Fields that no single value finds.
MANY_VALUED = (*X2MANY, "binary", "properties", "json", "float")
# Data that a search reveals by design although reading the record does not.
TOLD = {
    # The Office and leaders may see that a person's to-do is late, agencies may not.
    ("directive.broadcast", "activity_state"): ("specialist", "leader"),
}


@tagged("post_install", "-at_install")
class TestMatrixSearch(MatrixCase):
    """A search reveals no more than reading its results."""

    # The queries depend on the records: these at least must have hidden data.
    hiding = frozenset(
        (
            "directive.directive.task_ids",
            "directive.notice.delivery_ids",
            "directive.directive.transition_ids",
            "directive.broadcast.activity_ids",
        )
    )
    # Lists that only some of those who see the record may read.
    not_grouped = frozenset(("directive.directive.visible_agency_ids",))
    # One of those of which somebody may read no linked record at all.
    hiding_all = "directive.broadcast.activity_ids"

    def fields_to_ask(self, types=None):
        """Yield ``(model, field)`` of every field of ours, or that leads to a record of ours."""
        for name, model in sorted(self.env.registry.items()):
            if model._abstract:
                continue
            for field in model._fields.values():
                to = self.env.registry[field.comodel_name] if field.relational else model
                asked = self.is_asked(model) or self.is_asked(to)
                if asked and (field.store or field.search) and (not types or field.type in types):
                    yield name, field

    def is_asked(self, model):
        ours = table.is_ours(model)
        return ours and self.addon in (None, model._original_module)

    def setUp(self):
        super().setUp()
        self.seen = {}  # what each role sees of each model: nothing changes during a test

    def visible(self, name, role):
        """Return the records of a model that ``role`` sees, nothing without access."""
        model = self.as_role(self.env[name], role).with_context(active_test=False)
        if (name, role) not in self.seen:
            self.seen[name, role] = self.ids_seen(model)
        return model.browse(self.seen[name, role])

    def ids_seen(self, model):
        try:
            return model.search([]).ids if model.has_access("read") else []
        except AccessError:
            return []

    def hidden_links(self, records, field, role):
        """Return the linked records of ``records`` that ``role`` may not read."""
        linked = records.sudo().with_context(active_test=False).mapped(field.name)
        seen = set(self.visible(field.comodel_name, role)._ids) if linked else ()
        return linked.filtered(lambda one: one.id not in seen)

    def questions(self, field, hidden):
        """Yield domains that could reveal the records of ``hidden``."""
        name, ids = field.name, hidden.ids
        yield [(name, "in", ids)]
        yield [(name, "=", ids[0])]
        yield [(name, "child_of", ids)]
        yield [(f"{name}.id", "in", ids)]
        yield [(name, "any", [("id", "in", ids)])]
        yield ["!", (name, "not in", ids)]
        yield ["!", "!", (name, "in", ids)]
        yield ["|", (name, "in", ids), ("id", "=", 0)]
        yield [(name, "in", [float(one) for one in ids])]
        yield [(name, "==", ids[0])]
        yield ["!", (name, "<>", ids[0])]
        yield [("id", "any", [(name, "in", ids)])]

    def test_hidden_ids_find_nothing_through_any_relation(self):
        asked = set()
        for role, records, field, hidden in self.relations_with_hidden(X2MANY):
            asked.add(f"{records._name}.{field.name}")
            self.check_hidden(records, field, hidden, role)
        self.assertEqual(self.hiding - asked, set())

    def test_nothing_is_asked_of_a_hidden_record_through_one_that_names_it(self):
        """The id of what a record names is shown, but nothing else of it."""
        asked = set()
        for role, records, field, hidden in self.relations_with_hidden(("many2one",)):
            asked.add(f"{records._name}.{field.name}")
            name, ids = field.name, hidden.ids
            for domain in (
                ["|", (f"{name}.id", "in", ids), (name, "any", [("id", "in", ids)])],
                [(name, "in", ids), (name, "ilike", (hidden[0].display_name or "")[:9] or "x")],
            ):
                with self.subTest(role=role, field=str(field), domain=domain):
                    self.assertFalse(self.ask(records.browse(), domain))
        if self.addon is None:  # a small addon may name nothing that is hidden from anybody
            self.assertGreater(len(asked), 10)

    def relations_with_hidden(self, types):
        """Yield (role, visible records, field, records linked to them that the role may not read)."""
        for name, field in self.fields_to_ask(types):
            # Of what is no x2many only records of ours are hidden.
            is_asked = types == X2MANY or self.is_asked(self.env.registry[field.comodel_name])
            for role in roles.ROLES if is_asked else ():
                records = self.visible(name, role)
                if records and records._has_field_access(field, "read"):
                    if hidden := self.hidden_links(records, field, role):
                        yield role, records, field, hidden

    def check_hidden(self, records, field, hidden, role):
        model = records.browse()
        for domain in self.questions(field, hidden):
            with self.subTest(role=role, field=str(field), domain=domain):
                self.assertFalse(self.ask(model, domain))
        with self.subTest(role=role, field=str(field), domain="not in"):
            found = model.search_count([(field.name, "not in", hidden.ids)])
            self.assertEqual(found, len(records))
        with self.subTest(role=role, field=str(field), read=True):
            self.assertFalse(set(hidden.ids) & set(self.read_ids(records, field)))

    def test_a_relation_is_empty_for_those_who_may_read_nothing_in_it(self):
        asked = set()
        for role, records, field, hidden in self.relations_with_hidden(X2MANY):
            if bare := self.bare(records, field, hidden):
                asked.add(f"{records._name}.{field.name}")
                self.check_bare(bare, field, role)
        self.assertIn(self.hiding_all, asked)

    def bare(self, records, field, hidden):
        """Return those of ``records`` that are linked to nothing but records of ``hidden``."""
        linked = {one.id: one[field.name] for one in records.sudo().with_context(active_test=False)}
        return records.filtered(lambda one: linked[one.id] and linked[one.id] <= hidden)

    def check_bare(self, records, field, role):
        model, name = records.browse(), field.name
        for condition in ((name, "!=", False), (name, "not in", [False, 0]), (name, "ilike", "")):
            with self.subTest(role=role, field=str(field), condition=condition):
                self.assertFalse(self.ask(model, [("id", "in", records.ids), condition]))
        with self.subTest(role=role, field=str(field), condition="empty"):
            domain = [("id", "in", records.ids), (name, "=", False)]
            self.assertEqual(model.search_count(domain), len(records))

    def ask(self, model, domain):
        self.env.invalidate_all()
        try:
            return model.search_count(domain)
        except (AccessError, NotImplementedError, KeyError, ValueError):
            return 0  # as good as nothing found

    def read_ids(self, records, field):
        """Return the linked ids as read, also after the system has looked at all of them."""
        found = []
        for warm in (False, True):
            self.env.invalidate_all()
            if warm:
                records.sudo().mapped(field.name)
            try:
                for row in records.read([field.name]):
                    found += row[field.name]
            except AccessError:
                continue
        return found

    def test_groups_tell_no_more_than_reading(self):
        """Odoo groups by a list without asking whether its reader may read it."""
        refused = set()
        for name, field in self.fields_to_ask(("many2many",)):
            for role in roles.ROLES if field.store else ():
                if records := self.visible(name, role):
                    grouped = self.grouped_ids(records, field)
                    refused |= {str(field)} if grouped is None else set()
                    with self.subTest(role=role, field=str(field)):
                        shown = self.shown_ids(records, field) if grouped else set()
                        self.assertEqual((grouped or set()) - shown, set())
        self.assertEqual(self.not_grouped - refused, set())

    def grouped_ids(self, records, field):
        """Return the ids by which these records are grouped; None if that is refused."""
        try:
            rows = records.browse().formatted_read_group([], [field.name], ["__count"])
        except AccessError:
            return None
        except (NotImplementedError, UserError, ValueError):
            return set()
        return {row[field.name][0] for row in rows if row[field.name]}

    def shown_ids(self, records, field):
        try:
            return {one for row in records.read([field.name]) for one in row[field.name]}
        except AccessError:
            return set()

    def test_a_value_finds_only_records_that_show_it(self):
        for name, fields in groupby(self.fields_to_ask(), key=itemgetter(0)):
            asked = [field for _name, field in fields if field.type not in MANY_VALUED]
            for role in roles.ROLES:
                records = self.visible(name, role)
                if records:
                    self.check_values(records, self.readable(records, asked, role), role)

    def readable(self, records, fields, role):
        """Return those of ``fields`` that ``role`` reads, and does not learn by design."""
        return [
            field
            for field in fields
            if role not in TOLD.get((records._name, field.name), ())
            and records._has_field_access(field, "read")
        ]

    def test_the_order_by_what_is_hidden_tells_nothing(self):
        """Neither of two directives changes places when hidden ones do that they carry out."""
        first, second = (self.make_directive(number=f"{n}/HIDDEN") for n in "12")
        made = [
            self.make_task(self.agency_b, directive_id=self.make_directive(superior_id=one.id).id)
            for one in (first, second)
        ]
        orders = self.env["directive.directive"].browse([task.directive_id.id for task in made])
        before = self.in_order(orders)
        first.sudo().number, second.sudo().number = "2/HIDDEN", "1/HIDDEN"
        first.sudo().date_issued = "2026-01-04"
        self.assertEqual(self.in_order(orders), before)
        first.sudo().date_issued = "2026-01-06"
        self.assertEqual(self.in_order(orders), before)

    def in_order(self, orders):
        mine = self.as_role(orders, "foreign")
        return mine.search([("id", "in", orders.ids)], order="superior_id, id").ids

    def check_values(self, records, fields, role):
        shown, hidden = (self.shown(ones, fields) for ones in (records, records.sudo()))
        for field in fields:
            # What the reader is shown as it is, they may find.
            if field.name in shown and shown[field.name] != hidden.get(field.name):
                self.check_field(records, field, role, shown[field.name], hidden[field.name])

    def check_field(self, records, field, role, shown, hidden):
        for value in set(filter(None, hidden.values())):
            self.env.invalidate_all()
            try:
                found = records.search([(field.name, "=", value)])
            except (AccessError, NotImplementedError, ValueError):
                continue
            with self.subTest(role=role, field=str(field), value=value):
                told = {one.id for one in found if shown.get(one.id) != value}
                self.assertEqual(told, set())

    def shown(self, records, fields):
        """Return ``{name: {id: value}}`` as read together; without those that may not be read."""
        self.env.invalidate_all()
        names = [field.name for field in fields]
        try:
            rows = records.read(names, load=None)
        except (AccessError, NotImplementedError):
            ones = ([field] for field in fields) if len(fields) > 1 else ()
            return {
                name: values for one in ones for name, values in self.shown(records, one).items()
            }
        return {name: {row["id"]: row[name] for row in rows} for name in names}
