from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ....tools.search import NUMBER_INDEX
from ....tools.workflow import DRAFT


class DirectiveTask(models.Model):
    """A task is found by its content, its number or an agency that leads or coordinates it."""

    _name = "directive.task"
    _inherit = ["directive.task", "directive.search.mixin"]

    _number_key_idx = models.Index(NUMBER_INDEX)

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "name")

    @api.model
    def _number_paths(self):
        return (*super()._number_paths(), "number")

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "lead_agency_id", "coordinating_agency_ids")

    @api.model
    def _of_agencies(self, path, agency_ids):
        """Let an index narrow the coordinated tasks down.

        Among alternatives PostgreSQL would look up the relation for every task there is.
        """
        domain = super()._of_agencies(path, agency_ids)
        if path == "lead_agency_id":
            return domain

        def to_sql(model, alias, query):
            keys = model._field_to_sql(alias, "visible_agency_keys", query)
            return SQL("%s && %s", keys, agency_ids)

        seen = Domain.custom(to_sql=to_sql)
        # Drafts are seen by no agency yet.
        return domain & (seen | Domain("state", "=", DRAFT))

    @api.model
    def _search_display_name(self, operator, value):
        """Offer the same results in a picker as in the search box."""
        if operator == "ilike" and isinstance(value, str):
            return self._found_by(value)
        return super()._search_display_name(operator, value)
