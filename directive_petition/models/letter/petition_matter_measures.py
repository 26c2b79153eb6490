from odoo import fields, models


class PetitionMatter(models.Model):
    """What was found and put right, as the official tables ask (forms 01-04/KQGQ)."""

    _inherit = "petition.matter"

    state_money = fields.Float(string="To the State: money (million đồng)", digits=(16, 3))
    state_land = fields.Float(string="To the State: land (m²)", digits=(16, 2))
    organisation_money = fields.Float(
        string="To organisations: money (million đồng)", digits=(16, 3)
    )
    organisation_land = fields.Float(string="To organisations: land (m²)", digits=(16, 2))
    person_money = fields.Float(string="To people: money (million đồng)", digits=(16, 3))
    person_land = fields.Float(string="To people: land (m²)", digits=(16, 2))
    organisation_count = fields.Integer(string="Organisations whose rights were restored")
    person_count = fields.Integer(string="People whose rights were restored")
    disciplined_count = fields.Integer(string="People to be disciplined")
    disciplined_official_count = fields.Integer(string="of them officials")
    prosecuted_case_count = fields.Integer(string="Cases handed to the investigators")
    prosecuted_count = fields.Integer(string="People handed to the investigators")
    prosecuted_official_count = fields.Integer(string="of them officials (investigators)")

    _measures_positive = models.Constraint(
        """CHECK (LEAST(state_money, state_land, organisation_money, organisation_land,
                        person_money, person_land, organisation_count, person_count,
                        disciplined_count, disciplined_official_count, prosecuted_case_count,
                        prosecuted_count, prosecuted_official_count) >= 0)""",
        "Amounts and counts cannot be negative.",
    )
