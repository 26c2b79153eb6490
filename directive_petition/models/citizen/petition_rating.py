from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.directive_tracking.tools.agency.fate import DERIVED, KEPT
from odoo.addons.directive_tracking.tools.guard.secrecy import find_mark
from odoo.addons.directive_tracking.tools.notice.answers import clean
from odoo.addons.directive_tracking.tools.recipient import Recipient
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.citizen.stage import RATED, stage_of

POOR = "poor"
RATINGS = [("good", "Good"), ("fair", "Fair"), (POOR, "Poor")]
LONGEST = 2000
MANAGER = "directive_petition.group_petition_manager"


class PetitionRating(models.Model):
    """How a citizen says they were served, once a matter has its answer; once for each matter.

    "Poor" is read by the agency above and the leaders of the province, never by who handled it.
    """

    _name = "petition.rating"
    _description = "Opinion of a Citizen"
    _inherit = ["directive.kept.mixin", "petition.visibility.mixin", "directive.subject.mixin"]
    _order = "id desc"
    _rec_name = "number"
    _visible_by = ("shown_to_id",)
    _notice_path = "petition-ratings"

    matter_id = fields.Many2one(
        "petition.matter", required=True, readonly=True, ondelete="cascade", index=True
    )
    number = fields.Char(string="Number of the matter", readonly=True)
    agency_id = fields.Many2one(
        "directive.agency", string="Handled by", readonly=True, ondelete="restrict"
    )
    handler_id = fields.Many2one(
        "res.users", string="Handled by (person)", readonly=True, ondelete="restrict"
    )
    shown_to_id = fields.Many2one(
        "directive.agency",
        string="Shown to",
        readonly=True,
        index=True,
        ondelete="restrict",
        help="The agency that handled it; for a poor opinion the one above.",
    )
    date = fields.Date(readonly=True, required=True)
    rating = fields.Selection(RATINGS, required=True, readonly=True, index=True)
    words = fields.Text(string="In their own words", readonly=True)

    _matter_uniq = models.UniqueIndex("(matter_id)", "An opinion on this matter has been given.")

    # Giving it

    @api.model
    def _may_rate(self, matter):
        """Return "open" or "done" where the citizen is asked, and "" before and for denunciations."""
        if matter.kind == "denunciation" or stage_of(matter.state) not in RATED:
            return ""
        return "done" if self.search_count([("matter_id", "=", matter.id)], limit=1) else "open"

    @api.model
    def _rate(self, matter, rating, words):
        """Keep the opinion of the citizen, once, and tell the agency above of a poor one.

        :return: why it is not taken, or ""
        """
        matter._hold_and_touch()
        if self._may_rate(matter) != "open" or rating not in dict(RATINGS):
            return self.env._("Your opinion on this matter has been given, or it is too early.")
        words = clean(words)[:LONGEST]
        if find_mark(words):  # the system records it: the guard asks only users
            return self.env._("State secrets must not be written here: leave these words out.")
        vals = self._prepare(matter, rating, words)
        self.with_context(directive_workflow=WORKFLOW).create(vals)._tell_of_poor()
        return ""

    def _prepare(self, matter, rating, words):
        above = rating == POOR
        return {
            "matter_id": matter.id,
            "number": matter.number,
            "agency_id": matter.agency_id.id,
            "handler_id": matter.handler_id.id,
            "shown_to_id": (self._agency_above(matter.agency_id) if above else matter.agency_id).id,
            "date": self.env["directive.settings"]._today(),
            "rating": rating,
            "words": words or False,
        }

    @api.model
    def _agency_above(self, agency):
        """Return the agency above ``agency``: the Office where there is no other, none for itself."""
        if agency.parent_id:
            return agency.parent_id
        office = agency.search([("kind", "=", "office")], limit=1)
        return office - agency

    # Telling

    def _tell_of_poor(self):
        for one in self.filtered(lambda rating: rating.rating == POOR):
            one._tell("petition_poor", {one.id: one._superiors()})

    def _superiors(self):
        """Return who is told: the managers of petitions above, else the leaders of the province."""
        staff = self.matter_id._staff(MANAGER, self.shown_to_id) if self.shown_to_id else []
        staff = [one for one in staff if one.user_id != self.handler_id.id]
        leaders = self.env.ref("directive_tracking.group_directive_leader").user_ids
        return staff or [
            Recipient(user.partner_id.id, user.id) for user in leaders.filtered("active")
        ]

    def _notice_item(self):
        return super()._notice_item() | {
            "number": self.number or "",
            "agency": self.agency_id.name,
        }

    def _notice_count_words(self, count):
        return self.env._("%(count)s opinions of citizens", count=count)

    def _refuse(self):
        raise UserError(self.env._("The opinion of a citizen stays as it was given."))

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {
            "agency_id": KEPT,
            "shown_to_id": KEPT,
            "visible_agency_ids": DERIVED,
        }
