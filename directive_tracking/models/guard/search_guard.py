from odoo import api, models
from odoo.fields import Domain
from odoo.orm.utils import COLLECTION_TYPES
from odoo.tools import SQL

X2MANY = ("one2many", "many2many")
ANY = ("any", "not any")
BY_ID = ("=", "=?", "in", "!=", "not in")
HIERARCHY = ("child_of", "parent_of")
# Models outside this suite whose records are hidden with a document of it.
HIDDEN_WITH_DOCUMENTS = ("ir.attachment",)


class Base(models.AbstractModel):
    """A search by ids tells of no record its reader may not read.

    Odoo compares the ids in a condition on a relation with whatever is linked, hidden or
    not: counting the visible directives with ``task_ids in [1, 2, ...]`` told which hidden
    tasks belong to them. Here such ids are reduced to those the reader may read before
    the search, so that its shape and speed stay what they were.
    """

    _inherit = "base"

    @api.model
    def _search(self, domain, *args, **options):
        if not self.env.su:
            domain = self._without_hidden(Domain(domain))
        return super()._search(domain, *args, **options)

    def _without_hidden(self, domain):
        """Return ``domain`` naming only records that may be read."""
        could_betray = any(map(self._could_betray, domain.iter_conditions()))
        return domain.map_conditions(self._reduce) if could_betray else domain

    def _could_betray(self, condition):
        """Tell whether ``condition`` compares with records its reader may not read."""
        name, _dot, path = condition.field_expr.partition(".")
        field = self._fields.get(name)
        comodel = self._comodel_of(field)
        if comodel is None or not self._goes_round_rules(field, path, condition.operator):
            return False
        return self._passes_on(field) or comodel._hides_records()

    def _comodel_of(self, field):
        if field is None or not (field.relational or field.name == "id"):
            return None
        return self if field.name == "id" else self.env[field.comodel_name]

    @staticmethod
    def _goes_round_rules(field, path, operator):
        """Tell whether Odoo answers such a condition without asking the rules of its target."""
        if path or operator in ANY:
            return field.relational and field.bypass_search_access
        return operator in HIERARCHY or (field.type in X2MANY and operator in BY_ID)

    @staticmethod
    def _passes_on(field):
        """Tell whether conditions below ``field`` are joined in and never seen by a search."""
        return field.type == "many2one" and field.bypass_search_access

    def _reduce(self, condition):
        """Return ``condition`` without the records that may not be read."""
        if not self._could_betray(condition):
            return condition
        name, _dot, path = condition.field_expr.partition(".")
        operator, value = condition.operator, condition.value
        if path:
            operator, value = "any", Domain(path, operator, value)
        if operator in ANY:
            return self._reduce_below(name, operator, value)
        return self._reduce_ids(name, operator, value)

    def _reduce_below(self, name, operator, value):
        """Return a condition on what is linked, asked as its reader."""
        if isinstance(value, SQL) or not isinstance(value, (Domain, *COLLECTION_TYPES)):
            return Domain(name, operator, value)  # made by the program, not by a reader
        field = self._fields[name]
        comodel = self.env[field.comodel_name].with_context(**field.context)
        if self._passes_on(field):
            return Domain(name, operator, comodel._without_hidden(Domain(value)))
        if not comodel.has_access("read"):
            return Domain(operator == "not any")
        return Domain(name, f"{operator}!", comodel._search(value))

    def _reduce_ids(self, name, operator, value):
        field = self._fields[name]
        comodel = self._comodel_of(field).with_context(active_test=False)
        if not isinstance(value, (int, str, *COLLECTION_TYPES)):
            return Domain(name, operator, value)
        values = list(value) if isinstance(value, COLLECTION_TYPES) else [value]
        if operator in HIERARCHY and field.type in X2MANY:
            return Domain(name, "in", comodel._readable_ids([("id", operator, values)]))
        values = comodel._readable_values(values)
        if operator in HIERARCHY:
            return Domain(name, operator, values)
        if operator == "=?" and not value:
            return Domain.TRUE
        return Domain(name, "not in" if operator in ("!=", "not in") else "in", values)

    def _readable_values(self, values):
        """Return ``values`` of a condition, their ids only where they may be read."""
        ids = [value for value in values if type(value) is int]
        seen = set(self._readable_ids([("id", "in", ids)]))
        return [value for value in values if type(value) is not int or value in seen]

    def _readable_ids(self, domain):
        return list(self._search(domain)) if self.has_access("read") else []

    def _hides_records(self):
        """Tell whether this reader may read only some records of this model, or none."""
        ours = self._original_module.startswith("directive_")
        if not (ours or hasattr(self, "_sight_model_field")):
            return self._name in HIDDEN_WITH_DOCUMENTS
        if not self.has_access("read"):
            return True
        return not self.env["ir.rule"]._compute_domain(self._name, "read").is_true()

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """Order by what is pointed at only where it may be read: an order tells too."""
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
