from odoo import api, models
from odoo.fields import Domain
from odoo.orm.utils import COLLECTION_TYPES
from odoo.tools import SQL

X2MANY = ("one2many", "many2many")
ANY = ("any", "not any", "any!", "not any!")
BY_ID = ("in", "not in")  # of a domain in its basic form: also what "=", "<>" and "=?" become
HIERARCHY = ("child_of", "parent_of")
# Models outside this suite whose records are hidden with a document of it.
HIDDEN_WITH_DOCUMENTS = ("ir.attachment",)


def _is_whole(value):
    return isinstance(value, (int, float)) and value == value // 1


class Base(models.AbstractModel):
    """A search by ids reveals nothing about hidden records.

    Odoo compares the ids in a condition on a relation with all linked records, hidden or not:
    counting the visible directives with ``task_ids in [1, 2, ...]`` revealed which hidden tasks
    belong to them. Here such ids are reduced to readable ones before the search, so its shape and
    speed stay the same.
    """

    _inherit = "base"

    @api.model
    def _search(self, domain, *args, **options):
        self._guard_domain(domain)  # oversized input is refused before it is parsed
        if not self.env.su:
            domain = self._without_hidden(Domain(domain).optimize(self))
        return super()._search(domain, *args, **options)

    def _without_hidden(self, domain):
        """Return ``domain`` naming only records that may be read; itself if it does already."""
        conditions = list(domain.iter_conditions())
        reduced = {id(condition): self._reduce(condition) for condition in conditions}
        if all(reduced[id(condition)] is condition for condition in conditions):
            return domain
        return domain.map_conditions(lambda condition: reduced[id(condition)])

    def _reduce(self, condition):
        """Return ``condition`` without the records that may not be read."""
        name, _dot, path = condition.field_expr.partition(".")
        field = self._fields.get(name)
        if field is None or not (field.relational or name == "id"):
            return condition
        if field.inherited:
            return self._reduce(self._of_parent(condition, field))
        if field.relational and (path or condition.operator in ANY):
            return self._reduce_below(condition, field, path)
        comodel = self if name == "id" else self.env[field.comodel_name]
        by_id = condition.operator in BY_ID and field.type in X2MANY
        if (by_id or condition.operator in HIERARCHY) and comodel._hides_records():
            return self._reduce_ids(name, condition.operator, condition.value)
        return condition

    def _of_parent(self, condition, field):
        """Return a condition on a user as one on their contact, where the field is."""
        parent = field.related.partition(".")[0]
        inner = Domain(condition.field_expr, condition.operator, condition.value, internal=True)
        return Domain(parent, "any", inner)

    def _reduce_below(self, condition, field, path):
        """Return a condition on linked records, with their ids reduced in the same way."""
        operator, value = condition.operator, condition.value
        if path:
            operator, value = "any", Domain(path, operator, value)
        elif not isinstance(value, (Domain, *COLLECTION_TYPES)):
            return condition  # a query: made by the program, not by a reader
        else:
            value = Domain(value, internal=operator.endswith("!"))
        comodel = self.env[field.comodel_name].with_context(**field.context)
        reduced = comodel._without_hidden(value)
        if field.bypass_search_access and field.type in X2MANY and comodel._hides_records():
            return self._ask_as_reader(field, operator.rstrip("!"), comodel, reduced)
        return condition if reduced is value else Domain(field.name, operator, reduced)

    def _ask_as_reader(self, field, operator, comodel, domain):
        """Return a condition that Odoo would answer as the system, answered as its reader."""
        if not comodel.has_access("read"):
            return Domain(operator == "not any")
        return Domain(field.name, f"{operator}!", comodel._search(domain))

    def _reduce_ids(self, name, operator, value):
        field = self._fields[name]
        comodel = self if name == "id" else self.env[field.comodel_name]
        comodel = comodel.with_context(active_test=False)
        if not isinstance(value, (int, str, *COLLECTION_TYPES)):
            return Domain(name, operator, value)
        values = list(value) if isinstance(value, COLLECTION_TYPES) else [value]
        if operator in HIERARCHY and field.type in X2MANY:
            return Domain(name, "in", comodel._readable_ids([("id", operator, values)]))
        if operator in HIERARCHY:
            return Domain(name, operator, comodel._readable_values(values))
        found = Domain(name, "in", comodel._readable_values([one for one in values if one]))
        if not all(values):
            found |= ~self._has_readable(field, comodel)
        return found if operator == "in" else ~found

    def _has_readable(self, field, comodel):
        """Return the condition that a record is linked to one that its reader may read."""
        return self._ask_as_reader(field, "any", comodel.with_context(**field.context), Domain.TRUE)

    def _readable_values(self, values):
        """Return ``values`` of a condition, their ids only where they may be read.

        PostgreSQL finds the row 7 by 7.0 as well.
        """
        ids = {value: int(value) for value in values if _is_whole(value)}
        seen = set(self._readable_ids([("id", "in", list(ids.values()))]))
        return [value for value in values if value not in ids or ids[value] in seen]

    def _readable_ids(self, domain):
        return list(self._search(domain)) if self.has_access("read") else []

    def _hides_records(self):
        """Tell whether this reader may read only some records of this model, or none."""
        if hasattr(self, "_sight_model_field"):
            return True  # those are hidden with their records, by no rule
        if not self._original_module.startswith("directive_"):
            return self._name in HIDDEN_WITH_DOCUMENTS
        if not self.has_access("read"):
            return True
        return not self.env["ir.rule"]._compute_domain(self._name, "read").is_true()

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """Order by a related record only if it is readable: an order reveals data too."""
        name, _dot, path = field_name.partition(".")
        field = self._fields.get(name)
        if self.env.su or path or field is None or field.type != "many2one":
            return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
        comodel = self.env[field.comodel_name]
        if comodel._order == "id" or not comodel._hides_records():
            return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
        return self._order_by_readable(alias, field, direction, nulls, query)

    def _order_by_readable(self, alias, field, direction, nulls, query):
        seen = self.env.context.get("__m2o_order_seen", ())
        if field in seen:
            return SQL()
        this = self.with_context(__m2o_order_seen=frozenset((field, *seen)))
        comodel = this.env[field.comodel_name]
        key = this._field_to_sql(alias, field.name, query)
        if not comodel.has_access("read"):
            query._order_groupby.append(key)
            return SQL("%s %s %s", key, direction, nulls)
        coalias = query.make_alias(alias, f"{field.name}__{self.env.uid}")
        readable = comodel.with_context(active_test=False)._search([])
        columns = readable.subselect(SQL("%s.*", SQL.identifier(comodel._table)))
        query.add_join(
            "LEFT JOIN", coalias, columns, SQL("%s = %s", key, SQL.identifier(coalias, "id"))
        )
        reverse = direction.code == "DESC"
        return comodel._order_to_sql(comodel._order, query, alias=coalias, reverse=reverse)
