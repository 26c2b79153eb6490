from odoo import api, fields, models


class PetitionMatter(models.Model):
    """A matter that concerns a remote commune has the longer terms, unless somebody says otherwise."""

    _inherit = "petition.matter"

    is_remote = fields.Boolean(compute="_compute_is_remote", store=True, readonly=False)

    @api.depends("place_id", "agency_id", "date_received")
    def _compute_is_remote(self):
        areas = self.env["petition.remote.area"]
        for matter in self:
            place = matter.place_id or matter.agency_id
            day = matter.date_received or matter.letter_id.date_received
            matter.is_remote = bool(day) and areas._is_remote_on(place, day)
