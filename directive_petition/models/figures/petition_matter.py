from odoo import api, fields, models
from odoo.tools import SQL


class PetitionMatter(models.Model):
    """What the official tables ask beside the steps, and how long the settling took."""

    _inherit = "petition.matter"

    is_judged = fields.Boolean(
        string="A court has judged it", help="Counted apart in form 02/XLD.", copy=False
    )
    settle_days = fields.Integer(
        string="Days to settle",
        compute="_compute_settle_days",
        store=True,
        aggregator="avg",
        help="From the acceptance to the decision.",
    )

    # Carried out (forms 02 and 04/KQGQ)
    enforced_state_money = fields.Float(
        string="Recovered: money (million đồng)", digits=(16, 3), copy=False
    )
    enforced_state_land = fields.Float(string="Recovered: land (m²)", digits=(16, 2), copy=False)
    enforced_organisation_money = fields.Float(
        string="Given back to organisations: money (million đồng)", digits=(16, 3), copy=False
    )
    enforced_organisation_land = fields.Float(
        string="Given back to organisations: land (m²)", digits=(16, 2), copy=False
    )
    enforced_person_money = fields.Float(
        string="Given back to people: money (million đồng)", digits=(16, 3), copy=False
    )
    enforced_person_land = fields.Float(
        string="Given back to people: land (m²)", digits=(16, 2), copy=False
    )
    enforced_disciplined_count = fields.Integer(string="People disciplined", copy=False)
    charged_case_count = fields.Integer(string="Cases prosecuted", copy=False)
    charged_count = fields.Integer(string="People prosecuted", copy=False)

    _enforced_positive = models.Constraint(
        """CHECK (LEAST(enforced_state_money, enforced_state_land, enforced_organisation_money,
                        enforced_organisation_land, enforced_person_money, enforced_person_land,
                        enforced_disciplined_count, charged_case_count, charged_count) >= 0)""",
        "Amounts and counts cannot be negative.",
    )

    @api.model
    def _counted_names(self):
        return super()._counted_names() | {"is_judged"}

    @api.depends("date_accepted", "date_decided")
    def _compute_settle_days(self):
        for matter in self:
            days = (matter.date_accepted, matter.date_decided)
            matter.settle_days = (days[1] - days[0]).days if all(days) else False

    def _read_group_select(self, aggregate_spec, query):
        """Average over those that were settled: others have no days to settle, not none."""
        found = super()._read_group_select(aggregate_spec, query)
        if aggregate_spec != "settle_days:avg":
            return found
        decided = self._field_to_sql(self._table, "date_decided", query)
        return SQL("%s FILTER (WHERE %s IS NOT NULL)", found, decided)
